"""The gate of a step: people are asked before its first turn, though the plan is cleared."""

from temporalio import workflow

from activities.assessment import AssessmentActivities, DispatchCheck
from domain.approvals.gate import Gate
from domain.approvals.requests import SubjectKind
from domain.models import digest_of
from domain.plans import Plan, PlanStep
from domain.risk.levels import RiskLevel, highest
from workflows.gates import GateOpener
from workflows.options import LOCAL
from workflows.run import Run
from workflows.state import StepStatus

REPORT_QUOTED = 2_000
"""Characters of a report that people are shown of what was done before."""


async def may_start(run: Run, gates: GateOpener, plan: Plan, step: PlanStep) -> bool:
    """Whether the step may begin, or go on; False where people said no, and where the run drains.

    Rated again by the policy that is in force once they have decided: a higher level asks again.
    """
    state = run.state.steps[step.id]
    if step.gate is None or state.status is not StepStatus.WAITING:
        return True
    level = highest(step.gate.level, _planned_level(run))
    while not run.stopping:
        gate = run.state.gates.get(state.gate_id or "") or await _open(run, gates, plan, step, level)
        if not await gates.decided(gate):
            return False
        if not gates.passed(gate):
            why = f"{gate.status} by {gate.decided_by or 'the deadline'}"
            state.status = StepStatus.DENIED
            state.report = f"not started: {why}: {gate.reason}" if gate.reason else f"not started: {why}"
            return False
        if await run.hold():
            return False
        level = await _rated_now(run, plan)
        if not level.exceeds(gate.level):
            return True
        state.gate_id = None
    return False


def _planned_level(run: Run) -> RiskLevel:
    return run.state.assessment.level if run.state.assessment else RiskLevel.CRITICAL


async def _rated_now(run: Run, plan: Plan) -> RiskLevel:
    rating = await workflow.execute_local_activity_method(
        AssessmentActivities.check_step, DispatchCheck(request=run.state.request, plan=plan), **LOCAL
    )
    return rating.level


async def _open(run: Run, gates: GateOpener, plan: Plan, step: PlanStep, level: RiskLevel) -> Gate:
    state = run.state
    bound = {
        "task_id": state.request.task_id,
        "plan": plan.digest(),
        "step": step.id,
        "level": level,
        "policy": state.policy_version,
    }
    done = {
        name: found.report[:REPORT_QUOTED]
        for name, found in state.steps.items()
        if found.status is StepStatus.DONE
    }
    gate = await gates.open(
        kind=SubjectKind.STEP,
        level=level,
        digest=digest_of(bound),
        policy_version=state.policy_version,
        subject={
            "step": step.id,
            "reasons": [step.gate.reason if step.gate else ""],
            "done": done,
            "plan": plan.model_dump(mode="json"),
        },
    )
    state.steps[step.id].gate_id = gate.request_id
    return gate

"""After a failure behind a change: what would undo the changes is offered to people, at a gate of its own.

Nothing is ever undone by itself: half a change may be what people want to look at first.
"""

from temporalio import workflow

from activities.assessment import AssessmentActivities, DispatchCheck
from domain.approvals.gate import Gate
from domain.approvals.requests import SubjectKind
from domain.models import digest_of
from domain.plans import Plan, PlanStep
from domain.risk.levels import RiskLevel, highest
from workflows.answers import changes_of
from workflows.gates import GateOpener
from workflows.options import LOCAL
from workflows.run import Run
from workflows.schedule import run_steps
from workflows.state import OrchestrationState, StepStatus

REPORT_QUOTED = 2_000
"""Characters of a step's report that whoever undoes it is given."""
_ID_LENGTH = 40


async def offer_rollback(run: Run, gates: GateOpener, plan: Plan) -> None:
    """Where a step failed or was denied, and something was changed: ask, and undo if people say so.

    Returns early where the run drains; called again, it goes on where it was. A plan that needed no approval
    is left as it is.
    """
    state = run.state
    if state.undo_plan is None and state.approved_level not in (None, RiskLevel.LOW):
        state.undo_plan = undo_plan(state, plan)
    undo = state.undo_plan
    if undo is None or state.undo_result is not None:
        return
    if not await _approved(run, gates, undo):
        return
    await run_steps(run, gates, undo)
    if run.stopping:
        return
    failed = [step.id for step in undo.steps if state.steps[step.id].status is not StepStatus.DONE]
    state.undo_result = f"the rollback failed at {failed[0]}" if failed else "rolled back"


def undo_plan(state: OrchestrationState, plan: Plan) -> Plan | None:
    """Newest change first; None where every step is done, or nothing that was changed has a rollback."""
    if not any(state.steps[step.id].status.stops for step in plan.steps):
        return None
    changed = [step for wave in plan.waves() for step in wave if changes_of(state.steps[step.id])]
    steps: list[PlanStep] = []
    for step in reversed([step for step in changed if step.rollback]):
        report = state.steps[step.id].report[:REPORT_QUOTED]
        steps.append(
            PlanStep(
                id=f"undo-{len(steps) + 1}-{step.id}"[:_ID_LENGTH].rstrip("-"),
                agent=step.agent,
                instruction=f"{step.rollback}\n\nReport of what was done: {report or '(none)'}"[:8_000],
                depends_on=(steps[-1].id,) if steps else (),
                effects=tuple(f"undoes: {effect}" for effect in step.effects),
                irreversible=True,
            )
        )
    if not steps:
        return None
    return Plan(summary="undo what was changed before the failure", made_by=plan.made_by, steps=tuple(steps))


async def _approved(run: Run, gates: GateOpener, undo: Plan) -> bool:
    """Through the gate, and rated again before anything is dispatched."""
    state = run.state
    level = highest(state.approved_level or RiskLevel.HIGH, await _rated(run, undo))
    while not run.stopping:
        gate = state.gates.get(state.undo_gate or "") or await _open(run, gates, undo, level)
        if not await gates.decided(gate):
            return False
        if not gates.passed(gate):
            state.undo_result = f"not rolled back: {gate.status} by {gate.decided_by or 'the deadline'}"
            return False
        if await run.hold():
            return False
        level = await _rated(run, undo)
        if not level.exceeds(gate.level):
            return True
        state.undo_gate = None
    return False


async def _rated(run: Run, undo: Plan) -> RiskLevel:
    rating = await workflow.execute_local_activity_method(
        AssessmentActivities.check_dispatch, DispatchCheck(request=run.state.request, plan=undo), **LOCAL
    )
    return rating.level


async def _open(run: Run, gates: GateOpener, undo: Plan, level: RiskLevel) -> Gate:
    state = run.state
    bound = {
        "task_id": state.request.task_id,
        "rollback": undo.digest(),
        "level": level,
        "policy": state.policy_version,
    }
    failed = {
        step_id: step.report[:REPORT_QUOTED] for step_id, step in state.steps.items() if step.status.stops
    }
    gate = await gates.open(
        kind=SubjectKind.ROLLBACK,
        level=level,
        digest=digest_of(bound),
        policy_version=state.policy_version,
        subject={"plan": undo.model_dump(mode="json"), "failed": failed, "changed": _changed(state)},
    )
    state.undo_gate = gate.request_id
    return gate


def _changed(state: OrchestrationState) -> dict[str, list[str]]:
    return {step_id: changes for step_id, step in state.steps.items() if (changes := changes_of(step))}

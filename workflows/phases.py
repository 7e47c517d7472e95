"""The phases of a run, one after the other: assess, plan, clear, run, finish."""

from datetime import timedelta

from temporalio import workflow
from temporalio.exceptions import ActivityError, is_cancelled_exception

from activities.assessment import AssessmentActivities, DispatchCheck
from activities.outcomes import OutcomeActivities
from activities.planning import PlanInput, PlanningActivities
from domain.approvals.gate import Gate
from domain.approvals.requests import SubjectKind
from domain.models import digest_of
from domain.orchestrations import OrchestrationStatus, Outcome
from domain.plans import Plan
from domain.risk.levels import RiskAssessment, RiskLevel
from domain.targets import target_of
from workflows.answers import ended_early, outcome_of, refused_outcome
from workflows.budgets import BudgetRefusedError, within_budget
from workflows.gates import GateOpener
from workflows.options import LOCAL, MODEL, PATIENT, fair
from workflows.rollback import offer_rollback
from workflows.run import Run
from workflows.schedule import run_steps
from workflows.supervision import supervise


class Phases:
    def __init__(self, run: Run, gates: GateOpener) -> None:
        self._run = run
        self._gates = gates
        self.committed: Outcome | None = None

    async def advance(self) -> Outcome | None:
        """One phase after the other; each finds what an earlier run did. None: the run drains."""
        state = self._run.state
        assessment = state.assessment or await self._assess()
        try:
            plan = state.plan or await self._plan(assessment)
        except BudgetRefusedError as refused:
            return refused_outcome(state, refused.status, refused.message)
        except ActivityError as error:
            if is_cancelled_exception(error):
                raise
            return ended_early(state, OrchestrationStatus.FAILED, f"no plan: {error.cause}")
        if plan is None:
            return None
        if state.request.dry_run:
            return outcome_of(state)
        if state.approved_level is None:
            refusal = await self._clear(plan)
            if refusal is not None or self._run.stopping:
                return refusal
        self._aim()
        await run_steps(self._run, self._gates, plan)
        if not self._run.stopping:
            await supervise(self._run, self._gates, plan)
        if not self._run.stopping:
            await offer_rollback(self._run, self._gates, plan)
        return None if self._run.stopping else outcome_of(state)

    def _aim(self) -> None:
        """From here on the run takes turns with others that change the same; its steps wait for it."""
        state = self._run.state
        if state.target is not None or state.assessment is None:
            return
        target = target_of(state.assessment, state.request.context)
        if target is not None and workflow.patched("turns-by-target"):
            state.target = target

    async def _assess(self) -> RiskAssessment:
        state = self._run.state
        assessed = await workflow.execute_local_activity_method(
            AssessmentActivities.assess_risk, state.request, **LOCAL
        )
        state.assessment = assessed.assessment
        state.continue_as_new_after = assessed.continue_as_new_after
        self._run.set_status(OrchestrationStatus.PLANNING, level=assessed.assessment.level)
        return assessed.assessment

    async def _plan(self, assessment: RiskAssessment) -> Plan | None:
        state = self._run.state
        rated = await within_budget(
            self._run,
            self._gates,
            lambda: workflow.execute_activity_method(
                PlanningActivities.make_plan,
                PlanInput(request=state.request, assessment=assessment, turn_id=str(workflow.uuid4())),
                summary="plan and rate",
                priority=fair(state.request.requester),
                **MODEL,
            ),
        )
        if rated is None:
            return None
        state.plan = rated.plan
        self._raise_to(rated.assessment)
        return rated.plan

    async def _clear(self, plan: Plan) -> Outcome | None:
        """Through the gate and past the check before dispatch; an outcome where people said no."""
        state = self._run.state
        while not self._run.stopping:
            level = state.assessment.level if state.assessment else RiskLevel.CRITICAL
            cleared = RiskLevel.LOW
            if level is not RiskLevel.LOW:
                gate = await self._plan_gate(plan, level)
                if not await self._gates.decided(gate):
                    return None
                if not self._gates.passed(gate):
                    why = f"{gate.status} by {gate.decided_by or 'the deadline'}"
                    return refused_outcome(
                        state, gate.status, f"{why}: {gate.reason}" if gate.reason else why
                    )
                cleared = gate.level
            if await self._run.hold():
                return None
            now = await workflow.execute_local_activity_method(
                AssessmentActivities.check_dispatch, DispatchCheck(request=state.request, plan=plan), **LOCAL
            )
            if not now.level.exceeds(cleared):
                state.approved_level = cleared
                self._run.set_status(OrchestrationStatus.RUNNING)
                return None
            self._raise_to(now)
            state.plan_gate = None
        return None

    async def _plan_gate(self, plan: Plan, level: RiskLevel) -> Gate:
        state = self._run.state
        if state.plan_gate is not None:
            return state.gates[state.plan_gate]
        assessment = state.assessment
        subject: dict[str, object] = {
            "plan": plan.model_dump(mode="json"),
            "risk": assessment.model_dump(mode="json", exclude={"clauses"}) if assessment else None,
        }
        bound = {
            "task_id": state.request.task_id,
            "plan": plan.digest(),
            "level": level,
            "policy": state.policy_version,
        }
        gate = await self._gates.open(
            kind=SubjectKind.PLAN,
            level=level,
            digest=digest_of(bound),
            policy_version=state.policy_version,
            subject=subject,
        )
        state.plan_gate = gate.request_id
        return gate

    def _raise_to(self, assessment: RiskAssessment) -> None:
        """A rating may rise on the way, never fall; the policy version stays the one of the assessment."""
        state = self._run.state
        before = state.assessment
        if before is None or not assessment.level.exceeds(before.level):
            return
        state.assessment = assessment.model_copy(update={"policy_version": before.policy_version})
        self._run.set_status(state.status, level=assessment.level)

    async def finish(self, outcome: Outcome) -> None:
        """Commit the outcome; from here on it is how the run ended, whatever comes."""
        await workflow.execute_local_activity_method(OutcomeActivities.finish_orchestration, outcome, **LOCAL)
        self.committed = outcome
        self._run.set_status(outcome.status)

    async def clean_up(self, error: BaseException) -> None:
        """After a cancellation or a failure: what is open becomes void, and Postgres knows."""
        status, why = OrchestrationStatus.CANCELLED, "cancelled"
        if not is_cancelled_exception(error):
            status, why = OrchestrationStatus.FAILED, f"could not go on: {error}"
        outcome = ended_early(self._run.state, status, why)
        await workflow.execute_activity_method(
            OutcomeActivities.finish_orchestration,
            outcome,
            start_to_close_timeout=timedelta(seconds=30),
            retry_policy=PATIENT,
            summary=f"{status}: void what is open",
        )
        self._run.set_status(outcome.status)

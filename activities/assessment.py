"""Rating: when a task comes in, and again before anything is dispatched."""

from temporalio import activity

from activities.failures import temporal_failures
from domain.models import Value
from domain.orchestrations import OrchestrationRequest, OrchestrationStatus, OrchestrationStore
from domain.plans import Plan
from domain.policies import Policies
from domain.risk.assess import assess
from domain.risk.levels import RiskAssessment, highest
from domain.risk.plans import rate_plan


class Assessed(Value):
    """The rating, and the settings that the run keeps to."""

    assessment: RiskAssessment
    continue_as_new_after: int | None = None


class DispatchCheck(Value):
    request: OrchestrationRequest
    plan: Plan


class AssessmentActivities:
    def __init__(
        self,
        *,
        policies: Policies,
        orchestrations: OrchestrationStore,
        continue_as_new_after: int | None = None,
    ) -> None:
        self._policies = policies
        self._orchestrations = orchestrations
        self._continue_as_new_after = continue_as_new_after

    @activity.defn
    async def assess_risk(self, request: OrchestrationRequest) -> Assessed:
        """Rate the task by the policy in force and store the rating: the status becomes ``planning``."""
        with temporal_failures():
            assessment = assess(request.description, request.context, request.priority, self._policies.risk())
            await self._orchestrations.record_assessment(request.task_id, assessment)
        return Assessed(assessment=assessment, continue_as_new_after=self._continue_as_new_after)

    @activity.defn
    async def check_dispatch(self, check: DispatchCheck) -> RiskAssessment:
        """Rate task and plan by the policy in force *now*; the status becomes ``running``."""
        with temporal_failures():
            rating = self._rate(check)
            await self._orchestrations.record_status(check.request.task_id, OrchestrationStatus.RUNNING)
        return rating

    @activity.defn
    async def check_step(self, check: DispatchCheck) -> RiskAssessment:
        """The same for a step of a run that goes on: where it stands is the workflow's to say."""
        with temporal_failures():
            return self._rate(check)

    def _rate(self, check: DispatchCheck) -> RiskAssessment:
        request, policy = check.request, self._policies.risk()
        task = assess(request.description, request.context, request.priority, policy)
        return combined(task, rate_plan(check.plan, request.context, request.priority, policy))


def combined(task: RiskAssessment, plan: RiskAssessment) -> RiskAssessment:
    """The task's rating, raised by the plan's where that is higher."""
    if not plan.level.exceeds(task.level):
        return task
    return task.model_copy(
        update={
            "level": highest(task.level, plan.level),
            "operation": plan.operation,
            "resource": plan.resource,
            "environment": plan.environment,
            "reasons": (*plan.reasons, *task.reasons),
            "rules": (*plan.rules, *task.rules),
        }
    )

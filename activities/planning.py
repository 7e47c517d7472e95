"""Planning, by a template or the planner: side-effect free, so it comes before the approval that shows it."""

from collections.abc import Sequence

from temporalio import activity

from activities.assessment import combined
from activities.budgets import BudgetGuard
from activities.failures import heartbeats, is_last_try, temporal_failures
from activities.halts import ensure_running
from activities.spending import put_down
from domain.agents import ORCHESTRATOR, PlannedWork, Planner
from domain.errors import ModelError
from domain.halts import HaltSwitch
from domain.models import Value
from domain.orchestrations import OrchestrationRequest, OrchestrationStore
from domain.plans import Plan
from domain.policies import Policies
from domain.redaction import Redactor
from domain.risk.levels import RiskAssessment, RiskLevel
from domain.risk.plans import rate_plan
from domain.templates import TemplateCatalogue
from domain.usage import TokenUsage, UsageStore


class PlanInput(Value):
    """``turn_id`` is drawn by the workflow: it keys the usage of the planner's call."""

    request: OrchestrationRequest
    assessment: RiskAssessment
    turn_id: str


class RatedPlan(Value):
    """A plan with the higher rating of task and plan."""

    plan: Plan
    assessment: RiskAssessment


class PlanningActivities:
    def __init__(
        self,
        *,
        planner: Planner,
        templates: TemplateCatalogue,
        policies: Policies,
        orchestrations: OrchestrationStore,
        usage: UsageStore,
        halts: HaltSwitch,
        budgets: BudgetGuard,
        redactor: Redactor,
    ) -> None:
        self._planner = planner
        self._templates = templates
        self._policies = policies
        self._orchestrations = orchestrations
        self._usage = usage
        self._halts = halts
        self._budgets = budgets
        self._redactor = redactor

    @activity.defn
    async def make_plan(self, planning: PlanInput) -> RatedPlan:
        """Plan, rate the plan and store both.

        Fails with the model's error code, for good after the last try; at once where the template has gone,
        or does not take these inputs any more.
        """
        request = planning.request
        async with heartbeats():
            with temporal_failures(bounded=True):
                await ensure_running(self._halts)
                found = await self._plan(planning)
                rating = rate_plan(found, request.context, request.priority, self._policies.risk())
                assessment = combined(planning.assessment, rating)
                plan = said_to_be_irreversible(found) if _asks_for_undo(assessment) else found
                await self._orchestrations.record_plan(request.task_id, plan, assessment)
        return RatedPlan(plan=plan, assessment=assessment)

    async def _plan(self, planning: PlanInput) -> Plan:
        request = planning.request
        if request.template is not None:
            return self._templates.get(request.template).plan(request.inputs)
        return (await self._ask(planning)).plan

    async def _ask(self, planning: PlanInput) -> PlannedWork:
        """What the calls of the model cost is put down first, whatever becomes of their plan."""
        asked = planning.request
        await self._budgets.ensure_within(task_id=asked.task_id, agent=ORCHESTRATOR)
        try:
            work = await self._planner.plan(
                description=self._redactor.text(asked.description),
                environment=planning.assessment.environment,
                level=planning.assessment.level,
                last_try=is_last_try(),
            )
        except ModelError as error:
            await self._put_down(planning, error.spent)
            raise
        await self._put_down(planning, work.usages)
        return work

    async def _put_down(self, planning: PlanInput, usages: Sequence[TokenUsage]) -> None:
        await put_down(
            self._usage,
            usages,
            task_id=planning.request.task_id,
            turn_id=planning.turn_id,
            agent=ORCHESTRATOR,
        )
        await self._budgets.watch(task_id=planning.request.task_id, agent=ORCHESTRATOR)


def _asks_for_undo(assessment: RiskAssessment) -> bool:
    return not RiskLevel.HIGH.exceeds(assessment.level)


def said_to_be_irreversible(plan: Plan) -> Plan:
    """Approvers see of each changing step how it is undone, or that nobody named a way."""
    silent = plan.without_rollback()
    steps = (
        step.model_copy(update={"irreversible": True}) if step.id in silent else step for step in plan.steps
    )
    return plan.model_copy(update={"steps": tuple(steps)})

"""What stands before each model call: is there budget for it? Where not, people are asked for more."""

from contextlib import suppress

from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from activities.failures import temporal_failures
from domain.agents import ModelCatalogue
from domain.budgets import (
    WARN_SHARE,
    BudgetConfig,
    BudgetRequest,
    BudgetStore,
    RequestForMore,
    Shortfall,
    Standing,
    with_allowances,
)
from domain.errors import UnavailableError
from domain.models import Value
from domain.policies import Policies

USED_UP = "budget-used-up"
"""The ``type`` of the error; its one detail is a :class:`~domain.budgets.Shortfall`."""


class BudgetGuard:
    """The door that every activity with a model call goes through, before it and after it."""

    def __init__(self, *, models: ModelCatalogue, budgets: BudgetStore, policies: Policies) -> None:
        self._models = models
        self._budgets = budgets
        self._policies = policies

    async def ensure_within(self, *, task_id: str, agent: str) -> None:
        """Before the call. Where a budget is used up, the activity fails for good with :data:`USED_UP`.

        The workflow then asks people, and schedules the activity again. Calls that are in flight
        meanwhile are not stopped: a budget may be overrun by them.
        """
        config = self._models.config
        for standing in await self._near_the_end(config.budgets, task_id=task_id, agent=agent):
            if standing.is_used_up:
                raise _used_up(
                    Shortfall(
                        asked=BudgetRequest(
                            **standing.model_dump(),
                            more=standing.as_much_again(),
                            caller=agent,
                            config_version=config.version,
                        ),
                        level=self._policies.approvals().budget_level,
                    )
                )

    async def watch(self, *, task_id: str, agent: str) -> None:
        """After the call, once its cost is stored: tell of budgets that are nearly spent.

        What was paid for is not lost for it: where Postgres is out of reach, the next check tells.
        """
        with suppress(UnavailableError):
            await self._near_the_end(self._models.config.budgets, task_id=task_id, agent=agent)

    async def _near_the_end(self, config: BudgetConfig, *, task_id: str, agent: str) -> list[Standing]:
        """Told of, once each. One query where nothing is near its end, none where nothing is limited."""
        limits = config.limits([agent])
        if not limits:
            return []
        windows = {limit.window for limit in limits}
        spending = await self._budgets.spent(task_id=task_id, windows=windows)
        found = [spending.standing(limit, task_id=task_id) for limit in limits]
        near = [standing for standing in found if standing.share >= WARN_SHARE]
        if not near:
            return []
        allowances = await self._budgets.allowances([standing.scope.id for standing in near])
        near = [standing for standing in with_allowances(near, allowances) if standing.share >= WARN_SHARE]
        for standing in near:
            await self._budgets.warn(standing)
        return near


def _used_up(shortfall: Shortfall) -> ApplicationError:
    asked = shortfall.asked
    return ApplicationError(
        f"the budget of {asked.scope} is used up: {asked.ceiling}",
        shortfall,
        type=USED_UP,
        non_retryable=True,
        category=ApplicationErrorCategory.BENIGN,
    )


class RequestWait(Value):
    """``task_id`` waits for what becomes of another run's ``request_id``."""

    task_id: str
    request_id: str


class BudgetActivities:
    def __init__(self, *, budgets: BudgetStore) -> None:
        self._budgets = budgets

    @activity.defn
    async def follow_budget_request(self, wait: RequestWait) -> RequestForMore:
        with temporal_failures():
            return await self._budgets.follow(wait.request_id, task_id=wait.task_id)


def decision_on(request: RequestForMore, *, by_request: str | None = None) -> str:
    """As it is told to whoever reads the outcome of a run. ``by_request``: it was another run's."""
    where = f" (request {by_request})" if by_request else ""
    by, reason = request.decided_by or "the deadline", f": {request.reason}" if request.reason else ""
    return f"more was {request.status} by {by}{where}{reason}"

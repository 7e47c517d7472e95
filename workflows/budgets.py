"""Model calls within their budgets: where one is used up, people are asked for more, and the run waits.

The activity notices it before it spends anything; what it raises brings along what to ask. A request for more
is one gate among the others, and clears nothing but itself: whatever needs approval for its risk still does.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError, FailureError

from activities.budgets import USED_UP, BudgetActivities, RequestWait, decision_on
from domain.approvals.requests import SubjectKind
from domain.budgets import RequestForMore, Shortfall
from domain.errors import AlreadyAskedError
from workflows.gates import GateOpener
from workflows.options import LOCAL
from workflows.run import Run
from workflows.state import BudgetAsk

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(seconds=30)
Done = TypeVar("Done")


class BudgetRefusedError(ApplicationError):
    """Nobody allowed more, and there is still none left. ``status``: denied or expired."""

    def __init__(self, shortfall: Shortfall, ask: BudgetAsk) -> None:
        super().__init__(
            f"the budget of {shortfall.asked.scope} is used up, and {ask.why}", non_retryable=True
        )
        self.status = ask.status


async def within_budget(run: Run, gates: GateOpener, work: Callable[[], Awaitable[Done]]) -> Done | None:
    """What ``work`` returns, an activity that calls models; None where the run stops first.

    It is scheduled again after each decision, whatever that was: a new day, or more that others were allowed,
    lets it go on. Raises :class:`BudgetRefusedError` where it cannot.
    """
    while True:
        before = {budget: ask.request_id for budget, ask in run.state.budgets.items()}
        try:
            with run.working():
                return await work()
        except ActivityError as error:
            shortfall = _shortfall_of(error)
            if shortfall is None:
                raise
        await _ask(run, gates, shortfall, before=before.get(shortfall.asked.scope.id))
        if await run.hold():
            return None


def _shortfall_of(error: ActivityError) -> Shortfall | None:
    cause = error.cause
    if isinstance(cause, ApplicationError) and cause.type == USED_UP:
        return Shortfall.model_validate(cause.details[0])
    return None


async def _ask(run: Run, gates: GateOpener, shortfall: Shortfall, *, before: str | None) -> None:
    """Until the newest request for more is decided; a new one where nobody has asked since ``before``."""
    budget = shortfall.asked.scope.id
    async with run.asking[budget]:
        ask = run.state.budgets.get(budget)
        if ask is not None and ask.is_refused and ask.request_id == before:
            raise BudgetRefusedError(shortfall, ask)
        if ask is None or (not ask.status.is_open and ask.request_id == before):
            ask = run.state.budgets[budget] = await _open(run, gates, shortfall)
        if ask.status.is_open:
            await (_decided(run, gates, ask) if ask.own else _followed(run, ask))


async def _open(run: Run, gates: GateOpener, shortfall: Shortfall) -> BudgetAsk:
    asked, task_id = shortfall.asked, run.state.request.task_id
    try:
        gate = await gates.open(
            kind=SubjectKind.BUDGET,
            level=shortfall.level,
            digest=asked.digest(task_id),
            policy_version=run.state.policy_version,
            subject={"budget": asked.model_dump(mode="json")},
            editable=False,
            budget=asked.scope.id,
        )
    except FailureError as error:
        # a local activity's failure may come as it is
        cause = error.cause if isinstance(error, ActivityError) else error
        if isinstance(cause, ApplicationError) and cause.type == AlreadyAskedError.kind:
            return BudgetAsk(request_id=str(cause.details[0]), own=False)
        raise
    return BudgetAsk(request_id=gate.request_id, own=True)


async def _decided(run: Run, gates: GateOpener, ask: BudgetAsk) -> None:
    gate = run.state.gates[ask.request_id]
    if await gates.decided(gate):
        found = RequestForMore(status=gate.status, decided_by=gate.decided_by, reason=gate.reason)
        ask.status, ask.why = found.status, decision_on(found)
        await run.store_status()


async def _followed(run: Run, ask: BudgetAsk) -> None:
    """Look every while at what becomes of another run's request."""
    wait = FIRST_WAIT
    while not run.stopping:
        seen = await workflow.execute_local_activity_method(
            BudgetActivities.follow_budget_request,
            RequestWait(task_id=run.state.request.task_id, request_id=ask.request_id),
            **LOCAL,
        )
        ask.status, ask.why = seen.status, decision_on(seen, by_request=ask.request_id)
        if not ask.status.is_open:
            return
        await run.until(lambda: run.stopping, at_most=wait)
        wait = min(wait * 2, LONGEST_WAIT)

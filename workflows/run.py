"""What all coroutines of one run share: the state, and the flags that every wait watches."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from temporalio import workflow
from temporalio.common import SearchAttributeKey, SearchAttributeUpdate

from activities.outcomes import OutcomeActivities, StatusUpdate
from domain.orchestrations import OrchestrationStatus
from domain.plans import PlanStep
from domain.risk.levels import RiskLevel
from workflows.options import LOCAL
from workflows.state import IgnoredMessage, OrchestrationState

RISK_LEVEL = SearchAttributeKey.for_keyword("RiskLevel")
STATUS = SearchAttributeKey.for_keyword("OrchestrationStatus")
IGNORED_LIMIT = 100


class Run:
    """``draining``: stop at the next turn, call or gate boundary. ``closing``: nobody may wait any more."""

    def __init__(self, state: OrchestrationState) -> None:
        self.state = state
        self.draining = False
        self.closing = False
        self.nudged = False
        """Told that its turn may have come."""
        self.at_work = 0
        """Turns and calls in flight."""
        self.asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        """For more of a budget: one step asks, the others wait for what comes of it."""
        self.take_turn: Callable[[], Awaitable[None]] | None = None

    @property
    def stopping(self) -> bool:
        return self.draining or self.closing

    @property
    def wants_turn(self) -> bool:
        return self.state.target is not None and not self.state.target_held

    async def hold(self) -> bool:
        """Wait out a pause, and for the run's turn; True when the caller must stop instead of going on."""
        while True:
            await workflow.wait_condition(lambda: not self.state.paused or self.stopping)
            if self.stopping or not self.wants_turn or self.take_turn is None:
                return self.stopping
            await self.take_turn()

    @contextmanager
    def working(self) -> Iterator[None]:
        """Around each turn and call: a pause takes effect when they have ended."""
        self.at_work += 1
        try:
            yield
        finally:
            self.at_work -= 1

    async def until(self, condition: Callable[[], bool], at_most: timedelta | None = None) -> bool:
        """Wait for ``condition`` or the end of the run; True if ``condition`` holds.

        ``at_most`` ends the wait without an error.
        """
        try:
            await workflow.wait_condition(lambda: condition() or self.closing, timeout=at_most)
        except TimeoutError:
            return False
        return condition()

    def set_status(self, status: OrchestrationStatus, *, level: RiskLevel | None = None) -> None:
        self.state.status = status
        updates: list[SearchAttributeUpdate[str]] = [STATUS.value_set(status.value)]
        if level is not None:
            updates.append(RISK_LEVEL.value_set(level.value))
        workflow.upsert_search_attributes(updates)
        self.tell()

    async def store_status(self) -> None:
        """Say where the run stands, to Temporal and to Postgres; a run that is over stays as it ended."""
        now = self.state.current_status()
        if self.state.status.is_final or now is self.state.status:
            return
        self.set_status(now)
        await workflow.execute_local_activity_method(
            OutcomeActivities.record_status,
            StatusUpdate(task_id=self.state.request.task_id, status=now),
            **LOCAL,
        )

    def ignore(self, name: str, why: str) -> None:
        """Note a message that does no harm and no good; only the newest hundred are kept."""
        workflow.logger.warning("ignored %s: %s", name, why)
        self.state.ignored = [*self.state.ignored, IgnoredMessage(name=name, why=why)][-IGNORED_LIMIT:]

    def tell(self) -> None:
        """The story so far, for Temporal's web UI."""
        state = self.state
        lines = [f"**{state.status}**: {state.request.description.splitlines()[0][:200]}"]
        if state.assessment:
            lines.append(f"- risk **{state.assessment.level}**: {state.assessment.reasons[0]}")
        if state.plan:
            lines += [
                f"- step {step.id} ({_agent_of(state, step)}): {_status_of(state, step.id)}"
                for step in state.plan.steps
            ]
        lines += [
            f"- waiting for {' or '.join(gate.roles)} until {gate.expires_at:%Y-%m-%d %H:%M:%S} UTC, request"
            f" `{gate.request_id}`"
            for gate in state.open_gates()
        ]
        if state.ignored:
            lines.append(f"- ignored messages: {len(state.ignored)}; the last: {state.ignored[-1].why}")
        workflow.set_current_details("\n".join(lines))


def _agent_of(state: OrchestrationState, planned: PlanStep) -> str:
    step = state.steps.get(planned.id)
    return step.acting(planned.agent) if step else planned.agent


def _status_of(state: OrchestrationState, step_id: str) -> str:
    step = state.steps.get(step_id)
    return step.status if step else "planned"

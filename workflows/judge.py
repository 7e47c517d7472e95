"""The one judge: a queue of messages, and one coroutine that rules on them in order.

Handlers only append. Deadlines are queued like messages, so that what came before is ruled on before;
and a request expires only after Postgres has been asked for receipts that no message brought.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from temporalio import workflow

from activities.approvals import Announcement, Answered, ApprovalActivities
from domain.approvals.decisions import DecisionMessage, Receipt, Verdict
from domain.approvals.gate import Gate
from domain.approvals.judge import answer
from domain.approvals.requests import ApprovalStatus, Notice
from workflows.options import LOCAL, PATIENT
from workflows.rulings import Rulings
from workflows.run import Run

Command = Callable[[], Coroutine[Any, Any, None]]
LEAST_WAIT = timedelta(milliseconds=10)


class Judge:
    def __init__(self, run: Run) -> None:
        self._run = run
        self._rulings = Rulings(run)
        self._queue: deque[Command] = deque()
        self._busy = False

    @property
    def idle(self) -> bool:
        return not self._queue and not self._busy

    async def serve(self) -> None:
        """Rule until the run closes; what is queued by then is still ruled on."""
        while True:
            await workflow.wait_condition(lambda: bool(self._queue) or self._run.closing)
            if not self._queue:
                return
            self._busy = True
            command = self._queue.popleft()
            await command()
            self._busy = False
            self._run.tell()

    def submit(self, message: DecisionMessage) -> "asyncio.Future[Verdict | None]":
        """Queue a decision; the future is done once it is ruled on. None: put off until its gate is there."""
        ruled: asyncio.Future[Verdict | None] = asyncio.Future()
        gate = self._gate_for(message)  # of now: a later gate is not what an unsigned message means
        self._run.state.arrivals += message.receipt_id is None
        arrival = self._run.state.arrivals

        async def rule() -> None:
            verdict = await self._rulings.rule_on(message, gate, arrival)
            if not ruled.done():
                ruled.set_result(verdict)

        self._queue.append(rule)
        return ruled

    def submit_answer(self, text: str) -> None:
        async def attach() -> None:
            asked = [gate for gate in self._run.state.open_gates() if answer(gate, text)]
            if not asked:
                self._run.ignore("provide_info", "nothing was asked")
            for gate in asked:
                gate.deadlines = await workflow.execute_local_activity_method(
                    ApprovalActivities.record_answer, Answered(request_id=gate.request_id, text=text), **LOCAL
                )

        self._queue.append(attach)

    def submit_work(self, work: Command) -> None:
        """Anything else that must not overtake a ruling."""
        self._queue.append(work)

    def opened(self, gate: Gate) -> None:
        """Rule on what came in while the gate was being opened."""
        state = self._run.state
        waiting = [message for message in state.parked if message.request_id == gate.request_id]
        state.parked = [message for message in state.parked if message.request_id != gate.request_id]
        for message in waiting:
            self.submit(message)

    async def refuse_parked(self) -> None:
        """At the end of a run: decisions on requests that are not this run's, as after a reset."""
        parked, self._run.state.parked = self._run.state.parked, []
        for message in parked:
            self._queue.append(lambda message=message: self._rulings.refuse_stray(message))  # type: ignore[misc]
        await workflow.wait_condition(lambda: self.idle)

    async def decided(self, gate: Gate) -> bool:
        """Wait until the gate is decided; False if the run stops first.

        On the way those who may decide are reminded, and the rungs of the ladder let others in.
        """
        while gate.is_open and not self._run.stopping:
            now, notice = workflow.now(), gate.next_notice()
            if gate.expires_at <= now:
                await self._expire(gate)
            elif notice is not None and notice[0] <= now:
                await self._announce(gate, notice[1], notice[2])
            elif notice is not None and notice[0] < gate.expires_at:
                await self._sleep_until(gate, notice[0] - now, summary=f"approvers are {notice[1]}")
            else:
                await self._sleep_until(gate, gate.expires_at - now, summary="approval deadline")
        return not gate.is_open

    async def _sleep_until(self, gate: Gate, left: timedelta, *, summary: str) -> None:
        deadline = gate.expires_at
        try:
            await workflow.wait_condition(
                lambda: not gate.is_open or gate.expires_at != deadline or self._run.stopping,
                timeout=left,
                timeout_summary=summary,
            )
        except TimeoutError:
            return

    async def _announce(self, gate: Gate, notice: Notice, index: int) -> None:
        """Nobody is reminded of a request that waits for its requester."""
        gate.noticed(notice)
        if notice is Notice.REMINDED and gate.status is ApprovalStatus.MORE_INFO:
            return
        await workflow.execute_local_activity_method(
            ApprovalActivities.announce,
            Announcement(request_id=gate.request_id, notice=notice, index=index),
            **LOCAL,
        )
        self._run.tell()

    async def _expire(self, gate: Gate) -> None:
        """Queue the end of the gate behind what came before it, and wait for it."""
        closed = asyncio.Event()
        remaining = timedelta(0)

        async def close() -> None:
            nonlocal remaining
            remaining = await self._close(gate)
            closed.set()

        self._queue.append(close)
        await workflow.wait_condition(lambda: closed.is_set() or self._run.stopping)
        if remaining and not self._run.stopping:  # Postgres' clock is behind by so much
            await workflow.sleep(max(remaining, LEAST_WAIT))

    async def _close(self, gate: Gate) -> timedelta:
        """The deadline has come: seal, rule on what is in time, then expire.

        Not yet by Postgres' clock: how long it still has to go.
        """
        if not gate.is_open:
            return timedelta(0)
        seal = await workflow.execute_activity_method(
            ApprovalActivities.close_gate,
            gate.request_id,
            start_to_close_timeout=timedelta(seconds=30),
            retry_policy=PATIENT,
            summary="is the deadline past, and was anything received in time?",
        )
        if not seal.sealed:
            return max(seal.remaining, LEAST_WAIT)
        for receipt in seal.unjudged:
            await self._rulings.rule_on(_as_message(receipt), gate, 0)
        if gate.is_open:
            await self._rulings.expire(gate, unread=seal.unread)
        return timedelta(0)

    def _gate_for(self, message: DecisionMessage) -> Gate | None:
        """The gate an unsigned message means: the one it names, or the only open one."""
        gates = self._run.state.gates
        if message.request_id is not None:
            return gates.get(message.request_id)
        open_gates = self._run.state.open_gates()
        return open_gates[0] if len(open_gates) == 1 else None


def _as_message(receipt: Receipt) -> DecisionMessage:
    return DecisionMessage.of(receipt)

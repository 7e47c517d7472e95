"""The one judge: a queue of messages, and one coroutine that rules on them in order.

Handlers only append. Deadlines are queued like messages, so that what came before is ruled on before;
and a request expires only after Postgres has been asked for receipts that no message brought.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

from temporalio import workflow

from activities.approvals import ApprovalActivities, ReceiptCheck
from domain.approvals.decisions import (
    DecisionMessage,
    JudgedReceipt,
    Receipt,
    Verdict,
    VerdictOutcome,
    VerifiedReceipt,
)
from domain.approvals.gate import Gate, answer, expire, judge
from workflows.options import LOCAL, PATIENT
from workflows.run import Run

Command = Callable[[], Coroutine[Any, Any, None]]


class Judge:
    def __init__(self, run: Run) -> None:
        self._run = run
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

    def submit(self, message: DecisionMessage) -> None:
        self._queue.append(lambda: self._rule_on(message))

    def submit_answer(self, text: str) -> None:
        async def attach() -> None:
            asked = [gate for gate in self._run.state.open_gates() if answer(gate, text)]
            if not asked:
                self._run.ignore("provide_info", "nothing was asked")

        self._queue.append(attach)

    def submit_work(self, work: Command) -> None:
        """Anything else that must not overtake a ruling."""
        self._queue.append(work)

    async def decided(self, gate: Gate) -> bool:
        """Wait until the gate is decided; False if the run stops first."""
        while gate.is_open and not self._run.stopping:
            left = gate.expires_at - workflow.now()
            if left > timedelta(0):
                await self._sleep_until(gate, left)
            else:
                await self._expire(gate)
        return not gate.is_open

    async def _sleep_until(self, gate: Gate, left: timedelta) -> None:
        deadline = gate.expires_at
        try:
            await workflow.wait_condition(
                lambda: not gate.is_open or gate.expires_at != deadline or self._run.stopping,
                timeout=left,
                timeout_summary="approval deadline",
            )
        except TimeoutError:
            return

    async def _expire(self, gate: Gate) -> None:
        """Queue the end of the gate behind what came before it, and wait for it."""
        closed = asyncio.Event()

        async def close() -> None:
            await self._close(gate)
            closed.set()

        self._queue.append(close)
        await workflow.wait_condition(lambda: closed.is_set() or self._run.stopping)

    async def _rule_on(self, message: DecisionMessage) -> None:
        state = self._run.state
        if message.receipt_id in state.verdicts:
            return
        state.arrivals += message.receipt_id is None
        gate = self._gate_for(message)
        receipt = await workflow.execute_local_activity_method(
            ApprovalActivities.verify_receipt,
            ReceiptCheck(
                workflow_id=workflow.info().workflow_id,
                message=message,
                arrival=f"{workflow.info().run_id}/{state.arrivals}",
                request_id=gate.request_id if gate else None,
                digest=gate.digest if gate else None,
            ),
            **LOCAL,
        )
        await self._judge(receipt)

    def _gate_for(self, message: DecisionMessage) -> Gate | None:
        """The gate an unsigned message means: the one it names, or the only open one."""
        gates = self._run.state.gates
        if message.request_id is not None:
            return gates.get(message.request_id)
        open_gates = self._run.state.open_gates()
        return open_gates[0] if len(open_gates) == 1 else None

    async def _judge(self, receipt: VerifiedReceipt) -> None:
        state = self._run.state
        if receipt.receipt_id in state.verdicts:
            return
        gate = state.gates.get(receipt.request_id) if receipt.request_id else None
        deadline: datetime | None = None
        if gate is None:
            after, verdict = None, _unknown_request(receipt)
        else:
            deadline = gate.deadline_at(receipt.received_at) if receipt.received_at else gate.expires_at
            after, verdict = judge(gate, receipt, now=workflow.now())
        await self._record(verdict, after, receipt, deadline=deadline)
        state.verdicts[receipt.receipt_id] = verdict
        if gate and after:
            gate.become(after)
        if verdict.outcome is VerdictOutcome.REFUSED:
            self._run.ignore("approval_decision", f"{verdict.refusal}: {verdict.explanation}")

    async def _close(self, gate: Gate) -> None:
        """The deadline has come: seal, rule on what is in time, then expire."""
        if not gate.is_open:
            return
        seal = await workflow.execute_activity_method(
            ApprovalActivities.close_gate,
            gate.request_id,
            start_to_close_timeout=timedelta(seconds=30),
            retry_policy=PATIENT,
            summary="is the deadline past, and was anything received in time?",
        )
        if not seal.sealed:
            await workflow.sleep(
                max(seal.remaining, timedelta(milliseconds=10))
            )  # the clocks differ by this much
            return
        for receipt in seal.unjudged:
            await self._rule_on(_as_message(receipt))
        if gate.is_open:
            after, verdict = expire(gate)
            await self._record(verdict, after, None, deadline=gate.expires_at)
            gate.become(after)

    async def _record(
        self,
        verdict: Verdict,
        gate: Gate | None,
        receipt: VerifiedReceipt | None,
        *,
        deadline: datetime | None,
    ) -> None:
        info = workflow.info()
        decided = gate is not None and verdict.outcome is not VerdictOutcome.REFUSED
        await workflow.execute_local_activity_method(
            ApprovalActivities.record_verdict,
            JudgedReceipt(
                verdict=verdict,
                event_key=verdict.receipt_id,
                task_id=self._run.state.request.task_id,
                workflow_id=info.workflow_id,
                run_id=info.run_id,
                request_status=gate.status.value if gate and decided else None,
                digest=gate.digest if gate else None,
                policy_version=gate.policy_version if gate else "",
                deadline=deadline,
                **_of_receipt(receipt),
            ),
            **LOCAL,
        )


def _of_receipt(receipt: VerifiedReceipt | None) -> dict[str, Any]:
    if receipt is None:
        return {}
    return {
        "person": receipt.person,
        "roles": receipt.roles,
        "channel": receipt.channel,
        "decision": receipt.decision,
        "reason": receipt.reason,
        "received_at": receipt.received_at,
        "kid": receipt.kid,
        "approvers_version": receipt.approvers_version,
    }


def _unknown_request(receipt: VerifiedReceipt) -> Verdict:
    why = receipt.refusal if not receipt.valid and receipt.refusal else "unknown-request"
    return Verdict(
        receipt_id=receipt.receipt_id,
        request_id=receipt.request_id,
        outcome=VerdictOutcome.REFUSED,
        refusal=why,
        explanation="no open request of this orchestration is meant; name it by request_id",
    )


def _as_message(receipt: Receipt) -> DecisionMessage:
    return DecisionMessage(
        decision=receipt.decision,
        receipt_id=receipt.receipt_id,
        request_id=receipt.request_id,
        actor=receipt.actor,
        reason=receipt.reason,
    )

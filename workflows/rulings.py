"""One ruling at a time: verify, judge, commit, and only then let the gate know.

What the ledger says stands. A receipt that another branch of this workflow (before a reset) has used up is
refused here, and a claim that could not be verified never takes a real receipt's place in the ledger.
"""

from datetime import datetime, timedelta

from temporalio import workflow

from activities.approvals import ApprovalActivities
from activities.receipts import ReceiptActivities, ReceiptCheck
from activities.tools import EditedCall, ToolActivities
from domain.approvals.decisions import (
    DecisionKind,
    DecisionMessage,
    JudgedReceipt,
    Verdict,
    VerdictOutcome,
    VerifiedReceipt,
)
from domain.approvals.gate import Gate
from domain.approvals.judge import expire, judge
from domain.approvals.refusals import seats_of
from workflows.options import AGENTS_QUEUE, LOCAL, PATIENT
from workflows.run import Run

REFUSALS_KEPT = 1_000
"""Verdicts that refuse; a repeat of an older one is ruled on again, with the same result."""


class Rulings:
    def __init__(self, run: Run) -> None:
        self._run = run

    async def rule_on(self, message: DecisionMessage, gate: Gate | None, arrival: int) -> Verdict | None:
        """The verdict; None if the message is parked: its request is recorded, but no gate is here yet."""
        known = self._known(message)
        if known is not None:
            return known
        receipt = await self._verify(message, gate, arrival)
        gate = self._run.state.gates.get(receipt.request_id) if receipt.request_id else None
        if gate is None and receipt.valid and not receipt.unsigned:
            self._park(message, receipt)
            return None
        return await self._judge(receipt, gate, arrival)

    async def refuse_stray(self, message: DecisionMessage) -> None:
        """A verified decision on a request that this run never opened."""
        if self._known(message) is None:
            await self._judge(await self._verify(message, None, 0), None, 0)

    async def expire(self, gate: Gate, *, unread: str | None) -> None:
        after, verdict = expire(gate, unread=unread)
        judged = self._judged(verdict, after, deadline=gate.expires_at)
        await self._commit(judged)
        gate.become(after)

    def _known(self, message: DecisionMessage) -> Verdict | None:
        return self._run.state.verdicts.get(message.receipt_id) if message.receipt_id else None

    def _park(self, message: DecisionMessage, receipt: VerifiedReceipt) -> None:
        parked = message.model_copy(update={"request_id": receipt.request_id})
        if all(other.receipt_id != parked.receipt_id for other in self._run.state.parked):
            self._run.state.parked.append(parked)

    async def _verify(self, message: DecisionMessage, gate: Gate | None, arrival: int) -> VerifiedReceipt:
        return await workflow.execute_local_activity_method(
            ReceiptActivities.verify_receipt,
            ReceiptCheck(
                workflow_id=workflow.info().workflow_id,
                message=message,
                arrival=str(arrival),
                request_id=gate.request_id if gate else None,
                digest=gate.digest if gate else None,
            ),
            **LOCAL,
        )

    async def _judge(self, receipt: VerifiedReceipt, gate: Gate | None, arrival: int) -> Verdict:
        deadline: datetime | None = None
        if gate is None:
            after, verdict = None, _unknown_request(receipt)
        else:
            deadline = gate.deadline_at(receipt.received_at) if receipt.received_at else gate.expires_at
            receipt = await self._with_edit_checked(receipt, gate)
            # the run's clock stands still while a local activity waits
            now = max(workflow.now(), receipt.verified_at or workflow.now())
            after, verdict = judge(gate, receipt, now=now)
        judged = self._judged(verdict, after, deadline=deadline, receipt=receipt)
        if gate is not None and after is not None and verdict.outcome is not VerdictOutcome.REFUSED:
            judged = judged.model_copy(update={"on_behalf_of": _lender(after or gate, receipt)})
        if not receipt.valid:
            unverified = f"unverified:{workflow.info().run_id}:{arrival}:{receipt.receipt_id}"
            judged = judged.model_copy(update={"event_key": unverified})
        verdict = await self._stand(judged)
        if gate and after and verdict.outcome is judged.verdict.outcome:
            gate.become(after)
        self._remember(receipt, verdict)
        return verdict

    async def _with_edit_checked(self, receipt: VerifiedReceipt, gate: Gate) -> VerifiedReceipt:
        """What the approver's own arguments amount to, if there are any and the gate can take them."""
        if not (receipt.valid and receipt.edited and gate.is_open and gate.editable and gate.call):
            return receipt
        edit = await workflow.execute_activity_method(
            ToolActivities.check_edit,
            EditedCall(
                receipt_id=receipt.receipt_id,
                at=gate.call,
                policy_version=gate.policy_version,
                environment=self._run.state.environment,
            ),
            start_to_close_timeout=timedelta(seconds=30),
            task_queue=AGENTS_QUEUE,
            retry_policy=PATIENT,
            summary="may the call be made with the approver's arguments?",
        )
        return receipt.model_copy(update={"edit": edit})

    async def _stand(self, judged: JudgedReceipt) -> Verdict:
        """Commit; where the ledger has an older verdict of another branch, this one is a refusal."""
        stands = await self._commit(judged)
        if stands.run_id == judged.run_id:
            return stands.verdict
        used = judged.verdict.model_copy(
            update={
                "outcome": VerdictOutcome.REFUSED,
                "refusal": "already-used",
                "explanation": f"run {stands.run_id} has ruled on this receipt: {stands.verdict.explanation}",
            }
        )
        again = judged.model_copy(
            update={
                "verdict": used,
                "event_key": f"again:{judged.run_id}:{judged.verdict.receipt_id}",
                "request_status": None,
            }
        )
        await self._commit(again)
        return used

    async def _commit(self, judged: JudgedReceipt) -> JudgedReceipt:
        return await workflow.execute_local_activity_method(
            ApprovalActivities.record_verdict, judged, **LOCAL
        )

    def _remember(self, receipt: VerifiedReceipt, verdict: Verdict) -> None:
        """So that a repeat gets the same answer; unsigned messages never repeat an id."""
        verdicts = self._run.state.verdicts
        if not receipt.unsigned:
            verdicts[receipt.receipt_id] = verdict
        if verdict.outcome is not VerdictOutcome.REFUSED:
            return
        self._run.ignore("approval_decision", f"{verdict.refusal}: {verdict.explanation}")
        refused = [key for key, kept in verdicts.items() if kept.outcome is VerdictOutcome.REFUSED]
        for key in refused[:-REFUSALS_KEPT]:
            del verdicts[key]

    def _judged(
        self,
        verdict: Verdict,
        gate: Gate | None,
        *,
        deadline: datetime | None,
        receipt: VerifiedReceipt | None = None,
    ) -> JudgedReceipt:
        info = workflow.info()
        decided = gate is not None and verdict.outcome is not VerdictOutcome.REFUSED
        judged = JudgedReceipt(
            verdict=verdict,
            event_key=verdict.receipt_id,
            task_id=self._run.state.request.task_id,
            workflow_id=info.workflow_id,
            run_id=info.run_id,
            request_status=gate.status.value if gate and decided else None,
            digest=gate.digest if gate else None,
            policy_version=gate.policy_version if gate else "",
            deadline=deadline,
            **(_of_gate(gate) if gate and decided else {}),
        )
        return judged if receipt is None else judged.model_copy(update=_of_receipt(receipt))


def _of_gate(gate: Gate) -> dict[str, object]:
    return {
        "approved_by": gate.approved_by,
        "decided_by": gate.decided_by,
        "emergency": gate.emergency,
    }


def _of_receipt(receipt: VerifiedReceipt) -> dict[str, object]:
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


def _lender(gate: Gate, receipt: VerifiedReceipt) -> str | None:
    """Whose role counted, where it was not the person's own."""
    if receipt.decision is DecisionKind.BREAK_GLASS:
        return None
    voted = next((vote.seat for vote in gate.votes if vote.person == receipt.person), None)
    seat = voted or next(iter(seats_of(gate, receipt)), None)
    return None if seat == receipt.person else seat


def _unknown_request(receipt: VerifiedReceipt) -> Verdict:
    """Without a request id of its own: a claimed one must not fill the place of a real verdict."""
    why = receipt.refusal if not receipt.valid and receipt.refusal else "unknown-request"
    meant = f"; {receipt.request_id} is none of its requests" if receipt.request_id else ""
    return Verdict(
        receipt_id=receipt.receipt_id,
        request_id=None,
        outcome=VerdictOutcome.REFUSED,
        refusal=why,
        explanation=f"no open request of this orchestration is meant{meant}",
    )

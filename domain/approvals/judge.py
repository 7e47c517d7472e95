"""The judge: pure rules over verified receipts, the only place where a decision is ruled on.

Whatever channel a decision came by, it is ruled on here. All times but ``now`` are Postgres' (see
``DecisionInbox``).
"""

from collections.abc import Callable
from datetime import datetime

from domain.approvals.decisions import DecisionKind, Verdict, VerdictOutcome, VerifiedReceipt
from domain.approvals.gate import Gate, Vote
from domain.approvals.refusals import ANY, OF_KIND, seats_of
from domain.approvals.requests import ApprovalStatus
from domain.approvals.seats import seated


def judge(gate: Gate, receipt: VerifiedReceipt, *, now: datetime) -> tuple[Gate, Verdict]:
    """Rule on one receipt: the gate as it is after the ruling, and the ruling.

    ``gate`` itself is left alone: nobody may act on a ruling before it is committed. The first rule that
    refuses names the refusal.
    """
    for rule in (*ANY, *OF_KIND[receipt.decision]):
        refusal = rule(gate, receipt, now)
        if refusal:
            return gate, _verdict(gate, receipt, VerdictOutcome.REFUSED, refusal[1], refusal=refusal[0])
    if not gate.is_open:
        return gate, _after_the_end(gate, receipt)
    after = gate.model_copy(deep=True)
    return after, _COUNT[receipt.decision](after, receipt, receipt.person or "")


def expire(gate: Gate, *, unread: str | None = None) -> tuple[Gate, Verdict]:
    """The deadline has passed and every in-time receipt was judged: the gate denies.

    ``unread``: why its Linear issue could not be read once more, if so.
    """
    after = gate.model_copy(update={"status": ApprovalStatus.EXPIRED})
    why = (
        f"{len(gate.votes)} of {gate.quorum} approvals before the deadline"
        if gate.votes
        else "nobody of the right role decided before the deadline"
    )
    return after, Verdict(
        receipt_id=f"expiry:{gate.request_id}",
        request_id=gate.request_id,
        outcome=VerdictOutcome.EXPIRED,
        explanation=why if unread is None else f"{why}; its Linear issue could not be read: {unread}",
    )


def answer(gate: Gate, text: str) -> bool:
    """Attach the requester's answer and re-open; False if nothing was asked."""
    if gate.status is not ApprovalStatus.MORE_INFO:
        return False
    gate.answers.append(text)
    gate.status = ApprovalStatus.PENDING
    return True


_DECIDED = {
    ApprovalStatus.APPROVED: (DecisionKind.APPROVED, VerdictOutcome.APPROVED),
    ApprovalStatus.DENIED: (DecisionKind.DENIED, VerdictOutcome.DENIED),
}


def _after_the_end(gate: Gate, receipt: VerifiedReceipt) -> Verdict:
    """A repeat of what was decided gets the same answer; anything else is refused."""
    decision, outcome = _DECIDED.get(gate.status, (None, VerdictOutcome.REFUSED))
    if receipt.decision is decision or (gate.emergency and receipt.decision is DecisionKind.BREAK_GLASS):
        return _verdict(gate, receipt, outcome, f"already {gate.status} by {gate.decided_by}")
    return _verdict(
        gate,
        receipt,
        VerdictOutcome.REFUSED,
        f"the request is already {gate.status}",
        refusal="already-decided",
    )


def _deny(gate: Gate, receipt: VerifiedReceipt, person: str) -> Verdict:
    gate.status, gate.decided_by, gate.reason = ApprovalStatus.DENIED, person, receipt.reason
    return _verdict(gate, receipt, VerdictOutcome.DENIED, f"denied by {person}")


def _ask(gate: Gate, receipt: VerifiedReceipt, person: str) -> Verdict:
    gate.status, gate.question = ApprovalStatus.MORE_INFO, receipt.reason
    return _verdict(gate, receipt, VerdictOutcome.NOTED, f"{person} asks for more information")


def _break_the_glass(gate: Gate, receipt: VerifiedReceipt, person: str) -> Verdict:
    gate.status, gate.decided_by, gate.reason = ApprovalStatus.APPROVED, person, receipt.reason
    gate.emergency = True
    return _verdict(
        gate,
        receipt,
        VerdictOutcome.APPROVED,
        f"{person} broke the glass: it starts at once, a review is due",
    )


def _approve(gate: Gate, receipt: VerifiedReceipt, person: str) -> Verdict:
    """One more vote, of a person and of a seat that have none yet; a person's newer vote replaces theirs."""
    seats = seats_of(gate, receipt) or (person,)
    digest = receipt.edit.digest if receipt.edited and receipt.edit else gate.digest
    others = [vote for vote in gate.votes if vote.person != person]
    votes = seated(others, Vote(person=person, seat=seats[0], digest=digest, seats=seats))
    if votes is None:
        return _verdict(gate, receipt, VerdictOutcome.NOTED, f"{seats[0]}'s role has been used already")
    moved = _moved(others, votes)
    gate.votes = votes
    same = [vote for vote in gate.votes if vote.digest == digest]
    if len(same) < gate.quorum:
        have = f"{len(same)} of {gate.quorum}"
        return _verdict(gate, receipt, VerdictOutcome.NOTED, f"approved by {person}: {have}{moved}")
    gate.votes = same
    gate.status, gate.decided_by, gate.reason = (
        ApprovalStatus.APPROVED,
        ", ".join(gate.approved_by),
        receipt.reason,
    )
    if digest != gate.digest:
        gate.edit, gate.edited_by = receipt.edit, receipt.receipt_id
    return _verdict(gate, receipt, VerdictOutcome.APPROVED, f"approved by {gate.decided_by}{moved}")


def _moved(before: list[Vote], after: list[Vote]) -> str:
    """Which stand-ins count for somebody else from now on: the ledger said another name until here."""
    seats = {vote.person: vote.seat for vote in after}
    now = [
        f"{vote.person} now counts for {seats[vote.person]}"
        for vote in before
        if seats[vote.person] != vote.seat
    ]
    return "".join(f"; {each}" for each in now)


_COUNT: dict[DecisionKind, Callable[[Gate, VerifiedReceipt, str], Verdict]] = {
    DecisionKind.APPROVED: _approve,
    DecisionKind.DENIED: _deny,
    DecisionKind.MORE_INFO: _ask,
    DecisionKind.BREAK_GLASS: _break_the_glass,
}


def _verdict(
    gate: Gate,
    receipt: VerifiedReceipt,
    outcome: VerdictOutcome,
    explanation: str,
    *,
    refusal: str | None = None,
) -> Verdict:
    return Verdict(
        receipt_id=receipt.receipt_id,
        request_id=gate.request_id,
        outcome=outcome,
        refusal=refusal,
        explanation=explanation,
    )

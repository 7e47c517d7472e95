"""One gate and its judge: pure rules over verified receipts.

A gate is an approval request as the workflow holds it. :func:`judge` is the only place where a decision
is ruled on, whatever channel it came by. All times but ``now`` are Postgres' (see ``DecisionInbox``).
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from pydantic import Field

from domain.approvals.decisions import DecisionKind, Verdict, VerdictOutcome, VerifiedReceipt
from domain.approvals.requests import ApprovalStatus, Deadline, SubjectKind
from domain.models import State
from domain.risk.levels import RiskLevel

CLOCK_TOLERANCE = timedelta(seconds=5)
"""How far Postgres' clock may run ahead of the workflow's."""


class Gate(State):
    """Serialisable; carried across continue-as-new with its absolute deadlines and what was judged."""

    request_id: str
    kind: SubjectKind
    level: RiskLevel
    roles: tuple[str, ...]
    quorum: int
    digest: str
    policy_version: str
    opened_at: datetime
    deadlines: tuple[Deadline, ...] = Field(min_length=1)
    status: ApprovalStatus = ApprovalStatus.PENDING
    approved_by: list[str] = Field(default_factory=list)
    decided_by: str | None = None
    reason: str | None = None
    question: str | None = None
    answers: list[str] = Field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.status.is_open

    @property
    def expires_at(self) -> datetime:
        """Of the newest deadline."""
        return self.deadlines[-1].expires_at

    def become(self, after: "Gate") -> None:
        """Take over what a ruling made of this gate, once the ruling is committed."""
        for name in type(self).model_fields:
            setattr(self, name, getattr(after, name))

    def deadline_at(self, moment: datetime) -> datetime:
        """The deadline that was in force at ``moment``."""
        in_force = [deadline for deadline in self.deadlines if deadline.in_force_from <= moment]
        return (in_force or [self.deadlines[0]])[-1].expires_at


def judge(gate: Gate, receipt: VerifiedReceipt, *, now: datetime) -> tuple[Gate, Verdict]:
    """Rule on one receipt: the gate as it is after the ruling, and the ruling.

    ``gate`` itself is left alone: nobody may act on a ruling before it is committed. The first rule that
    refuses names the refusal.
    """
    for rule in _RULES:
        refusal = rule(gate, receipt, now)
        if refusal:
            return gate, _verdict(gate, receipt, VerdictOutcome.REFUSED, refusal[1], refusal=refusal[0])
    if not gate.is_open:
        return gate, _after_the_end(gate, receipt)
    after = gate.model_copy(deep=True)
    return after, _count(after, receipt)


def expire(gate: Gate) -> tuple[Gate, Verdict]:
    """The deadline has passed and every in-time receipt was judged: the gate denies."""
    after = gate.model_copy(update={"status": ApprovalStatus.EXPIRED})
    return after, Verdict(
        receipt_id=f"expiry:{gate.request_id}",
        request_id=gate.request_id,
        outcome=VerdictOutcome.EXPIRED,
        explanation="nobody of the right role decided before the deadline",
    )


def answer(gate: Gate, text: str) -> bool:
    """Attach the requester's answer and re-open; False if nothing was asked."""
    if gate.status is not ApprovalStatus.MORE_INFO:
        return False
    gate.answers.append(text)
    gate.status = ApprovalStatus.PENDING
    return True


Refusal = tuple[str, str]


def _not_valid(_gate: Gate, receipt: VerifiedReceipt, _now: datetime) -> Refusal | None:
    if receipt.valid:
        return None
    return receipt.refusal or "invalid-receipt", "the receipt could not be verified"


def _another_digest(gate: Gate, receipt: VerifiedReceipt, _now: datetime) -> Refusal | None:
    if receipt.digest == gate.digest:
        return None
    return "digest-mismatch", "the decision is for something else than what this request asks"


def _out_of_time(gate: Gate, receipt: VerifiedReceipt, now: datetime) -> Refusal | None:
    received = receipt.received_at
    if received is None or received < gate.opened_at:
        return "recorded-before-opening", "the decision is older than the request"
    if received > now + CLOCK_TOLERANCE:
        return "received-in-the-future", "the decision bears a time that has not come"
    deadline = gate.deadline_at(received)
    if received > deadline:
        return "expired", f"recorded after the deadline of {deadline.isoformat(timespec='seconds')}"
    return None


def _not_entitled(gate: Gate, receipt: VerifiedReceipt, _now: datetime) -> Refusal | None:
    if receipt.person is None:
        return "not-an-approver", "nobody of that name is an approver"
    if not set(receipt.roles) & set(gate.roles):
        return "wrong-role", f"{receipt.person} has none of the roles {', '.join(gate.roles)}"
    return None


def _unsigned_for_too_much(gate: Gate, receipt: VerifiedReceipt, _now: datetime) -> Refusal | None:
    if receipt.unsigned and (gate.quorum > 1 or gate.level is RiskLevel.CRITICAL):
        return "unsigned", "an unsigned decision counts neither towards a quorum nor for a critical request"
    return None


_RULES: tuple[Callable[[Gate, VerifiedReceipt, datetime], Refusal | None], ...] = (
    _not_valid,
    _another_digest,
    _out_of_time,
    _not_entitled,
    _unsigned_for_too_much,
)

_DECIDED = {
    ApprovalStatus.APPROVED: (DecisionKind.APPROVED, VerdictOutcome.APPROVED),
    ApprovalStatus.DENIED: (DecisionKind.DENIED, VerdictOutcome.DENIED),
}


def _after_the_end(gate: Gate, receipt: VerifiedReceipt) -> Verdict:
    """A repeat of what was decided gets the same answer; anything else is refused."""
    decision, outcome = _DECIDED.get(gate.status, (None, VerdictOutcome.REFUSED))
    if receipt.decision is decision:
        return _verdict(gate, receipt, outcome, f"already {gate.status} by {gate.decided_by}")
    return _verdict(
        gate,
        receipt,
        VerdictOutcome.REFUSED,
        f"the request is already {gate.status}",
        refusal="already-decided",
    )


def _count(gate: Gate, receipt: VerifiedReceipt) -> Verdict:
    person = receipt.person or ""
    if receipt.decision is DecisionKind.DENIED:
        gate.status, gate.decided_by, gate.reason = ApprovalStatus.DENIED, person, receipt.reason
        return _verdict(gate, receipt, VerdictOutcome.DENIED, f"denied by {person}")
    if receipt.decision is DecisionKind.MORE_INFO:
        gate.status, gate.question = ApprovalStatus.MORE_INFO, receipt.reason
        return _verdict(gate, receipt, VerdictOutcome.NOTED, f"{person} asks for more information")
    if person not in gate.approved_by:
        gate.approved_by.append(person)
    if len(gate.approved_by) < gate.quorum:
        have = f"{len(gate.approved_by)} of {gate.quorum}"
        return _verdict(gate, receipt, VerdictOutcome.NOTED, f"approved by {person}: {have}")
    gate.status, gate.decided_by, gate.reason = (
        ApprovalStatus.APPROVED,
        ", ".join(gate.approved_by),
        receipt.reason,
    )
    return _verdict(gate, receipt, VerdictOutcome.APPROVED, f"approved by {gate.decided_by}")


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

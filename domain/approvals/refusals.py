"""Why a decision does not count: one rule for each reason, each with its stable slug.

The slug is the refusal in the ledger and the ``type`` of the problem that a caller gets.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from domain.approvals.approvers import ANONYMOUS, OPERATOR
from domain.approvals.decisions import DecisionKind, VerifiedReceipt
from domain.approvals.gate import Gate
from domain.approvals.requests import SubjectKind
from domain.approvals.tiers import SelfApproval
from domain.risk.levels import RiskLevel

CLOCK_TOLERANCE = timedelta(seconds=5)
"""How far Postgres' clock may run ahead of the workflow's."""

Refusal = tuple[str, str]
"""A slug, and words for whoever decided."""
Rule = Callable[[Gate, VerifiedReceipt, datetime], Refusal | None]


def seats_of(gate: Gate, receipt: VerifiedReceipt) -> tuple[str, ...]:
    """Whose role this decision may count for: the person's own first, then those of lenders.

    What a requester has lent does not count for their own request.
    """
    if receipt.person is None or receipt.received_at is None:
        return ()
    wanted = set(gate.roles_at(receipt.received_at))
    seats = [receipt.person] if wanted & set(receipt.roles) else []
    seats += [
        loan.lender
        for loan in receipt.loans
        if wanted & set(loan.roles) and not (loan.lender == gate.requester and _forbids_self(gate, receipt))
    ]
    return tuple(dict.fromkeys(seats))


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


def _a_stranger(_gate: Gate, receipt: VerifiedReceipt, _now: datetime) -> Refusal | None:
    if receipt.person is not None:
        return None
    return "not-an-approver", "nobody of that name is an approver"


def _unsigned_for_too_much(gate: Gate, receipt: VerifiedReceipt, _now: datetime) -> Refusal | None:
    critical = gate.level is RiskLevel.CRITICAL
    if not receipt.unsigned or not (
        critical or gate.quorum > 1 or receipt.decision is DecisionKind.BREAK_GLASS
    ):
        return None
    why = "an unsigned decision counts neither towards a quorum, nor for a critical request"
    return "unsigned", f"{why}, nor to break the glass"


def _not_entitled(gate: Gate, receipt: VerifiedReceipt, now: datetime) -> Refusal | None:
    if seats_of(gate, receipt):
        return None
    roles = gate.roles_at(receipt.received_at or now)
    return "wrong-role", f"{receipt.person} has none of the roles {', '.join(roles)}"


def _approves_itself(gate: Gate, receipt: VerifiedReceipt, _now: datetime) -> Refusal | None:
    if not _forbids_self(gate, receipt):
        return None
    if gate.requester == ANONYMOUS:
        return "self-approval", "nobody knows who asked for it, so nobody can show that it was somebody else"
    if receipt.person == gate.requester:
        return "self-approval", f"{receipt.person} asked for it"
    if receipt.delegate == gate.requester:
        return "self-approval", f"{receipt.person} has delegated to {gate.requester}, who asked for it"
    return None


def _forbids_self(gate: Gate, receipt: VerifiedReceipt) -> bool:
    if gate.self_approval is SelfApproval.OPERATOR:
        return receipt.person != OPERATOR
    return gate.self_approval is SelfApproval.NEVER


def _without_justification(gate: Gate, receipt: VerifiedReceipt, _now: datetime) -> Refusal | None:
    needed = gate.justification or receipt.decision is DecisionKind.BREAK_GLASS
    if not needed or (receipt.reason or "").strip():
        return None
    return "missing-justification", "this needs a reason, in the approver's own words"


def _unconfirmed(gate: Gate, receipt: VerifiedReceipt, _now: datetime) -> Refusal | None:
    missing = [slug for slug in gate.required_actions if slug not in receipt.confirmed]
    if not missing:
        return None
    return "unconfirmed-actions", f"the approver has to confirm: {', '.join(missing)}"


def _bad_edit(gate: Gate, receipt: VerifiedReceipt, _now: datetime) -> Refusal | None:
    if not receipt.edited:
        return None
    if gate.kind is not SubjectKind.TOOL_CALL:
        return "invalid-arguments", "only the arguments of a tool call can be edited"
    if not gate.editable:
        return "invalid-arguments", "the call may have been made already: its arguments cannot be edited"
    if receipt.edit is None or receipt.edit.fault is not None:
        return "invalid-arguments", (receipt.edit and receipt.edit.fault) or "the arguments were not checked"
    if receipt.edit.level.exceeds(gate.level):
        return (
            "edited-riskier",
            f"with these arguments the call is {receipt.edit.level}, and {gate.level} was asked for",
        )
    return None


def _may_not_break_the_glass(gate: Gate, receipt: VerifiedReceipt, _now: datetime) -> Refusal | None:
    """By one's own role: nobody breaks the glass on somebody else's behalf."""
    if set(receipt.roles) & set(gate.break_glass_roles):
        return None
    who = " or ".join(gate.break_glass_roles) or "nobody"
    return "not-break-glass", f"{who} may break the glass, {receipt.person} may not"


ANY: tuple[Rule, ...] = (_not_valid, _another_digest, _out_of_time, _a_stranger, _unsigned_for_too_much)
OF_KIND: dict[DecisionKind, tuple[Rule, ...]] = {
    DecisionKind.APPROVED: (
        _approves_itself,
        _not_entitled,
        _without_justification,
        _unconfirmed,
        _bad_edit,
    ),
    DecisionKind.DENIED: (_not_entitled,),
    DecisionKind.MORE_INFO: (_not_entitled,),
    DecisionKind.BREAK_GLASS: (_may_not_break_the_glass, _without_justification),
}

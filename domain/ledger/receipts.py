"""Whether a verdict is what its receipt says: signed by a known key, in time, and of the same content."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from pydantic import AwareDatetime, ValidationError

from domain.approvals.approvers import OPERATOR
from domain.approvals.decisions import (
    Channel,
    DecisionKind,
    JudgedReceipt,
    Receipt,
    VerdictOutcome,
    Verifier,
)
from domain.models import Value, canonical_json

UNVERIFIED = "unverified:"
"""How the key of a refusal begins whose receipt could not be verified: it says nothing of the receipt."""
GRACE = timedelta(seconds=60)
"""A decision may be on its way while its key is retired."""

KEY_ACTIVATED, KEY_RETIRED = "key.activated", "key.retired"
"""Kinds of entries, by whoever holds the private key."""

Finding = tuple[str, str]
"""The field of the body, and what is wrong with it."""

_SAME = ("decision", "channel", "reason", "received_at", "kid", "digest")
_DECISIONS = {
    VerdictOutcome.APPROVED: {DecisionKind.APPROVED, DecisionKind.BREAK_GLASS},
    VerdictOutcome.DENIED: {DecisionKind.DENIED},
    VerdictOutcome.NOTED: {DecisionKind.APPROVED, DecisionKind.MORE_INFO},
}


class Retirement(Value):
    """From ``at`` on nothing is signed with this key."""

    kid: str
    at: AwareDatetime


class KeyDirectory(Verifier, Protocol):
    """Public keys by their id."""

    def knows(self, kid: str) -> bool: ...


def verdict_findings(
    body: Mapping[str, Any], keys: KeyDirectory, retired: Mapping[str, datetime]
) -> Iterator[Finding]:
    """What is wrong with an entry of kind ``verdict``; ``retired`` says when keys were."""
    try:
        judged = JudgedReceipt.model_validate(body.get("judged"))
        receipt = Receipt.model_validate(body["receipt"]) if body.get("receipt") else None
    except ValidationError as error:
        yield "body", f"is no verdict: {error.errors()[0]['msg']}"
        return
    if judged.event_key.startswith(UNVERIFIED) and judged.verdict.outcome is VerdictOutcome.REFUSED:
        return
    if receipt is None:
        if judged.verdict.outcome in _DECISIONS:
            yield "receipt", f"{judged.verdict.outcome} without a receipt"
        return
    yield from _signature(receipt, keys, retired)
    yield from _agreement(judged, receipt)
    if judged.verdict.outcome in _DECISIONS:
        yield from _entitlement(judged, receipt)


def is_signed(body: Mapping[str, Any]) -> bool:
    receipt = body.get("receipt")
    return isinstance(receipt, dict) and receipt.get("signature") is not None


def is_unsigned(body: Mapping[str, Any]) -> bool:
    """A decision that nobody signed; false also where there is no decision, as for an expiry."""
    return bool(body.get("receipt")) and not is_signed(body)


def _signature(receipt: Receipt, keys: KeyDirectory, retired: Mapping[str, datetime]) -> Iterator[Finding]:
    if receipt.kid is None or receipt.signature is None:
        if (receipt.actor.email, receipt.channel) != (OPERATOR, Channel.TEMPORAL):
            yield "receipt.signature", "is missing"
        return
    if not keys.knows(receipt.kid):
        yield "receipt.kid", f"is the unknown key {receipt.kid}"
        return
    signed = canonical_json(receipt.signed_part(receipt.kid))
    if not keys.verify(kid=receipt.kid, data=signed, signature=receipt.signature):
        yield "receipt.signature", f"does not hold for key {receipt.kid}"
    retirement = retired.get(receipt.kid)
    if retirement and receipt.received_at > retirement + GRACE:
        yield "receipt.kid", f"was retired at {retirement.isoformat()}, before the decision was received"


def _agreement(judged: JudgedReceipt, receipt: Receipt) -> Iterator[Finding]:
    """A refusal may leave out what it did not look at."""
    pairs: list[tuple[str, object, object]] = [
        (name, getattr(judged, name), getattr(receipt, name)) for name in _SAME
    ]
    pairs += [
        ("workflow_id", judged.workflow_id, receipt.workflow_id),
        ("verdict.receipt_id", judged.verdict.receipt_id, receipt.receipt_id),
        ("verdict.request_id", judged.verdict.request_id, receipt.request_id),
    ]
    refused = judged.verdict.outcome is VerdictOutcome.REFUSED
    for name, said, signed in pairs:
        if said != signed and not (refused and (said is None or name == "digest")):
            yield f"judged.{name}", "differs from the receipt"


def _entitlement(judged: JudgedReceipt, receipt: Receipt) -> Iterator[Finding]:
    if receipt.decision not in _DECISIONS[judged.verdict.outcome]:
        yield "judged.verdict.outcome", f"{judged.verdict.outcome}, but the receipt says {receipt.decision}"
    if receipt.actor.email is not None and receipt.actor.email.casefold() != judged.person:
        yield "judged.person", f"{judged.person}, but the receipt is by {receipt.actor.email}"
    if judged.deadline is not None and receipt.received_at > judged.deadline:
        yield "judged.deadline", "was over when the decision was received"

"""A decision on its way: the words of a caller, the receipt for them, and the verdict on it.

A receiver stores the decision first (one clock: Postgres' ``clock_timestamp()``), signs what it stored,
and only then tells the workflow. The workflow's one judge rules on the verified receipt.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from pydantic import Field, field_validator

from domain.models import JsonObject, Value, digest_of, sha256_hex, timestamp
from domain.risk.levels import RiskLevel


class DecisionKind(StrEnum):
    """``break_glass``: start at once, by a role that may, with a review afterwards."""

    APPROVED = "approved"
    DENIED = "denied"
    MORE_INFO = "more_info"
    BREAK_GLASS = "break_glass"


class Channel(StrEnum):
    LINEAR = "linear"
    API = "api"
    CLI = "cli"
    DASHBOARD = "dashboard"
    CHAT = "chat"
    TEMPORAL = "temporal"


class Actor(Value):
    """Who decides, as the channel knows them. Roles are never taken from here."""

    id: str | None = None
    email: str | None = None


class Decision(Value):
    """What a receiver was told; ``evidence`` is the hash of the bytes it was told it in.

    ``edited_arguments``: approved is the tool call with these instead. ``confirmed``: the slugs of the
    required actions that the approver says are done. ``said_at``: when Linear took it, by its own clock.
    """

    receipt_id: str
    request_id: str
    workflow_id: str
    decision: DecisionKind
    actor: Actor
    channel: Channel
    digest: str
    reason: str | None = None
    edited_arguments: dict[str, Any] | None = None
    confirmed: tuple[str, ...] = ()
    evidence_sha256: str
    said_at: datetime | None = Field(default=None, exclude_if=lambda at: at is None)


class Receipt(Decision):
    """A stored decision. ``received_at`` is Postgres' and cannot be set by the receiver; of a decision that
    Linear took, it is when it did, if that is earlier.
    """

    received_at: datetime
    kid: str | None = None
    signature: str | None = None

    def signed_part(self, kid: str) -> JsonObject:
        """What the Ed25519 signature is over, as canonical JSON."""
        confirmed = {"confirmed": sorted(self.confirmed)} if self.confirmed else {}
        return confirmed | {
            "v": 1,
            "kid": kid,
            "receipt_id": self.receipt_id,
            "workflow_id": self.workflow_id,
            "request_id": self.request_id,
            "digest": self.digest,
            "decision": self.decision.value,
            "edited_args_digest": None if self.edited_arguments is None else digest_of(self.edited_arguments),
            "reason_hash": None if self.reason is None else digest_of(self.reason),
            "actor_id": self.actor.id,
            "actor_email": self.actor.email,
            "channel": self.channel.value,
            "received_at": timestamp(self.received_at),
            "evidence_sha256": self.evidence_sha256,
        }


class Signer(Protocol):
    """The private key of a receiver."""

    @property
    def kid(self) -> str: ...

    def sign(self, data: bytes) -> str:
        """Ed25519, base64url without padding."""


class Verifier(Protocol):
    """All public keys, old ones too."""

    def verify(self, *, kid: str, data: bytes, signature: str) -> bool:
        """False also for an unknown key."""


class DecisionMessage(Value):
    """The body of the signal ``approval_decision`` and of the update ``decide``.

    From a receiver it carries a ``receipt_id``; from the ``temporal`` CLI it may be as little as
    ``{"decision": "approved", "actor": {"email": "..."}}``.
    """

    decision: DecisionKind
    receipt_id: str | None = None
    request_id: str | None = None
    actor: Actor = Actor()
    reason: str | None = None

    @classmethod
    def of(cls, receipt: Receipt) -> "DecisionMessage":
        """What a workflow is told of a stored decision."""
        return cls(
            decision=receipt.decision,
            receipt_id=receipt.receipt_id,
            request_id=receipt.request_id,
            actor=receipt.actor,
            reason=receipt.reason,
        )

    @field_validator("receipt_id", "request_id")
    @classmethod
    def _one_spelling(cls, value: str | None) -> str | None:
        """A UUID in the one form that rows and verdicts know; anything else stays as it is."""
        try:
            return None if value is None else str(UUID(value))
        except ValueError:
            return value


class Loan(Value):
    """Roles that a delegate has from somebody else, by whom."""

    lender: str
    roles: tuple[str, ...]


class EditCheck(Value):
    """What an approver's own arguments amount to: their digest and level, or why they cannot be used."""

    digest: str = ""
    level: RiskLevel = RiskLevel.CRITICAL
    reasons: tuple[str, ...] = ()
    fault: str | None = None


class VerifiedReceipt(Value):
    """What the ``verify_receipt`` activity found out; the workflow judges on this alone.

    ``valid`` is False with a ``refusal`` where the receipt is forged, unknown or by a stranger.
    ``unsigned`` marks the pseudo-person of the embedded server. ``loans`` and ``delegate`` are as they were
    when the decision was recorded: whose roles the person had beside their own, and who had theirs.
    ``verified_at`` is by the worker's clock: verification may have waited out an outage.
    """

    receipt_id: str
    valid: bool
    refusal: str | None = None
    decision: DecisionKind
    request_id: str | None = None
    digest: str | None = None
    person: str | None = None
    roles: tuple[str, ...] = ()
    loans: tuple[Loan, ...] = ()
    delegate: str | None = None
    channel: Channel = Channel.TEMPORAL
    reason: str | None = None
    confirmed: tuple[str, ...] = ()
    edited: bool = False
    edit: EditCheck | None = None
    received_at: datetime | None = None
    verified_at: datetime | None = None
    kid: str | None = None
    approvers_version: str = ""
    unsigned: bool = False


class VerdictOutcome(StrEnum):
    """What a decision did. ``noted``: it counts, but decides nothing yet (more_info, part of a quorum)."""

    APPROVED = "approved"
    DENIED = "denied"
    EXPIRED = "expired"
    NOTED = "noted"
    REFUSED = "refused"
    VOID = "void"


class Verdict(Value):
    """The judge's ruling. ``refusal`` is a stable slug, as ``not-an-approver``; None unless refused."""

    receipt_id: str
    request_id: str | None
    outcome: VerdictOutcome
    refusal: str | None = None
    explanation: str


class JudgedReceipt(Value):
    """A verdict with all that the ledger keeps of it. ``event_key`` is unique within the request.

    ``on_behalf_of``: whose role counted, where it was a delegate's. ``approved_by``: who has approved so far.
    ``emergency``: the glass was broken; a review is due.
    """

    verdict: Verdict
    event_key: str
    task_id: str
    workflow_id: str
    run_id: str
    request_status: str | None
    person: str | None = None
    roles: tuple[str, ...] = ()
    on_behalf_of: str | None = None
    approved_by: tuple[str, ...] = ()
    decided_by: str | None = None
    emergency: bool = False
    channel: Channel | None = None
    decision: DecisionKind | None = None
    reason: str | None = None
    digest: str | None = None
    received_at: datetime | None = None
    deadline: datetime | None = None
    kid: str | None = None
    policy_version: str = ""
    approvers_version: str = ""


class DecisionInbox(Protocol):
    """Rows of ``decision_inbox``."""

    async def record(self, decision: Decision, signer: Signer | None) -> Receipt:
        """Insert, sign over the stored ``received_at``, commit; a known receipt id returns what is there.

        Holds the request row against :meth:`~domain.approvals.requests.ApprovalStore.seal` meanwhile.
        """

    async def find(self, receipt_id: str) -> Receipt | None: ...

    async def verdict(self, receipt_id: str) -> Verdict | None:
        """None while it is not judged."""

    async def unjudged(self, *, older_than_seconds: float, limit: int = 100) -> Sequence[Receipt]:
        """Receipts that some message may have failed to deliver, least often relayed first."""

    async def relayed(self, receipt_id: str) -> None:
        """Count one more attempt, so that the next waits longer (2 s doubling up to 5 min)."""


def decision_evidence(raw: bytes | Mapping[str, Any]) -> str:
    """The hash of what a receiver was told: raw bytes, or a value in canonical form."""
    return sha256_hex(raw) if isinstance(raw, bytes) else digest_of(dict(raw))

"""An approval request: what is asked, of whom, until when."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from pydantic import Field

from domain.approvals.decisions import JudgedReceipt, Receipt
from domain.models import Value
from domain.risk.levels import RiskLevel


class ApprovalStatus(StrEnum):
    PENDING = "pending"
    MORE_INFO = "more_info"
    APPROVED = "approved"
    DENIED = "denied"
    EXPIRED = "expired"
    VOID = "void"

    @property
    def is_open(self) -> bool:
        return self in (ApprovalStatus.PENDING, ApprovalStatus.MORE_INFO)


class SubjectKind(StrEnum):
    PLAN = "plan"
    TOOL_CALL = "tool_call"


class Tier(Value):
    """What a level of risk demands. ``roles``: any one of them may decide."""

    roles: tuple[str, ...] = Field(min_length=1)
    timeout: timedelta
    quorum: int = Field(default=1, ge=1)


class Deadline(Value):
    """One version of a deadline: in force for receipts from ``in_force_from`` on. Versions are only added."""

    version: int
    expires_at: datetime
    in_force_from: datetime


class ApprovalDraft(Value):
    """What the workflow asks to open. ``subject`` is what an approver is shown; ``digest`` binds it."""

    request_id: str
    task_id: str
    workflow_id: str
    run_id: str
    kind: SubjectKind
    level: RiskLevel
    tier: Tier
    digest: str
    policy_version: str
    subject: dict[str, Any]


class OpenedRequest(Value):
    """``opened_at`` and the deadline are by Postgres' clock, as ``received_at`` of every receipt is."""

    request_id: str
    opened_at: datetime
    deadlines: tuple[Deadline, ...]


class ApprovalRecord(Value):
    """A stored approval request."""

    request_id: str
    task_id: str
    workflow_id: str
    kind: SubjectKind
    level: RiskLevel
    roles: tuple[str, ...]
    quorum: int
    digest: str
    policy_version: str
    subject: dict[str, Any]
    requester: str
    description: str
    status: ApprovalStatus
    opened_at: datetime
    expires_at: datetime
    decided_at: datetime | None = None
    decided_by: str | None = None
    reason: str | None = None
    linear_issue_url: str | None = None


class Seal(Value):
    """A request closed to new in-time receipts. ``unjudged`` are the in-time receipts without a verdict."""

    sealed: bool
    unjudged: tuple[Receipt, ...] = ()
    remaining: timedelta = timedelta(0)
    """Not sealed: how long the deadline in force still has to go, by Postgres' clock."""


class ApprovalStore(Protocol):
    """Rows of ``approval_requests``, ``approval_deadlines`` and, with each verdict, of the ledger."""

    async def open(self, draft: ApprovalDraft) -> OpenedRequest:
        """Insert with status ``pending``, or return what is there.

        The orchestration's status becomes ``approval_pending``.
        """

    async def get(self, request_id: str) -> ApprovalRecord:
        """Raises :class:`~domain.errors.NotFoundError`."""

    async def list(
        self, *, status: ApprovalStatus | None = None, task_id: str | None = None, limit: int = 50
    ) -> Sequence[ApprovalRecord]:
        """Newest first."""

    async def seal(self, request_id: str) -> Seal:
        """Close the request if its deadline has passed.

        One transaction that waits for receivers which are in the middle of recording a receipt, so that
        no in-time receipt can appear after it.
        """

    async def record_verdict(self, verdict: JudgedReceipt) -> JudgedReceipt:
        """Commit a verdict: ledger entry, request, receipt, event. The first for an event key stands.

        Returns the one that stands.
        """

    async def answer(self, request_id: str, text: str) -> None:
        """The requester's answer: ``more_info`` becomes ``pending`` again, with an event that carries it."""

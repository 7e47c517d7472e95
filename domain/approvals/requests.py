"""An approval request: what is asked, of whom, until when."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from pydantic import Field

from domain.approvals.decisions import JudgedReceipt, Receipt
from domain.approvals.tiers import SelfApproval, Tier
from domain.approvals.timetable import Joining
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
    """``step``: whether a step of a cleared plan may start.

    ``rollback``: after a failure behind a change, whether to undo it. ``budget``: more of one that is used
    up; it never clears anything else.
    """

    PLAN = "plan"
    STEP = "step"
    TOOL_CALL = "tool_call"
    ROLLBACK = "rollback"
    BUDGET = "budget"


class Deadline(Value):
    """One version of a deadline: in force for receipts from ``in_force_from`` on. Versions are only added."""

    version: int
    expires_at: datetime
    in_force_from: datetime


class RequestTerms(Value):
    """What a decision must bring along, and when it is asked for more loudly; fixed when a request opens."""

    justification: bool = False
    required_actions: dict[str, str] = Field(default_factory=dict)
    self_approval: SelfApproval = SelfApproval.NEVER
    reminders: tuple[datetime, ...] = ()
    rungs: tuple[Joining, ...] = ()
    break_glass_roles: tuple[str, ...] = ()
    extends_on_info: bool = False


class ApprovalDraft(Value):
    """What the workflow asks to open. ``subject`` is what an approver is shown; ``digest`` binds it.

    ``budget``: the id of the one that more is asked for; one request at a time may.
    """

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
    break_glass_roles: tuple[str, ...] = ()
    budget: str | None = None


class OpenedRequest(Value):
    """Times are by Postgres' clock, as ``received_at`` of every receipt is."""

    request_id: str
    opened_at: datetime
    deadlines: tuple[Deadline, ...]
    reminders: tuple[datetime, ...] = ()
    rungs: tuple[Joining, ...] = ()


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
    terms: RequestTerms = RequestTerms()
    approved_by: tuple[str, ...] = ()
    question: str | None = None
    answers: tuple[str, ...] = ()
    emergency: bool = False


class Notice(StrEnum):
    """What approvers are told of while a request waits."""

    REMINDED = "reminded"
    ESCALATED = "escalated"


class Seal(Value):
    """A request closed to new in-time receipts. ``unjudged`` are the in-time receipts without a verdict."""

    sealed: bool
    unjudged: tuple[Receipt, ...] = ()
    remaining: timedelta = timedelta(0)
    """Not sealed: how long the deadline in force still has to go, by Postgres' clock."""
    unread: str | None = None
    """Sealed though its Linear issue could not be read: why."""


class ApprovalStore(Protocol):
    """Rows of ``approval_requests``, ``approval_deadlines`` and, with each verdict, of the ledger."""

    async def open(self, draft: ApprovalDraft) -> OpenedRequest:
        """Insert with status ``pending``, or return what is there.

        The orchestration's status becomes ``approval_pending``.
        Raises :class:`~domain.errors.AlreadyAskedError` where another request for the same budget is open.
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

    async def answer(self, request_id: str, text: str) -> tuple[Deadline, ...]:
        """The requester's answer: ``more_info`` becomes ``pending`` again, with an event that carries it.

        Where the tier says so, a new version of the deadline gives back the time that the question took, at
        most once the tier's time in all. Returns every version, oldest first.
        """

    async def announce(self, request_id: str, notice: Notice, index: int) -> None:
        """Tell approvers, once for each ``index`` from 0: an event; an escalation's roles join the request's.

        Nothing for a request that is not open any more.
        """

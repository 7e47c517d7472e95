"""An orchestration: what is asked, where it stands, what came of it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from pydantic import Field

from domain.approvals.requests import SubjectKind
from domain.models import Value
from domain.plans import Plan
from domain.risk.levels import RiskAssessment
from domain.supervision import ResultCheck
from domain.usage import UsageTotals

WORKFLOW_ID_PREFIX = "orchestration-"
InputValue = str | int
"""Of a template's input."""
DESCRIPTION_LIMIT = 20_000
"""Characters of a task's description."""


class Priority(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class OrchestrationStatus(StrEnum):
    QUEUED = "queued"
    ASSESSING = "assessing"
    PLANNING = "planning"
    APPROVAL_PENDING = "approval_pending"
    RUNNING = "running"
    PAUSED = "paused"
    COMPLETED = "completed"
    FAILED = "failed"
    DENIED = "denied"
    EXPIRED = "expired"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        return self in _FINAL


_FINAL = frozenset(
    {
        OrchestrationStatus.COMPLETED,
        OrchestrationStatus.FAILED,
        OrchestrationStatus.DENIED,
        OrchestrationStatus.EXPIRED,
        OrchestrationStatus.CANCELLED,
    }
)


class ProjectContext(Value):
    """What the caller says about where the task belongs; other keys are kept in ``extra``."""

    environment: str | None = None
    project: str | None = None
    extra: dict[str, str] = Field(default_factory=dict)


class OrchestrationRequest(Value):
    """What was accepted, as it stands in the first event of the workflow.

    ``inputs`` are all of the template's, those that nobody gave with their defaults.
    """

    task_id: str
    description: str
    requester: str
    priority: Priority = Priority.MEDIUM
    context: ProjectContext = ProjectContext()
    template: str | None = None
    inputs: dict[str, InputValue] = Field(default_factory=dict)
    dry_run: bool = False

    @property
    def workflow_id(self) -> str:
        return WORKFLOW_ID_PREFIX + self.task_id


class ApprovalSummary(Value):
    """The open approval request, as the caller of ``POST /orchestrate`` sees it."""

    request_id: str
    approver_roles: tuple[str, ...]
    expires_at: datetime
    kind: SubjectKind = SubjectKind.PLAN
    linear_issue_url: str | None = None


class AcceptAnswer(Value):
    """What the ``accept`` update answers, after the assessment and, if it was quick, with the gate."""

    task_id: str
    status: OrchestrationStatus
    risk: RiskAssessment
    approval: ApprovalSummary | None = None


class StepReport(Value):
    """What one step did. ``changed`` names what was really changed; empty means nothing was."""

    step_id: str
    agent: str
    status: str
    report: str
    changed: tuple[str, ...] = ()


class Outcome(Value):
    """How an orchestration ended; committed to Postgres before the workflow closes.

    ``check``: what the supervisor said of the result; None where a run did not come to that.
    """

    task_id: str
    status: OrchestrationStatus
    summary: str
    steps: tuple[StepReport, ...] = ()
    failure: str | None = None
    check: ResultCheck | None = None


class OrchestrationRecord(Value):
    """The stored row: what GET answers, while the run is open and for ever after."""

    task_id: str
    workflow_id: str
    requester: str
    description: str
    priority: Priority
    project_context: dict[str, Any]
    template: str | None
    inputs: dict[str, InputValue] = Field(default_factory=dict)
    dry_run: bool
    status: OrchestrationStatus
    risk: RiskAssessment | None
    plan: Plan | None
    outcome: Outcome | None
    usage: UsageTotals | None = None
    trace_url: str | None = None
    note: str | None
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None


class OpenTasks(Protocol):
    """Which tasks are under way."""

    async def open_among(self, task_ids: Collection[str]) -> set[str]:
        """Those of the task ids whose orchestration is not over; not those that nobody knows."""


class OrchestrationStore(OpenTasks, Protocol):
    """Rows of ``orchestrations``. Every write is idempotent; a final row is never overwritten."""

    async def create(self, request: OrchestrationRequest, *, body_sha256: str) -> OrchestrationRecord:
        """Insert with status ``queued``, or return the row that is there.

        Raises :class:`~domain.errors.IdempotencyConflictError` if the row there has another body hash.
        """

    async def get(self, task_id: str) -> OrchestrationRecord:
        """By task id or workflow id. Raises :class:`~domain.errors.NotFoundError`."""

    async def list(
        self, *, status: OrchestrationStatus | None = None, limit: int = 50, before: datetime | None = None
    ) -> Sequence[OrchestrationRecord]:
        """Newest first; ``before`` is the ``created_at`` of the last row of the page before."""

    async def note(self, task_id: str, note: str) -> None:
        """Leave a remark for whoever reads the row, as "Temporal was unreachable"."""

    async def record_status(self, task_id: str, status: OrchestrationStatus) -> None: ...

    async def record_assessment(self, task_id: str, assessment: RiskAssessment) -> None:
        """Store the rating; the status becomes ``planning``."""

    async def record_plan(self, task_id: str, plan: Plan, assessment: RiskAssessment) -> None: ...

    async def finish(self, outcome: Outcome) -> None:
        """Store the outcome; the first one stands. Open approval requests of the run become ``void``.

        Appends the event ``orchestration.finished`` in the same transaction.
        """

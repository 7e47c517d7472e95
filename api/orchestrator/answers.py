"""What the API answers; the wire's names, kept apart from how things are stored."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from domain.approvals.requests import ApprovalRecord, ApprovalStatus, SubjectKind
from domain.approvals.timetable import Joining
from domain.orchestrations import (
    ApprovalSummary,
    InputValue,
    OrchestrationRecord,
    OrchestrationStatus,
    Outcome,
    Priority,
)
from domain.plans import Plan
from domain.risk.levels import RiskAssessment, RiskLevel
from domain.usage import UsageTotals
from domain.workspaces import OfferedBranch

EXAMPLE_ACCEPTED: dict[str, Any] = {
    "task_id": "5d41402abc4b2a76b9719d911017c592",
    "workflow_id": "orchestration-5d41402abc4b2a76b9719d911017c592",
    "status": "approval_pending",
    "risk": {
        "level": "high",
        "operation": "deploy",
        "resource": "service",
        "environment": "production",
        "reasons": ["deploys to production"],
        "policy_version": "1f0c9a",
    },
    "approval": {
        "request_id": "0b9f3f0e-8c1e-4a57-9d5e-3f1f6f0f9a11",
        "approver_roles": ["tech_lead", "devops_engineer"],
        "expires_at": "2026-11-23T20:00:00Z",
        "linear_issue_url": None,
    },
    "links": {
        "self": "/orchestrations/5d41402abc4b2a76b9719d911017c592",
        "events": "/orchestrations/5d41402abc4b2a76b9719d911017c592/events",
        "temporal_ui": "http://127.0.0.1:8233/namespaces/default/workflows/orchestration-5d41402abc4b2a76b9719d911017c592",
        "trace": None,
    },
}


class Risk(BaseModel):
    level: RiskLevel
    operation: str
    resource: str
    environment: str
    reasons: list[str]
    policy_version: str

    @classmethod
    def of(cls, assessment: RiskAssessment) -> "Risk":
        return cls.model_validate(assessment.model_dump(include=set(cls.model_fields)))


class Links(BaseModel):
    self: str
    events: str
    temporal_ui: str
    trace: str | None = Field(default=None, description="In LangSmith; null until it is told there.")


class Accepted(BaseModel):
    """``risk`` and ``approval`` are null while they are not known, ``approval`` also where none is needed."""

    model_config = {"json_schema_extra": {"examples": [EXAMPLE_ACCEPTED]}}

    task_id: str
    workflow_id: str
    status: OrchestrationStatus
    risk: Risk | None = None
    approval: ApprovalSummary | None = None
    links: Links


class Orchestration(Accepted):
    """All that is stored of one orchestration. ``report`` is there once it is over.

    ``branch`` is what the task has changed in its git worktree, offered seconds after its end; null where
    nothing was, and in lists.
    """

    requester: str
    description: str
    priority: Priority
    project_context: dict[str, Any]
    template: str | None
    inputs: dict[str, InputValue]
    dry_run: bool
    plan: Plan | None
    report: Outcome | None
    branch: OfferedBranch | None = None
    usage: UsageTotals | None
    note: str | None
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None

    @classmethod
    def of(
        cls,
        record: OrchestrationRecord,
        *,
        approval: ApprovalSummary | None,
        links: Links,
        branch: OfferedBranch | None = None,
    ) -> "Orchestration":
        same = record.model_dump(include=set(cls.model_fields) - {"risk", "approval", "links", "report"})
        return cls(
            **same,
            risk=Risk.of(record.risk) if record.risk else None,
            approval=approval,
            report=record.outcome,
            branch=branch,
            links=links,
        )


class OrchestrationPage(BaseModel):
    """Newest first. ``next`` is the address of the page after this one."""

    orchestrations: list[Orchestration]
    next: str | None = None


class Done(BaseModel):
    """A wish that was taken up. ``status`` is what is stored now; it follows the run."""

    task_id: str
    requested: str = Field(examples=["cancel"])
    status: OrchestrationStatus


class Approval(BaseModel):
    """An approval request: what is asked, of whom, until when, and what came of it.

    ``rungs`` let more roles in later. ``required_actions`` maps a slug to what is confirmed by it.
    ``emergency``: somebody broke the glass.
    """

    request_id: str
    task_id: str
    workflow_id: str
    kind: SubjectKind
    level: RiskLevel
    approver_roles: list[str]
    quorum: int
    digest: str
    policy_version: str
    subject: dict[str, Any]
    requester: str
    description: str
    status: ApprovalStatus
    opened_at: datetime
    expires_at: datetime
    decided_at: datetime | None
    decided_by: str | None
    reason: str | None
    linear_issue_url: str | None
    approved_by: list[str]
    justification: bool
    required_actions: dict[str, str] = Field(examples=[{"backup-checked": "A backup of today exists"}])
    rungs: list[Joining]
    break_glass_roles: list[str]
    question: str | None
    answers: list[str]
    emergency: bool

    @classmethod
    def of(cls, record: ApprovalRecord) -> "Approval":
        terms = record.terms.model_dump(
            include={"justification", "required_actions", "rungs", "break_glass_roles"}
        )
        same = record.model_dump(exclude={"roles", "terms"})
        return cls(**same, **terms, approver_roles=list(record.roles))


class ApprovalList(BaseModel):
    approvals: list[Approval]


class DecisionTaken(BaseModel):
    """What a decision did. ``recorded``: it is stored and counts from now, but is not judged yet."""

    model_config = {
        "json_schema_extra": {
            "examples": [
                {
                    "request_id": "0b9f3f0e-8c1e-4a57-9d5e-3f1f6f0f9a11",
                    "receipt_id": "7f3b7e0a-0f44-4a9f-8f0a-0d2c8e6b7a10",
                    "outcome": "approved",
                    "status": "approved",
                    "explanation": "approved by ada@example.org",
                }
            ]
        }
    }

    request_id: str
    receipt_id: str
    outcome: str
    status: str
    explanation: str


class Repaired(BaseModel):
    """Task ids whose row said "open" while their workflow was over."""

    repaired: list[str]
    checked: int


def summary_of(record: ApprovalRecord) -> ApprovalSummary:
    return ApprovalSummary(
        request_id=record.request_id,
        approver_roles=record.roles,
        expires_at=record.expires_at,
        kind=record.kind,
        linear_issue_url=record.linear_issue_url,
    )

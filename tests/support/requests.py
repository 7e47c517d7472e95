"""Requests for approval, of tasks that need not run."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from domain.approvals.requests import ApprovalDraft, SubjectKind
from domain.approvals.tiers import Tier
from domain.orchestrations import OrchestrationRequest
from domain.risk.levels import RiskLevel
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool


def a_task(description: str = "Deploy", *, requester: str = "r@example.org") -> OrchestrationRequest:
    return OrchestrationRequest(task_id=uuid4().hex, description=description, requester=requester)


def a_draft(task: OrchestrationRequest, **fields: Any) -> ApprovalDraft:
    """For the task's plan; a tech_lead decides within an hour."""
    return ApprovalDraft.model_validate(
        {
            "request_id": str(uuid4()),
            "task_id": task.task_id,
            "workflow_id": task.workflow_id,
            "run_id": "r",
            "kind": SubjectKind.PLAN,
            "level": RiskLevel.HIGH,
            "tier": Tier(roles=("tech_lead",), timeout=timedelta(hours=1)),
            "digest": "d",
            "policy_version": "p",
            "subject": {},
            **fields,
        }
    )


async def opened(pool: Pool, task: OrchestrationRequest, **fields: Any) -> ApprovalDraft:
    """The task is accepted and its request open."""
    await PostgresOrchestrations(pool).create(task, body_sha256="b")
    draft = a_draft(task, **fields)
    await PostgresApprovals(pool).open(draft)
    return draft

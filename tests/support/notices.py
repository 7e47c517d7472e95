"""A request and what happens to it, as notifications tell of them."""

from datetime import UTC, datetime
from typing import Any

from domain.approvals.requests import ApprovalRecord
from domain.events import Event
from domain.notifications.channels import Audience, EmailChannel, Occasion, TlsMode
from domain.notifications.deliveries import Message
from domain.notifications.messages import compose
from domain.risk.levels import RiskLevel

REQUEST = "0b9f3f0e-8c1e-4a57-9d5e-3f1f6f0f9a11"
AT = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)


def a_record(**fields: Any) -> ApprovalRecord:
    return ApprovalRecord.model_validate(
        {
            "request_id": REQUEST,
            "task_id": "t-1",
            "workflow_id": "orchestration-t-1",
            "kind": "plan",
            "level": "high",
            "roles": ["tech_lead"],
            "quorum": 1,
            "digest": "d",
            "policy_version": "p",
            "subject": {
                "risk": {"reasons": ["deploys to production"]},
                "plan": {
                    "steps": [
                        {"agent": "cicd", "instruction": "Deploy auth", "rollback": "Deploy v1"},
                        {"agent": "infrastructure", "instruction": "Drop the table", "irreversible": True},
                    ]
                },
            },
            "requester": "rita@example.org",
            "description": "Deploy auth service to production",
            "status": "pending",
            "opened_at": AT,
            "expires_at": AT.replace(hour=14),
            **fields,
        }
    )


def an_event(occasion: Occasion = Occasion.OPENED, **payload: Any) -> Event:
    kind = f"approval.{occasion.value}"
    return Event(id=7, task_id="t-1", kind=kind, payload={"request_id": REQUEST, **payload}, at=AT)


def a_message(
    occasion: Occasion = Occasion.OPENED, *, payload: dict[str, Any] | None = None, **fields: Any
) -> Message:
    return compose(an_event(occasion, **(payload or {})), a_record(**fields), api_url="http://127.0.0.1:8001")


def mail_channel(port: int, **fields: Any) -> EmailChannel:
    return EmailChannel.model_validate(
        {
            "name": "mail",
            "tiers": [RiskLevel.HIGH],
            "events": [Occasion.OPENED],
            "host": "127.0.0.1",
            "port": port,
            "tls": TlsMode.NONE,
            "sender": "Dev-Tools <devtools@example.org>",
            "audience": Audience(approvers=True),
            **fields,
        }
    )

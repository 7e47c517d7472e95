"""Requests that open and end without a workflow, and people who are told of it."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml

from config.notifications import FileNotifications
from config.policies import FilePolicies
from domain.approvals.decisions import JudgedReceipt, Verdict, VerdictOutcome
from domain.notifications.deliveries import Delivery
from domain.risk.levels import RiskLevel
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.notifications import PostgresNotifications
from integrations.postgres.pool import Pool
from tests.support.installation import make_config
from tests.support.requests import a_task, opened
from worker.notifier import Notifier

PEOPLE = {
    "people": [
        {"email": "ada@example.org", "roles": ["tech_lead"]},
        {"email": "bea@example.org", "roles": ["tech_lead"]},
        {
            "email": "away@example.org",
            "roles": ["tech_lead"],
            "out_of_office": [{"from": "2020-01-01", "until": "2999-12-31"}],
        },
        {"email": "bob@example.org", "roles": ["devops_engineer", "developer"]},
    ]
}


class Office:
    """``channels`` stands in notifications.yaml; mails go to a loopback relay, in clear."""

    def __init__(self, folder: Path, pool: Pool, channels: dict[str, Any]) -> None:
        self.config_dir = make_config(folder / "config")
        (self.config_dir / "hitl/approvers.yaml").write_text(yaml.safe_dump(PEOPLE), encoding="utf-8")
        self.pool = pool
        self.store = PostgresNotifications(pool)
        self.approvals = PostgresApprovals(pool)
        self.configure(channels)

    def configure(self, channels: dict[str, Any]) -> None:
        path = self.config_dir / "hitl/notifications.yaml"
        path.write_text(yaml.safe_dump({"channels": channels}), encoding="utf-8")

    def notifier(self, *, send_seconds: float = 10.0) -> Notifier:
        return Notifier(
            store=self.store,
            approvals=self.approvals,
            channels=FileNotifications(self.config_dir, embedded=True, secrets=True),
            policies=FilePolicies(self.config_dir, embedded=True),
            api_url="http://127.0.0.1:8001",
            send_seconds=send_seconds,
        )

    async def open(self, *, level: RiskLevel = RiskLevel.HIGH, description: str = "Deploy auth") -> str:
        """A request of a task of its own; returns its id."""
        task = a_task(description, requester="rita@example.org")
        return (await opened(self.pool, task, level=level)).request_id

    async def deny(self, request_id: str, *, by: str = "ada@example.org") -> None:
        record = await self.approvals.get(request_id)
        verdict = Verdict(
            receipt_id=str(uuid4()),
            request_id=request_id,
            outcome=VerdictOutcome.DENIED,
            explanation="not tonight",
        )
        await self.approvals.record_verdict(
            JudgedReceipt(
                verdict=verdict,
                event_key=verdict.receipt_id,
                task_id=record.task_id,
                workflow_id=record.workflow_id,
                run_id="r",
                request_status="denied",
                person=by,
            )
        )

    async def tell(self, notifier: Notifier) -> None:
        """Everything that is due now, sent or failed."""
        while True:
            await notifier.once()
            await notifier.idle()
            if not await self.pool.fetchval(
                "SELECT count(*) FROM notification_deliveries "
                "WHERE status = 'waiting' AND due_at <= clock_timestamp()"
            ):
                return

    async def hurry(self) -> None:
        """As if time had passed: claims have run out, and every other try is due."""
        await self.pool.execute("UPDATE notification_queue SET due_at = clock_timestamp()")
        await self.pool.execute("UPDATE notification_deliveries SET due_at = clock_timestamp()")

    async def told(self) -> list[tuple[str, str]]:
        """Recipient and status of every delivery, sorted."""
        return sorted((each.recipient, each.status.value) for each in await self.deliveries())

    async def deliveries(self) -> list[Delivery]:
        return list(await self.store.list(limit=200))


def mail_to(port: int, **more: Any) -> dict[str, Any]:
    return {
        "kind": "email",
        "host": "127.0.0.1",
        "port": port,
        "tls": "none",
        "from": "devtools@example.org",
        "recipients": {"approvers": True},
        **more,
    }


def hook_to(url: str, **more: Any) -> dict[str, Any]:
    return {"kind": "webhook", "url": url, "secret_env": "HOOK_SECRET", **more}

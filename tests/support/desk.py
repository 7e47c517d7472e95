"""What the API does with the workflow, without HTTP: submit, record a decision, tell of it, look."""

from uuid import uuid4

import asyncpg
from temporalio.client import Client, WorkflowHandle

from domain.approvals.decisions import (
    Actor,
    Channel,
    Decision,
    DecisionKind,
    DecisionMessage,
    Receipt,
    Signer,
    Verdict,
    decision_evidence,
)
from domain.approvals.requests import ApprovalRecord, ApprovalStatus
from domain.models import digest_of
from domain.orchestrations import AcceptAnswer, OrchestrationRecord, OrchestrationRequest, OrchestrationStatus
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.temporal.orchestrations import TemporalOrchestrations
from tests.support.waiting import until


class Desk:
    def __init__(self, client: Client, pool: asyncpg.Pool, signer: Signer) -> None:
        self.client = client
        self.pool = pool
        self.inbox = PostgresInbox(pool)
        self.orchestrations = PostgresOrchestrations(pool)
        self.approvals = PostgresApprovals(pool)
        self.temporal = TemporalOrchestrations(client)
        self.signer = signer

    async def store(self, description: str, **fields: object) -> OrchestrationRequest:
        request = OrchestrationRequest.model_validate(
            {"task_id": uuid4().hex, "description": description, "requester": "rita@example.org", **fields}
        )
        await self.orchestrations.create(request, body_sha256=digest_of(request.model_dump(mode="json")))
        return request

    async def submit(
        self, description: str, **fields: object
    ) -> tuple[OrchestrationRequest, AcceptAnswer | None]:
        request = await self.store(description, **fields)
        return request, await self.temporal.accept(request)

    def handle(self, request: OrchestrationRequest) -> WorkflowHandle[object, object]:
        return self.client.get_workflow_handle(request.workflow_id)

    async def gate(self, request: OrchestrationRequest, *, kind: str = "plan") -> ApprovalRecord:
        """The open approval request of the orchestration."""

        async def look() -> ApprovalRecord | None:
            rows = await self.approvals.list(status=ApprovalStatus.PENDING, task_id=request.task_id)
            return next((row for row in rows if row.kind == kind), None)

        return await until(look, what=f"an open {kind} request")

    async def ended(self, request: OrchestrationRequest, *, seconds: float = 60.0) -> OrchestrationRecord:
        async def look() -> OrchestrationRecord | None:
            row = await self.orchestrations.get(request.task_id)
            return row if row.status.is_final else None

        return await until(look, what="the end of the orchestration", seconds=seconds)

    async def status(self, request: OrchestrationRequest, wanted: OrchestrationStatus) -> OrchestrationRecord:
        async def look() -> OrchestrationRecord | None:
            row = await self.orchestrations.get(request.task_id)
            return row if row.status is wanted else None

        return await until(look, what=f"status {wanted}")

    async def record(
        self,
        gate: ApprovalRecord,
        decision: DecisionKind,
        *,
        by: str = "ada@example.org",
        reason: str | None = None,
    ) -> Receipt:
        """Store and sign a decision; nobody is told of it."""
        return await self.inbox.record(
            Decision(
                receipt_id=str(uuid4()),
                request_id=gate.request_id,
                workflow_id=gate.workflow_id,
                decision=decision,
                actor=Actor(email=by),
                channel=Channel.API,
                digest=gate.digest,
                reason=reason,
                evidence_sha256=decision_evidence(b"a test"),
            ),
            self.signer,
        )

    async def decide(
        self,
        gate: ApprovalRecord,
        decision: DecisionKind,
        *,
        by: str = "ada@example.org",
        reason: str | None = None,
    ) -> Verdict | None:
        receipt = await self.record(gate, decision, by=by, reason=reason)
        return await self.temporal.decide(gate.workflow_id, message_of(receipt))

    async def verdict(self, receipt: Receipt) -> Verdict:
        return await until(lambda: self.inbox.verdict(receipt.receipt_id), what="a verdict")


def message_of(receipt: Receipt) -> DecisionMessage:
    return DecisionMessage(
        decision=receipt.decision,
        receipt_id=receipt.receipt_id,
        request_id=receipt.request_id,
        actor=receipt.actor,
        reason=receipt.reason,
    )

"""What the API does with the workflow, without HTTP: submit, record a decision, tell of it, look."""

import json
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import uuid4

import asyncpg
from temporalio.client import Client, WorkflowHandle
from temporalio.service import RPCError, RPCStatusCode

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
from domain.errors import UnavailableError
from domain.models import digest_of
from domain.orchestrations import AcceptAnswer, OrchestrationRecord, OrchestrationRequest, OrchestrationStatus
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.temporal.orchestrations import TemporalOrchestrations
from tests.support.waiting import until

BUSY_TRIES = 5
PATIENCE = timedelta(seconds=30)


class Desk:
    def __init__(self, client: Client, pool: asyncpg.Pool, signer: Signer) -> None:
        self.client = client
        self.pool = pool
        self.inbox = PostgresInbox(pool)
        self.orchestrations = PostgresOrchestrations(pool)
        self.approvals = PostgresApprovals(pool)
        self.temporal = TemporalOrchestrations(client)
        self.signer = signer
        self._accepted: list[OrchestrationRequest] = []

    async def store(self, description: str, **fields: object) -> OrchestrationRequest:
        request = OrchestrationRequest.model_validate(
            {"task_id": uuid4().hex, "description": description, "requester": "rita@example.org", **fields}
        )
        await self.orchestrations.create(request, body_sha256=digest_of(request.model_dump(mode="json")))
        self._accepted.append(request)
        return request

    async def submit(
        self, description: str, **fields: object
    ) -> tuple[OrchestrationRequest, AcceptAnswer | None]:
        request = await self.store(description, **fields)
        for _ in range(BUSY_TRIES):
            with suppress(UnavailableError):  # a busy server: starting it twice starts it once
                return request, await self.temporal.accept(request)
        return request, await self.temporal.accept(request)

    async def accepted(self, description: str, **fields: object) -> tuple[OrchestrationRequest, AcceptAnswer]:
        """With the rating that a worker answers, however busy the machine is."""
        request = await self.store(description, **fields)
        answer = await self.temporal.accept(request, rpc_timeout=PATIENCE)
        assert answer is not None
        return request, answer

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
        confirmed: tuple[str, ...] = (),
        edited_arguments: dict[str, Any] | None = None,
        channel: Channel = Channel.API,
    ) -> Receipt:
        """Store and sign a decision; nobody is told of it."""
        return await self.inbox.record(
            Decision(
                receipt_id=str(uuid4()),
                request_id=gate.request_id,
                workflow_id=gate.workflow_id,
                decision=decision,
                actor=Actor(email=by),
                channel=channel,
                digest=gate.digest,
                reason=reason,
                confirmed=confirmed,
                edited_arguments=edited_arguments,
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
        **said: Any,
    ) -> Verdict:
        """What a caller gets that waits for the ruling; ``said`` as for :meth:`record`."""
        return await self.tell(await self.record(gate, decision, by=by, **said))

    async def tell(self, receipt: Receipt) -> Verdict:
        """Tell the workflow of a stored decision, and wait for the ruling."""
        verdict = await self.temporal.decide(receipt.workflow_id, message_of(receipt))
        return verdict or await self.verdict(receipt)

    async def verdict(self, receipt: Receipt) -> Verdict:
        return await until(lambda: self.inbox.verdict(receipt.receipt_id), what="a verdict")

    async def next_gate(self, before: ApprovalRecord) -> ApprovalRecord:
        """The open request of the same orchestration and kind that is not ``before``."""

        async def look() -> ApprovalRecord | None:
            rows = await self.approvals.list(status=ApprovalStatus.PENDING, task_id=before.task_id)
            others = (row for row in rows if row.request_id != before.request_id)
            return next((row for row in others if row.kind == before.kind), None)

        return await until(look, what=f"another open {before.kind} request")

    async def ledger(self, gate: ApprovalRecord) -> list[dict[str, Any]]:
        """The bodies of the request's ledger entries, oldest first."""
        rows = await self.pool.fetch(
            "SELECT body FROM approval_ledger WHERE request_id = $1 ORDER BY seq", gate.request_id
        )
        return [json.loads(row["body"]) for row in rows]

    async def events(self, request: OrchestrationRequest, kind: str) -> list[dict[str, Any]]:
        """The payloads of the orchestration's events of this kind, oldest first."""
        rows = await self.pool.fetch(
            "SELECT payload FROM events WHERE task_id = $1 AND kind = $2 ORDER BY id", request.task_id, kind
        )
        return [row["payload"] for row in rows]

    async def drop(self, *requests: OrchestrationRequest) -> None:
        """Cancel what a test leaves open."""
        for request in requests:
            await self.handle(request).cancel()
            await self.ended(request)

    async def clear(self) -> None:
        """End what runs on: all workers poll the same queues, so the next test's would go on with it.

        It would take turns of that test's scripted model, too.
        """
        for request in self._accepted:
            try:
                await self.handle(request).terminate("its test is over")
            except RPCError as error:
                if error.status is not RPCStatusCode.NOT_FOUND:  # it has ended, or was never started
                    raise


def message_of(receipt: Receipt) -> DecisionMessage:
    return DecisionMessage.of(receipt)

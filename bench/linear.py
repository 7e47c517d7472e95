"""What a decision by Linear's webhook costs more than a bare signal: ``python -m bench.linear``.

Both end in the history of the same workflow, which no worker takes up. The webhook comes by HTTP to an API in
a process of its own; it is verified, stored, found to be a decision, recorded, signed and then signalled.
The webhook is sent over a bare connection: what a client library would cost is Linear's. The arms take turns,
so that a drift of the machine falls on both.
"""

import asyncio
import json
import os
import re
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from temporalio.client import Client, WorkflowHandle

from bench.stack import ROOT, Stack, running_stack
from domain.approvals.decisions import DecisionKind, DecisionMessage
from domain.approvals.requests import ApprovalDraft, SubjectKind
from domain.approvals.tiers import Tier
from domain.linear.issues import IssueLink
from domain.linear.mirrors import Mirror, issue_id_of
from domain.orchestrations import WORKFLOW_ID_PREFIX, OrchestrationRequest
from domain.risk.levels import RiskLevel
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.linear_mirrors import PostgresMirrors
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool, create_pool
from integrations.temporal.orchestrations import TASK_QUEUE, WORKFLOW
from tests.support.linear.deliveries import sign
from tests.support.linear.server import LinearServer
from tests.support.processes import free_port
from tests.support.waiting import until

WARM_UP, CALLS = 20, 300
TARGET = 3.0
SECRET = "a-webhook-secret-for-the-bench"  # noqa: S105 - of this process only


async def run(stack: Stack) -> None:
    pool = await create_pool(stack.database_url)
    async with (
        LinearServer().running() as linear,
        _api(stack, linear) as port,
        _connected(port) as api,
    ):
        labels = linear.world.seed_labels()
        handle = await _waiting_run(stack.client, pool)
        sender = Sender(*api, linear, labels.approved.id)
        gates = [await _open_gate(pool, handle.id) for _ in range(WARM_UP + CALLS)]
        bare, webhook = list[float](), list[float]()
        for number, request_id in enumerate(gates):
            seconds = await _timed(_signal(handle, request_id))
            also = await _timed(sender.send(sender.webhook(request_id)))
            if number >= WARM_UP:
                bare.append(seconds)
                webhook.append(also)
    await pool.close()
    _print(bare, webhook)


@asynccontextmanager
async def _api(stack: Stack, linear: LinearServer) -> AsyncIterator[int]:
    """Its port."""
    port = free_port()
    environment = stack.environment() | {
        "DEVTOOLS_API_PORT": str(port),
        "LINEAR_API_URL": linear.graphql_url,
        "LINEAR_API_KEY": linear.tokens.app_token(),
        "LINEAR_APPROVAL_HUB_ISSUE_ID": linear.world.hub.identifier,
        "LINEAR_WEBHOOK_SIGNING_SECRET": SECRET,
    }
    linear.world.seed_labels()
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "api", cwd=ROOT, env=environment)
    url = f"http://127.0.0.1:{port}"
    try:
        async with httpx.AsyncClient() as http:

            async def ready() -> bool:
                try:
                    health = (await http.get(f"{url}/health")).json()
                except httpx.HTTPError:
                    return False
                return bool(health["dependencies"]["linear"]["status"] == "healthy")

            await until(ready, what="the API", seconds=60)
        yield port
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def _connected(port: int) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    yield reader, writer
    writer.close()
    await writer.wait_closed()


async def _waiting_run(client: Client, pool: Pool) -> WorkflowHandle[object, object]:
    """It waits for a worker that never comes."""
    request = OrchestrationRequest(task_id=uuid.uuid4().hex, description="bench", requester="r@example.org")
    await PostgresOrchestrations(pool).create(request, body_sha256="0")
    return await client.start_workflow(WORKFLOW, request, id=request.workflow_id, task_queue=TASK_QUEUE)


async def _open_gate(pool: Pool, workflow_id: str) -> str:
    """The id of an approval request with an issue."""
    task_id, request_id = workflow_id.removeprefix(WORKFLOW_ID_PREFIX), str(uuid.uuid4())
    await PostgresApprovals(pool).open(
        ApprovalDraft(
            request_id=request_id,
            task_id=task_id,
            workflow_id=workflow_id,
            run_id="bench",
            kind=SubjectKind.PLAN,
            level=RiskLevel.HIGH,
            tier=Tier(roles=("tech_lead",), timeout=timedelta(hours=1)),
            digest="0" * 64,
            policy_version="0",
            subject={},
        )
    )
    mirror = Mirror(mirror_id=request_id, task_id=task_id, request_id=request_id, issue_id=None)
    link = IssueLink(id=issue_id_of(request_id), identifier="DEV-69", url="http://127.0.0.1/")
    await PostgresMirrors(pool).opened(mirror, link)
    return request_id


async def _signal(handle: WorkflowHandle[object, object], request_id: str) -> None:
    message = DecisionMessage(
        decision=DecisionKind.APPROVED, request_id=request_id, receipt_id=str(uuid.uuid4())
    )
    await handle.signal("approval_decision", message)


@dataclass(frozen=True)
class Sender:
    """``label`` is Approved."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    linear: LinearServer
    label: str

    def webhook(self, request_id: str) -> bytes:
        now = datetime.now(tz=UTC)
        person = {"id": str(uuid.uuid4()), "type": "user", "email": "ada@example.org", "name": "Ada"}
        issue_id, hub = issue_id_of(request_id), self.linear.world.hub.id
        envelope = {
            "action": "update",
            "type": "Issue",
            "organizationId": self.linear.world.organization.id,
            "createdAt": now.isoformat(),
            "webhookTimestamp": int(now.timestamp() * 1000),
            "actor": person,
            "data": {"id": issue_id, "labelIds": [self.label], "parentId": hub},
            "updatedFrom": {"labelIds": []},
        }
        body = json.dumps(envelope).encode()
        head = (
            "POST /webhooks/linear HTTP/1.1",
            "Host: 127.0.0.1",
            "Content-Type: application/json",
            f"Content-Length: {len(body)}",
            f"Linear-Delivery: {uuid.uuid4()}",
            f"Linear-Signature: {sign(SECRET, body)}",
        )
        return "\r\n".join((*head, "", "")).encode() + body

    async def send(self, webhook: bytes) -> None:
        self.writer.write(webhook)
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        assert length is not None, head
        answer = await self.reader.readexactly(int(length[1]))
        assert json.loads(answer)["status"] == "done", answer


async def _timed(work: Awaitable[None]) -> float:
    started = time.perf_counter()
    await work
    return time.perf_counter() - started


def _print(bare: list[float], webhook: list[float]) -> None:
    print(f"\nA decision by Linear's webhook, {CALLS} in turn with bare signals ({os.cpu_count()} cores)")
    for name, place in (("p50", 9), ("p95", 18)):
        signal, posted = (statistics.quantiles(each, n=20)[place] * 1000 for each in (bare, webhook))
        ratio = posted / signal
        print(f"  {name}: signal {signal:.1f} ms, webhook {posted:.1f} ms, ratio {ratio:.1f}")
    print(f"  target: p95 within {TARGET:g} times a bare signal")


async def _main(folder: Path) -> None:
    async with running_stack(folder) as stack:
        await run(stack)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder_name:
        Path(folder_name).chmod(0o755)  # the embedded Postgres may run as another user
        asyncio.run(_main(Path(folder_name)))

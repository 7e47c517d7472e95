"""A whole installation with Linear: worker, API and gateway on one side, the loopback Linear on the other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest_asyncio
from temporalio.client import Client, WorkflowHandle
from temporalio.service import RPCError
from temporalio.testing import WorkflowEnvironment

from api.orchestrator.app import create_app
from config.settings import Settings
from domain.approvals.requests import ApprovalRecord, ApprovalStatus
from domain.linear.mirrors import issue_id_of
from domain.orchestrations import OrchestrationRequest
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.linear_mirrors import PostgresMirrors
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.webhook_inbox import PostgresWebhookInbox
from integrations.temporal.orchestrations import TemporalOrchestrations
from tests.support.asgi import serving
from tests.support.desk import Desk
from tests.support.installation import make_config, make_settings
from tests.support.linear.entities import Comment, Issue
from tests.support.linear.server import LinearServer
from tests.support.linear.world import StatusLabels
from tests.support.loopback import Answer
from tests.support.openai_server import OpenAIServer, says
from tests.support.processes import free_port
from tests.support.scripts import plans
from tests.support.temporal import address_of
from tests.support.waiting import until
from tests.support.worker import at_a_desk, working
from worker.linear import LinearSide, MirrorDispatcher, build_linear_worker
from worker.relay import Relay

SECRET = "a-webhook-secret-for-the-tests"
TASK = "Deploy auth service to production"


@dataclass
class Office:
    """``desk`` submits and looks; ``linear`` is where people decide; ``labels`` are the Request Status."""

    settings: Settings
    linear: LinearServer
    labels: StatusLabels
    desk: Desk
    side: LinearSide
    client: Client
    inbox: PostgresWebhookInbox
    mirrors: PostgresMirrors

    async def opened(self, task: str = TASK, **fields: object) -> tuple[OrchestrationRequest, ApprovalRecord]:
        """A task whose approval issue is there, with its comment."""
        request, _ = await self.desk.submit(task, **fields)
        gate = await self.desk.gate(request)
        await self.shown(gate, "Decision wanted")
        return request, gate

    def issue(self, gate: ApprovalRecord) -> Issue:
        return self.linear.world.find(Issue, issue_id_of(gate.request_id))

    def comments(self, gate: ApprovalRecord) -> list[str]:
        issue_id = issue_id_of(gate.request_id)
        return [each.body for each in self.linear.world.all(Comment) if each.issue_id == issue_id]

    async def shown(self, gate: ApprovalRecord, text: str, *, seconds: float = 30.0) -> str:
        """The comment on the issue that says so."""

        async def look() -> str | None:
            return next((body for body in self.comments(gate) if text in body), None)

        return await until(look, what=f"a comment with {text!r}", seconds=seconds)

    async def status(self, gate: ApprovalRecord, wanted: ApprovalStatus) -> ApprovalRecord:
        async def look() -> ApprovalRecord | None:
            record = await self.desk.approvals.get(gate.request_id)
            return record if record.status is wanted else None

        return await until(look, what=f"status {wanted}", seconds=30)

    async def until_judged(self, gate: ApprovalRecord, count: int) -> None:
        """So many decisions on the request are in the ledger."""

        async def look() -> bool:
            return len(await self.desk.ledger(gate)) >= count

        await until(look, what=f"{count} verdicts", seconds=30)

    async def noted(self, text: str) -> None:
        """A webhook in the inbox is settled with this in its note, which is written after the answer."""

        async def look() -> bool:
            return any(text in str(row.note) for row in await self.inbox.list())

        await until(look, what=f"a note with {text!r}", seconds=30)

    async def until_mirrored(self, gate: ApprovalRecord) -> None:
        """The workflow is there that shows the request, whether it gets on or not."""

        async def look() -> bool:
            with suppress(RPCError):
                return (await self.mirroring(gate.request_id).describe()).history_length > 0
            return False

        await until(look, what="the mirror's workflow")

    def mirroring(self, mirror_id: str) -> WorkflowHandle[Any, Any]:
        return self.client.get_workflow_handle(f"linear-{mirror_id}")

    async def clear(self) -> None:
        """No workflow of this database is left to another test's worker."""
        try:
            rows = await self.desk.pool.fetch(
                "SELECT request_id::text AS id FROM approval_requests "
                "UNION ALL SELECT task_id FROM orchestrations"
            )
        except OSError:  # the test took its Postgres away
            return
        for row in rows:
            with suppress(RPCError):
                await self.mirroring(row["id"]).terminate()

    async def pool_execute(self, statement: str) -> None:
        await self.desk.pool.execute(statement)


@pytest_asyncio.fixture
async def linear() -> AsyncIterator[LinearServer]:
    async with LinearServer(retry_delays=(0.05, 0.05, 0.05)).running() as server:
        yield server


def talk(body: dict[str, Any]) -> Answer:
    """A plan of one step for whoever plans, and an end for whoever works."""
    if any(tool["function"]["name"] == "planner__submit_plan" for tool in body["tools"]):
        return plans("Explain the notes")
    return says("it is deployed")


@pytest_asyncio.fixture
async def model() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer(talk).running() as server:
        yield server


def linear_settings(
    tmp_path: Path,
    *,
    database_url: str,
    temporal: WorkflowEnvironment,
    linear: LinearServer,
    model: OpenAIServer,
) -> Settings:
    make_config(tmp_path / "config")
    found = make_settings(
        tmp_path,
        database_url=database_url,
        temporal_address=address_of(temporal),
        api_port=free_port(),
        model=model,
        linear_api_url=linear.graphql_url,
        linear_token=linear.tokens.app_token(),
        linear_hub=linear.world.hub.identifier,
        linear_webhook_secret=SECRET,
        linear_tasks=True,
    )
    found.state_dir.mkdir()
    return found


@pytest_asyncio.fixture
async def settings(
    tmp_path: Path,
    fresh_database_url: str,
    temporal: WorkflowEnvironment,
    linear: LinearServer,
    model: OpenAIServer,
) -> Settings:
    return linear_settings(
        tmp_path, database_url=fresh_database_url, temporal=temporal, linear=linear, model=model
    )


@asynccontextmanager
async def api_running(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """The API on its port, with a client of it."""
    async with (
        serving(create_app(settings), settings.api_port),
        httpx.AsyncClient(base_url=settings.api_base_url, timeout=20) as http,
    ):
        yield http


@pytest_asyncio.fixture
async def http(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    async with api_running(settings) as client:
        yield client


@pytest_asyncio.fixture
async def office(settings: Settings, linear: LinearServer, http: httpx.AsyncClient) -> AsyncIterator[Office]:
    """Everything runs, and webhooks reach the API."""
    async with _office(settings, linear) as found:
        yield found


@asynccontextmanager
async def office_of(
    tmp_path: Path,
    *,
    database_url: str,
    temporal: WorkflowEnvironment,
    linear: LinearServer,
    model: OpenAIServer,
) -> AsyncIterator[Office]:
    """As the fixture, over a database of the caller's."""
    found = linear_settings(
        tmp_path, database_url=database_url, temporal=temporal, linear=linear, model=model
    )
    async with api_running(found), _office(found, linear) as office:
        yield office


@asynccontextmanager
async def _office(settings: Settings, linear: LinearServer) -> AsyncIterator[Office]:
    labels = linear.world.seed_labels()
    linear.world.register_webhook(f"{settings.api_base_url}/webhooks/linear", SECRET)
    async with working(settings) as resources, at_a_desk(settings) as desk:
        side, pool = resources.linear, resources.pool
        assert side is not None
        dispatcher = MirrorDispatcher(resources.client, side.mirrors)
        relay = Relay(
            TemporalOrchestrations(resources.client),
            PostgresInbox(pool),
            PostgresApprovals(pool),
            PostgresOrchestrations(pool),
        )
        async with build_linear_worker(resources.client, side.activities):
            loops = [asyncio.create_task(each.serve()) for each in (dispatcher, relay)]
            try:
                found = Office(
                    settings=settings,
                    linear=linear,
                    labels=labels,
                    desk=desk,
                    side=side,
                    client=resources.client,
                    inbox=PostgresWebhookInbox(pool),
                    mirrors=PostgresMirrors(pool),
                )
                yield found
            finally:
                for task in loops:
                    task.cancel()
                await asyncio.gather(*loops, return_exceptions=True)
                await found.clear()

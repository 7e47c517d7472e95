"""The API over a real Postgres and a real Temporal server, with a stand-in for the workflow."""

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
import yaml
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from api.orchestrator.app import create_app
from config.settings import Settings
from domain.approvals.requests import ApprovalDraft
from integrations.postgres.pool import Pool
from integrations.temporal.orchestrations import TemporalOrchestrations
from tests.api.stub import StubWorkflow
from tests.support.asgi import asking
from tests.support.installation import make_config, make_settings
from tests.support.requests import a_task, opened
from tests.support.temporal import address_of, dev_server

RunWorker = Callable[[], AbstractAsyncContextManager[None]]
TOKENS = {
    "ada-token": {"principal": "ada@example.org", "kind": "person"},
    "bob-token": {"principal": "bob@example.org", "kind": "person"},
    "carl-token": {"principal": "carl@example.org", "kind": "person"},
}
ADA = {"Authorization": "Bearer ada-token"}
BOB = {"Authorization": "Bearer bob-token"}
CARL = {"Authorization": "Bearer carl-token"}


@pytest_asyncio.fixture(scope="session")
async def stub_temporal() -> AsyncIterator[WorkflowEnvironment]:
    """A server of our own: no other test's worker must meet a run of the stand-in."""
    async with dev_server() as environment:
        yield environment


@pytest.fixture
def client(stub_temporal: WorkflowEnvironment) -> Client:
    return stub_temporal.client


@pytest.fixture
def run_worker(client: Client) -> RunWorker:
    """A worker for as long as the block runs; without it, nobody answers."""

    @asynccontextmanager
    async def run() -> AsyncIterator[None]:
        # runs that tests before have left are taken up too: a sandbox for each would take a second
        async with Worker(
            client,
            task_queue="orchestrations",
            workflows=[StubWorkflow],
            workflow_runner=UnsandboxedWorkflowRunner(),
        ):
            yield

    return run


@pytest.fixture
def settings(tmp_path: Path, fresh_database_url: str, stub_temporal: WorkflowEnvironment) -> Settings:
    make_config(tmp_path / "config")
    found = make_settings(
        tmp_path, database_url=fresh_database_url, temporal_address=address_of(stub_temporal)
    )
    write_tokens(found)
    return found


def write_tokens(settings: Settings) -> None:
    settings.state_dir.mkdir(exist_ok=True)
    hashed = {hashlib.sha256(token.encode()).hexdigest(): entry for token, entry in TOKENS.items()}
    settings.tokens_path.write_text(yaml.safe_dump(hashed), encoding="utf-8")


@pytest_asyncio.fixture
async def http(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    async with asking(create_app(settings)) as client:
        yield client


@pytest_asyncio.fixture
async def gate(pool: Pool, client: Client, run_worker: RunWorker) -> AsyncIterator[ApprovalDraft]:
    """An open request of a run that listens."""
    task = a_task()
    draft = await opened(pool, task, subject={"plan": "deploy it"})
    async with run_worker():
        await TemporalOrchestrations(client).start(task)
        yield draft

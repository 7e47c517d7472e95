"""Installations: with the offline provider, with a scripted model, with clocks that a test moves."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from temporalio.testing import WorkflowEnvironment

from config.settings import Settings
from tests.support.clock import Clocks, shifted_clock
from tests.support.desk import Desk
from tests.support.gateway import gateway
from tests.support.installation import make_config, make_settings
from tests.support.openai_server import OpenAIServer
from tests.support.postgres import Databases
from tests.support.temporal import address_of, time_skipping_server
from tests.support.worker import at_a_desk, working


@pytest_asyncio.fixture(scope="module")
async def settings(
    tmp_path_factory: pytest.TempPathFactory, database_url: str, temporal: WorkflowEnvironment
) -> Settings:
    folder = tmp_path_factory.mktemp("installation")
    make_config(folder / "config", shipped_servers=True)
    found = make_settings(folder, database_url=database_url, temporal_address=address_of(temporal))
    (found.workspace / "config").mkdir()
    (found.workspace / "config/dev.yaml").write_text("database:\n  pool_size: 7\n", encoding="utf-8")
    (found.workspace / ".env").write_text("PASSWORD=do-not-show\n", encoding="utf-8")
    return found


@pytest_asyncio.fixture(scope="module")
async def desk(settings: Settings) -> AsyncIterator[Desk]:
    """A desk in front of a running worker; of the module, as all workers poll the same task queues."""
    async with working(settings), at_a_desk(settings) as found:
        yield found


@pytest_asyncio.fixture(scope="module")
async def provider() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer().running() as server:
        yield server


@pytest.fixture
def model(provider: OpenAIServer) -> OpenAIServer:
    """Nothing was asked of it yet, and no turn is left to play."""
    provider.reset()
    return provider


@pytest.fixture(scope="module")
def shared(
    tmp_path_factory: pytest.TempPathFactory,
    database_url: str,
    temporal: WorkflowEnvironment,
    provider: OpenAIServer,
) -> Settings:
    """As ``scripted``, one for the whole module: where that makes its ``settings`` of it."""
    folder = tmp_path_factory.mktemp("shared")
    make_config(folder / "config")
    return make_settings(
        folder, database_url=database_url, temporal_address=address_of(temporal), model=provider
    )


@pytest.fixture
def scripted(
    tmp_path: Path, fresh_database_url: str, temporal: WorkflowEnvironment, model: OpenAIServer
) -> Settings:
    """An installation whose model says what the test plays, with a database of its own."""
    make_config(tmp_path / "config")
    return make_settings(
        tmp_path, database_url=fresh_database_url, temporal_address=address_of(temporal), model=model
    )


@pytest_asyncio.fixture
async def served(scripted: Settings) -> AsyncIterator[Settings]:
    """The same with a gateway that outlives the workers, which the test starts itself."""
    scripted.state_dir.mkdir()
    async with gateway(scripted) as running:
        yield running.settings


@pytest_asyncio.fixture
async def served_desk(served: Settings) -> AsyncIterator[Desk]:
    async with at_a_desk(served) as found:
        yield found


@pytest_asyncio.fixture
async def scripted_desk(scripted: Settings) -> AsyncIterator[Desk]:
    async with working(scripted), at_a_desk(scripted) as found:
        yield found


@pytest_asyncio.fixture(scope="module")
async def clocks(databases: Databases) -> AsyncIterator[Clocks]:
    """A Temporal server and a Postgres of the module's own, whose clocks go forward together."""
    async with shifted_clock(databases) as clock, time_skipping_server() as environment:
        yield Clocks(environment, clock)


@pytest.fixture
def timed(tmp_path: Path, clocks: Clocks) -> Settings:
    """An installation whose time the test puts forward; it starts the worker itself."""
    make_config(tmp_path / "config")
    return make_settings(tmp_path, database_url=clocks.url, temporal_address=clocks.temporal_address)


@pytest_asyncio.fixture
async def timed_desk(timed: Settings) -> AsyncIterator[Desk]:
    async with at_a_desk(timed) as found:
        yield found

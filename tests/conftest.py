"""What tests of every folder share: real servers, started once for all."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from temporalio.testing import WorkflowEnvironment

from integrations.postgres.pool import Connection, Pool, connect, create_pool
from tests.support.clock import ShiftedClock, shifted_clock
from tests.support.postgres import Databases, databases_in
from tests.support.temporal import dev_server


@pytest_asyncio.fixture(scope="session")
async def databases(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Databases]:
    """One embedded Postgres for the whole run."""
    async with databases_in(tmp_path_factory.mktemp("postgres")) as running:
        yield running


@pytest_asyncio.fixture(scope="session")
async def database_url(databases: Databases) -> str:
    """A migrated database that all tests share: for those that keep to task ids of their own."""
    return await databases.create()


@pytest_asyncio.fixture
async def fresh_database_url(databases: Databases) -> AsyncIterator[str]:
    """A migrated database of the test's own."""
    url = await databases.create()
    yield url
    await databases.drop(url)


@pytest_asyncio.fixture
async def pool(fresh_database_url: str) -> AsyncIterator[Pool]:
    """Connections to a migrated database of the test's own."""
    connections = await create_pool(fresh_database_url)
    yield connections
    await connections.close()


@pytest_asyncio.fixture
async def owner(fresh_database_url: str) -> AsyncIterator[Connection]:
    """A connection with all rights of the account, where ``pool`` has those of the running processes."""
    connection = await connect(fresh_database_url)
    yield connection
    await connection.close()


@pytest_asyncio.fixture
async def clock(databases: Databases) -> AsyncIterator[ShiftedClock]:
    """Of a database of the test's own."""
    async with shifted_clock(databases) as found:
        yield found


@pytest_asyncio.fixture(scope="session")
async def temporal() -> AsyncIterator[WorkflowEnvironment]:
    """One Temporal dev server for the whole run; workflow ids keep the tests apart."""
    async with dev_server() as environment:
        yield environment

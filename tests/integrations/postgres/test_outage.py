"""Postgres goes away and comes back: an outage has one name, and nobody needs to be restarted."""

import asyncio
from contextlib import AsyncExitStack, aclosing
from pathlib import Path

import pytest

from domain.errors import ConfigurationError, UnavailableError
from domain.events import Event, EventFilter
from integrations.postgres.embedded import EmbeddedPostgres
from integrations.postgres.events import PostgresEvents
from integrations.postgres.migrations import migrate
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import create_pool
from tests.integrations.postgres.conftest import TASK, request
from tests.support.postgres import FAST, Databases, running
from tests.support.processes import free_port
from tests.support.waiting import until


async def test_stores_name_an_outage_and_go_on_after_it(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path, port=free_port(), settings=FAST)
    seen: list[Event] = []
    async with AsyncExitStack() as first:
        process = await first.enter_async_context(running(server))
        await migrate(server.url)
        pool = await create_pool(server.url)
        store, events = PostgresOrchestrations(pool), PostgresEvents(pool)
        await store.create(request(), body_sha256="b")

        async def follow() -> None:
            async with aclosing(events.follow(EventFilter(task_id=TASK))) as followed:
                async for batch in followed:
                    seen.extend(batch)

        async def heard(count: int) -> bool:
            return len(seen) == count

        follower = asyncio.create_task(follow())
        await until(lambda: heard(1))
        process.kill()
        await process.wait()
    for _ in range(3):
        with pytest.raises(UnavailableError):
            await store.get(TASK)
        with pytest.raises(UnavailableError):
            await migrate(server.url)
    async with running(server):
        assert (await store.get(TASK)).task_id == TASK
        await events.append(task_id=TASK, kind="turn.finished", payload={})
        await until(lambda: heard(2), what="what the follower heard after the outage")
        follower.cancel()
        await asyncio.wait([follower])
        await pool.close()
        with pytest.raises(UnavailableError):
            await store.get(TASK)


async def test_a_wrong_url_is_the_operators_to_mend(database_url: str) -> None:
    for url in (
        database_url.replace("orchestrator:", "orchestrator:x"),
        database_url.rsplit("/", 1)[0] + "/nowhere",
        "nonsense",
        "postgresql://h:notaport/x",
    ):
        with pytest.raises(ConfigurationError, match="DATABASE_URL"):
            await create_pool(url)
    with pytest.raises(UnavailableError):
        await create_pool(f"postgresql://127.0.0.1:{free_port()}/x")


async def test_a_database_without_tables_says_what_to_do(databases: Databases) -> None:
    url = await databases.create(migrated=False)
    pool = await create_pool(url)
    with pytest.raises(ConfigurationError, match="devtools db init"):
        await PostgresOrchestrations(pool).list()
    await pool.close()

"""A worker as it is in production, in this process or in one of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from config.settings import Settings
from integrations.keys.keyring import SigningKey
from integrations.postgres.pool import create_pool
from integrations.temporal.connect import connect
from tests.support.desk import Desk
from tests.support.gateway import gateway
from tests.support.installation import environment
from tests.support.processes import program
from worker.activities import build_activities
from worker.hosts import build_workers
from worker.resources import Resources, open_resources
from workflows.options import AGENTS_QUEUE, ORCHESTRATIONS_QUEUE

QUEUES = frozenset({ORCHESTRATIONS_QUEUE, AGENTS_QUEUE})


@asynccontextmanager
async def working(settings: Settings) -> AsyncIterator[Resources]:
    """A worker for both task queues, with a gateway, for as long as the block runs; no relay."""
    async with gateway(settings) as running, working_with(running.settings) as resources:
        yield resources


@asynccontextmanager
async def working_with(settings: Settings) -> AsyncIterator[Resources]:
    """A worker of which the gateway is where the settings say."""
    async with open_resources(settings) as resources, AsyncExitStack() as stack:
        for worker in build_workers(resources.client, build_activities(resources), queues=QUEUES):
            await stack.enter_async_context(worker)
        yield resources


@asynccontextmanager
async def worker_process(settings: Settings, **more: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A worker in a process of its own, polling; killed at the end if it still runs.

    ``more`` are variables.
    """
    ready = settings.state_dir / "worker.ready"
    ready.unlink(missing_ok=True)
    env = {"DEVTOOLS_READY_FILE": str(ready), **environment(settings), **more}
    async with program("worker", env=env, ready=ready.exists) as process:
        yield process


@asynccontextmanager
async def at_a_desk(settings: Settings) -> AsyncIterator[Desk]:
    """A desk whose runs end with the block."""
    pool = await create_pool(settings.require_database_url())
    desk = Desk(await connect(settings), pool, SigningKey.load_or_create(settings.keys_dir))
    try:
        yield desk
    finally:
        await pool.close()
        await desk.clear()

"""A Postgres for the tests: one server for all, a database of its own for whoever asks."""

import asyncio
import itertools
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from integrations.postgres.embedded import EmbeddedPostgres
from integrations.postgres.migrations import migrate
from integrations.postgres.pool import connect
from tests.support.processes import free_port

TEMPLATE = "migrated"
START_SECONDS = 60.0
STOP_SECONDS = 20.0
FAST = {"fsync": "off", "full_page_writes": "off", "max_wal_size": "256MB"}
"""A test's data need not outlive the machine."""


@asynccontextmanager
async def running(server: EmbeddedPostgres) -> AsyncIterator[asyncio.subprocess.Process]:
    """The server as a child process, ready; stopped at the end if it still runs."""
    server.prepare()
    server.log.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(server.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        process = await asyncio.create_subprocess_exec(
            *server.argv, stdout=descriptor, stderr=descriptor, **server.popen_kwargs
        )
    finally:
        os.close(descriptor)
    try:
        await server.wait_ready(lambda: process.returncode is None, timeout=START_SECONDS)
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(server.stop_signal)
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()


async def kill(server: asyncio.subprocess.Process) -> None:
    """``kill -9`` of all its processes."""
    children = psutil.Process(server.pid).children(recursive=True)
    server.kill()
    for child in children:
        with suppress(psutil.NoSuchProcess):
            child.kill()
    await server.wait()


@dataclass
class Databases:
    """Makes databases on one server: each a copy of a migrated one, which costs a few dozen milliseconds."""

    server: EmbeddedPostgres
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def url(self, name: str) -> str:
        return f"{self.server.url.rsplit('/', 1)[0]}/{name}"

    async def prepare(self) -> None:
        await self._run(f"CREATE DATABASE {TEMPLATE}")
        await migrate(self.url(TEMPLATE))

    async def create(self, *, migrated: bool = True) -> str:
        """The URL of a new database."""
        name = f"test_{next(self._numbers)}"
        await self._run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE if migrated else 'template0'}")
        return self.url(name)

    async def drop(self, url: str) -> None:
        await self._run(f"DROP DATABASE IF EXISTS {url.rsplit('/', 1)[1]} WITH (FORCE)")

    async def _run(self, statement: str) -> None:
        connection = await connect(self.server.url)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


@asynccontextmanager
async def databases_in(folder: Path) -> AsyncIterator[Databases]:
    server = EmbeddedPostgres(folder, port=free_port(), settings=FAST)
    async with running(server):
        databases = Databases(server)
        await databases.prepare()
        yield databases

"""A real Postgres whose clock a test can put forward, and Temporal's together with it.

``clock_timestamp()`` is looked up by search path when a query runs, so a function of that name in front of
``pg_catalog`` moves the one clock by which receipts and deadlines are judged.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import asyncpg
from temporalio.testing import WorkflowEnvironment

from domain.approvals.requests import ApprovalRecord
from integrations.postgres.migrations import migrate
from tests.support.postgres import Databases
from tests.support.temporal import address_of

_SETUP = """
CREATE SCHEMA shifted;
CREATE TABLE shifted.clock (ahead interval NOT NULL, stopped timestamptz);
INSERT INTO shifted.clock VALUES (interval '0');
CREATE FUNCTION shifted.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
    'SELECT coalesce(stopped, pg_catalog.clock_timestamp()) + ahead FROM shifted.clock';
"""


class ShiftedClock:
    """Install before migrating, so that column defaults use it too."""

    def __init__(self, url: str) -> None:
        self.url = url

    async def install(self) -> None:
        connection = await asyncpg.connect(self.url)
        try:
            name = await connection.fetchval("SELECT current_database()")
            await connection.execute(_SETUP)
            await connection.execute(f'ALTER DATABASE "{name}" SET search_path = shifted, pg_catalog, public')
        finally:
            await connection.close()

    async def advance(self, by: timedelta) -> None:
        """Put it forward; a negative ``by`` puts it back."""
        await self._execute("UPDATE shifted.clock SET ahead = ahead + $1", by)

    async def stop(self) -> None:
        """It stands still, though it can be put forward."""
        await self._execute("UPDATE shifted.clock SET stopped = pg_catalog.clock_timestamp()")

    async def go(self) -> None:
        """It shows the time that it is."""
        await self._execute("UPDATE shifted.clock SET stopped = NULL, ahead = interval '0'")

    async def now(self) -> datetime:
        connection = await asyncpg.connect(self.url)
        try:
            found: datetime = await connection.fetchval("SELECT clock_timestamp()")
        finally:
            await connection.close()
        return found

    async def _execute(self, statement: str, *values: object) -> None:
        connection = await asyncpg.connect(self.url)
        try:
            await connection.execute(statement, *values)
        finally:
            await connection.close()


@asynccontextmanager
async def shifted_clock(databases: Databases) -> AsyncIterator[ShiftedClock]:
    """Of a database of its own, which goes with it."""
    url = await databases.create(migrated=False)
    clock = ShiftedClock(url)
    await clock.install()
    await migrate(url)
    yield clock
    await databases.drop(url)


def after(gate: ApprovalRecord, minutes: float) -> datetime:
    """So many minutes after the request opened."""
    return gate.opened_at + timedelta(minutes=minutes)


class Clocks:
    """Postgres' clock, by which receipts are judged, and Temporal's, by which timers fire."""

    def __init__(self, environment: WorkflowEnvironment, postgres: ShiftedClock) -> None:
        self._temporal = environment
        self._postgres = postgres
        self.url = postgres.url
        self.temporal_address = address_of(environment)

    async def now(self) -> datetime:
        return await self._postgres.now()

    async def advance(self, by: timedelta) -> None:
        await self._postgres.advance(by)
        await self._temporal.sleep(by)

    async def advance_to(self, moment: datetime) -> None:
        await self.advance(moment - await self.now())

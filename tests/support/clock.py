"""A real Postgres whose clock a test can put forward.

``clock_timestamp()`` is looked up by search path when a query runs, so a function of that name in front of
``pg_catalog`` moves the one clock by which receipts and deadlines are judged.
"""

from datetime import datetime, timedelta

import asyncpg

_SETUP = """
CREATE SCHEMA shifted;
CREATE TABLE shifted.clock (ahead interval NOT NULL);
INSERT INTO shifted.clock VALUES (interval '0');
CREATE FUNCTION shifted.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
    'SELECT pg_catalog.clock_timestamp() + ahead FROM shifted.clock';
"""


class ShiftedClock:
    """Install before migrating, so that column defaults use it too."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def install(self) -> None:
        connection = await asyncpg.connect(self._url)
        try:
            name = await connection.fetchval("SELECT current_database()")
            await connection.execute(_SETUP)
            await connection.execute(f'ALTER DATABASE "{name}" SET search_path = shifted, pg_catalog, public')
        finally:
            await connection.close()

    async def advance(self, by: timedelta) -> None:
        """Put it forward; a negative ``by`` puts it back."""
        connection = await asyncpg.connect(self._url)
        try:
            await connection.execute("UPDATE shifted.clock SET ahead = ahead + $1", by)
        finally:
            await connection.close()

    async def now(self) -> datetime:
        connection = await asyncpg.connect(self._url)
        try:
            found: datetime = await connection.fetchval("SELECT clock_timestamp()")
        finally:
            await connection.close()
        return found

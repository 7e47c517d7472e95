"""One listening connection, for all of a process that wait for a channel."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg

from domain.errors import UnavailableError
from integrations.postgres.pool import ACQUIRE_SECONDS, Pool, PooledConnection, outages_named

RELEASE_SECONDS = 5.0


class Listener:
    """Sets :attr:`wake` at each notification of ``channel``, and when the connection is lost."""

    def __init__(self, pool: Pool, channel: str) -> None:
        self._pool = pool
        self._channel = channel
        self._connection: PooledConnection | None = None
        self._is_lost = False
        self.wake = asyncio.Event()

    @asynccontextmanager
    async def closing(self) -> AsyncIterator[None]:
        """Let the connection go at the end of the block."""
        try:
            yield
        finally:
            await self._let_go()

    async def listen(self) -> None:
        """Make sure that the channel is listened to. Raises :class:`~domain.errors.UnavailableError`."""
        if self._connection is not None and not self._is_lost:
            return
        await self._let_go()
        with outages_named():
            connection = await self._pool.acquire(timeout=ACQUIRE_SECONDS)
            self._connection, self._is_lost = connection, False
            try:
                connection.add_termination_listener(self._lost)
                await connection.add_listener(self._channel, self._notified)
            except BaseException:  # cancelled as well: a half-made listener is none
                await self._let_go()
                raise

    async def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        # a connection that was lost is the pool's again already, which is all that these could fail with
        with suppress(UnavailableError, asyncpg.InterfaceError), outages_named():
            connection.remove_termination_listener(self._lost)
            await connection.remove_listener(self._channel, self._notified)
        with suppress(UnavailableError, asyncpg.InterfaceError), outages_named():
            await self._pool.release(connection, timeout=RELEASE_SECONDS)

    def _notified(self, _connection: Any, _pid: int, _channel: str, _payload: object) -> None:
        self.wake.set()

    def _lost(self, _connection: Any) -> None:
        self._is_lost = True
        self.wake.set()

"""One listening connection, shared by all who wait for a channel's payloads."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg

from domain.errors import UnavailableError
from integrations.postgres.pool import ACQUIRE_SECONDS, Pool, PooledConnection, outages_named

RELEASE_SECONDS = 5.0


class Listener:
    """Wakes whoever waits for a payload of ``channel``; wakes everyone when the connection is lost."""

    def __init__(self, pool: Pool, channel: str) -> None:
        self._pool = pool
        self._channel = channel
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self._connection: PooledConnection | None = None
        self._is_lost = False
        self._changing = asyncio.Lock()

    @asynccontextmanager
    async def wakes(self, payload: str) -> AsyncIterator[asyncio.Event]:
        """An event that is set for each notification of ``payload``, after :meth:`listen`."""
        wake = asyncio.Event()
        self._waiting.setdefault(payload, set()).add(wake)
        try:
            yield wake
        finally:
            self._waiting[payload].discard(wake)
            if not self._waiting[payload]:
                del self._waiting[payload]
            if not self._waiting:
                async with self._changing:
                    if not self._waiting:
                        await self._let_go()

    async def listen(self) -> None:
        """Make sure that the channel is listened to. Raises :class:`~domain.errors.UnavailableError`."""
        async with self._changing:
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

    def _notified(self, _connection: Any, _pid: int, _channel: str, payload: object) -> None:
        for wake in self._waiting.get(str(payload), ()):
            wake.set()

    def _lost(self, _connection: Any) -> None:
        self._is_lost = True
        for wakes in self._waiting.values():
            for wake in wakes:
                wake.set()

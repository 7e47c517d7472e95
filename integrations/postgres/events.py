"""Rows of ``events``, and whoever waits for the next one."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from typing import Any

from domain.errors import UnavailableError
from domain.events import Event
from domain.orchestrations import OrchestrationStatus
from integrations.postgres.listener import Listener
from integrations.postgres.pool import Connection, Pool, session, storable, transaction

FINISHED = "orchestration.finished"
BATCH = 500
POLL_SECONDS = 5.0
"""A follower looks by itself so often, in case its connection died without a word."""
BACK_OFF_SECONDS = (0.1, 0.3, 1.0, 2.0)
"""Between attempts of a follower while Postgres is away; the last one goes on."""


async def append_event(
    connection: Connection, *, task_id: str, kind: str, payload: dict[str, Any], key: str | None = None
) -> None:
    """Append in the caller's transaction, as its last act.

    Ids are drawn at insertion, not at commit, and here after the lock that the row comes through: events of
    one task are written by one transaction at a time, so that a reader who has seen one id never misses a
    lower one that commits later.
    """
    await connection.execute(
        "WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtext('events'), hashtext($1)) AS mine) "
        "INSERT INTO events (task_id, kind, key, payload) SELECT $1, $2, $3, $4 FROM turn "
        "WHERE mine::text IS NOT NULL ON CONFLICT (task_id, key) WHERE key IS NOT NULL DO NOTHING",
        task_id,
        kind,
        key,
        storable(payload),
    )


class PostgresEvents:
    """Implements :class:`domain.events.EventStore`.

    While anyone follows, one connection of the pool listens for all; it goes back with the last follower.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._listener = Listener(pool, "events")

    async def append(
        self, *, task_id: str, kind: str, payload: dict[str, Any], key: str | None = None
    ) -> None:
        async with transaction(self._pool) as connection:
            await append_event(connection, task_id=task_id, kind=kind, payload=payload, key=key)

    async def since(self, task_id: str, *, after: int = 0, limit: int = BATCH) -> Sequence[Event]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "SELECT id, task_id, kind, payload, at FROM events WHERE task_id = $1 AND id > $2 "
                "ORDER BY id LIMIT $3",
                task_id,
                after,
                limit,
            )
        return [Event.model_validate(dict(row)) for row in rows]

    async def follow(self, task_id: str, *, after: int = 0) -> AsyncGenerator[Event]:
        """Goes on through an outage of Postgres; ends with the orchestration or with the pool."""
        failures = 0
        async with self._listener.wakes(task_id) as wake:
            while not self._pool.is_closing():
                wake.clear()  # before reading: what is committed from here on sets it again
                try:
                    await self._listener.listen()
                    batch = await self.since(task_id, after=after)
                    if not batch and await self._is_over(task_id):
                        batch = await self.since(task_id, after=after)
                        if not batch:
                            return
                except UnavailableError:
                    await asyncio.sleep(BACK_OFF_SECONDS[min(failures, len(BACK_OFF_SECONDS) - 1)])
                    failures += 1
                    continue
                failures = 0
                for event in batch:
                    after = event.id
                    yield event
                    if event.kind == FINISHED:
                        return
                if not batch:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(wake.wait(), POLL_SECONDS)

    async def _is_over(self, task_id: str) -> bool:
        async with session(self._pool) as connection:
            status = await connection.fetchval(
                "SELECT status FROM orchestrations WHERE task_id = $1", task_id
            )
        return status is not None and OrchestrationStatus(status).is_final

"""Rows of ``events``, and whoever waits for the next one."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from typing import Any, TypeVar

from domain.errors import UnavailableError
from domain.events import Event, EventFilter
from domain.notifications.masking import masked
from domain.orchestrations import OrchestrationStatus
from integrations.postgres.event_feed import BACK_OFF_SECONDS, BATCH, EventFeed
from integrations.postgres.pool import Connection, Pool, session, storable, transaction

FINISHED = "orchestration.finished"
Found = TypeVar("Found")


async def append_event(
    connection: Connection, *, task_id: str, kind: str, payload: dict[str, Any], key: str | None = None
) -> None:
    """Append in the caller's transaction, as its last act; what looks like a secret is masked.

    Ids are drawn at insertion, not at commit, and here after the lock that the row comes through: events of
    one task are written by one transaction at a time, so that a reader who has seen one id never misses a
    lower one that commits later. :mod:`integrations.postgres.event_feed` relies on the lock too.
    """
    await connection.execute(
        "WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtext('events'), hashtext($1)) AS mine) "
        "INSERT INTO events (task_id, kind, key, payload) SELECT $1, $2, $3, $4 FROM turn "
        "WHERE mine::text IS NOT NULL ON CONFLICT (task_id, key) WHERE key IS NOT NULL DO NOTHING",
        task_id,
        kind,
        key,
        storable(masked(payload)),
    )


class PostgresEvents:
    """Implements :class:`domain.events.EventStore`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._feed = EventFeed(pool)

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

    async def latest(self, task_id: str, kind: str) -> Event | None:
        async with session(self._pool) as connection:
            row = await connection.fetchrow(
                "SELECT id, task_id, kind, payload, at FROM events WHERE task_id = $1 AND kind = $2 "
                "ORDER BY id DESC LIMIT 1",
                task_id,
                kind,
            )
        return None if row is None else Event.model_validate(dict(row))

    async def head(self) -> int:
        async with self._feed.attached(None) as subscription:
            return await self._feed.restart(subscription)

    async def follow(self, wanted: EventFilter, *, after: int = 0) -> AsyncGenerator[Sequence[Event]]:
        """Goes on through an outage of Postgres; ends with the orchestration or with the pool."""
        async with self._feed.attached(wanted.task_id) as live:
            while not self._pool.is_closing():
                settled = await self._feed.restart(live)
                while stored := await self._stored(wanted.task_id, after=after, settled=settled):
                    after = stored[-1].id
                    if taken := [event for event in stored if wanted.takes(event)]:
                        yield taken
                    if _ends(wanted, stored):
                        return
                if await self._is_over(wanted.task_id, after):
                    return
                while not live.lost:
                    fresh = [event for event in await live.take() if event.id > after]
                    after = fresh[-1].id if fresh else after
                    if taken := [event for event in fresh if wanted.takes(event)]:
                        yield taken
                    if _ends(wanted, fresh):
                        return

    async def _stored(self, task_id: str | None, *, after: int, settled: int) -> Sequence[Event]:
        """The next page: of a task all that is there, over all tasks what is settled."""
        if task_id is not None:
            return await self._patiently(lambda: self.since(task_id, after=after)) or ()
        if after >= settled:
            return ()
        return await self._patiently(lambda: self._between(after, settled)) or ()

    async def _between(self, after: int, settled: int) -> Sequence[Event]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "SELECT id, task_id, kind, payload, at FROM events WHERE id > $1 AND id <= $2 "
                "ORDER BY id LIMIT $3",
                after,
                settled,
                BATCH,
            )
        return [Event.model_validate(dict(row)) for row in rows]

    async def _is_over(self, task_id: str | None, after: int) -> bool:
        if task_id is None:
            return False
        return bool(await self._patiently(lambda: self._has_ended(task_id, after)))

    async def _has_ended(self, task_id: str, after: int) -> bool:
        """The orchestration is over, and its last event is among those that were told."""
        async with session(self._pool) as connection:
            row = await connection.fetchrow(
                "SELECT status, (SELECT max(id) FROM events WHERE task_id = $1) AS last "
                "FROM orchestrations WHERE task_id = $1",
                task_id,
            )
        if row is None or not OrchestrationStatus(row["status"]).is_final:
            return False
        return (row["last"] or 0) <= after

    async def _patiently(self, read: Callable[[], Awaitable[Found]]) -> Found | None:
        """Wait out an outage; None where the pool closes meanwhile."""
        failures = 0
        while not self._pool.is_closing():
            try:
                return await read()
            except UnavailableError:
                await asyncio.sleep(BACK_OFF_SECONDS[min(failures, len(BACK_OFF_SECONDS) - 1)])
                failures += 1
        return None


def _ends(wanted: EventFilter, events: Sequence[Event]) -> bool:
    return wanted.task_id is not None and any(event.kind == FINISHED for event in events)

"""Rows of ``notification_queue`` and ``notification_deliveries``."""

from collections.abc import Sequence

import asyncpg

from domain.errors import ConflictError
from domain.events import Event
from domain.notifications.deliveries import Delivery, DeliveryStatus, Target
from integrations.postgres.pool import Pool, fetch_one, session, shortened, storable, transaction

FIRST_WAIT_SECONDS = 2
LONGEST_WAIT_SECONDS = 300
ERROR_LIMIT = 1_000
"""Characters of an error that a row keeps."""

_DELIVERIES = (
    "SELECT d.*, to_jsonb(e) AS event FROM notification_deliveries d LEFT JOIN events e ON e.id = d.event_id "
)


class PostgresNotifications:
    """Implements :class:`domain.notifications.deliveries.NotificationStore`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def claim_events(self, *, limit: int, seconds: float) -> Sequence[Event]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "WITH due AS (SELECT event_id FROM notification_queue WHERE due_at <= clock_timestamp() "
                "ORDER BY event_id LIMIT $1 FOR UPDATE SKIP LOCKED) "
                "UPDATE notification_queue q SET due_at = clock_timestamp() + make_interval(secs => $2) "
                "FROM due, events e WHERE q.event_id = due.event_id AND e.id = q.event_id "
                "RETURNING e.id, e.task_id, e.kind, e.payload, e.at",
                limit,
                seconds,
            )
        return sorted((Event.model_validate(dict(row)) for row in rows), key=lambda event: event.id)

    async def expand(self, event_id: int, targets: Sequence[Target]) -> None:
        async with transaction(self._pool) as connection:
            await connection.executemany(
                "INSERT INTO notification_deliveries (event_id, channel, recipient) VALUES ($1, $2, $3) "
                "ON CONFLICT (event_id, channel, recipient) DO NOTHING",
                [(event_id, target.channel, storable(target.recipient)) for target in targets],
            )
            await connection.execute("DELETE FROM notification_queue WHERE event_id = $1", event_id)

    async def claim(self, channel: str, *, limit: int, seconds: float) -> Sequence[Delivery]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "WITH due AS (SELECT delivery_id FROM notification_deliveries WHERE channel = $1 "
                "AND status = 'waiting' AND due_at <= clock_timestamp() ORDER BY due_at LIMIT $2 "
                "FOR UPDATE SKIP LOCKED) "
                "UPDATE notification_deliveries d SET attempts = d.attempts + 1, "
                "due_at = clock_timestamp() + make_interval(secs => $3) "
                "FROM due WHERE d.delivery_id = due.delivery_id "
                "RETURNING d.*, (SELECT to_jsonb(e) FROM events e WHERE e.id = d.event_id) AS event",
                channel,
                limit,
                seconds,
            )
        return [_delivery(row) for row in rows]

    async def settle(self, delivery_id: str, status: DeliveryStatus, *, error: str | None = None) -> None:
        async with session(self._pool) as connection:
            await connection.execute(
                "UPDATE notification_deliveries SET status = $2, error = $3, ended_at = clock_timestamp() "
                "WHERE delivery_id = $1 AND (status = 'waiting' OR ($2 = 'sent' AND status <> 'sent'))",
                delivery_id,
                status.value,
                shortened(error, ERROR_LIMIT),
            )

    async def postpone(self, delivery: Delivery, *, error: str) -> None:
        async with session(self._pool) as connection:
            await connection.execute(
                "UPDATE notification_deliveries SET error = $3, due_at = clock_timestamp() "
                "+ make_interval(secs => least($5::float8, $4::float8 * 2 ^ least($2 - 1, 20))) "
                "WHERE delivery_id = $1 AND attempts = $2 AND status = 'waiting'",
                delivery.delivery_id,
                delivery.attempts,
                shortened(error, ERROR_LIMIT),
                FIRST_WAIT_SECONDS,
                LONGEST_WAIT_SECONDS,
            )

    async def give_up(self) -> Sequence[Delivery]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "WITH late AS (SELECT delivery_id FROM notification_deliveries WHERE status = 'waiting' "
                "AND give_up_at <= clock_timestamp() LIMIT 100 FOR UPDATE SKIP LOCKED) "
                "UPDATE notification_deliveries d SET status = 'dead', ended_at = clock_timestamp(), "
                "error = coalesce(d.error, 'no worker had such a channel') "
                "FROM late WHERE d.delivery_id = late.delivery_id "
                "RETURNING d.*, (SELECT to_jsonb(e) FROM events e WHERE e.id = d.event_id) AS event"
            )
        return [_delivery(row) for row in rows]

    async def add_test(self, targets: Sequence[Target]) -> Sequence[Delivery]:
        async with transaction(self._pool) as connection:
            rows = await connection.fetch(
                "INSERT INTO notification_deliveries (channel, recipient) "
                "SELECT * FROM unnest($1::text[], $2::text[]) RETURNING *, NULL AS event",
                [target.channel for target in targets],
                [storable(target.recipient) for target in targets],
            )
        return [_delivery(row) for row in rows]

    async def list(self, *, status: DeliveryStatus | None = None, limit: int = 50) -> Sequence[Delivery]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                _DELIVERIES + "WHERE $1::text IS NULL OR d.status = $1 "
                "ORDER BY d.created_at DESC, d.delivery_id LIMIT $2",
                status and status.value,
                limit,
            )
        return [_delivery(row) for row in rows]

    async def get(self, delivery_id: str) -> Delivery:
        query = _DELIVERIES + "WHERE d.delivery_id = $1"
        async with session(self._pool) as connection:
            return _delivery(await fetch_one(connection, query, delivery_id, what="notification"))

    async def retry(self, delivery_id: str) -> Delivery:
        before = await self.get(delivery_id)
        async with session(self._pool) as connection:
            retried = await connection.fetchval(
                "UPDATE notification_deliveries SET status = 'waiting', attempts = 0, ended_at = NULL, "
                "due_at = clock_timestamp(), give_up_at = clock_timestamp() + interval '24 hours' "
                "WHERE delivery_id = $1 AND status IN ('waiting', 'dead') RETURNING true",
                before.delivery_id,
            )
        if not retried:
            raise ConflictError(f"notification {before.delivery_id} is {before.status}: nothing to retry")
        return await self.get(delivery_id)


def _delivery(row: asyncpg.Record) -> Delivery:
    return Delivery.model_validate(dict(row))

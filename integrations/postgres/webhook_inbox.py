"""Rows of ``webhook_inbox``."""

from collections.abc import Sequence

import asyncpg

from domain.errors import ConflictError, NotFoundError
from domain.linear.inbox import InboxRow, InboxStatus
from integrations.postgres.pool import Pool, session, shortened, storable

FIRST_WAIT_SECONDS = 5
LONGEST_WAIT_SECONDS = 600
KEPT_DAYS = 30
NOTE_LIMIT = 1_000
"""Characters."""


class PostgresWebhookInbox:
    """Implements :class:`domain.linear.inbox.WebhookInbox`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def take_in(self, delivery_id: str, *, kind: str, body: bytes) -> InboxRow:
        """Whoever takes it in works on it at once: nobody else tries for a while."""
        async with session(self._pool) as connection:
            row = await connection.fetchrow(
                "INSERT INTO webhook_inbox (delivery_id, kind, body, next_try_at) "
                "VALUES ($1, $2, $3, clock_timestamp() + make_interval(secs => $4)) "
                "ON CONFLICT (delivery_id) DO NOTHING RETURNING *",
                storable(delivery_id),
                storable(kind),
                body,
                FIRST_WAIT_SECONDS,
            ) or await connection.fetchrow(
                "SELECT * FROM webhook_inbox WHERE delivery_id = $1", storable(delivery_id)
            )
        assert row is not None  # rows are never deleted
        return _row(row)

    async def settle(self, delivery_id: str, status: InboxStatus, *, note: str | None) -> None:
        async with session(self._pool) as connection:
            await connection.execute(
                "UPDATE webhook_inbox SET status = $2, note = $3, attempts = attempts + 1, "
                "ended_at = clock_timestamp() WHERE delivery_id = $1 AND status IN ('waiting', 'parked')",
                delivery_id,
                status.value,
                shortened(note, NOTE_LIMIT),
            )

    async def postpone(self, delivery_id: str, *, error: str, park: bool) -> None:
        async with session(self._pool) as connection:
            await connection.execute(
                "UPDATE webhook_inbox SET attempts = attempts + 1, note = $2, "
                "status = CASE WHEN $3 THEN 'parked' ELSE status END, next_try_at = clock_timestamp() "
                "+ make_interval(secs => least($5::float8, $4::float8 * 2 ^ least(attempts, 20))) "
                "WHERE delivery_id = $1 AND status = 'waiting'",
                delivery_id,
                shortened(error, NOTE_LIMIT),
                park,
                FIRST_WAIT_SECONDS,
                LONGEST_WAIT_SECONDS,
            )

    async def due(self, *, limit: int = 50) -> Sequence[InboxRow]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "SELECT * FROM webhook_inbox WHERE status = 'waiting' AND next_try_at <= clock_timestamp() "
                "ORDER BY next_try_at LIMIT $1",
                limit,
            )
        return [_row(row) for row in rows]

    async def list(self, *, status: InboxStatus | None = None, limit: int = 50) -> Sequence[InboxRow]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "SELECT * FROM webhook_inbox WHERE $1::text IS NULL OR status = $1 "
                "ORDER BY received_at DESC LIMIT $2",
                status and status.value,
                limit,
            )
        return [_row(row) for row in rows]

    async def retry(self, delivery_id: str | None) -> int:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "UPDATE webhook_inbox SET status = 'waiting', attempts = 0, next_try_at = clock_timestamp(), "
                "ended_at = NULL WHERE status = 'parked' AND ($1::text IS NULL OR delivery_id = $1) "
                "RETURNING delivery_id",
                storable(delivery_id),
            )
            if rows or delivery_id is None:
                return len(rows)
            status = await connection.fetchval(
                "SELECT status FROM webhook_inbox WHERE delivery_id = $1", storable(delivery_id)
            )
        if status is None:
            raise NotFoundError(f"no webhook {delivery_id} in the inbox")
        raise ConflictError(f"webhook {delivery_id} is {status}: only parked ones are tried again by hand")

    async def parked(self) -> int:
        async with session(self._pool) as connection:
            return int(
                await connection.fetchval("SELECT count(*) FROM webhook_inbox WHERE status = 'parked'")
            )

    async def forget_old(self) -> int:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "DELETE FROM webhook_inbox WHERE status IN ('done', 'ignored') "
                "AND ended_at < clock_timestamp() - make_interval(days => $1) RETURNING true",
                KEPT_DAYS,
            )
        return len(rows)


def _row(row: asyncpg.Record) -> InboxRow:
    return InboxRow.model_validate(dict(row))

"""Rows of ``webhooks`` and ``webhook_deliveries``."""

from collections.abc import Sequence

import asyncpg

from domain.errors import ConflictError, NotFoundError
from domain.notifications.deliveries import DeliveryStatus
from domain.webhooks import DeliveryRound, Webhook, WebhookDelivery, WebhookDraft
from integrations.postgres.pool import Pool, fetch_one, session, shortened, storable, transaction

ERROR_LIMIT = 1_000
"""Characters of an error that a row keeps."""

_DELIVERIES = (
    "SELECT d.*, to_jsonb(w) AS webhook, to_jsonb(e) AS event FROM webhook_deliveries d "
    "JOIN webhooks w USING (webhook_id) JOIN events e ON e.id = d.event_id "
)


class PostgresWebhooks:
    """Implements :class:`domain.webhooks.WebhookStore`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(self, draft: WebhookDraft, *, person: str) -> Webhook:
        async with session(self._pool) as connection:
            row = await connection.fetchrow(
                "INSERT INTO webhooks (name, url, url_env, secret_env, kinds, added_by) "
                "VALUES ($1, $2, $3, $4, $5, $6) "
                "ON CONFLICT (name) WHERE removed_at IS NULL DO NOTHING RETURNING *",
                draft.name,
                storable(draft.url),
                draft.url_env,
                draft.secret_env,
                list(draft.kinds),
                storable(person),
            )
        if row is None:
            raise ConflictError(f"there is a webhook {draft.name} already")
        return _webhook(row)

    async def remove(self, name: str) -> Webhook:
        async with transaction(self._pool) as connection:
            row = await connection.fetchrow(
                "UPDATE webhooks SET removed_at = clock_timestamp() WHERE name = $1 AND removed_at IS NULL "
                "RETURNING *",
                storable(name),
            )
            if row is None:
                raise NotFoundError(f"no webhook {name}")
            await connection.execute(
                "UPDATE webhook_deliveries SET status = 'obsolete', ended_at = clock_timestamp(), "
                "error = 'the webhook was removed' WHERE webhook_id = $1 AND status = 'waiting'",
                row["webhook_id"],
            )
        return _webhook(row)

    async def all(self) -> Sequence[Webhook]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "SELECT w.*, count(*) FILTER (WHERE d.status = 'waiting') AS waiting, "
                "count(*) FILTER (WHERE d.status = 'dead') AS dead "
                "FROM webhooks w LEFT JOIN webhook_deliveries d USING (webhook_id) "
                "WHERE w.removed_at IS NULL GROUP BY w.webhook_id ORDER BY w.name"
            )
        return [_webhook(row) for row in rows]

    async def unstarted(self, *, limit: int) -> Sequence[DeliveryRound]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "SELECT delivery_id, round FROM webhook_deliveries "
                "WHERE status = 'waiting' AND started_at IS NULL ORDER BY created_at LIMIT $1",
                limit,
            )
        return [DeliveryRound.model_validate(dict(row)) for row in rows]

    async def started(self, rounds: Sequence[DeliveryRound]) -> None:
        async with session(self._pool) as connection:
            await connection.executemany(
                "UPDATE webhook_deliveries SET started_at = clock_timestamp() "
                "WHERE delivery_id = $1 AND round = $2 AND started_at IS NULL",
                [(each.delivery_id, each.round) for each in rounds],
            )

    async def get(self, delivery_id: str) -> WebhookDelivery:
        query = _DELIVERIES + "WHERE d.delivery_id = $1"
        async with session(self._pool) as connection:
            return _delivery(await fetch_one(connection, query, delivery_id, what="delivery"))

    async def list(
        self, *, status: DeliveryStatus | None = None, limit: int = 50
    ) -> Sequence[WebhookDelivery]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                _DELIVERIES + "WHERE $1::text IS NULL OR d.status = $1 "
                "ORDER BY d.created_at DESC, d.delivery_id LIMIT $2",
                status and status.value,
                limit,
            )
        return [_delivery(row) for row in rows]

    async def attempted(self, delivery: WebhookDelivery, *, error: str | None) -> None:
        async with session(self._pool) as connection:
            await connection.execute(
                "UPDATE webhook_deliveries SET attempts = attempts + 1, error = $2, "
                "status = CASE WHEN $2::text IS NULL THEN 'sent' ELSE status END, "
                "ended_at = CASE WHEN $2::text IS NULL THEN clock_timestamp() END "
                "WHERE delivery_id = $1 AND status = 'waiting'",
                delivery.delivery_id,
                shortened(error, ERROR_LIMIT),
            )

    async def bury(self, delivery: DeliveryRound) -> None:
        async with session(self._pool) as connection:
            await connection.execute(
                "UPDATE webhook_deliveries SET status = 'dead', ended_at = clock_timestamp(), "
                "error = coalesce(error, 'no attempt was made in time') "
                "WHERE delivery_id = $1 AND round = $2 AND status = 'waiting'",
                delivery.delivery_id,
                delivery.round,
            )

    async def retry(self, delivery_id: str | None) -> int:
        before = None if delivery_id is None else await self.get(delivery_id)
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "UPDATE webhook_deliveries d SET status = 'waiting', round = round + 1, attempts = 0, "
                "started_at = NULL, ended_at = NULL FROM webhooks w WHERE w.webhook_id = d.webhook_id "
                "AND w.removed_at IS NULL AND d.status = 'dead' AND ($1::uuid IS NULL OR delivery_id = $1) "
                "RETURNING true",
                before and before.delivery_id,
            )
        if before is not None and not rows:
            raise ConflictError(f"delivery {before.delivery_id} is {before.status}: nothing to send again")
        return len(rows)


def _webhook(row: asyncpg.Record) -> Webhook:
    return Webhook.model_validate(dict(row))


def _delivery(row: asyncpg.Record) -> WebhookDelivery:
    return WebhookDelivery.model_validate(dict(row))

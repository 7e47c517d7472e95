"""Rows of ``reviews``: what was started at once, and who looked at it afterwards."""

from collections.abc import Sequence
from datetime import datetime

import asyncpg

from domain.approvals.reviews import DUE_AFTER, Review, ReviewCount
from domain.errors import ConflictError
from domain.models import timestamp
from integrations.postgres.events import append_event
from integrations.postgres.ledger import LOCK, append_entry
from integrations.postgres.pool import Connection, Pool, fetch_one, session, storable, transaction

_REVIEWS = (
    "SELECT r.request_id AS review_id, a.task_id, o.description, o.requester, a.roles, r.person, r.reason, "
    "r.opened_at, r.due_at, r.closed_at, r.closed_by, r.finding, "
    "r.closed_at IS NULL AND r.due_at < clock_timestamp() AS overdue "
    "FROM reviews r JOIN approval_requests a USING (request_id) JOIN orchestrations o USING (task_id) "
)


async def open_review(
    connection: Connection, *, request_id: str, task_id: str, person: str, reason: str
) -> None:
    """Open the review of a break-glass start, in the transaction of its verdict; a second time does nothing.

    Takes the ledger's lock: call it before whatever else the transaction locks, or after its own entry.
    """
    await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
    row = await connection.fetchrow(
        "INSERT INTO reviews (request_id, person, reason, opened_at, due_at) "
        "SELECT $1, $2, $3, now, now + $4::interval FROM clock_timestamp() AS now "
        "ON CONFLICT (request_id) DO NOTHING RETURNING opened_at, due_at",
        request_id,
        storable(person),
        storable(reason),
        DUE_AFTER,
    )
    if row is not None:
        body = {
            "due_at": timestamp(row["due_at"]),
            "task_id": task_id,
            "person": person,
            "reason": reason,
        }
        await _record(connection, "review.opened", request_id, at=row["opened_at"], body=body)


class PostgresReviews:
    """Implements :class:`domain.approvals.reviews.ReviewStore`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def get(self, review_id: str) -> Review:
        async with session(self._pool) as connection:
            return await _find(connection, review_id)

    async def list(self, *, open_only: bool = True, limit: int = 50) -> Sequence[Review]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                _REVIEWS + "WHERE r.closed_at IS NULL OR NOT $1 "
                "ORDER BY r.closed_at IS NOT NULL, r.due_at, r.request_id LIMIT $2",
                open_only,
                limit,
            )
        return [_review(row) for row in rows]

    async def close(self, review_id: str, *, person: str, finding: str) -> Review:
        async with transaction(self._pool) as connection:
            await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
            before = await _find(connection, review_id)
            if before.closed_at is not None:
                if (before.closed_by, before.finding) != (person, storable(finding)):
                    raise ConflictError(f"the review is already closed by {before.closed_by}")
                return before
            closed_at = await connection.fetchval(
                "UPDATE reviews SET closed_at = clock_timestamp(), closed_by = $2, finding = $3 "
                "WHERE request_id = $1 RETURNING closed_at",
                before.review_id,
                storable(person),
                storable(finding),
            )
            due_at = timestamp(before.due_at)
            body = {"due_at": due_at, "task_id": before.task_id, "person": person, "finding": finding}
            await _record(connection, "review.closed", before.review_id, at=closed_at, body=body)
            return await _find(connection, review_id)

    async def count(self) -> ReviewCount:
        async with session(self._pool) as connection:
            row = await connection.fetchrow(
                "SELECT count(*) AS open, count(*) FILTER (WHERE due_at < clock_timestamp()) AS overdue "
                "FROM reviews WHERE closed_at IS NULL"
            )
        assert row is not None  # an aggregate has one row
        return ReviewCount.model_validate(dict(row))


async def _record(
    connection: Connection, kind: str, request_id: str, *, at: datetime, body: dict[str, str]
) -> None:
    entry = {"v": 1, "kind": kind, "at": timestamp(at), **body}
    await append_entry(connection, entry, request_id=request_id, event_key=kind)
    await append_event(
        connection,
        task_id=body["task_id"],
        kind=kind,
        payload={"request_id": request_id, **body},
        key=f"{kind}:{request_id}",
    )


async def _find(connection: Connection, review_id: str) -> Review:
    return _review(
        await fetch_one(connection, _REVIEWS + "WHERE r.request_id = $1", review_id, what="review")
    )


def _review(row: asyncpg.Record) -> Review:
    return Review.model_validate(dict(row))

"""Rows of ``linear_mirrors``: which Linear issue shows what, and how much of it."""

from collections.abc import Sequence

import asyncpg

from domain.linear.issues import IssueLink
from domain.linear.mirrors import (
    EVENTS_OF_REQUEST,
    EVENTS_OF_TASK,
    LAST_EVENT,
    Mirror,
    MirrorStep,
    ShownRequest,
    asking_comment_of,
    issue_id_of,
    step_kind,
)
from integrations.postgres.pool import Pool, as_uuid, session, storable, transaction

LIVE_DAYS = 2
"""What happens to a request later than that is not shown any more."""

_ABOUT = (
    # as the index says it
    "(e.kind LIKE 'approval.%' OR e.kind IN ('orchestration.assessed', 'orchestration.finished')) "
    "AND e.task_id = m.task_id AND e.id > m.cursor AND (e.kind = $1 OR CASE WHEN m.request_id IS NULL "
    "THEN e.kind = ANY ($2) ELSE e.kind = ANY ($3) AND e.payload ->> 'request_id' = m.request_id::text END)"
)


_WANTED = f"""
SELECT r.request_id::text AS mirror_id FROM approval_requests r WHERE r.status IN ('pending', 'more_info')
    AND NOT EXISTS (SELECT FROM linear_mirrors m WHERE m.request_id = r.request_id)
UNION ALL SELECT m.mirror_id FROM linear_mirrors m WHERE m.fault IS NULL
    AND (m.ended_at IS NULL OR m.ended_at > clock_timestamp() - make_interval(days => $5))
    AND EXISTS (SELECT FROM events e WHERE {_ABOUT})
ORDER BY mirror_id LIMIT $4
"""  # noqa: S608 - our own words
_DUE = f"""
WITH m AS (SELECT $4::text AS task_id, $5::uuid AS request_id, $6::bigint AS cursor)
SELECT e.id, e.kind, e.at, e.payload FROM events e, m WHERE {_ABOUT} ORDER BY e.id LIMIT $7
"""  # noqa: S608 - our own words
_SHOWN = """
SELECT to_jsonb(m) AS mirror, to_jsonb(a) || jsonb_build_object('requester', o.requester,
    'description', o.description) AS record, (
        SELECT coalesce(jsonb_agg(jsonb_build_object('receipt_id', i.receipt_id, 'decision', i.decision,
            'actor_id', i.actor ->> 'id', 'actor_email', i.actor ->> 'email',
            'at', coalesce(i.said_at, i.received_at), 'judged', i.judged_at IS NOT NULL)), '[]')
        FROM decision_inbox i WHERE i.request_id = a.request_id AND i.channel = 'linear') AS said
FROM linear_mirrors m JOIN approval_requests a USING (request_id)
    JOIN orchestrations o ON o.task_id = a.task_id
"""


class PostgresMirrors:
    """Implements :class:`domain.linear.mirrors.MirrorStore`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def wanted(self, *, limit: int) -> Sequence[str]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                _WANTED,
                LAST_EVENT,
                EVENTS_OF_TASK,
                EVENTS_OF_REQUEST,
                limit,
                LIVE_DAYS,
            )
        return [row["mirror_id"] for row in rows]

    async def get(self, mirror_id: str) -> Mirror | None:
        async with session(self._pool) as connection:
            row = await connection.fetchrow(
                "SELECT * FROM linear_mirrors WHERE mirror_id = $1", storable(mirror_id)
            )
            if row is not None:
                return _mirror(row)
            task_id = await connection.fetchval(
                "SELECT task_id FROM approval_requests WHERE request_id = $1", as_uuid(mirror_id)
            )
        if task_id is None:
            return None
        return Mirror(mirror_id=mirror_id, task_id=task_id, request_id=mirror_id, issue_id=None)

    async def of_issue(self, issue_id: str) -> ShownRequest | None:
        return await self._shown("m.issue_id", as_uuid(issue_id))

    async def of_comment(self, comment_id: str) -> ShownRequest | None:
        return await self._shown("m.asking_comment", as_uuid(comment_id))

    async def opened(self, mirror: Mirror, link: IssueLink) -> None:
        async with transaction(self._pool) as connection:
            await connection.execute(
                "INSERT INTO linear_mirrors (mirror_id, task_id, request_id, issue_id, asking_comment, "
                "identifier, url) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (mirror_id) DO NOTHING",
                mirror.mirror_id,
                mirror.task_id,
                mirror.request_id,
                link.id,
                asking_comment_of(mirror.request_id) if mirror.request_id else None,
                storable(link.identifier),
                storable(link.url),
            )
            await connection.execute(
                "UPDATE approval_requests SET linear_issue_url = $2 WHERE request_id = $1",
                mirror.request_id,
                storable(link.url),
            )

    async def follow(self, task_id: str, *, issue_id: str) -> None:
        async with session(self._pool) as connection:
            await connection.execute(
                "INSERT INTO linear_mirrors (mirror_id, task_id, issue_id) VALUES ($1, $1, $2) "
                "ON CONFLICT (mirror_id) DO NOTHING",
                task_id,
                issue_id,
            )

    async def due(self, mirror: Mirror, *, limit: int = 20) -> Sequence[MirrorStep]:
        """Of a request whose issue is not there yet, from the event that opened it."""
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                _DUE,
                LAST_EVENT,
                EVENTS_OF_TASK,
                EVENTS_OF_REQUEST,
                mirror.task_id,
                mirror.request_id,
                mirror.cursor,
                limit,
            )
        steps = []
        for row in rows:
            kind = step_kind(row["kind"], of_request=mirror.request_id is not None)
            if kind is not None:
                steps.append(
                    MirrorStep(
                        mirror_id=mirror.mirror_id,
                        event_id=row["id"],
                        event=row["kind"],
                        kind=kind,
                        at=row["at"],
                        payload=row["payload"],
                    )
                )
        return steps

    async def shown(self, mirror_id: str, event_id: int) -> None:
        async with session(self._pool) as connection:
            await connection.execute(
                "UPDATE linear_mirrors SET cursor = greatest(cursor, $2), ended_at = CASE WHEN "
                "(SELECT kind FROM events WHERE id = $2) = $3 THEN clock_timestamp() ELSE ended_at END "
                "WHERE mirror_id = $1",
                mirror_id,
                event_id,
                LAST_EVENT,
            )

    async def gave_up(self, mirror: Mirror, fault: str) -> None:
        async with session(self._pool) as connection:
            await connection.execute(
                "INSERT INTO linear_mirrors (mirror_id, task_id, request_id, issue_id, fault, ended_at) "
                "VALUES ($1, $2, $3, $4, $5, clock_timestamp()) ON CONFLICT (mirror_id) "
                "DO UPDATE SET fault = EXCLUDED.fault, ended_at = EXCLUDED.ended_at",
                mirror.mirror_id,
                mirror.task_id,
                mirror.request_id,
                mirror.issue_id or issue_id_of(mirror.mirror_id),
                storable(fault),
            )

    async def open_requests(self, *, limit: int = 500) -> Sequence[Mirror]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "SELECT m.* FROM linear_mirrors m JOIN approval_requests r USING (request_id) "
                "WHERE r.status IN ('pending', 'more_info') ORDER BY r.expires_at LIMIT $1",
                limit,
            )
        return [_mirror(row) for row in rows]

    async def _shown(self, column: str, key: str | None) -> ShownRequest | None:
        if key is None:
            return None
        async with session(self._pool) as connection:
            row = await connection.fetchrow(
                f"{_SHOWN} WHERE {column} = $1 AND m.request_id IS NOT NULL",
                key,
            )
        return None if row is None else ShownRequest.model_validate(dict(row))


def _mirror(row: asyncpg.Record) -> Mirror:
    return Mirror.model_validate(dict(row))

"""What traces are made from: rows of orchestrations, turns, tool calls and approval requests."""

from typing import Any

import asyncpg

from domain.errors import NotFoundError
from domain.traces.rows import KINDS, PLANNED, News, TracedApproval, TracedCall, TracedTask, TracedTurn
from domain.traces.spans import SpanUsage
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Connection, Pool, session

# a turn began when the first call that was put down for it did: that row is never moved
_PAID = (
    "(array_agg(u.at - make_interval(secs => u.latency) ORDER BY u.at, u.call_id))[1] AS started_at, "
    "coalesce(sum(u.prompt_tokens), 0)::bigint AS prompt_tokens, "
    "coalesce(sum(u.completion_tokens), 0)::bigint AS completion_tokens, "
    "coalesce(sum(u.cost), 0)::float8 AS cost"
)
_TURNS = (
    "SELECT t.turn_id, t.step_id, t.agent, t.model, t.at AS ended_at, e.id AS event_id, "  # noqa: S608 - a constant of this file
    "coalesce(paid.started_at, t.at) AS started_at, paid.prompt_tokens, paid.completion_tokens, paid.cost, "
    "CASE WHEN t.turn_id = ANY ($2::uuid[]) THEN t.messages END AS messages, "
    "CASE WHEN t.turn_id = ANY ($2::uuid[]) THEN t.reply END AS reply "
    "FROM transcripts t "
    "LEFT JOIN events e ON e.task_id = t.task_id AND e.key = 'turn.finished:' || t.turn_id "
    f"CROSS JOIN LATERAL (SELECT {_PAID} FROM token_usage u "
    "WHERE u.turn_id = t.turn_id) paid WHERE t.task_id = $1 ORDER BY t.at, t.turn_id"
)
_STRAYS = (
    f"SELECT u.turn_id, u.agent, string_agg(DISTINCT u.model, ', ') AS model, max(u.at) AS ended_at, {_PAID} "  # noqa: S608 - as above
    "FROM token_usage u WHERE u.task_id = $1 "
    "AND NOT EXISTS (SELECT FROM transcripts t WHERE t.turn_id = u.turn_id) "
    "GROUP BY u.turn_id, u.agent ORDER BY max(u.at), u.turn_id"
)
_CALLS = (
    "SELECT * FROM tool_calls WHERE task_id = $1 AND call_id = ANY ($2::uuid[]) AND finished_at IS NOT NULL "
    "ORDER BY started_at, call_id"
)
_APPROVALS = (
    "SELECT request_id, kind, level, status, subject ->> 'step' AS step_id, subject ->> 'tool' AS tool, "
    "opened_at, decided_at, decided_by, reason FROM approval_requests "
    "WHERE task_id = $1 AND request_id = ANY ($2::uuid[]) AND decided_at IS NOT NULL ORDER BY opened_at"
)
_EVENTS = (
    "SELECT min(id) FILTER (WHERE id > $2 AND kind = ANY ($3)) AS first_event, "
    "min(id) FILTER (WHERE kind = $4) AS plan_event, min(at) FILTER (WHERE kind = $4) AS planned_at "
    "FROM events WHERE task_id = $1"
)
_STEP_ENDS = (
    "SELECT step_id, max(ended) AS ended FROM ("
    "SELECT step_id, at AS ended FROM transcripts WHERE task_id = $1 UNION ALL "
    "SELECT step_id, finished_at FROM tool_calls WHERE task_id = $1) AS work GROUP BY step_id"
)


class PostgresTraces:
    """Implements :class:`domain.traces.exports.TraceStore`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._orchestrations = PostgresOrchestrations(pool)

    async def task(self, news: News) -> TracedTask | None:
        try:
            record = await self._orchestrations.get(news.task_id)
        except NotFoundError:
            return None
        async with session(self._pool) as connection:
            rows = await _fetch(connection, news)
        events, turns, strays, calls, approvals, ends = rows
        return TracedTask(
            record=record,
            **dict(events),
            turns=tuple(map(_turn, turns)),
            stray_turns=tuple(map(_turn, strays)),
            calls=tuple(TracedCall.model_validate(dict(row)) for row in calls),
            approvals=tuple(TracedApproval.model_validate(dict(row)) for row in approvals),
            steps_ended_at={row["step_id"]: row["ended"] for row in ends if row["ended"] is not None},
        )

    async def linked(self, task_id: str, url: str) -> None:
        async with session(self._pool) as connection:
            await connection.execute(
                "UPDATE orchestrations SET trace_url = $2 "
                "WHERE task_id = $1 AND trace_url IS DISTINCT FROM $2",
                task_id,
                url,
            )


async def _fetch(connection: Connection, news: News) -> tuple[Any, ...]:
    task_id = news.task_id
    events = await connection.fetchrow(_EVENTS, task_id, news.began, list(KINDS), PLANNED)
    pays = news.finished or (events is not None and news.has(events["plan_event"]))
    return (
        events,
        await connection.fetch(_TURNS, task_id, list(news.turn_ids)),
        await connection.fetch(_STRAYS, task_id) if pays else [],
        await connection.fetch(_CALLS, task_id, list(news.call_ids)) if news.call_ids else [],
        await connection.fetch(_APPROVALS, task_id, list(news.request_ids)) if news.request_ids else [],
        await connection.fetch(_STEP_ENDS, task_id) if news.finished else [],
    )


def _turn(row: asyncpg.Record) -> TracedTurn:
    usage = SpanUsage.model_validate(dict(row))
    return TracedTurn.model_validate({**dict(row), "usage": usage})

"""Rows of ``token_usage``."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

import asyncpg

from domain.usage import LATENCY_BUCKETS, TokenUsage, UsageCounts, UsageTotals
from integrations.postgres.pool import Connection, Pool, session, storable

_SUMS = (
    "coalesce(sum(prompt_tokens), 0)::bigint AS prompt_tokens, "
    "coalesce(sum(completion_tokens), 0)::bigint AS completion_tokens, "
    "coalesce(sum(cost), 0)::float8 AS total_cost, coalesce(sum(latency), 0) AS total_latency, "
    "count(*) AS call_count, coalesce(string_agg(DISTINCT model, ', '), '') AS model"
)
_BUCKETS = ", ".join(f"count(*) FILTER (WHERE latency <= {bound})" for bound in LATENCY_BUCKETS)
SCRAPE_SECONDS = 5.0


class PostgresUsage:
    """Implements :class:`domain.usage.UsageStore`; each call counts, also one whose turn another call won."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(self, *, task_id: str, turn_id: str, call_id: str, agent: str, usage: TokenUsage) -> None:
        async with session(self._pool) as connection:
            await connection.execute(
                "INSERT INTO token_usage (turn_id, call_id, task_id, agent, model, prompt_tokens, "
                "completion_tokens, cost, latency, config_version) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
                turn_id,
                call_id,
                task_id,
                agent,
                storable(usage.model),
                usage.prompt_tokens,
                usage.completion_tokens,
                Decimal(repr(usage.cost)),
                usage.latency,
                usage.config_version,
            )

    async def tokens_of_turn(self, turn_id: str) -> int:
        async with session(self._pool) as connection:
            spent: int = await connection.fetchval(
                "SELECT coalesce(sum(prompt_tokens + completion_tokens), 0)::bigint FROM token_usage "
                "WHERE turn_id = $1",
                turn_id,
            )
        return spent

    async def by_agent(
        self, *, since: datetime | None = None, task_id: str | None = None
    ) -> Mapping[str, UsageTotals]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                f"SELECT agent, {_SUMS} FROM token_usage WHERE ($1::timestamptz IS NULL OR at >= $1) "  # noqa: S608 - a constant of this file
                "AND ($2::text IS NULL OR task_id = $2) GROUP BY agent ORDER BY agent",
                since,
                task_id,
            )
        return {row["agent"]: _totals(row) for row in rows}

    async def counts(self) -> Mapping[str, UsageCounts]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                f"SELECT agent, {_SUMS}, ARRAY[{_BUCKETS}] AS buckets FROM token_usage "  # noqa: S608 - as above
                "GROUP BY agent ORDER BY agent",
                timeout=SCRAPE_SECONDS,
            )
        return {row["agent"]: UsageCounts.model_validate(dict(row)) for row in rows}

    async def tracking_since(self) -> datetime | None:
        async with session(self._pool) as connection:
            first: datetime | None = await connection.fetchval("SELECT min(at) FROM token_usage")
        return first


async def totals_of_task(connection: Connection, task_id: str) -> UsageTotals:
    row = await connection.fetchrow(f"SELECT {_SUMS} FROM token_usage WHERE task_id = $1", task_id)  # noqa: S608 - a constant of this file
    return UsageTotals() if row is None else _totals(row)


def _totals(row: asyncpg.Record) -> UsageTotals:
    return UsageTotals.model_validate(dict(row))

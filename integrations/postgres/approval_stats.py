"""Figures over ``approval_requests`` and the verdicts of ``approval_ledger``; nothing is kept of them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import asyncpg

from domain.approvals.stats import (
    HASTY_SECONDS,
    ApprovalStats,
    Duty,
    Percentiles,
    PersonStats,
    TierCounts,
    TierStats,
    is_hasty,
    share,
)
from domain.errors import ConflictError
from domain.risk.levels import RiskLevel
from integrations.postgres.approval_counts import TOOK_PART, all_tiers, read_counts
from integrations.postgres.pool import Connection, Pool, session

_PERCENTILES = (
    "percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) {0} AS median, "
    "percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) {0} AS p90, max(seconds) {0} AS max"
)
_OPEN = "status IN ('pending', 'more_info')"
_DECIDED = "FILTER (WHERE status IN ('approved', 'denied') AND opened_at >= $1)"

_TIERS = f"""
SELECT level, count(*) FILTER (WHERE opened_at >= $1) AS opened,
       count(*) FILTER (WHERE status = 'approved' AND opened_at >= $1) AS approved,
       count(*) FILTER (WHERE status = 'denied' AND opened_at >= $1) AS denied,
       count(*) FILTER (WHERE status = 'expired' AND opened_at >= $1) AS expired,
       count(*) FILTER (WHERE status = 'void' AND opened_at >= $1) AS void,
       count(*) FILTER (WHERE {_OPEN}) AS open, min(opened_at) FILTER (WHERE {_OPEN}) AS oldest_open,
       {_PERCENTILES.format(_DECIDED)}
FROM (SELECT level, status, opened_at, extract(epoch FROM decided_at - opened_at)::float8 AS seconds
      FROM approval_requests WHERE opened_at >= $1 OR {_OPEN}) AS requests
GROUP BY level
"""  # noqa: S608 - constants of this file

_ASKED = f"""
SELECT person, count(*) FILTER (WHERE opened_at >= $1) AS opened,
       count(*) FILTER (WHERE status = 'expired' AND opened_at >= $1) AS expired,
       count(*) FILTER (WHERE status = 'void' AND opened_at >= $1) AS void,
       count(*) FILTER (WHERE waits) AS open, min(opened_at) FILTER (WHERE waits) AS oldest_open
FROM (SELECT p.person, r.opened_at, r.status, {_OPEN} AND NOT p.person = ANY (r.approved_by) AS waits
      FROM approval_requests r
      JOIN (SELECT person, array_agg(role) AS roles FROM unnest($2::text[], $3::text[]) AS held (person, role)
            GROUP BY person) AS p ON r.roles && p.roles
      WHERE r.opened_at >= $1 OR {_OPEN}) AS asked
GROUP BY person
"""  # noqa: S608 - as above

# The judge's word, from the ledger: the inbox has what a receiver was told, not whom the judge took them for.
_VERDICTS = """
WITH judged AS MATERIALIZED (
    SELECT r.request_id, r.level, r.opened_at, r.decided_by, l.seq, l.body::jsonb -> 'judged' AS told
    FROM approval_requests r JOIN approval_ledger l ON l.request_id = r.request_id
    WHERE r.opened_at >= $1
), verdicts AS (
    SELECT request_id, level, decided_by, seq, told ->> 'person' AS person, told ->> 'decision' AS decision,
           told #>> '{verdict,outcome}' AS outcome, told #>> '{verdict,refusal}' AS refusal,
           extract(epoch FROM (told ->> 'received_at')::timestamptz - opened_at)::float8 AS seconds
    FROM judged WHERE told IS NOT NULL
)
"""

_DECISIONS = f"""
{_VERDICTS}, counted AS (
    SELECT DISTINCT ON (request_id, person, decision) * FROM verdicts WHERE {TOOK_PART}
    ORDER BY request_id, person, decision, seq
)
SELECT level, person, count(*) FILTER (WHERE decision <> 'more_info') AS decisions,
       count(*) FILTER (WHERE decision IN ('approved', 'break_glass')) AS approved,
       count(*) FILTER (WHERE decision = 'denied') AS denied,
       count(*) FILTER (WHERE decision = 'more_info') AS questions,
       count(*) FILTER (WHERE decision IN ('approved', 'denied') AND seconds < $2) AS hasty,
       {_PERCENTILES.format("FILTER (WHERE decision <> 'more_info')")}
FROM counted GROUP BY GROUPING SETS ((level), (person))
"""  # noqa: S608 - as above

_REFUSALS = f"""
{_VERDICTS}
SELECT level, person, refusal, count(*) AS n FROM verdicts WHERE outcome = 'refused'
GROUP BY GROUPING SETS ((level, refusal), (person, refusal))
"""  # noqa: S608 - as above


class PostgresApprovalStats:
    """Implements :class:`domain.approvals.stats.ApprovalStatsStore`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def report(self, *, days: float, duties: Collection[Duty]) -> ApprovalStats:
        """Raises :class:`~domain.errors.ConflictError` where an entry of the ledger cannot be read."""
        async with (
            session(self._pool) as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),  # all as of one moment
        ):
            moment = await connection.fetchrow(
                "SELECT now() - make_interval(secs => $1) AS since, now() AS until", days * 86_400
            )
            assert moment is not None  # a select without a table has one row
            with _ledger_readable():
                return await _report(connection, moment["since"], moment["until"], duties)

    async def counts(self) -> Mapping[RiskLevel, TierCounts]:
        """Raises :class:`~domain.errors.UnavailableError`, after a few seconds at the latest."""
        async with session(self._pool) as connection:
            return await read_counts(connection)


async def _report(
    connection: Connection, since: datetime, until: datetime, duties: Collection[Duty]
) -> ApprovalStats:
    held = [(duty.person, role) for duty in duties for role in duty.roles]
    tiers = {row["level"]: dict(row) for row in await connection.fetch(_TIERS, since)}
    asked = await connection.fetch(_ASKED, since, [person for person, _ in held], [role for _, role in held])
    decisions = await connection.fetch(_DECISIONS, since, float(HASTY_SECONDS))
    refusals = await connection.fetch(_REFUSALS, since)
    people = {duty.person for duty in duties} | {row["person"] for row in (*decisions, *refusals)}
    by_person = _Figures("person", decisions, refusals)
    by_tier = _Figures("level", decisions, refusals)
    asked_of = {row["person"]: dict(row) for row in asked}
    return ApprovalStats(
        since=since,
        until=until,
        tiers=tuple(_tier(level, tiers.get(level.value, {}), by_tier) for level in all_tiers(tiers)),
        people=tuple(
            _person(person, asked_of.get(person, {}), by_person) for person in sorted(people - {None})
        ),
    )


class _Figures:
    """What the ledger says, by tier or by person."""

    def __init__(
        self, key: str, decisions: Sequence[asyncpg.Record], refusals: Sequence[asyncpg.Record]
    ) -> None:
        self._decisions = {row[key]: dict(row) for row in decisions if row[key] is not None}
        self._refusals: dict[str, dict[str, int]] = defaultdict(dict)
        for row in refusals:
            if row[key] is not None:
                self._refusals[row[key]][row["refusal"]] = row["n"]

    def of(self, name: str) -> dict[str, Any]:
        return {**self._decisions.get(name, {}), "refusals": dict(sorted(self._refusals[name].items()))}


def _tier(level: RiskLevel, requests: Mapping[str, Any], figures: _Figures) -> TierStats:
    found = {**figures.of(level.value), **requests}
    approved, denied = found.get("approved", 0), found.get("denied", 0)
    return TierStats.model_validate(
        {
            **found,
            "tier": level,
            "time_to_decide": Percentiles.model_validate(found),
            "approved_share": share(approved, approved + denied),
        }
    )


def _person(person: str, asked: Mapping[str, Any], figures: _Figures) -> PersonStats:
    found = {**asked, **figures.of(person), "person": person}
    decisions, hasty = found.get("decisions", 0), found.get("hasty", 0)
    return PersonStats.model_validate(
        {
            **found,
            "time_to_decide": Percentiles.model_validate(found),
            "approved_share": share(found.get("approved", 0), decisions),
            "flagged": is_hasty(hasty=hasty, decisions=decisions),
        }
    )


@contextmanager
def _ledger_readable() -> Iterator[None]:
    try:
        yield
    except asyncpg.DataError as error:
        raise ConflictError("an entry of the ledger cannot be read; `devtools ledger verify`") from error

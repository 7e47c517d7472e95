"""Approvals since the beginning, in two bounded queries: what a scrape reads."""

import logging
from collections.abc import Collection, Mapping
from typing import Any

import asyncpg

from domain.approvals.requests import ApprovalStatus
from domain.approvals.stats import BUCKETS, HASTY_SECONDS, TierCounts
from domain.risk.levels import RiskLevel
from integrations.postgres.pool import Connection

logger = logging.getLogger(__name__)

SCRAPE_SECONDS = 2.0
"""Each query is given up after it."""

# Somebody who says the same again, or agrees with what others had decided by then, took no part.
TOOK_PART = """
    person IS NOT NULL AND (outcome = 'noted' OR
        (outcome IN ('approved', 'denied') AND person = ANY (string_to_array(decided_by, ', '))))
"""

_COUNTS = """
SELECT level, status, width_bucket(seconds, $1::float8[]) AS bucket, count(*) AS n,
       coalesce(sum(seconds), 0) AS seconds,
       extract(epoch FROM clock_timestamp() - min(opened_at))::float8 AS oldest_seconds
FROM (SELECT level, status, opened_at, CASE WHEN status IN ('approved', 'denied')
          THEN extract(epoch FROM decided_at - opened_at)::float8 END AS seconds
      FROM approval_requests) AS requests
GROUP BY level, status, bucket
"""

# Few receipts are so early: only for those the ledger is asked, a row at a time by its index.
_HASTY = f"""
WITH early AS MATERIALIZED (
    SELECT i.request_id, i.receipt_id, r.level
    FROM decision_inbox i JOIN approval_requests r ON r.request_id = i.request_id
    WHERE i.received_at < r.opened_at + make_interval(secs => $1) AND i.decision IN ('approved', 'denied')
), ruled AS MATERIALIZED (
    SELECT request_id, level,
           (SELECT r.decided_by FROM approval_requests r WHERE r.request_id = early.request_id) AS decided_by,
           (SELECT l.body::jsonb -> 'judged' FROM approval_ledger l
            WHERE l.request_id = early.request_id AND l.event_key = early.receipt_id::text) AS told
    FROM early
), verdicts AS (
    SELECT request_id, level, decided_by, told ->> 'person' AS person, told ->> 'decision' AS decision,
           told #>> '{{verdict,outcome}}' AS outcome
    FROM ruled
)
SELECT level, count(DISTINCT (request_id, person, decision)) AS hasty FROM verdicts WHERE {TOOK_PART}
GROUP BY level
"""  # noqa: S608 - constants of this file


async def read_counts(connection: Connection) -> Mapping[RiskLevel, TierCounts]:
    """Every tier is there, also those with nothing."""
    rows = await connection.fetch(_COUNTS, [float(bound) for bound in BUCKETS], timeout=SCRAPE_SECONDS)
    hasty = await _hasty(connection)
    by_level: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_level.setdefault(row["level"], []).append(dict(row))
    return {
        level: _counts(level, by_level.get(level.value, []), None if hasty is None else hasty.get(level, 0))
        for level in all_tiers(by_level)
    }


async def _hasty(connection: Connection) -> Mapping[str, int] | None:
    """None where an entry of the ledger cannot be read: the other numbers are needed all the more then."""
    try:
        rows = await connection.fetch(_HASTY, float(HASTY_SECONDS), timeout=SCRAPE_SECONDS)
    except asyncpg.DataError as error:
        logger.warning("hasty decisions are not counted, see `devtools ledger verify`: %s", error)
        return None
    return {row["level"]: row["hasty"] for row in rows}


def all_tiers(found: Collection[str]) -> list[RiskLevel]:
    """Low, which asks nobody, only where there is something of it."""
    return [level for level in RiskLevel if level is not RiskLevel.LOW or level.value in found]


def _counts(level: RiskLevel, rows: list[Mapping[str, Any]], hasty: int | None) -> TierCounts:
    by_status = dict.fromkeys(ApprovalStatus, 0)
    within = [0] * len(BUCKETS)
    for row in rows:
        by_status[ApprovalStatus(row["status"])] += row["n"]
        if row["bucket"] is not None:
            within[row["bucket"] :] = [n + row["n"] for n in within[row["bucket"] :]]
    waiting = [row for row in rows if ApprovalStatus(row["status"]).is_open]
    return TierCounts(
        tier=level,
        opened=sum(by_status.values()),
        approved=by_status[ApprovalStatus.APPROVED],
        denied=by_status[ApprovalStatus.DENIED],
        expired=by_status[ApprovalStatus.EXPIRED],
        void=by_status[ApprovalStatus.VOID],
        open=sum(row["n"] for row in waiting),
        oldest_open_seconds=max((row["oldest_seconds"] for row in waiting), default=0.0),
        decide_seconds=sum(row["seconds"] for row in rows),
        buckets=tuple(within),
        hasty=hasty,
    )

"""Rows of ``budget_allowances``, and what was spent, summed over ``token_usage``."""

import logging
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

import asyncpg
from pydantic import ValidationError

from domain.approvals.decisions import JudgedReceipt
from domain.approvals.requests import ApprovalStatus, SubjectKind
from domain.budgets import (
    LEFT_BEHIND,
    Allowance,
    Amount,
    BudgetRequest,
    BudgetScope,
    Limit,
    OpenRequest,
    RequestForMore,
    Spending,
    Standing,
    Window,
)
from domain.errors import NotFoundError
from domain.events import INSTALLATION
from domain.models import timestamp
from integrations.postgres.events import append_event
from integrations.postgres.ledger import append_entry
from integrations.postgres.pool import Connection, Pool, as_uuid, session, transaction

logger = logging.getLogger(__name__)

_SUMS = "agent, sum(prompt_tokens + completion_tokens)::bigint AS tokens, sum(cost)::float8 AS usd"
_SPENT = (
    "SELECT to_char(now.at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, found.* "  # noqa: S608 - constants
    "FROM (SELECT clock_timestamp() AS at) AS now LEFT JOIN LATERAL ("
    f"SELECT 'orchestration' AS budget_window, {_SUMS} FROM token_usage "
    "WHERE $2 AND task_id = $1 GROUP BY agent "
    f"UNION ALL SELECT 'day', {_SUMS} FROM token_usage "
    "WHERE $3 AND token_usage.at >= date_trunc('day', now.at, 'UTC') GROUP BY agent"
    ") AS found ON true"
)
_OPEN = "status IN ('pending', 'more_info')"
_WAITS_FOR = "waits for more budget, asked for by request "


class PostgresBudgets:
    """Implements :class:`domain.budgets.BudgetStore`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def spent(self, *, task_id: str, windows: Collection[Window]) -> Spending:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                _SPENT, task_id, Window.ORCHESTRATION in windows, Window.DAY in windows
            )
        found: defaultdict[Window, dict[str, Amount]] = defaultdict(dict)
        for row in rows:
            if row["agent"] is not None:
                amount = Amount(tokens=row["tokens"], usd=row["usd"])
                found[Window(row["budget_window"])][row["agent"]] = amount
        return Spending(day=rows[0]["day"], by_window=found)

    async def allowances(self, budgets: Collection[str]) -> Sequence[Allowance]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "SELECT * FROM budget_allowances WHERE budget = ANY ($1) ORDER BY at, request_id",
                list(budgets),
            )
        return [_allowance(row) for row in rows]

    async def warn(self, standing: Standing) -> None:
        task_id, key = _task_of(standing.scope), f"budget.warned:{standing.scope.id}"
        async with transaction(self._pool) as connection:
            if await connection.fetchval(
                "SELECT true FROM events WHERE task_id = $1 AND key = $2", task_id, key
            ):
                return
            payload = {
                **_in_short(standing.scope),
                "spent": _told(standing.spent),
                "limit": _told(standing.ceiling),
                "share": round(standing.share, 4),
            }
            await append_event(connection, task_id=task_id, kind="budget.warned", payload=payload, key=key)

    async def open_requests(self, budgets: Collection[str]) -> Mapping[str, OpenRequest]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "SELECT budget, request_id, (SELECT count(*) FROM orchestrations "  # noqa: S608 - a constant
                "WHERE finished_at IS NULL AND note = $2 || request_id) AS waiting "
                f"FROM approval_requests WHERE budget = ANY ($1) AND {_OPEN}",
                list(budgets),
                _WAITS_FOR,
            )
        return {row["budget"]: OpenRequest.model_validate(dict(row)) for row in rows}

    async def follow(self, request_id: str, *, task_id: str) -> RequestForMore:
        async with transaction(self._pool) as connection:
            row = await connection.fetchrow(
                f"SELECT decided_by, reason, CASE WHEN {_OPEN} AND expires_at < clock_timestamp() "  # noqa: S608 - a constant
                "- $2::interval THEN 'void' ELSE status END AS status "
                "FROM approval_requests WHERE request_id = $1",
                as_uuid(request_id),
                LEFT_BEHIND,
            )
            if row is None:
                raise NotFoundError(f"no approval request {request_id}")
            found = RequestForMore.model_validate(dict(row))
            await connection.execute(
                "UPDATE orchestrations SET note = $2, updated_at = clock_timestamp() "
                "WHERE task_id = $1 AND note IS DISTINCT FROM $2 AND finished_at IS NULL",
                task_id,
                f"{_WAITS_FOR}{as_uuid(request_id)}" if found.status.is_open else None,
            )
        return found


async def asked_already(connection: Connection, budget: str, *, workflow_id: str) -> str | None:
    """The undecided request for more of this budget, in the caller's transaction, which is about to open one.

    Until the transaction ends nobody else opens one. A request whose run left it behind gives its place up:
    that of a workflow which is gone, and that of this very workflow before it was reset.
    """
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('budgets'), hashtext($1))", budget)
    await connection.execute(
        f"UPDATE approval_requests SET budget = NULL WHERE budget = $1 AND {_OPEN} "  # noqa: S608 - a constant
        "AND (expires_at < clock_timestamp() - $2::interval OR workflow_id = $3)",
        budget,
        LEFT_BEHIND,
        workflow_id,
    )
    found: str | None = await connection.fetchval(
        f"SELECT request_id FROM approval_requests WHERE budget = $1 AND {_OPEN}",  # noqa: S608 - a constant
        budget,
    )
    return found


async def allow_more(connection: Connection, judged: JudgedReceipt, request_id: str | None) -> None:
    """Where a request for more budget was approved, add what it asked for: once, and on the ledger.

    In the transaction of the verdict, after the request was closed by it.
    """
    if judged.request_status != ApprovalStatus.APPROVED or request_id is None:
        return
    row = await connection.fetchrow(
        "SELECT task_id, digest, subject, decided_by FROM approval_requests "
        "WHERE request_id = $1 AND workflow_id = $2 AND kind = $3 AND status = 'approved'",
        request_id,
        judged.workflow_id,
        SubjectKind.BUDGET.value,
    )
    asked = None if row is None else _asked(row, judged)
    if row is None or asked is None:
        return
    at = await connection.fetchval(
        "INSERT INTO budget_allowances (request_id, budget, task_id, tokens, usd, person) "
        "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (request_id) DO NOTHING RETURNING at",
        request_id,
        asked.scope.id,
        row["task_id"],
        asked.more.tokens,
        Decimal(repr(asked.more.usd)),
        row["decided_by"] or "",
    )
    if at is None:
        return
    said = {
        **_in_short(asked.scope),
        "more": _told(asked.more),
        "request_id": request_id,
        "person": row["decided_by"],
    }
    body = {"v": 1, "kind": "budget.raised", "at": timestamp(at), **said}
    key = f"budget.raised/{request_id}"
    await append_entry(connection, body, request_id=None, event_key=key)
    await append_event(connection, task_id=_task_of(asked.scope), kind="budget.raised", payload=said, key=key)


def _asked(row: asyncpg.Record, judged: JudgedReceipt) -> BudgetRequest | None:
    """What was approved; None where the row does not say what the approval is bound to."""
    try:
        asked = BudgetRequest.model_validate(row["subject"]["budget"])
    except (KeyError, ValidationError):
        asked = None
    if asked is None or not asked.digest(row["task_id"]) == row["digest"] == judged.digest:
        logger.error("request %s allows nothing: it is not what was approved", judged.verdict.request_id)
        return None
    return asked


def _task_of(scope: BudgetScope) -> str:
    return scope.of if scope.window is Window.ORCHESTRATION else INSTALLATION


def _in_short(scope: BudgetScope) -> dict[str, Any]:
    return {"budget": scope.id, "window": scope.window.value, "agent": scope.agent}


def _told(amount: Amount | Limit) -> dict[str, Any]:
    """Under the name ``tokens`` it would be masked as a secret."""
    return {"token_count": amount.tokens, "usd": amount.usd}


def _allowance(row: asyncpg.Record) -> Allowance:
    more = Amount(tokens=row["tokens"], usd=float(row["usd"]))
    return Allowance(**{**dict(row), "more": more})

"""Rows of ``approval_requests`` and ``approval_deadlines``."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import asyncpg

from domain.approvals.decisions import JudgedReceipt
from domain.approvals.requests import (
    ApprovalDraft,
    ApprovalRecord,
    ApprovalStatus,
    Deadline,
    Notice,
    OpenedRequest,
    RequestTerms,
    Seal,
)
from domain.approvals.timetable import Timetable, timetable
from domain.errors import AlreadyAskedError, ConflictError, NotFoundError
from domain.orchestrations import OrchestrationStatus
from integrations.postgres.budgets import asked_already
from integrations.postgres.events import append_event
from integrations.postgres.inbox import receipt_of
from integrations.postgres.pool import Connection, Pool, as_uuid, fetch_one, session, storable, transaction
from integrations.postgres.verdicts import commit_verdict

_RECORDS = (
    "SELECT a.*, o.requester, o.description FROM approval_requests a "
    "JOIN orchestrations o ON o.task_id = a.task_id "
)


class PostgresApprovals:
    """Implements :class:`domain.approvals.requests.ApprovalStore`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def open(self, draft: ApprovalDraft) -> OpenedRequest:
        """Raises :class:`~domain.errors.NotFoundError` without an orchestration.

        A finished one takes no new request: :class:`~domain.errors.ConflictError`; nor does a budget that
        people are asked about already: :class:`~domain.errors.AlreadyAskedError`.
        """
        async with transaction(self._pool) as connection:
            status = await connection.fetchval(
                "SELECT status FROM orchestrations WHERE task_id = $1 FOR NO KEY UPDATE", draft.task_id
            )
            if status is None:
                raise NotFoundError(f"no orchestration {draft.task_id}")
            opened = await _opened(connection, draft.request_id)
            if opened is None and OrchestrationStatus(status).is_final:
                raise ConflictError(f"orchestration {draft.task_id} is over")
            if opened is None and draft.budget is not None:
                await _ensure_first(connection, draft.budget, workflow_id=draft.workflow_id)
            return opened or await _open(connection, draft)

    async def get(self, request_id: str) -> ApprovalRecord:
        query = _RECORDS + "WHERE a.request_id = $1"
        async with session(self._pool) as connection:
            row = await fetch_one(connection, query, request_id, what="approval request")
        return ApprovalRecord.model_validate(dict(row))

    async def list(
        self, *, status: ApprovalStatus | None = None, task_id: str | None = None, limit: int = 50
    ) -> Sequence[ApprovalRecord]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                _RECORDS
                + "WHERE ($1::text IS NULL OR a.status = $1) AND ($2::text IS NULL OR a.task_id = $2) "
                "ORDER BY a.opened_at DESC, a.request_id LIMIT $3",
                status and status.value,
                storable(task_id),
                limit,
            )
        return [ApprovalRecord.model_validate(dict(row)) for row in rows]

    async def seal(self, request_id: str) -> Seal:
        """Raises :class:`~domain.errors.NotFoundError`."""
        async with transaction(self._pool) as connection:
            # waits for receivers in the middle of a receipt; those that come later are received later too
            if (key := as_uuid(request_id)) is None or not await connection.fetchval(
                "SELECT true FROM approval_requests WHERE request_id = $1 FOR UPDATE", key
            ):
                raise NotFoundError(f"no approval request {request_id}")
            remaining = await connection.fetchval(
                "SELECT expires_at - clock_timestamp() FROM approval_deadlines WHERE request_id = $1 "
                "ORDER BY version DESC LIMIT 1",
                key,
            )
            if remaining >= timedelta(0):  # a receipt of this very moment would still be in time
                return Seal(sealed=False, remaining=remaining)
            await connection.execute(
                "UPDATE approval_requests SET sealed_at = clock_timestamp() "
                "WHERE request_id = $1 AND sealed_at IS NULL",
                key,
            )
            unjudged = [receipt_of(row) for row in await _in_time(connection, key)]
        return Seal(sealed=True, unjudged=tuple(unjudged))

    async def record_verdict(self, verdict: JudgedReceipt) -> JudgedReceipt:
        async with transaction(self._pool) as connection:
            return await commit_verdict(connection, verdict)

    async def answer(self, request_id: str, text: str) -> tuple[Deadline, ...]:
        key = as_uuid(request_id)
        async with transaction(self._pool) as connection:
            row = await connection.fetchrow(
                "UPDATE approval_requests SET status = 'pending', answers = answers || $2::jsonb "
                "WHERE request_id = $1 AND status = 'more_info' "
                "RETURNING task_id, opened_at, asked_at, sealed_at, terms, clock_timestamp() AS now",
                key,
                [storable(text)],
            )
            if row is not None:
                if RequestTerms.model_validate(row["terms"]).extends_on_info and row["sealed_at"] is None:
                    await _extend(connection, key, row)
                payload = {"request_id": request_id, "text": text}
                await append_event(
                    connection, task_id=row["task_id"], kind="approval.answered", payload=payload
                )
            return await _deadlines(connection, key)

    async def announce(self, request_id: str, notice: Notice, index: int) -> None:
        async with transaction(self._pool) as connection:
            row = await connection.fetchrow(
                "SELECT task_id, level, roles, terms, expires_at FROM approval_requests "
                "WHERE request_id = $1 AND status IN ('pending', 'more_info') FOR NO KEY UPDATE",
                as_uuid(request_id),
            )
            if row is None:
                return
            joining = RequestTerms.model_validate(row["terms"]).rungs[index] if _is_rung(notice) else None
            roles = list(dict.fromkeys([*row["roles"], *(joining.roles if joining else ())]))
            await connection.execute(
                "UPDATE approval_requests SET roles = $2 WHERE request_id = $1", as_uuid(request_id), roles
            )
            await append_event(
                connection,
                task_id=row["task_id"],
                kind=f"approval.{notice.value}",
                payload={
                    "request_id": request_id,
                    "level": row["level"],
                    "roles": roles,
                    "notify": list(joining.notify) if joining else [],
                    "expires_at": row["expires_at"].isoformat(),
                },
                key=f"{notice.value}:{request_id}:{index}",
            )


def _is_rung(notice: Notice) -> bool:
    return notice is Notice.ESCALATED


async def _ensure_first(connection: Connection, budget: str, *, workflow_id: str) -> None:
    other = await asked_already(connection, budget, workflow_id=workflow_id)
    if other is not None:
        raise AlreadyAskedError(f"request {other} asks for more of {budget} already", request_id=other)


async def _opened(connection: Connection, request_id: str) -> OpenedRequest | None:
    row = await connection.fetchrow(
        "SELECT opened_at, terms FROM approval_requests WHERE request_id = $1", request_id
    )
    if row is None:
        return None
    terms = RequestTerms.model_validate(row["terms"])
    return OpenedRequest(
        request_id=request_id,
        opened_at=row["opened_at"],
        deadlines=await _deadlines(connection, request_id),
        reminders=terms.reminders,
        rungs=terms.rungs,
    )


async def _deadlines(connection: Connection, request_id: str | None) -> tuple[Deadline, ...]:
    rows = await connection.fetch(
        "SELECT version, expires_at, in_force_from FROM approval_deadlines WHERE request_id = $1 "
        "ORDER BY version",
        request_id,
    )
    return tuple(Deadline.model_validate(dict(row)) for row in rows)


async def _open(connection: Connection, draft: ApprovalDraft) -> OpenedRequest:
    """At a moment of Postgres' own clock; the deadline follows from it."""
    opened_at = await connection.fetchval("SELECT clock_timestamp()")
    times = timetable(draft.tier, opened_at=opened_at, request_id=draft.request_id)
    await _insert(connection, draft, opened_at, times)
    deadline = Deadline(version=1, expires_at=times.expires_at, in_force_from=opened_at)
    await _insert_deadline(connection, draft.request_id, deadline)
    await connection.execute(
        "UPDATE orchestrations SET status = 'approval_pending', updated_at = clock_timestamp() "
        "WHERE task_id = $1",
        draft.task_id,
    )
    payload = {
        "request_id": draft.request_id,
        "kind": draft.kind.value,
        "level": draft.level.value,
        "roles": list(draft.tier.roles),
        "expires_at": deadline.expires_at.isoformat(),
        "status": "approval_pending",
    }
    await append_event(
        connection,
        task_id=draft.task_id,
        kind="approval.opened",
        payload=payload,
        key=f"opened:{draft.request_id}",
    )
    return OpenedRequest(
        request_id=draft.request_id,
        opened_at=opened_at,
        deadlines=(deadline,),
        reminders=times.reminders,
        rungs=times.rungs,
    )


async def _insert(
    connection: Connection, draft: ApprovalDraft, opened_at: datetime, times: Timetable
) -> None:
    terms = RequestTerms(
        **draft.tier.model_dump(
            include={"justification", "required_actions", "self_approval", "extends_on_info"}
        ),
        reminders=times.reminders,
        rungs=times.rungs,
        break_glass_roles=draft.break_glass_roles,
    )
    await connection.execute(
        "INSERT INTO approval_requests (request_id, task_id, workflow_id, run_id, kind, level, roles, "
        "quorum, digest, policy_version, subject, opened_at, expires_at, terms, budget) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        draft.request_id,
        draft.task_id,
        draft.workflow_id,
        draft.run_id,
        draft.kind.value,
        draft.level.value,
        list(draft.tier.roles),
        draft.tier.quorum,
        draft.digest,
        draft.policy_version,
        storable(draft.subject),
        opened_at,
        times.expires_at,
        storable(terms.model_dump(mode="json")),
        draft.budget,
    )


async def _insert_deadline(connection: Connection, request_id: str | None, deadline: Deadline) -> None:
    await connection.execute(
        "INSERT INTO approval_deadlines (request_id, version, expires_at, in_force_from) "
        "VALUES ($1, $2, $3, $4)",
        request_id,
        deadline.version,
        deadline.expires_at,
        deadline.in_force_from,
    )


async def _extend(connection: Connection, key: str | None, row: asyncpg.Record) -> None:
    """Give back the time the question took, up to twice the tier's time in all.

    A deadline that has passed is not raised from the dead.
    """
    versions = await _deadlines(connection, key)
    first, newest, now = versions[0], versions[-1], row["now"]
    latest = first.expires_at + (first.expires_at - row["opened_at"])
    expires_at = min(newest.expires_at + (now - row["asked_at"]), latest)
    if now > newest.expires_at or expires_at <= newest.expires_at:
        return
    extended = Deadline(version=newest.version + 1, expires_at=expires_at, in_force_from=now)
    await _insert_deadline(connection, key, extended)
    await connection.execute(
        "UPDATE approval_requests SET expires_at = $2 WHERE request_id = $1", key, expires_at
    )


async def _in_time(connection: Connection, request_id: str) -> Sequence[asyncpg.Record]:
    """Receipts without a verdict that meet the deadline which was in force when they were received."""
    return await connection.fetch(
        "SELECT i.* FROM decision_inbox i WHERE i.request_id = $1 AND i.judged_at IS NULL "
        "AND i.received_at <= (SELECT d.expires_at FROM approval_deadlines d WHERE d.request_id = "
        "i.request_id "
        "ORDER BY d.in_force_from <= i.received_at DESC, "
        "CASE WHEN d.in_force_from <= i.received_at THEN -d.version ELSE d.version END LIMIT 1) "
        "ORDER BY i.received_at, i.receipt_id",
        request_id,
    )

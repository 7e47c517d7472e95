"""Rows of ``orchestrations``."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import asyncpg

from domain.errors import IdempotencyConflictError, NotFoundError
from domain.orchestrations import OrchestrationRecord, OrchestrationRequest, OrchestrationStatus, Outcome
from domain.plans import Plan
from domain.risk.levels import RiskAssessment
from integrations.postgres.events import FINISHED, append_event
from integrations.postgres.pool import Connection, Pool, session, storable, transaction
from integrations.postgres.targets import release_turn
from integrations.postgres.usage import totals_of_task

FINAL = [status.value for status in OrchestrationStatus if status.is_final]
SUMMARY_LIMIT = 2_000
"""Characters of a summary that an event carries; the row has all of it."""


class PostgresOrchestrations:
    """Implements :class:`domain.orchestrations.OrchestrationStore`.

    Locks are taken in one order everywhere: orchestration, approval request, receipt, then the task's events.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def create(self, request: OrchestrationRequest, *, body_sha256: str) -> OrchestrationRecord:
        async with transaction(self._pool) as connection:
            if await connection.fetchval(
                "INSERT INTO orchestrations (task_id, workflow_id, requester, body_sha256, description, "
                "priority, project_context, template, inputs, dry_run, status) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'queued') "
                "ON CONFLICT (task_id) DO NOTHING RETURNING true",
                request.task_id,
                request.workflow_id,
                storable(request.requester),
                body_sha256,
                storable(request.description),
                request.priority.value,
                storable(request.context.model_dump(mode="json")),
                storable(request.template),
                storable(request.inputs),
                request.dry_run,
            ):
                await append_event(
                    connection,
                    task_id=request.task_id,
                    kind="orchestration.queued",
                    payload={"status": "queued", "requester": request.requester},
                    key="queued",
                )
            row = await _row(connection, request.task_id)
        if row["body_sha256"] != body_sha256:
            raise IdempotencyConflictError("this Idempotency-Key was used with another body")
        return _record(row)

    async def get(self, task_id: str) -> OrchestrationRecord:
        async with session(self._pool) as connection:
            record = _record(await _row(connection, task_id))
            usage = await totals_of_task(connection, record.task_id)
        return record.model_copy(update={"usage": usage})

    async def list(
        self, *, status: OrchestrationStatus | None = None, limit: int = 50, before: datetime | None = None
    ) -> Sequence[OrchestrationRecord]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "SELECT * FROM orchestrations WHERE ($1::text IS NULL OR status = $1) "
                "AND ($2::timestamptz IS NULL OR created_at < $2) ORDER BY created_at DESC, task_id LIMIT $3",
                status and status.value,
                before,
                limit,
            )
        return [_record(row) for row in rows]

    async def open_among(self, task_ids: Collection[str]) -> set[str]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "SELECT task_id FROM orchestrations WHERE task_id = ANY ($1) AND status <> ALL ($2)",
                list(task_ids),
                FINAL,
            )
        return {row["task_id"] for row in rows}

    async def note(self, task_id: str, note: str) -> None:
        async with session(self._pool) as connection:
            await connection.execute(
                "UPDATE orchestrations SET note = $2, updated_at = clock_timestamp() "
                "WHERE task_id = $1 AND status <> ALL ($3)",
                task_id,
                storable(note),
                FINAL,
            )

    async def record_status(self, task_id: str, status: OrchestrationStatus) -> None:
        if status.is_final:
            raise ValueError(f"{status} comes with an outcome: see finish")
        async with transaction(self._pool) as connection:
            if await connection.fetchval(
                "UPDATE orchestrations SET status = $2, updated_at = clock_timestamp() "
                "WHERE task_id = $1 AND status <> $2 AND status <> ALL ($3) RETURNING true",
                task_id,
                status.value,
                FINAL,
            ):
                await append_event(
                    connection, task_id=task_id, kind="orchestration.status", payload={"status": status.value}
                )

    async def record_assessment(self, task_id: str, assessment: RiskAssessment) -> None:
        """A repeat that comes late moves no status back."""
        async with transaction(self._pool) as connection:
            status = await connection.fetchval(
                "UPDATE orchestrations SET risk = $2, updated_at = clock_timestamp(), "
                "status = CASE WHEN status IN ('queued', 'assessing') THEN 'planning' ELSE status END "
                "WHERE task_id = $1 AND plan IS NULL AND risk IS DISTINCT FROM $2 AND status <> ALL ($3) "
                "RETURNING status",
                task_id,
                storable(assessment.model_dump(mode="json")),
                FINAL,
            )
            if status is not None:
                payload = {"status": status, **_risk_in_short(assessment)}
                await append_event(
                    connection, task_id=task_id, kind="orchestration.assessed", payload=payload
                )

    async def record_plan(self, task_id: str, plan: Plan, assessment: RiskAssessment) -> None:
        async with transaction(self._pool) as connection:
            if await connection.fetchval(
                "UPDATE orchestrations SET plan = $2, risk = $3, updated_at = clock_timestamp() "
                "WHERE task_id = $1 AND (plan, risk) IS DISTINCT FROM ($2, $3) AND status <> ALL ($4) "
                "RETURNING true",
                task_id,
                storable(plan.model_dump(mode="json")),
                storable(assessment.model_dump(mode="json")),
                FINAL,
            ):
                payload = {
                    "summary": plan.summary[:SUMMARY_LIMIT],
                    "made_by": plan.made_by,
                    "template": plan.template and plan.template.model_dump(mode="json"),
                    "note": plan.note,
                    "steps": [{"id": step.id, "agent": step.agent} for step in plan.steps],
                    **_risk_in_short(assessment),
                }
                await append_event(connection, task_id=task_id, kind="orchestration.planned", payload=payload)

    async def finish(self, outcome: Outcome) -> None:
        if not outcome.status.is_final:
            raise ValueError(f"{outcome.status} is no outcome")
        async with transaction(self._pool) as connection:
            if await connection.fetchval(
                "UPDATE orchestrations SET status = $2, outcome = $3, finished_at = clock_timestamp(), "
                "note = CASE WHEN note NOT LIKE 'waits for %' THEN note END, "
                "updated_at = clock_timestamp() WHERE task_id = $1 AND status <> ALL ($4) RETURNING true",
                outcome.task_id,
                outcome.status.value,
                storable(outcome.model_dump(mode="json")),
                FINAL,
            ):
                await _void_open_requests(connection, outcome.task_id)
                await release_turn(connection, outcome.task_id)
                await append_event(
                    connection,
                    task_id=outcome.task_id,
                    kind=FINISHED,
                    payload={"status": outcome.status.value, "summary": outcome.summary[:SUMMARY_LIMIT]},
                    key="finished",
                )


async def _void_open_requests(connection: Connection, task_id: str) -> None:
    rows = await connection.fetch(
        "UPDATE approval_requests SET status = 'void', decided_at = clock_timestamp(), "
        "reason = 'the run is over' WHERE task_id = $1 AND status IN ('pending', 'more_info') RETURNING "
        "request_id",
        task_id,
    )
    for row in rows:
        await append_event(
            connection,
            task_id=task_id,
            kind="approval.void",
            payload={"request_id": row["request_id"], "explanation": "the run is over"},
            key=f"void:{row['request_id']}",
        )


async def _row(connection: Connection, task_id: str) -> asyncpg.Record:
    row = await connection.fetchrow(
        "SELECT * FROM orchestrations WHERE task_id = $1 OR workflow_id = $1 "
        "ORDER BY task_id = $1 DESC LIMIT 1",
        storable(task_id),
    )
    if row is None:
        raise NotFoundError(f"no orchestration {task_id}")
    return row


def _record(row: asyncpg.Record) -> OrchestrationRecord:
    return OrchestrationRecord.model_validate(dict(row))


def _risk_in_short(assessment: RiskAssessment) -> dict[str, Any]:
    return {
        "level": assessment.level.value,
        "operation": assessment.operation,
        "environment": assessment.environment,
        "reasons": list(assessment.reasons[:5]),
    }

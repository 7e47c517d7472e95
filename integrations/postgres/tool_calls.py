"""Rows of ``tool_calls``: a call is claimed before it acts."""

from collections.abc import Sequence
from typing import Any

import asyncpg

from domain.event_payloads import in_short
from domain.tools import Claim, StoredToolCall, ToolCall, ToolCallState, ToolResult
from integrations.postgres.events import append_event
from integrations.postgres.pool import Connection, Pool, as_uuid, session, storable, transaction

_STORED = "SELECT call_id, turn_id, index, tool, state, result FROM tool_calls "


class PostgresToolCalls:
    """Implements :class:`domain.tools.ToolCallStore`.

    A fence is drawn with each claim; whoever holds an older one changes nothing any more.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def claim(
        self,
        *,
        task_id: str,
        step_id: str,
        call_id: str,
        turn_id: str,
        call: ToolCall,
        digest: str,
        repeatable: bool,
    ) -> Claim | StoredToolCall:
        async with transaction(self._pool) as connection:
            row = await connection.fetchrow(
                "INSERT INTO tool_calls (call_id, task_id, step_id, turn_id, index, tool, arguments, digest, "
                "fence, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, nextval('tool_call_fence'), "
                "'started') "
                "ON CONFLICT (call_id) DO UPDATE SET fence = nextval('tool_call_fence') "
                "WHERE tool_calls.state = 'started' AND $9 RETURNING fence, xmax <> 0 AS retry",
                call_id,
                task_id,
                step_id,
                turn_id,
                call.index,
                storable(call.tool),
                storable(call.arguments),
                digest,
                repeatable,
            )
            if row is None:
                return await _settle(connection, call_id)
            if not row["retry"]:
                payload = {
                    "call_id": call_id,
                    "step_id": step_id,
                    "tool": call.tool,
                    "arguments": in_short(call.arguments),
                }
                key = f"tool.started:{call_id}:{row['fence']}"
                await append_event(connection, task_id=task_id, kind="tool.started", payload=payload, key=key)
            return Claim(fence=row["fence"], retry=row["retry"])

    async def complete(
        self, *, call_id: str, fence: int, state: ToolCallState, result: ToolResult
    ) -> StoredToolCall:
        async with transaction(self._pool) as connection:
            row = await connection.fetchrow(
                "UPDATE tool_calls SET state = $3, result = $4, finished_at = clock_timestamp() "
                "WHERE call_id = $1 AND fence = $2 AND state = 'started' RETURNING *",
                call_id,
                fence,
                state.value,
                storable(result.model_dump(mode="json")),
            )
            stored = await _find(connection, call_id)
            if row is not None:
                await _announce_end(connection, row)
        return stored

    async def release(self, *, call_id: str, fence: int) -> None:
        async with session(self._pool) as connection:
            await connection.execute(
                "DELETE FROM tool_calls WHERE call_id = $1 AND fence = $2 AND state = 'started'",
                call_id,
                fence,
            )

    async def refuse(
        self, *, task_id: str, step_id: str, call_id: str, turn_id: str, call: ToolCall, reason: str
    ) -> None:
        async with transaction(self._pool) as connection:
            row = await connection.fetchrow(
                "INSERT INTO tool_calls (call_id, task_id, step_id, turn_id, index, tool, arguments, state, "
                "result, finished_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'failed', $8, clock_timestamp()) "
                "ON CONFLICT (call_id) DO NOTHING RETURNING *",
                call_id,
                task_id,
                step_id,
                turn_id,
                call.index,
                storable(call.tool),
                storable(call.arguments),
                storable(ToolResult(text=reason, error=True).model_dump(mode="json")),
            )
            if row is not None:
                await _announce_end(connection, row, refused=True)

    async def results(self, call_ids: Sequence[str]) -> Sequence[StoredToolCall]:
        keys = [key for key in map(as_uuid, call_ids) if key is not None]
        async with session(self._pool) as connection:
            rows = await connection.fetch(_STORED + "WHERE call_id = ANY ($1::uuid[])", keys)
        found = {row["call_id"]: _call(row) for row in rows}
        return [found[key] for key in keys if key in found]


async def _settle(connection: Connection, call_id: str) -> StoredToolCall:
    """The stored call; one that somebody started and nobody finished has an outcome that nobody knows."""
    row = await connection.fetchrow(
        "UPDATE tool_calls SET state = 'outcome_unknown', finished_at = clock_timestamp() "
        "WHERE call_id = $1 AND state = 'started' RETURNING *",
        call_id,
    )
    stored = await _find(connection, call_id)
    if row is not None:
        await _announce_end(connection, row)
    return stored


async def _find(connection: Connection, call_id: str) -> StoredToolCall:
    row = await connection.fetchrow(_STORED + "WHERE call_id = $1", call_id)
    assert row is not None  # claimed before, and rows are never deleted
    return _call(row)


async def _announce_end(connection: Connection, row: asyncpg.Record, *, refused: bool = False) -> None:
    payload: dict[str, Any] = {"call_id": row["call_id"], "step_id": row["step_id"], "tool": row["tool"]}
    payload |= {
        "state": row["state"],
        "refused": refused,
        "error": bool(row["result"] and row["result"]["error"]),
        "seconds": round((row["finished_at"] - row["started_at"]).total_seconds(), 3),
    }
    if refused:
        payload["arguments"] = in_short(row["arguments"])
    await append_event(
        connection,
        task_id=row["task_id"],
        kind="tool.finished",
        payload=payload,
        key=f"tool.finished:{row['call_id']}",
    )


def _call(row: asyncpg.Record) -> StoredToolCall:
    return StoredToolCall.model_validate(dict(row))

"""Rows of ``transcripts``: turns in a tree, each over its parent."""

from collections.abc import Sequence
from typing import Any

import asyncpg

from domain.agents import StoredTurn
from integrations.postgres.events import append_event
from integrations.postgres.pool import Connection, Pool, as_uuid, session, storable, transaction


class PostgresTranscripts:
    """Implements :class:`domain.agents.TranscriptStore`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def find(self, turn_id: str) -> StoredTurn | None:
        if (key := as_uuid(turn_id)) is None:
            return None
        async with session(self._pool) as connection:
            return await _find(connection, key)

    async def chain(self, head_turn_id: str) -> Sequence[StoredTurn]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "WITH RECURSIVE branch AS ("
                "SELECT t.*, 0 AS depth FROM transcripts t WHERE turn_id = $1 UNION ALL "
                "SELECT t.*, depth + 1 FROM transcripts t JOIN branch b ON t.turn_id = b.parent_turn_id) "
                "SELECT * FROM branch ORDER BY depth DESC",
                as_uuid(head_turn_id),
            )
        return [_turn(row) for row in rows]

    async def save(self, turn: StoredTurn) -> StoredTurn:
        async with transaction(self._pool) as connection:
            inserted = await _insert(connection, turn)
            # a second statement: it sees the row of a rival whose commit the insert has waited for
            stored = await _find(connection, turn.turn_id)
            if inserted:
                await append_event(
                    connection,
                    task_id=turn.task_id,
                    kind="turn.finished",
                    payload=_in_short(turn),
                    key=f"turn.finished:{turn.turn_id}",
                )
        assert stored is not None  # inserted now or by the rival
        return stored


async def _insert(connection: Connection, turn: StoredTurn) -> bool:
    return bool(
        await connection.fetchval(
            "INSERT INTO transcripts (turn_id, parent_turn_id, task_id, step_id, agent, model, messages, "
            "reply) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING true",
            turn.turn_id,
            turn.parent_turn_id,
            turn.task_id,
            turn.step_id,
            turn.agent,
            turn.model,
            storable([message.model_dump(mode="json") for message in turn.messages]),
            storable(turn.reply.model_dump(mode="json")),
        )
    )


async def _find(connection: Connection, turn_id: str) -> StoredTurn | None:
    row = await connection.fetchrow("SELECT * FROM transcripts WHERE turn_id = $1", turn_id)
    return None if row is None else _turn(row)


def _turn(row: asyncpg.Record) -> StoredTurn:
    return StoredTurn.model_validate(dict(row))


def _in_short(turn: StoredTurn) -> dict[str, Any]:
    return {
        "turn_id": turn.turn_id,
        "step_id": turn.step_id,
        "agent": turn.agent,
        "model": turn.model,
        "calls": [call.tool for call in turn.reply.calls],
    }

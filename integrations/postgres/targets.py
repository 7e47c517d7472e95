"""Rows of ``target_turns``."""

import asyncpg

from domain.targets import Blocker, Target, Turn
from integrations.postgres.events import append_event
from integrations.postgres.pool import Connection, Pool, session, storable, transaction


class PostgresTargets:
    """Implements :class:`domain.targets.TargetStore`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def claim(self, task_id: str, *, workflow_id: str, target: Target) -> Turn:
        async with transaction(self._pool) as connection:
            await _lock_task(connection, task_id)
            await connection.execute(
                "SELECT pg_advisory_xact_lock(hashtext('targets'), hashtext($1))", str(target)
            )
            await connection.execute(
                "INSERT INTO target_turns (task_id, workflow_id, service, environment) "
                "VALUES ($1, $2, $3, $4) ON CONFLICT (task_id) DO NOTHING",
                task_id,
                workflow_id,
                storable(target.service),
                storable(target.environment),
            )
            line = await connection.fetch(
                "SELECT * FROM target_turns WHERE service = $1 AND environment = $2 "
                "ORDER BY held_since IS NULL, place",
                storable(target.service),
                storable(target.environment),
            )
            index = next(number for number, row in enumerate(line) if row["task_id"] == task_id)
            mine, first = line[index], line[0]
            if mine["held_since"] is not None:
                return Turn(held=True)
            if index == 0:
                await _take(connection, mine)
                return Turn(held=True)
            held_by = first["task_id"] if first["held_since"] is not None else None
            turn = Turn(held=False, held_by=held_by, ahead=index - (held_by is not None))
            await _tell_wait(connection, mine, turn)
            return turn

    async def release(self, task_id: str) -> None:
        async with transaction(self._pool) as connection:
            await _lock_task(connection, task_id)
            if await release_turn(connection, task_id):
                await _note(connection, task_id, None)

    async def waited_for(self) -> list[Blocker]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "SELECT DISTINCT ON (service, environment) *, count(*) OVER (PARTITION BY service, "
                "environment) AS size FROM target_turns "
                "ORDER BY service, environment, held_since IS NULL, place"
            )
        return [_blocker(row) for row in rows if row["size"] > 1 or row["held_since"] is None]


async def release_turn(connection: Connection, task_id: str) -> bool:
    """In the caller's transaction, which holds the orchestration's row; whether there was anything."""
    row = await connection.fetchrow("DELETE FROM target_turns WHERE task_id = $1 RETURNING *", task_id)
    if row is not None and row["held_since"] is not None:
        await _tell(connection, row, "released")
    return row is not None


async def _lock_task(connection: Connection, task_id: str) -> None:
    """First of all locks, as everywhere."""
    await connection.execute("SELECT FROM orchestrations WHERE task_id = $1 FOR NO KEY UPDATE", task_id)


async def _take(connection: Connection, row: asyncpg.Record) -> None:
    await connection.execute(
        "UPDATE target_turns SET held_since = clock_timestamp() WHERE task_id = $1", row["task_id"]
    )
    await _note(connection, row["task_id"], None)
    await _tell(connection, row, "acquired")


async def _tell_wait(connection: Connection, row: asyncpg.Record, turn: Turn) -> None:
    target = Target(service=row["service"], environment=row["environment"])
    whom = f"held by {turn.held_by}" if turn.held_by else "about to be taken"
    behind = f", behind {turn.ahead} more" if turn.ahead else ""
    await _note(connection, row["task_id"], f"waits for the lock on {target}, {whom}{behind}")
    await _tell(connection, row, "waiting", held_by=turn.held_by)


async def _note(connection: Connection, task_id: str, note: str | None) -> None:
    await connection.execute(
        "UPDATE orchestrations SET note = $2, updated_at = clock_timestamp() "
        "WHERE task_id = $1 AND note IS DISTINCT FROM $2",
        task_id,
        note,
    )


async def _tell(connection: Connection, row: asyncpg.Record, what: str, **more: str | None) -> None:
    """Each once for each place in line."""
    await append_event(
        connection,
        task_id=row["task_id"],
        kind=f"lock.{what}",
        payload={"service": row["service"], "environment": row["environment"], **more},
        key=f"lock.{what}:{row['place']}",
    )


def _blocker(row: asyncpg.Record) -> Blocker:
    return Blocker(
        task_id=row["task_id"],
        workflow_id=row["workflow_id"],
        target=Target(service=row["service"], environment=row["environment"]),
        held=row["held_since"] is not None,
        since=row["held_since"] or row["asked_at"],
    )

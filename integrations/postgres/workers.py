"""Rows of ``agents``: what each live worker offers."""

from collections.abc import Sequence
from typing import Any

from domain.workers import ALIVE_SECONDS, WorkerBeat
from integrations.postgres.pool import Pool, session, transaction


class PostgresWorkers:
    """Implements :class:`domain.workers.WorkerStore`; ``seen_at`` is by Postgres' clock."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def beat(self, beats: Sequence[WorkerBeat]) -> None:
        async with transaction(self._pool) as connection:
            await connection.executemany(
                "INSERT INTO agents (worker, agent, model, tools, started_at, models_version, environment, "
                "models_fault, circuits) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
                "ON CONFLICT (worker, agent) DO UPDATE SET model = excluded.model, tools = excluded.tools, "
                "started_at = excluded.started_at, models_version = excluded.models_version, "
                "environment = excluded.environment, models_fault = excluded.models_fault, "
                "circuits = excluded.circuits, "
                "seen_at = clock_timestamp()",
                [_columns(beat) for beat in beats],
            )

    async def alive(self) -> Sequence[WorkerBeat]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "SELECT * FROM agents WHERE seen_at > clock_timestamp() - make_interval(secs => $1) "
                "ORDER BY worker, agent",
                float(ALIVE_SECONDS),
            )
        return [WorkerBeat.model_validate(dict(row)) for row in rows]

    async def gone(self, worker: str) -> None:
        async with session(self._pool) as connection:
            await connection.execute("DELETE FROM agents WHERE worker = $1", worker)


def _columns(beat: WorkerBeat) -> tuple[Any, ...]:
    return (
        beat.worker,
        beat.agent,
        beat.model,
        beat.tools,
        beat.started_at,
        beat.models_version,
        beat.environment,
        beat.models_fault,
        [circuit.model_dump(mode="json") for circuit in beat.circuits],
    )

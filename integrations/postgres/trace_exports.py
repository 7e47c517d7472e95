"""Rows of ``trace_exports``."""

from collections.abc import Sequence

from domain.traces.exports import HELD_SECONDS, Held, TraceExport
from integrations.postgres.pool import Pool, session, storable

FAULT_LIMIT = 500
"""Characters of a fault that the row keeps."""


class PostgresTraceExports:
    """Implements :class:`domain.traces.exports.TraceExportStore`; times are by Postgres' clock."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def hold(self, name: str, *, holder: str, target: str) -> Held | None:
        async with session(self._pool) as connection:
            row = await connection.fetchrow(
                "INSERT INTO trace_exports AS export (name, target, began, cursor, holder, held_until) "
                "SELECT $1, $2, coalesce(max(id), 0), coalesce(max(id), 0), $3, "
                "clock_timestamp() + make_interval(secs => $4) FROM events "
                "ON CONFLICT (name) DO UPDATE SET target = excluded.target, holder = excluded.holder, "
                "held_until = excluded.held_until "
                "WHERE export.holder = $3 OR export.holder IS NULL OR export.held_until < clock_timestamp() "
                "RETURNING began, cursor",
                name,
                target,
                holder,
                float(HELD_SECONDS),
            )
        return None if row is None else Held.model_validate(dict(row))

    async def moved(self, name: str, *, holder: str, cursor: int) -> bool:
        async with session(self._pool) as connection:
            return bool(
                await connection.fetchval(
                    "UPDATE trace_exports SET cursor = $3, fault = NULL, "
                    "held_until = clock_timestamp() + make_interval(secs => $4) "
                    "WHERE name = $1 AND holder = $2 RETURNING true",
                    name,
                    holder,
                    cursor,
                    float(HELD_SECONDS),
                )
            )

    async def failed(self, name: str, *, holder: str, fault: str) -> None:
        async with session(self._pool) as connection:
            await connection.execute(
                "UPDATE trace_exports SET fault = $3 WHERE name = $1 AND holder = $2",
                name,
                holder,
                storable(fault)[:FAULT_LIMIT],
            )

    async def let_go(self, name: str, *, holder: str) -> None:
        async with session(self._pool) as connection:
            await connection.execute(
                "UPDATE trace_exports SET holder = NULL WHERE name = $1 AND holder = $2", name, holder
            )

    async def forget_others(self, names: Sequence[str]) -> None:
        async with session(self._pool) as connection:
            await connection.execute("DELETE FROM trace_exports WHERE name <> ALL ($1)", list(names))

    async def all(self) -> Sequence[TraceExport]:
        async with session(self._pool) as connection:
            rows = await connection.fetch("SELECT * FROM trace_exports ORDER BY name")
        return [TraceExport.model_validate(dict(row)) for row in rows]

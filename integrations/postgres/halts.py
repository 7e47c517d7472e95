"""Rows of ``halts``: at most one is in force."""

from collections.abc import Sequence
from uuid import uuid4

import asyncpg

from domain.events import INSTALLATION
from domain.halts import Halt, HaltChange
from domain.models import timestamp
from integrations.postgres.events import append_event
from integrations.postgres.ledger import LOCK, append_entry
from integrations.postgres.pool import Connection, Pool, session, storable, transaction

IN_FORCE = "SELECT * FROM halts WHERE lifted_at IS NULL"


class PostgresHalts:
    """Implements :class:`domain.halts.HaltStore`.

    Changes hold the ledger's lock from their first act on, as each use of a grant does: once a halt is
    committed, no grant clears anything.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def state(self) -> Halt | None:
        async with session(self._pool) as connection:
            row = await connection.fetchrow(IN_FORCE)
        return None if row is None else _halt(row)

    async def set(self, *, person: str, reason: str) -> HaltChange:
        async with transaction(self._pool) as connection:
            standing = await _locked(connection)
            if standing is not None:
                return HaltChange(halt=standing, changed=False)
            row = await connection.fetchrow(
                "INSERT INTO halts (halt_id, person, reason) VALUES ($1, $2, $3) RETURNING *",
                str(uuid4()),
                storable(person),
                storable(reason),
            )
            assert row is not None  # inserted
            halt = _halt(row)
            body = {"v": 1, "kind": "halt.set", "at": timestamp(halt.since), **_said(halt.person, reason)}
            await _record(connection, halt, body)
        return HaltChange(halt=halt, changed=True)

    async def lift(self, *, person: str, reason: str | None) -> HaltChange:
        async with transaction(self._pool) as connection:
            standing = await _locked(connection)
            if standing is None:
                return HaltChange(halt=None, changed=False)
            row = await connection.fetchrow(
                "UPDATE halts SET lifted_at = clock_timestamp(), lifted_by = $2, lift_reason = $3 "
                "WHERE halt_id = $1 RETURNING *",
                standing.halt_id,
                storable(person),
                storable(reason),
            )
            assert row is not None  # it was there under this lock
            halt = _halt(row)
            body = {"v": 1, "kind": "halt.lifted", "at": timestamp(row["lifted_at"]), **_said(person, reason)}
            await _record(connection, halt, body)
        return HaltChange(halt=halt, changed=True)

    async def history(self, *, limit: int = 20) -> Sequence[Halt]:
        async with session(self._pool) as connection:
            rows = await connection.fetch("SELECT * FROM halts ORDER BY since DESC LIMIT $1", limit)
        return [_halt(row) for row in rows]


async def _locked(connection: Connection) -> Halt | None:
    """The halt in force, which stays as it is until the end of the transaction."""
    await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
    row = await connection.fetchrow(IN_FORCE)
    return None if row is None else _halt(row)


async def _record(connection: Connection, halt: Halt, body: dict[str, str | int | None]) -> None:
    key, kind = f"{body['kind']}/{halt.halt_id}", str(body["kind"])
    await append_entry(connection, {**body, "halt_id": halt.halt_id}, request_id=None, event_key=key)
    payload = {"halt_id": halt.halt_id, "person": body["person"], "reason": body["reason"]}
    await append_event(connection, task_id=INSTALLATION, kind=kind, payload=payload, key=key)


def _said(person: str, reason: str | None) -> dict[str, str | None]:
    return {"person": person, "reason": reason}


def _halt(row: asyncpg.Record) -> Halt:
    return Halt.model_validate(dict(row))

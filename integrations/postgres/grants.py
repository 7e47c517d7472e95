"""Rows of ``grants`` and ``grant_uses``."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import asyncpg

from domain.approvals.grants import Grant, GrantDraft, GrantQuery, GrantUse, Refuses
from domain.errors import IdempotencyConflictError
from domain.models import timestamp
from integrations.postgres.events import append_event
from integrations.postgres.halts import IN_FORCE
from integrations.postgres.ledger import LOCK, append_entry
from integrations.postgres.pool import Connection, Pool, as_uuid, fetch_one, session, storable, transaction

_GRANTS = (
    "SELECT g.*, (SELECT count(*) FROM grant_uses u WHERE u.grant_id = g.grant_id) AS uses FROM grants g "
)
_ACTIVE = "g.revoked_at IS NULL AND g.expires_at > clock_timestamp()"


class PostgresGrants:
    """Implements :class:`domain.approvals.grants.GrantStore`.

    Whatever changes what a grant clears holds the ledger's lock: a use is either before it or finds it.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(self, draft: GrantDraft) -> Grant:
        async with transaction(self._pool) as connection:
            await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
            await connection.execute(
                "INSERT INTO grants (grant_id, person, role, scope, reason, added_at, expires_at) "
                "SELECT $1, $2, $3, $4, $5, now, now + $6::interval FROM clock_timestamp() AS now "
                "ON CONFLICT (grant_id) DO NOTHING",
                draft.grant_id,
                storable(draft.person),
                storable(draft.role),
                draft.scope.model_dump(),
                storable(draft.reason),
                draft.duration,
            )
            grant = await _find(connection, draft.grant_id)
            if _asked(grant) != _asked(draft) or grant.expires_at - grant.added_at != draft.duration:
                raise IdempotencyConflictError("this Idempotency-Key was used for another grant")
            await _record(connection, "grant.added", grant, at=grant.added_at)
        return grant

    async def revoke(self, grant_id: str, *, person: str, reason: str | None) -> Grant:
        async with transaction(self._pool) as connection:
            await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
            found = await _find(connection, grant_id)
            if found.revoked_at is None:
                await connection.execute(
                    "UPDATE grants SET revoked_at = clock_timestamp(), revoked_by = $2, revoke_reason = $3 "
                    "WHERE grant_id = $1",
                    found.grant_id,
                    storable(person),
                    storable(reason),
                )
                found = await _find(connection, grant_id)
                await _record(connection, "grant.revoked", found, at=found.revoked_at)
        return found

    async def list(self, *, active: bool = False, limit: int = 50) -> Sequence[Grant]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                _GRANTS + f"WHERE NOT $1 OR ({_ACTIVE}) ORDER BY g.added_at DESC, g.grant_id LIMIT $2",
                active,
                limit,
            )
        return [_grant(row) for row in rows]

    async def use(self, call: GrantQuery, refuses: Refuses) -> GrantUse | None:
        async with session(self._pool) as connection:  # most calls find nothing, and need no lock for it
            if await _fitting(connection, refuses) is None:
                return None
        async with transaction(self._pool) as connection:
            await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
            grant = await _fitting(connection, refuses)
            if grant is None or await connection.fetchrow(IN_FORCE) is not None:
                return None
            return await _use(connection, grant, call)

    async def in_force(self, grant_id: str) -> bool:
        async with session(self._pool) as connection:
            found = await connection.fetchval(
                f"SELECT true FROM grants g WHERE g.grant_id = $1 AND {_ACTIVE}",  # noqa: S608 - constants
                as_uuid(grant_id),
            )
        return found is not None


async def _fitting(connection: Connection, refuses: Refuses) -> Grant | None:
    """The oldest that fits, so that a call asked for again finds the one it had."""
    now = await connection.fetchval("SELECT clock_timestamp()")
    rows = await connection.fetch(_GRANTS + f"WHERE {_ACTIVE} ORDER BY g.added_at, g.grant_id")
    return next((grant for grant in map(_grant, rows) if refuses(grant, now) is None), None)


async def _use(connection: Connection, grant: Grant, call: GrantQuery) -> GrantUse:
    use = GrantUse(
        grant_id=grant.grant_id,
        call_id=call.call_id,
        person=grant.person,
        role=grant.role,
        used_at=await _count_use(connection, grant, call),
        expires_at=grant.expires_at,
    )
    key = f"grant.used/{call.call_id}/{call.digest}/{call.level.value}/{grant.grant_id}"
    body = {
        "v": 1,
        "kind": "grant.used",
        "at": timestamp(use.used_at),
        "grant_id": grant.grant_id,
        "person": grant.person,
        "role": grant.role,
        "scope": str(grant.scope),
        "expires_at": timestamp(grant.expires_at),
        "call": call.model_dump(mode="json"),
    }
    if await append_entry(connection, body, request_id=None, event_key=key) is not None:
        told = {
            "call_id": call.call_id,
            "tool": call.tool,
            "grant_id": grant.grant_id,
            "person": grant.person,
        }
        await append_event(connection, task_id=call.task_id, kind="grant.used", payload=told, key=key)
    return use


async def _count_use(connection: Connection, grant: Grant, call: GrantQuery) -> datetime:
    """When the grant was first used for this call as it is."""
    which = (grant.grant_id, call.call_id, call.digest, call.level.value)
    await connection.execute(
        "INSERT INTO grant_uses (grant_id, call_id, digest, level, task_id, tool) "
        "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        *which,
        call.task_id,
        storable(call.tool),
    )
    used_at: datetime = await connection.fetchval(
        "SELECT used_at FROM grant_uses WHERE (grant_id, call_id, digest, level) = ($1, $2, $3, $4)", *which
    )
    return used_at


async def _record(connection: Connection, kind: str, grant: Grant, *, at: datetime | None) -> None:
    """Where the entry is there already, it stays as it is."""
    assert at is not None
    body = {
        "v": 1,
        "kind": kind,
        "at": timestamp(at),
        "grant_id": grant.grant_id,
        "person": grant.person,
        "role": grant.role,
        "scope": str(grant.scope),
        "reason": grant.reason,
        "added_at": timestamp(grant.added_at),
        "expires_at": timestamp(grant.expires_at),
        "revoked_by": grant.revoked_by,
        "revoke_reason": grant.revoke_reason,
    }
    await append_entry(connection, body, request_id=None, event_key=f"{kind}/{grant.grant_id}")


async def _find(connection: Connection, grant_id: str) -> Grant:
    return _grant(await fetch_one(connection, _GRANTS + "WHERE g.grant_id = $1", grant_id, what="grant"))


def _asked(grant: Grant | GrantDraft) -> tuple[Any, ...]:
    return grant.person, grant.role, grant.scope, storable(grant.reason)


def _grant(row: asyncpg.Record) -> Grant:
    return Grant.model_validate(dict(row))

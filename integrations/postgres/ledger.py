"""Rows of ``approval_ledger``: hash-chained, only ever added to."""

import json
from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

import asyncpg

from domain.ledger.audit import LedgerAudit, LedgerFault
from domain.ledger.entries import GENESIS, Head, LedgerEntry, chain
from domain.ledger.receipts import KeyDirectory
from domain.models import timestamp
from domain.policies import PolicyLoad, PolicyName
from integrations.postgres.pool import Connection, Pool, session, storable, transaction

LOCK = 0x6C65_6467_6572
"""Of the advisory lock: one transaction at a time adds an entry."""
BATCH = 1_000
_LOADED = "policy.loaded"


async def append_entry(
    connection: Connection, body: dict[str, Any], *, request_id: str | None, event_key: str
) -> LedgerEntry | None:
    """Append in the caller's transaction, whose first act this must be: the lock lasts until its end.

    ``request_id`` is a UUID. None where an entry of this request and key is there already: the first stands.
    """
    event_key = storable(event_key)
    request_id = None if request_id is None else str(UUID(request_id))  # as it will be read back
    await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
    if await find_entry(connection, request_id=request_id, event_key=event_key) is not None:
        return None
    last = await connection.fetchrow("SELECT seq, hash FROM approval_ledger ORDER BY seq DESC LIMIT 1")
    seq, prev_hash = (last["seq"] + 1, last["hash"]) if last else (1, GENESIS)
    entry = chain(
        seq=seq, prev_hash=prev_hash, body=storable(body), request_id=request_id, event_key=event_key
    )
    await connection.execute(
        "INSERT INTO approval_ledger (seq, prev_hash, hash, request_id, event_key, body) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        entry.seq,
        entry.prev_hash,
        entry.hash,
        entry.request_id,
        entry.event_key,
        entry.body,
    )
    return entry


async def find_entry(connection: Connection, *, request_id: str | None, event_key: str) -> LedgerEntry | None:
    row = await connection.fetchrow(
        "SELECT * FROM approval_ledger WHERE request_id IS NOT DISTINCT FROM $1 AND event_key = $2",
        request_id,
        storable(event_key),
    )
    return None if row is None else _entry(row)


class PostgresLedger:
    """The whole ledger, for auditors and for entries that are no verdicts.

    Implements :class:`domain.ledger.entries.LedgerStore` and :class:`domain.policies.PolicyLog`.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def append(
        self, body: dict[str, Any], *, event_key: str, request_id: str | None = None
    ) -> LedgerEntry:
        """The new entry, or the one that is there for this request and key."""
        async with transaction(self._pool) as connection:
            entry = await append_entry(connection, body, request_id=request_id, event_key=event_key)
            entry = entry or await find_entry(connection, request_id=request_id, event_key=event_key)
        assert entry is not None  # appended or found, under one lock
        return entry

    async def note(self, kind: str, *, event_key: str, **said: Any) -> LedgerEntry:
        async with session(self._pool) as connection:
            now = await connection.fetchval("SELECT clock_timestamp()")
        return await self.append({"v": 1, "kind": kind, "at": timestamp(now), **said}, event_key=event_key)

    async def record_load(self, policy: PolicyName, *, version: str, file: str) -> PolicyLoad | None:
        async with transaction(self._pool) as connection:
            await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
            last = await connection.fetchrow(
                "SELECT seq, body FROM approval_ledger WHERE request_id IS NULL AND event_key LIKE $1 "
                "ORDER BY seq DESC LIMIT 1",
                f"{_LOADED}/{policy.value}/%",
            )
            previous = json.loads(last["body"])["version"] if last else None
            if previous == version:
                return None
            body = {
                "v": 1,
                "kind": _LOADED,
                "at": timestamp(await connection.fetchval("SELECT clock_timestamp()")),
                "policy": policy.value,
                "version": version,
                "previous": previous,
                "file": file,
            }
            # the entry that it follows: a version may come back later, and is then another event
            key = f"{_LOADED}/{policy.value}/{last['seq'] if last else 0}"
            entry = await append_entry(connection, body, request_id=None, event_key=key)
        return None if entry is None else _load(entry.seq, entry.body)

    async def loads(self, *, limit: int = 50, before: int | None = None) -> Sequence[PolicyLoad]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "SELECT seq, body FROM approval_ledger WHERE request_id IS NULL AND event_key LIKE $1 "
                "AND ($2::bigint IS NULL OR seq < $2) ORDER BY seq DESC LIMIT $3",
                f"{_LOADED}/%",
                before,
                limit,
            )
        return [_load(row["seq"], row["body"]) for row in rows]

    async def entries(self, *, after: int = 0, limit: int = BATCH) -> Sequence[LedgerEntry]:
        """In order of ``seq``, those over ``after``."""
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "SELECT * FROM approval_ledger WHERE seq > $1 ORDER BY seq LIMIT $2",
                after,
                limit,
            )
        return [_entry(row) for row in rows]

    async def head(self) -> Head | None:
        async with session(self._pool) as connection:
            row = await connection.fetchrow(
                "SELECT seq, hash, clock_timestamp() AS at FROM approval_ledger ORDER BY seq DESC LIMIT 1"
            )
        return None if row is None else Head.model_validate(dict(row))

    async def all(self) -> AsyncIterator[LedgerEntry]:
        """Every entry, a batch in memory at a time."""
        after = 0
        while batch := await self.entries(after=after):
            for entry in batch:
                yield entry
            after = batch[-1].seq

    async def verify(self, keys: KeyDirectory | None = None) -> LedgerFault | None:
        """The first fault, of the chain alone where no ``keys`` are given; None if there is none."""
        audit = LedgerAudit(keys)
        async for entry in self.all():
            for fault in audit.read(entry):
                return fault
        return next(audit.finish(), None)


def _entry(row: asyncpg.Record) -> LedgerEntry:
    return LedgerEntry.model_validate(dict(row))


def _load(seq: int, body: str) -> PolicyLoad:
    return PolicyLoad(seq=seq, **json.loads(body))

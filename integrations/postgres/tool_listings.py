"""Rows of ``tool_listings``: what servers said of their tools when it was accepted, and what they say now."""

from collections.abc import Mapping, Sequence

import asyncpg

from domain.errors import ConflictError, NotFoundError
from domain.tool_listings import Quarantine, ToolListing
from integrations.postgres.pool import Pool, session, storable, transaction

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('tool_listings/' || $1, 0))"
_HELD = "SELECT * FROM tool_listings WHERE offered IS NOT NULL "


class PostgresToolListings:
    """Implements :class:`domain.tool_listings.ListingStore`; copies of the gateway take turns."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def offer(self, server: str, listings: Sequence[ToolListing]) -> Mapping[str, Quarantine]:
        rows = [
            (server, listing.tool, storable(listing.model_dump(mode="json")), listing.digest())
            for listing in listings
        ]
        async with transaction(self._pool) as connection:
            await connection.execute(_LOCK, server)
            await connection.execute("UPDATE tool_listings SET listed = false WHERE server = $1", server)
            await connection.executemany(
                "INSERT INTO tool_listings AS t (server, tool, accepted, accepted_digest) "
                "VALUES ($1, $2, $3, $4) ON CONFLICT (server, tool) DO UPDATE SET listed = true, "
                "offered = CASE WHEN t.accepted_digest = $4 THEN NULL ELSE EXCLUDED.accepted END, "
                "offered_digest = CASE WHEN t.accepted_digest = $4 THEN NULL ELSE $4 END, "
                "offered_at = CASE WHEN t.accepted_digest = $4 THEN NULL "
                "WHEN t.offered_digest = $4 THEN t.offered_at ELSE clock_timestamp() END",
                rows,
            )
            held = await connection.fetch(_HELD + "AND server = $1 AND listed", server)
        return {row["tool"]: _quarantine(row) for row in held}

    async def catalogue(self, server: str) -> Sequence[ToolListing]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(
                "SELECT accepted FROM tool_listings WHERE server = $1 AND listed AND offered IS NULL "
                "ORDER BY tool",
                server,
            )
        return [ToolListing.model_validate(row["accepted"]) for row in rows]

    async def quarantined(self) -> Sequence[Quarantine]:
        async with session(self._pool) as connection:
            rows = await connection.fetch(_HELD + "AND listed ORDER BY server, tool")
        return [_quarantine(row) for row in rows]

    async def accept(self, server: str, tool: str, *, digest: str, person: str) -> Quarantine:
        async with transaction(self._pool) as connection:
            await connection.execute(_LOCK, server)
            row = await connection.fetchrow(_HELD + "AND server = $1 AND tool = $2", server, tool)
            if row is None:
                raise NotFoundError(f"{server}.{tool} is not held back")
            if row["offered_digest"] != digest:
                raise ConflictError(f"{server}.{tool}: its server offers something else by now; look again")
            await connection.execute(
                "UPDATE tool_listings SET accepted = offered, accepted_digest = offered_digest, "
                "accepted_at = clock_timestamp(), accepted_by = $3, offered = NULL, offered_digest = NULL, "
                "offered_at = NULL WHERE server = $1 AND tool = $2",
                server,
                tool,
                storable(person),
            )
        return _quarantine(row)


def _quarantine(row: asyncpg.Record) -> Quarantine:
    return Quarantine(
        server=row["server"],
        tool=row["tool"],
        accepted=ToolListing.model_validate(row["accepted"]),
        offered=ToolListing.model_validate(row["offered"]),
        since=row["offered_at"],
        digest=row["offered_digest"],
    )

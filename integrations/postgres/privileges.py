"""What the running processes may do to the tables: less than the account that owns them.

They connect as that account and step down to the role ``devtools_app``, which owns nothing: it can neither
change what is only ever added to, nor disable a trigger. An account that may not create roles, as on some
managed servers, stays what it is; there the triggers alone keep the tables.
"""

import asyncio
import logging

import asyncpg

from integrations.postgres.pool import APP_ROLE, Connection, Pool, session

logger = logging.getLogger(__name__)

TRIES = 10
"""The role belongs to the whole server: another database's migration may make it at this very moment."""
PAUSE_SECONDS = 0.05
SET_OPTION_SINCE = 16
"""The version of Postgres."""
_RACES = (
    asyncpg.DuplicateObjectError,
    asyncpg.UniqueViolationError,
    asyncpg.InternalServerError,  # "tuple concurrently updated"
)

READ_ONLY = "schema_migrations"
_UPDATE, _DELETE = 16, 8
"""Bits of ``pg_trigger.tgtype``."""

_OURS = """
SELECT EXISTS (SELECT FROM pg_class WHERE oid = to_regclass('schema_migrations')
               AND pg_has_role(current_user, relowner, 'USAGE'))
"""
_TABLES = """
SELECT c.oid::regclass::text AS name, c.relname, c.relkind = 'S' AS is_sequence,
    coalesce((SELECT bit_or(tgtype::int) FROM pg_trigger
              WHERE tgrelid = c.oid AND tgfoid = to_regproc('append_only')), 0) AS guarded
FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'S')
    AND pg_has_role(current_user, c.relowner, 'USAGE')
"""
_PROTECTED = """
SELECT NOT pg_has_role(current_user, relowner, 'USAGE')
    AND NOT has_table_privilege(oid, 'UPDATE') AND NOT has_table_privilege(oid, 'DELETE')
    AND NOT has_table_privilege(oid, 'TRUNCATE')
FROM pg_class WHERE oid = to_regclass('approval_ledger')
"""


async def arrange_privileges(connection: Connection) -> bool:
    """Make the role and grant it what every table here allows; whether this account can step down to it.

    Call it after the tables were made. A second time changes nothing.
    """
    if not await connection.fetchval(_OURS):
        return False
    try:
        await _in_spite_of_others(connection)
    except asyncpg.InsufficientPrivilegeError as error:
        logger.warning(
            "the ledger is kept by triggers only: this account may not use a role %s: %s", APP_ROLE, error
        )
        return False
    async with connection.transaction():
        schema = await connection.fetchval("SELECT quote_ident(current_schema())")
        await connection.execute(f"GRANT USAGE ON SCHEMA {schema} TO {APP_ROLE}")
        for row in await connection.fetch(_TABLES):
            await connection.execute(f"REVOKE ALL ON {row['name']} FROM {APP_ROLE}")
            await connection.execute(f"GRANT {_allowed(row)} ON {row['name']} TO {APP_ROLE}")
    return True


def _allowed(row: asyncpg.Record) -> str:
    """What ``append_only()`` stands against is not granted in the first place."""
    if row["is_sequence"]:
        return "USAGE, SELECT"
    if row["relname"] == READ_ONLY:
        return "SELECT"
    words = ["SELECT", "INSERT"]
    words += ["UPDATE"] if not row["guarded"] & _UPDATE else []
    words += ["DELETE"] if not row["guarded"] & _DELETE else []
    return ", ".join(words)


async def _in_spite_of_others(connection: Connection) -> None:
    for attempt in range(TRIES):
        try:
            await _make_role(connection)
        except _RACES:
            if attempt == TRIES - 1:
                raise
            await asyncio.sleep(PAUSE_SECONDS)
        else:
            return


async def _make_role(connection: Connection) -> None:
    if not await connection.fetchval("SELECT true FROM pg_roles WHERE rolname = $1", APP_ROLE):
        await connection.execute(f"CREATE ROLE {APP_ROLE} NOLOGIN")
    # since 16, whoever makes a role is a member that may not become it
    way = "SET" if connection.get_server_version().major >= SET_OPTION_SINCE else "MEMBER"
    if not await connection.fetchval("SELECT pg_has_role(current_user, $1, $2)", APP_ROLE, way):
        await connection.execute(f"GRANT {APP_ROLE} TO CURRENT_USER")


async def is_ledger_protected(pool: Pool) -> bool:
    """Whether the pool's connections lack the right to change or remove entries, triggers or not."""
    async with session(pool) as connection:
        return bool(await connection.fetchval(_PROTECTED))

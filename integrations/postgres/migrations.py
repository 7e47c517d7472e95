"""Bring a database to the shape that this version of the code expects."""

from importlib import resources
from typing import NamedTuple

from domain.errors import ConfigurationError
from domain.models import sha256_hex
from integrations.postgres.pool import Connection, connect, outages_named
from integrations.postgres.privileges import arrange_privileges

LOCK = 0x6465_7674_6F6F_6C73
"""Of the advisory lock: one process migrates at a time, the next finds nothing left to do."""


class Migration(NamedTuple):
    """One file ``NNNN_name.sql``."""

    version: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        return sha256_hex(self.sql.encode())


def load_migrations() -> list[Migration]:
    """The files of this version of the code, in order."""
    folder = resources.files("integrations.postgres") / "migrations"
    files = (file for file in folder.iterdir() if file.name.endswith(".sql"))
    return sorted(
        Migration(
            int(file.name.split("_")[0]), file.name.removesuffix(".sql"), file.read_text(encoding="utf-8")
        )
        for file in files
    )


async def migrate(target: "str | Connection", migrations: list[Migration] | None = None) -> list[str]:
    """Apply what is missing, each file in its own transaction; returns the names of the applied ones.

    Then the role of the running processes gets its rights, on new tables too.

    ``target`` is a URL or a connection that is in no transaction. Safe when two do it at once.
    Raises :class:`~domain.errors.ConfigurationError` where an applied file has changed since, or where the
    database is of a newer version of the code; :class:`~domain.errors.UnavailableError`.
    """
    wanted = load_migrations() if migrations is None else migrations
    with outages_named():
        if not isinstance(target, str):
            return await _migrate(target, wanted)
        connection = await connect(target, command_timeout=None)
        try:
            return await _migrate(connection, wanted)
        finally:
            await connection.close()


async def _migrate(connection: "Connection", wanted: list[Migration]) -> list[str]:
    await connection.execute("SELECT pg_advisory_lock($1)", LOCK)
    try:
        if await connection.fetchval("SELECT to_regclass('schema_migrations') IS NULL"):
            await connection.execute(
                "CREATE TABLE schema_migrations (version integer PRIMARY KEY, name text NOT NULL, "
                "sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT clock_timestamp())"
            )
        missing = _missing(wanted, await _applied(connection))
        for migration in missing:
            async with connection.transaction():
                await connection.execute(migration.sql)
                await connection.execute(
                    "INSERT INTO schema_migrations (version, name, sha256) VALUES ($1, $2, $3)",
                    migration.version,
                    migration.name,
                    migration.sha256,
                )
        await arrange_privileges(connection)
        return [migration.name for migration in missing]
    finally:
        if not connection.is_closed():
            await connection.execute("SELECT pg_advisory_unlock($1)", LOCK)


async def _applied(connection: "Connection") -> dict[int, tuple[str, str]]:
    rows = await connection.fetch("SELECT version, name, sha256 FROM schema_migrations")
    return {row["version"]: (row["name"], row["sha256"]) for row in rows}


def _missing(wanted: list[Migration], applied: dict[int, tuple[str, str]]) -> list[Migration]:
    known = {migration.version for migration in wanted}
    for version, (name, _) in sorted(applied.items()):
        if version not in known:
            raise ConfigurationError(
                f"the database has migration {name}, which this version does not know: upgrade"
            )
    for migration in wanted:
        name, sha256 = applied.get(migration.version, (migration.name, migration.sha256))
        if sha256 != migration.sha256:
            raise ConfigurationError(
                f"migration {name} was applied with another content: an applied one never changes"
            )
    return [migration for migration in wanted if migration.version not in applied]

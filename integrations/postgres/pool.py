"""The connections to Postgres, and the one place where an outage gets its name."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

import asyncpg

from domain.errors import ConfigurationError, NotFoundError, UnavailableError

if TYPE_CHECKING:
    Pool: TypeAlias = asyncpg.Pool[asyncpg.Record]
    PooledConnection: TypeAlias = asyncpg.pool.PoolConnectionProxy[asyncpg.Record]
    Connection: TypeAlias = asyncpg.Connection[asyncpg.Record] | PooledConnection
else:  # asyncpg's classes are generic in their stubs only
    Pool = asyncpg.Pool
    PooledConnection = asyncpg.pool.PoolConnectionProxy
    Connection = asyncpg.Connection

CONNECT_SECONDS = 5.0
COMMAND_SECONDS = 20.0
ACQUIRE_SECONDS = 10.0
CLOSE_SECONDS = 3.0
IDLE_SECONDS = 60.0
"""In the middle of a transaction."""
APP_ROLE = "devtools_app"
"""Owns nothing; see :mod:`integrations.postgres.privileges`."""

# the search path is kept as it is: "$user" would mean another schema
_STEP_DOWN = """
SELECT set_config('search_path', (
        SELECT string_agg(quote_ident(name), ', ' ORDER BY place)
        FROM unnest(current_schemas(false)) WITH ORDINALITY AS s (name, place)), false),
    set_config('role', rolname, false)
FROM pg_roles
WHERE rolname = $1 AND pg_has_role(current_user, oid, 'MEMBER')
    AND has_schema_privilege(oid, current_schema(), 'USAGE')
    AND has_table_privilege(oid, to_regclass('approval_ledger'), 'INSERT')
"""

_OUTAGES = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.OperatorInterventionError,  # an administrator or a crash ended the session
    asyncpg.TooManyConnectionsError,
    asyncpg.ReadOnlySQLTransactionError,  # a standby, in the middle of a failover
    asyncpg.DiskFullError,
    asyncpg.InternalClientError,  # the server's farewell came between two statements
    asyncpg.TransactionRollbackError,  # a deadlock or the like: the same again will do
)


@contextmanager
def outages_named() -> Iterator[None]:
    """Within it, a server out of reach is an :class:`~domain.errors.UnavailableError`, however it looks.

    Wrong credentials or a database that does not exist are a :class:`~domain.errors.ConfigurationError`.
    """
    try:
        yield
    except _OUTAGES as error:
        raise UnavailableError(f"Postgres is out of reach: {_said(error)}") from error
    except asyncpg.InterfaceError as error:
        if not _lost(error):
            raise
        raise UnavailableError(f"Postgres is out of reach: {_said(error)}") from error
    except (asyncpg.InvalidAuthorizationSpecificationError, asyncpg.InvalidCatalogNameError) as error:
        raise ConfigurationError(f"DATABASE_URL: {_said(error)}") from error
    except (asyncpg.UndefinedTableError, asyncpg.UndefinedColumnError) as error:
        raise ConfigurationError(
            f"the database lacks a migration, `devtools db init` applies it: {error}"
        ) from error


async def connect(url: str, *, command_timeout: float | None = COMMAND_SECONDS) -> "Connection":
    """One connection outside any pool; the caller closes it. ``command_timeout`` in seconds.

    Raises :class:`~domain.errors.UnavailableError`, :class:`~domain.errors.ConfigurationError`.
    """
    with outages_named(), _url_checked():
        connection: Connection = await asyncpg.connect(
            url, timeout=CONNECT_SECONDS, command_timeout=command_timeout
        )
        await prepare_connection(connection)
        return connection


async def create_pool(url: str, *, min_size: int = 1, max_size: int = 10) -> "Pool":
    """A pool whose connections speak JSON as Python values and UUIDs as text.

    They have the rights of :data:`APP_ROLE` where migrations could arrange that, else those of the account.
    A connection that was lost is replaced when it is next asked for: the pool outlives a restart of Postgres.
    Raises :class:`~domain.errors.UnavailableError`, :class:`~domain.errors.ConfigurationError`.
    """
    with outages_named(), _url_checked():
        return await asyncpg.create_pool(
            url,
            min_size=min_size,
            max_size=max_size,
            timeout=CONNECT_SECONDS,
            command_timeout=COMMAND_SECONDS,
            init=_prepare_pooled,
            reset=_leave_as_it_is,
        )


@asynccontextmanager
async def open_pool(url: str) -> AsyncIterator["Pool"]:
    """As :func:`create_pool` makes it. Closed at the end, without waiting for ever for a query that hangs."""
    pool = await create_pool(url)
    try:
        yield pool
    finally:
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await pool.close()
        except TimeoutError:
            pool.terminate()


@asynccontextmanager
async def session(pool: "Pool") -> AsyncIterator["Connection"]:
    """A connection for single statements; an outage is named as :func:`outages_named` says."""
    with outages_named():
        async with pool.acquire(timeout=ACQUIRE_SECONDS) as connection:
            yield connection


@asynccontextmanager
async def transaction(pool: "Pool") -> AsyncIterator["Connection"]:
    """A connection in one transaction, committed at the end of the block."""
    async with session(pool) as connection, connection.transaction():
        yield connection


async def _leave_as_it_is(_connection: "Connection") -> None:
    """No store sets anything for a session or holds a lock past its transaction, and what listens says so
    when it stops: the reset that asyncpg sends each time a connection is given back would be for nothing.
    """


async def _prepare_pooled(connection: "Connection") -> None:
    await prepare_connection(connection)
    with suppress(asyncpg.InsufficientPrivilegeError):  # a member that may not become the role
        await connection.execute(_STEP_DOWN, APP_ROLE)


async def prepare_connection(connection: "Connection") -> None:
    for name in ("json", "jsonb"):
        await connection.set_type_codec(
            name, schema="pg_catalog", encoder=_encode_json, decoder=json.loads, format="text"
        )
    await connection.set_type_codec("uuid", schema="pg_catalog", encoder=str, decoder=str, format="text")
    # whoever dies or hangs in the middle of a transaction holds its locks no longer than this
    await connection.execute(f"SET idle_in_transaction_session_timeout = '{IDLE_SECONDS:g}s'")


def storable(value: Any) -> Any:
    """A JSON value that Postgres can hold: U+0000 and halves of surrogate pairs become U+FFFD."""
    if isinstance(value, str):
        text = value.replace("\x00", "\ufffd")
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {storable(key): storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable(item) for item in value]
    return value


def as_uuid(text: str) -> str | None:
    """The id in Postgres' own spelling; None for a text that is no UUID, which no row can have."""
    try:
        return str(UUID(text))
    except ValueError:
        return None


async def fetch_one(connection: "Connection", query: str, key: str, *, what: str) -> asyncpg.Record:
    """The row of this id, which is a UUID. Raises :class:`~domain.errors.NotFoundError`, naming ``what``."""
    row = None if (uuid := as_uuid(key)) is None else await connection.fetchrow(query, uuid)
    if row is None:
        raise NotFoundError(f"no {what} {key}")
    return row


def shortened(text: str | None, limit: int) -> str | None:
    """Storable, of at most so many characters."""
    return None if text is None else str(storable(text))[:limit]


@contextmanager
def _url_checked() -> Iterator[None]:
    try:
        yield
    except (asyncpg.ClientConfigurationError, ValueError) as error:
        raise ConfigurationError(f"DATABASE_URL cannot be read: {error}") from error


def _encode_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _lost(error: asyncpg.InterfaceError) -> bool:
    """InterfaceError also tells of misuse, which must stay visible; only a closed connection is an outage."""
    return "closed" in str(error) or "closing" in str(error)


def _said(error: BaseException) -> str:
    return str(error) or type(error).__name__

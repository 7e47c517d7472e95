"""The running processes may add to the record and never change it, whoever made the database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest
import pytest_asyncio

from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.migrations import Migration, load_migrations, migrate
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Connection, Pool, create_pool
from integrations.postgres.privileges import is_ledger_protected
from tests.integrations.postgres.conftest import request
from tests.support.postgres import Databases

ACCOUNT, PASSWORD = "tenant", "tenant-password"


@pytest_asyncio.fixture
async def tenant(databases: Databases) -> AsyncIterator[tuple[Connection, str]]:
    """An account that owns its database and may do nothing else, and its URL; with the administrator."""
    url = await databases.create(migrated=False)
    server, name = databases.server.url, url.rsplit("/", 1)[1]
    admin = await asyncpg.connect(server)
    await admin.execute(f"CREATE ROLE {ACCOUNT} LOGIN PASSWORD '{PASSWORD}'")
    await admin.execute(f"ALTER DATABASE {name} OWNER TO {ACCOUNT}")
    yield admin, f"postgresql://{ACCOUNT}:{PASSWORD}@{databases.server.address}/{name}"
    await databases.drop(url)
    await admin.execute(f"DROP ROLE {ACCOUNT}")
    await admin.close()


@asynccontextmanager
async def _first_on_the_server(databases: Databases) -> AsyncIterator[None]:
    """As if no database had been migrated there; those of the block must be gone at its end."""
    admin = await asyncpg.connect(databases.server.url)
    await admin.execute("ALTER ROLE devtools_app RENAME TO devtools_app_before")
    yield
    await admin.execute("DROP ROLE devtools_app")
    await admin.execute("ALTER ROLE devtools_app_before RENAME TO devtools_app")
    await admin.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE approval_ledger SET body = '{}'",
        "DELETE FROM approval_ledger",
        "TRUNCATE approval_ledger",
        "ALTER TABLE approval_ledger DISABLE TRIGGER ALL",
        "DROP TABLE approval_ledger",
        "ALTER FUNCTION append_only() RENAME TO gone",
        "SET session_replication_role = replica",
        "UPDATE approval_deadlines SET expires_at = now()",
        "DELETE FROM decision_inbox",
        "UPDATE schema_migrations SET sha256 = ''",
        "CREATE TABLE more (n int)",
        "CREATE ROLE another",
    ],
)
async def test_the_running_processes_are_not_permitted(pool: Pool, statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await pool.execute(statement)


async def test_they_do_their_work_all_the_same(pool: Pool) -> None:
    assert await is_ledger_protected(pool)
    await PostgresOrchestrations(pool).create(request(), body_sha256="b")
    await PostgresLedger(pool).append({"n": 1}, event_key="k")


async def test_a_table_that_comes_later_is_theirs_as_far_as_its_triggers_let(
    fresh_database_url: str, pool: Pool
) -> None:
    later = """
        CREATE TABLE later (n integer);
        CREATE SEQUENCE later_numbers;
        CREATE TABLE later_kept (n integer);
        CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON later_kept
            FOR EACH STATEMENT EXECUTE FUNCTION append_only();
    """
    await migrate(fresh_database_url, [*load_migrations(), Migration(9_999, "9999_later", later)])
    await pool.execute("INSERT INTO later VALUES (nextval('later_numbers')); UPDATE later SET n = 2")
    await pool.execute("DELETE FROM later; INSERT INTO later_kept VALUES (1)")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await pool.execute("DELETE FROM later_kept")


async def test_databases_of_one_server_may_be_migrated_at_the_same_time(databases: Databases) -> None:
    urls = [await databases.create(migrated=False) for _ in range(4)]
    async with _first_on_the_server(databases):
        await asyncio.gather(*(migrate(url) for url in urls))
        for url in urls:
            pool = await create_pool(url)
            assert await is_ledger_protected(pool)
            await pool.close()
            await databases.drop(url)


async def test_an_account_that_may_make_roles_but_not_all_else_is_enough(
    tenant: tuple[Connection, str], databases: Databases
) -> None:
    admin, url = tenant
    await admin.execute(f"ALTER ROLE {ACCOUNT} CREATEROLE")
    async with _first_on_the_server(databases):
        await migrate(url)
        pool = await create_pool(url)
        assert await is_ledger_protected(pool)
        await pool.close()
        await databases.drop(url)


async def test_an_account_that_may_make_no_roles_has_the_triggers(
    tenant: tuple[Connection, str], caplog: pytest.LogCaptureFixture
) -> None:
    _, url = tenant
    await migrate(url)
    assert "by triggers only" in caplog.text
    pool = await create_pool(url)
    assert not await is_ledger_protected(pool)
    await PostgresLedger(pool).append({"n": 1}, event_key="k")
    with pytest.raises(asyncpg.RaiseError, match="append-only"):
        await pool.execute("DELETE FROM approval_ledger")
    await pool.close()


async def test_an_account_that_was_let_in_steps_down_and_keeps_its_schema(
    tenant: tuple[Connection, str],
) -> None:
    """``"$user"`` of the search path would mean another schema after the change of role."""
    admin, url = tenant
    await admin.execute(f"GRANT devtools_app TO {ACCOUNT}")
    owner = await asyncpg.connect(url)
    await owner.execute(f"CREATE SCHEMA {ACCOUNT}")
    await owner.close()
    await migrate(url)
    pool = await create_pool(url)
    assert await pool.fetchval("SELECT current_user") == "devtools_app"
    assert await is_ledger_protected(pool)
    await PostgresLedger(pool).append({"n": 1}, event_key="k")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await pool.execute("DELETE FROM approval_ledger")
    await pool.close()


async def test_a_login_of_its_own_for_the_processes_cannot_step_up(
    tenant: tuple[Connection, str], databases: Databases
) -> None:
    admin, url = tenant
    await admin.execute(f"GRANT devtools_app TO {ACCOUNT}")
    await migrate(url)
    await admin.execute("CREATE ROLE runner LOGIN PASSWORD 'runner' IN ROLE devtools_app")
    pool = await create_pool(url.replace(f"{ACCOUNT}:{PASSWORD}@", "runner:runner@"))
    await migrate(url.replace(f"{ACCOUNT}:{PASSWORD}@", "runner:runner@"))  # finds nothing to do
    await pool.execute("SET ROLE NONE")
    assert await is_ledger_protected(pool)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await pool.execute("DELETE FROM approval_ledger")
    await PostgresLedger(pool).append({"n": 1}, event_key="k")
    await pool.close()
    await admin.execute("DROP ROLE runner")

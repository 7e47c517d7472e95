"""The embedded Postgres: starts, keeps what it acknowledged, explains what it cannot do."""

import asyncio
import signal
import subprocess
from pathlib import Path

import psutil
import pytest

from domain.errors import ConfigurationError, UnavailableError
from integrations.postgres.embedded import EmbeddedPostgres
from integrations.postgres.pool import connect
from tests.support.postgres import Databases, running
from tests.support.processes import free_port
from tests.support.waiting import until


def _kill_all(pid: int) -> None:
    server = psutil.Process(pid)
    for process in (server, *server.children(recursive=True)):
        process.kill()


async def test_kill_9_of_every_process_loses_no_acknowledged_commit(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path, port=free_port())
    acknowledged: list[int] = []

    async def write() -> None:
        connection = await connect(server.url)
        for number in range(100_000):
            await connection.execute("INSERT INTO kept VALUES ($1)", number)
            acknowledged.append(number)

    async def wrote_enough() -> bool:
        return len(acknowledged) > 200

    async with running(server) as process:
        connection = await connect(server.url)
        await connection.execute("CREATE TABLE kept (number integer PRIMARY KEY)")
        writer = asyncio.create_task(write())
        await until(wrote_enough)
        _kill_all(process.pid)
        await asyncio.wait([writer])
        assert writer.exception() is not None
        connection.terminate()
    async with running(server):
        connection = await connect(server.url)
        assert await connection.fetchval("SELECT max(number) FROM kept") >= acknowledged[-1]
        await connection.close()


async def test_a_server_whose_starter_was_killed_is_ended_and_its_data_go_on(tmp_path: Path) -> None:
    abandoned = EmbeddedPostgres(tmp_path, port=free_port())
    abandoned.prepare()
    started = subprocess.run(  # noqa: ASYNC221 - a shell that leaves the server behind and ends at once
        ["sh", "-c", '"$@" >/dev/null 2>&1 & echo $!', "sh", *abandoned.argv],
        check=True,
        stdout=subprocess.PIPE,
        **abandoned.popen_kwargs,
    )
    pid = int(started.stdout)
    await abandoned.wait_ready(lambda: psutil.pid_exists(pid))
    async with running(EmbeddedPostgres(tmp_path, port=free_port())):
        assert not psutil.pid_exists(pid)


async def test_another_server_on_the_port_is_not_taken_for_ours(databases: Databases, tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path, port=int(databases.server.address.rpartition(":")[2]))
    with pytest.raises(UnavailableError, match="Address already in use"):
        async with running(server):
            pass


def test_files_of_another_major_version_are_explained(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path, port=free_port())
    server.prepare()
    (tmp_path / "postgres" / "data" / "PG_VERSION").write_text("15\n")
    with pytest.raises(ConfigurationError, match=r"Postgres 15.*pg_dump"):
        server.prepare()


def test_the_password_is_its_owners_alone_and_not_on_the_command_line(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path, port=free_port())
    server.prepare()
    file = tmp_path / "postgres" / "password"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text() not in " ".join(server.argv)
    assert server.stop_signal is signal.SIGINT
    assert set(server.popen_kwargs["env"]) == {"PATH", "HOME", "LC_ALL", "TZ"}

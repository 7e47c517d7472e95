"""``devtools dev linear`` as a process: it serves its page, says what to export, and ends when it is told."""

import asyncio
import signal
import socket
import sys
from pathlib import Path

import httpx
import pytest

from cli.commands.dev import check_checkout
from domain.errors import ConfigurationError
from tests.cli.commands.conftest import ROOT, CommandLine
from tests.support.processes import free_port


async def exports_of(process: asyncio.subprocess.Process) -> dict[str, str]:
    """Its lines ``export NAME=VALUE``, which come once it serves."""
    assert process.stdout is not None
    found: dict[str, str] = {}
    while len(found) < 4:
        line = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
        assert line, "it ended before it said what to export"
        if line.startswith("export "):
            name, _, value = line.removeprefix("export ").strip().partition("=")
            found[name] = value
    return found


async def test_it_serves_until_it_is_told_to_stop(shell: CommandLine) -> None:
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "cli.main", "dev", "linear", f"--port={port}", "--secret=a-secret"),
        cwd=ROOT,
        env=shell.environment,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        exports = await exports_of(process)
        async with httpx.AsyncClient(trust_env=False) as http:
            page = await http.get(f"http://127.0.0.1:{port}/")
            asked = await http.post(
                exports["LINEAR_API_URL"],
                json={"query": "{ viewer { app } }"},
                headers={"Authorization": f"Bearer {exports['LINEAR_OAUTH_DEV_TOKEN']}"},
            )
    finally:
        process.send_signal(signal.SIGINT)
        await process.communicate()
    assert "Human approvals" in page.text
    assert asked.json() == {"data": {"viewer": {"app": True}}}
    assert exports["LINEAR_WEBHOOK_SIGNING_SECRET"] == "a-secret"
    assert exports["LINEAR_APPROVAL_HUB_ISSUE_ID"] == "DEV-68"
    assert process.returncode == 0


async def test_a_port_that_is_taken(shell: CommandLine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = await shell.devtools("dev", "linear", f"--port={taken.getsockname()[1]}")
    assert ran.code == 1
    assert "cannot listen on port" in ran.err
    assert "Traceback" not in ran.err


def test_without_a_checkout_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="source checkout"):
        check_checkout(tmp_path)

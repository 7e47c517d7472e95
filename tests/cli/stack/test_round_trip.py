"""The real stack, as a user starts and stops it."""

import asyncio
import os
import shlex
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import httpx
import pytest_asyncio

from cli.stack import ports
from cli.stack.state import StackState, recorded_stack
from tests.support.processes import is_running
from tests.support.waiting import until

API_PORT = 8001
PATIENCE = 90.0
"""Seconds for one command on a busy machine."""

Devtools = Callable[..., Awaitable[tuple[int, str]]]


def free_offset() -> int:
    wanted = [API_PORT, *ports.DEFAULTS.values()]
    candidates = range(20_000 + os.getpid() % 1000 * 10, 50_000, 17)
    return next(n for n in candidates if not any(ports.is_taken(port + n) for port in wanted))


@pytest_asyncio.fixture
async def devtools(tmp_path: Path) -> AsyncIterator[Devtools]:
    """Runs ``devtools`` in a folder of its own; stops whatever it left."""
    hidden = ("DATABASE_URL", "TEMPORAL_", "DEVTOOLS_", "LLM_", "NODE_ENV")
    env = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    env |= {"DEVTOOLS_STATE_DIR": str(tmp_path / "state"), "DEVTOOLS_WORKSPACE": str(tmp_path)}

    async def run(*words: str) -> tuple[int, str]:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "cli.main", *words),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            cwd=tmp_path,
            env=env,
        )
        output, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
        assert process.returncode is not None
        return process.returncode, output.decode()

    yield run
    await run("down")


def exports_of(text: str) -> dict[str, str]:
    words = [shlex.split(line) for line in text.splitlines()]
    assert all(word[0] == "export" for word in words)
    return dict(word[1].split("=", 1) for word in words)


def recorded(tmp_path: Path) -> StackState:
    state = recorded_stack(tmp_path / "state")
    assert state is not None
    return state


async def health_of(url: str, token: str) -> int:
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{url}/approvals", headers={"Authorization": f"Bearer {token}"})
        return answer.status_code


async def test_up_ps_env_down_and_again_after_a_kill(devtools: Devtools, tmp_path: Path) -> None:
    up = ("up", "--detach", f"--port-offset={free_offset()}")
    (tmp_path / "settings.yaml").write_text("greeting: hello\n")
    code, said = await devtools(*up, "--demo")
    assert code == 0, said
    assert "Read configuration from dev environment: completed (risk: low)" in said
    assert "greeting: hello" in said
    assert "devtools approvals approve " in said
    code, said = await devtools("env")
    exports = exports_of(said)
    assert await health_of(exports["DEVTOOLS_API_URL"], exports["DEVTOOLS_API_TOKEN"]) == 200
    code, said = await devtools("ps")
    rows = {line.split()[0]: line.split()[1] for line in said.splitlines()[1:]}
    servers = ("postgres", "temporal", "api", "gateway", "worker")
    assert rows == dict.fromkeys(servers, "ready") | dict.fromkeys(("migrations", "keys"), "done")
    first = recorded(tmp_path)
    code, said = await devtools(*up)
    assert (code, f"process {first.pid}" in said) == (1, True)

    os.kill(first.pid, signal.SIGKILL)
    await until(lambda: not is_running(first.pid))
    code, said = await devtools(*up)
    assert code == 0, said
    assert not any(is_running(part.pid) for part in first.parts if part.pid)
    assert exports_of((await devtools("env"))[1]) == exports
    second = recorded(tmp_path)
    code, said = await devtools("down")
    assert code == 0
    assert not any(is_running(pid) for pid in (second.pid, *(part.pid for part in second.parts)) if pid)
    code, said = await devtools("down")
    assert (code, "no stack runs" in said) == (0, True)

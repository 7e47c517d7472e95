"""Servers that crash, hang or do not start fail their own calls and nobody else's."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from config.mcp_servers import McpServer, ToolOverride
from domain.errors import ToolError
from domain.risk.levels import RiskLevel
from domain.tools import ToolResult
from integrations.mcp.upstreams import Upstreams
from tests.support.listings import MemoryListings

Build = Callable[..., McpServer]


async def call(toolbox: Upstreams, name: str, **arguments: object) -> ToolResult:
    return await toolbox.call(await toolbox.spec(name), arguments)


async def gone(pid: int) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"process {pid} is still there")


def starts(tmp_path: Path, name: str = "test") -> list[int]:
    return [int(line) for line in (tmp_path / f"{name}-starts").read_text().split()]


async def test_a_crash_is_reported_and_the_next_call_finds_a_new_server(
    test_server: Build, tmp_path: Path
) -> None:
    async with Upstreams([test_server()], tmp_path / "logs", listings=MemoryListings()) as toolbox:
        with pytest.raises(ToolError, match="not known") as crashed:
            await call(toolbox, "test.crash")
        assert not crashed.value.permanent
        assert (await call(toolbox, "test.echo", text="hello")).text == "hello"
        assert len(starts(tmp_path)) == 2


async def test_a_server_that_dies_while_idle_is_noticed(test_server: Build, tmp_path: Path) -> None:
    async with Upstreams([test_server()], tmp_path / "logs", listings=MemoryListings()) as toolbox:
        await call(toolbox, "test.echo", text="hello")
        os.kill(starts(tmp_path)[0], signal.SIGKILL)
        deadline = time.monotonic() + 10
        while toolbox.counts() != {"test": 0} and time.monotonic() < deadline:  # noqa: ASYNC110 -- a process dies
            await asyncio.sleep(0.02)
        assert toolbox.counts() == {"test": 0}
        assert "stopped" in toolbox.faults()["test"]
        assert (await call(toolbox, "test.echo", text="again")).text == "again"
        assert toolbox.faults() == {}


async def test_crash_after_crash_is_met_with_back_off(test_server: Build, tmp_path: Path) -> None:
    async with Upstreams([test_server()], tmp_path / "logs", listings=MemoryListings()) as toolbox:
        spec = await toolbox.spec("test.crash")
        for _ in range(2):
            with pytest.raises(ToolError, match="stopped during the call"):
                await toolbox.call(spec, {})
        with pytest.raises(ToolError, match="next try in"):
            await toolbox.call(spec, {})


async def test_a_hung_call_ends_in_time_and_others_go_on(test_server: Build, tmp_path: Path) -> None:
    servers = [test_server("slow", timeout=0.5), test_server("quick")]
    async with Upstreams(servers, tmp_path / "logs", listings=MemoryListings()) as toolbox:
        hung = asyncio.create_task(call(toolbox, "slow.hang"))
        texts = [(await call(toolbox, "quick.echo", text=str(number))).text for number in range(3)]
        beside = await call(toolbox, "slow.echo", text="beside")
        assert texts == ["0", "1", "2"]
        assert beside.text == "beside"
        with pytest.raises(ToolError, match="no answer in"):
            await hung


async def test_calls_on_one_server_run_at_the_same_time(test_server: Build, tmp_path: Path) -> None:
    async with Upstreams([test_server()], tmp_path / "logs", listings=MemoryListings()) as toolbox:
        slow = asyncio.create_task(call(toolbox, "test.slow_append", line="one"))
        assert (await call(toolbox, "test.echo", text="meanwhile")).text == "meanwhile"
        assert not slow.done()
        (tmp_path / "test-release").touch()
        assert (await slow).text == "appended one"


async def test_a_server_that_cannot_start_is_a_fault_of_its_own(test_server: Build, tmp_path: Path) -> None:
    servers = [
        test_server("good"),
        McpServer(name="absent", command=str(tmp_path / "nothing-here"), start="eager"),
        McpServer(
            name="mute", command=sys.executable, args=("-c", "input()"), start="eager", start_timeout=0.5
        ),
        McpServer(name="spare", command=str(tmp_path / "nothing-here"), start="eager", optional=True),
    ]
    async with Upstreams(servers, tmp_path / "logs", listings=MemoryListings()) as toolbox:
        assert {spec.server for spec in await toolbox.specs()} == {"good"}
        assert set(toolbox.faults()) == {"absent", "mute"}
        with pytest.raises(ToolError, match="absent"):
            await toolbox.spec("absent.echo")


async def test_no_process_is_left_when_a_call_is_in_flight_at_the_end(
    test_server: Build, tmp_path: Path
) -> None:
    async with Upstreams([test_server()], tmp_path / "logs", listings=MemoryListings()) as toolbox:
        hung = asyncio.create_task(call(toolbox, "test.hang"))
        await call(toolbox, "test.echo", text="it is under way")
    with pytest.raises(ToolError):
        await hung
    await gone(starts(tmp_path)[0])


async def test_a_server_sees_nothing_of_the_caller(
    test_server: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATABASE_URL", "LLM_API_KEY", "PYTHONPATH", "SSH_AUTH_SOCK"):
        monkeypatch.setenv(name, "classified")
    async with Upstreams([test_server()], tmp_path / "logs", listings=MemoryListings()) as toolbox:
        home, *names = (await call(toolbox, "test.environment")).text.splitlines()
    allowed = {"PATH", "LANG", "HOME", "LOGNAME", "USER", "SHELL", "TERM", "LC_CTYPE"}
    assert set(names) - allowed == {"LINES_FILE", "RELEASE_FILE", "STARTS_FILE"}
    assert home == f"HOME={tmp_path / 'logs' / 'home' / 'test'}"


async def test_overrides_win_over_annotations_and_the_unknown_is_high(
    test_server: Build, tmp_path: Path
) -> None:
    tools = {
        "*": ToolOverride(idempotent=False),
        "echo": ToolOverride(level=RiskLevel.CRITICAL, read_only=False),
    }
    async with Upstreams(
        [test_server(), test_server("mine", tools=tools)], tmp_path / "logs", listings=MemoryListings()
    ) as toolbox:
        specs = {spec.name: spec for spec in await toolbox.specs()}
    levels = {name: (spec.level.value, spec.repeatable) for name, spec in specs.items()}
    assert levels["test.echo"] == ("low", True)
    assert levels["test.append_line"] == ("medium", False)
    assert levels["test.idempotent_put"] == ("medium", True)
    assert levels["test.wipe"] == ("high", False)
    assert levels["mine.echo"] == ("critical", False)
    assert levels["mine.idempotent_put"] == ("medium", False)

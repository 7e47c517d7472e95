"""The tool gateway is not there, or dies in mid-call: what was sent is unknown, all else is tried again."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest_asyncio
from temporalio.testing import WorkflowEnvironment

from config.settings import Settings
from domain.approvals.decisions import DecisionKind
from domain.data_marks import unmarked
from domain.orchestrations import OrchestrationStatus
from tests.support.desk import Desk
from tests.support.installation import environment, make_config, make_settings
from tests.support.openai_server import OpenAIServer, says
from tests.support.processes import free_port
from tests.support.scripts import plans, uses
from tests.support.temporal import address_of
from tests.support.waiting import until
from tests.support.worker import at_a_desk, working_with

ROOT = Path(__file__).parents[2]
TASK = "Explain how the notes file is laid out"


@asynccontextmanager
async def gateway_process(settings: Settings) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "api", "gateway"),
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DEVTOOLS_GATEWAY_PORT": str(settings.gateway_port),
            **environment(settings),
        },
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await until(lambda: _ready(settings), what="the gateway to be ready", seconds=60)
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _ready(settings: Settings) -> bool:
    async with httpx.AsyncClient(base_url=settings.gateway_base_url, trust_env=False) as client:
        try:
            return (await client.get("/ready")).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False


@pytest_asyncio.fixture
async def settings(
    tmp_path: Path, fresh_database_url: str, temporal: WorkflowEnvironment, model: OpenAIServer
) -> Settings:
    make_config(tmp_path / "config")
    port = free_port()
    return make_settings(
        tmp_path,
        database_url=fresh_database_url,
        temporal_address=address_of(temporal),
        llm_base_url=model.url,
        llm_api_key="k",
        llm_model="scripted",
        gateway_port=port,
        gateway_url=f"http://127.0.0.1:{port}",
    )


@pytest_asyncio.fixture
async def desk(settings: Settings) -> AsyncIterator[Desk]:
    async with working_with(settings), at_a_desk(settings) as found:
        yield found


def lines(settings: Settings) -> list[str]:
    path = settings.workspace / "lines.txt"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


async def test_a_task_waits_for_a_gateway_that_is_not_up_yet(
    desk: Desk, model: OpenAIServer, settings: Settings
) -> None:
    model.play(plans("Explain the notes"), uses("test.echo", text="hello"), says("done"))
    request, _ = await desk.submit(TASK)
    await asyncio.sleep(0)
    async with gateway_process(settings):
        row = await desk.ended(request)
    assert row.status is OrchestrationStatus.COMPLETED
    assert unmarked(model.requests[-1].json["messages"][-1]["content"]) == "hello"


async def test_a_gateway_killed_in_mid_call_leaves_the_outcome_unknown_and_people_are_asked(
    desk: Desk, model: OpenAIServer, settings: Settings
) -> None:
    model.play(plans("Explain the notes"), uses("test.slow_append", line="one"), says("went on"))

    async def begun() -> bool:
        return lines(settings) == ["one"]

    async with gateway_process(settings) as first:
        request, _ = await desk.submit(TASK)
        gate = await desk.gate(request, kind="tool_call")
        await desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")
        await until(begun, what="the call to begin")
        first.send_signal(signal.SIGKILL)
        await first.wait()
    (settings.workspace / "release").touch()
    async with gateway_process(settings):
        unknown = await desk.gate(request, kind="tool_call")
        assert unknown.subject["outcome_unknown"] is True
        await desk.decide(unknown, DecisionKind.APPROVED, by="dev@example.org")
        row = await desk.ended(request)
    assert row.status is OrchestrationStatus.COMPLETED
    assert lines(settings) == ["one"]

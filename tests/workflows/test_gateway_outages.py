"""The tool gateway is not there, or dies in mid-call: what was sent is unknown, all else is tried again."""

import asyncio
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager

import pytest
import pytest_asyncio

from config.settings import Settings
from domain.approvals.decisions import DecisionKind
from domain.data_marks import unmarked
from domain.orchestrations import OrchestrationStatus
from tests.support.desk import Desk
from tests.support.installation import environment
from tests.support.openai_server import OpenAIServer, says
from tests.support.processes import free_port, program, says_ready
from tests.support.scripts import plans, uses
from tests.support.waiting import until
from tests.support.worker import at_a_desk, working_with

TASK = "Explain how the notes file is laid out"


def gateway_process(settings: Settings) -> AbstractAsyncContextManager[Process]:
    env = {**environment(settings), "DEVTOOLS_GATEWAY_PORT": str(settings.gateway_port)}
    return program("api", "gateway", env=env, ready=lambda: says_ready(settings.gateway_base_url))


@pytest.fixture
def settings(scripted: Settings) -> Settings:
    port = free_port()
    return scripted.model_copy(update={"gateway_port": port, "gateway_url": f"http://127.0.0.1:{port}"})


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

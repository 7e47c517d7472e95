"""kill -9 of the worker at the worst moments: the run completes, and nothing happens twice that must not."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from temporalio.testing import WorkflowEnvironment

from config.settings import Settings
from domain.approvals.decisions import DecisionKind
from domain.data_marks import unmarked
from domain.orchestrations import OrchestrationStatus
from tests.support.desk import Desk
from tests.support.gateway import gateway
from tests.support.installation import make_config, make_settings
from tests.support.loopback import NEVER
from tests.support.openai_server import OpenAIServer, says
from tests.support.scripts import plans, uses
from tests.support.temporal import address_of
from tests.support.waiting import until
from tests.support.worker import at_a_desk, worker_process

TASK = "Explain how the notes file is laid out"


async def _exists(path: Path) -> bool:
    return await asyncio.to_thread(path.exists)


@pytest_asyncio.fixture
async def model() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer().running() as server:
        yield server


@pytest_asyncio.fixture
async def settings(
    tmp_path: Path, fresh_database_url: str, temporal: WorkflowEnvironment, model: OpenAIServer
) -> AsyncIterator[Settings]:
    """With a gateway that outlives the workers."""
    make_config(tmp_path / "config")
    found = make_settings(
        tmp_path,
        database_url=fresh_database_url,
        temporal_address=address_of(temporal),
        llm_base_url=model.url,
        llm_api_key="k",
        llm_model="scripted",
    )
    found.state_dir.mkdir()
    async with gateway(found) as running:
        yield running.settings


@pytest_asyncio.fixture
async def desk(settings: Settings) -> AsyncIterator[Desk]:
    async with at_a_desk(settings) as found:
        yield found


async def test_in_the_middle_of_a_model_turn(desk: Desk, model: OpenAIServer, settings: Settings) -> None:
    model.play(plans("Explain the notes"), uses("test.echo", text="first"), NEVER)
    async with worker_process(settings):
        request, _ = await desk.submit(TASK)

        async def third_request() -> bool:
            return len(model.requests) == 3

        await until(third_request, what="the turn that will be cut off")
    model.play(says("done after all"))

    async with worker_process(settings):
        row = await desk.ended(request)

    assert row.status is OrchestrationStatus.COMPLETED
    assert row.outcome is not None
    assert row.outcome.steps[0].report == "done after all"
    assert len(model.requests) == 4, "only the turn that was cut off is asked for again"


@pytest.mark.parametrize("tool", ["test.slow_echo", "test.slow_append"])
async def test_in_the_middle_of_a_tool_call(
    desk: Desk, model: OpenAIServer, settings: Settings, tool: str
) -> None:
    lines = settings.workspace / "lines.txt"
    argument = {"test.slow_echo": "text", "test.slow_append": "line"}[tool]
    model.play(plans("Explain the notes"), uses(tool, **{argument: "one"}), says("went on"))
    async with worker_process(settings):
        request, _ = await desk.submit(TASK)
        if tool == "test.slow_append":
            gate = await desk.gate(request, kind="tool_call")
            await desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")
        await until(lambda: _exists(lines), what="the call to begin")
    (settings.workspace / "release").touch()

    async with worker_process(settings):
        if tool == "test.slow_append":
            unknown = await desk.gate(request, kind="tool_call")
            assert unknown.subject["outcome_unknown"] is True
            edited = await desk.decide(
                unknown, DecisionKind.APPROVED, by="dev@example.org", edited_arguments={"line": "two"}
            )
            assert edited.refusal == "invalid-arguments", "what may have run already cannot be edited"
            await desk.decide(unknown, DecisionKind.APPROVED, by="dev@example.org")
        row = await desk.ended(request)

    assert row.status is OrchestrationStatus.COMPLETED
    began = lines.read_text(encoding="utf-8").splitlines()
    answer = model.requests[-1].json["messages"][-1]["content"]
    if tool == "test.slow_append":
        assert began == ["one"], "what is not idempotent never happens twice"
        assert "unknown" in answer
    else:
        assert began == ["one", "one"]
        assert unmarked(answer) == "one"

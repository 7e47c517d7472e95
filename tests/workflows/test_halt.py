"""The halt: a run makes no further plan, turn or call until it is lifted; then it goes on by itself."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from temporalio.testing import WorkflowEnvironment

from config.settings import Settings
from domain.approvals.decisions import DecisionKind, VerdictOutcome
from domain.orchestrations import OrchestrationRequest, OrchestrationStatus
from integrations.postgres.halts import PostgresHalts
from tests.support.desk import Desk
from tests.support.installation import make_config, make_settings
from tests.support.openai_server import OpenAIServer, says
from tests.support.scripts import plans, uses
from tests.support.temporal import address_of
from tests.support.waiting import until
from tests.support.worker import at_a_desk, working

TASK = "Explain how the notes file is laid out"


@pytest_asyncio.fixture
async def installation(
    tmp_path: Path, fresh_database_url: str, temporal: WorkflowEnvironment, model: OpenAIServer
) -> Settings:
    """With a database of its own: a halt is for everyone who shares it."""
    make_config(tmp_path / "config")
    return make_settings(
        tmp_path,
        database_url=fresh_database_url,
        temporal_address=address_of(temporal),
        llm_base_url=model.url,
        llm_api_key="k",
        llm_model="scripted",
    )


@pytest_asyncio.fixture
async def front(installation: Settings) -> AsyncIterator[Desk]:
    async with working(installation), at_a_desk(installation) as found:
        yield found


async def halt(desk: Desk) -> None:
    await PostgresHalts(desk.pool).set(person="ada@example.org", reason="look first")


async def lift(desk: Desk) -> None:
    await PostgresHalts(desk.pool).lift(person="bob@example.org", reason=None)


async def sent_back(desk: Desk, request: OrchestrationRequest, activity: str) -> None:
    """Wait until the activity was tried and sent back, twice, and see that it knows how often."""

    async def look() -> tuple[int, list[int]] | None:
        described = await desk.handle(request).describe()
        for pending in described.raw_description.pending_activities:
            if pending.activity_type.name == activity and pending.attempt > 2:
                assert pending.last_failure.application_failure_info.type == "halted"
                assert "ada@example.org" in pending.last_failure.message
                details = [json.loads(payload.data) for payload in pending.heartbeat_details.payloads]
                return pending.attempt, details
        return None

    attempt, details = await until(look, what=f"{activity} to be sent back")
    assert details == [attempt - 1], "tries that a halt sent back are not counted as failed ones"


async def test_nothing_is_planned_during_a_halt(front: Desk, model: OpenAIServer) -> None:
    await halt(front)
    model.play(plans("Explain the notes"), says("explained"))
    request, _ = await front.submit(TASK)

    await sent_back(front, request, "make_plan")
    assert model.requests == []

    await lift(front)
    assert (await front.ended(request)).status is OrchestrationStatus.COMPLETED


async def test_a_call_on_its_way_ends_and_its_result_is_kept_but_no_turn_follows(
    front: Desk, model: OpenAIServer, installation: Settings
) -> None:
    lines = installation.workspace / "lines.txt"
    model.play(plans("Explain the notes"), uses("test.slow_append", line="before"), says("appended"))
    request, _ = await front.submit(TASK)
    await front.decide(
        await front.gate(request, kind="tool_call"), DecisionKind.APPROVED, by="dev@example.org"
    )
    await until(lines.exists, what="the call to act")

    await halt(front)
    (installation.workspace / "release").touch()

    await sent_back(front, request, "take_turn")
    (state,) = await front.pool.fetch("SELECT state FROM tool_calls WHERE task_id = $1", request.task_id)
    assert state["state"] == "done"
    assert len(model.requests) == 2

    await lift(front)
    row = await front.ended(request)
    assert row.status is OrchestrationStatus.COMPLETED
    assert row.outcome is not None
    assert row.outcome.steps[0].changed == ("test.slow_append",)
    assert lines.read_text(encoding="utf-8") == "before\n"


async def test_decisions_are_taken_during_a_halt_but_what_they_allow_waits(
    front: Desk, model: OpenAIServer, installation: Settings
) -> None:
    lines = installation.workspace / "lines.txt"
    model.play(plans("Explain the notes"), uses("test.append_line", line="after"), says("appended"))
    request, _ = await front.submit(TASK)
    gate = await front.gate(request, kind="tool_call")
    await halt(front)

    verdict = await front.decide(gate, DecisionKind.APPROVED, by="dev@example.org")

    assert verdict is not None
    assert verdict.outcome is VerdictOutcome.APPROVED
    await sent_back(front, request, "call_tool")
    assert not lines.exists()
    assert await front.pool.fetchval("SELECT count(*) FROM tool_calls") == 0

    await lift(front)
    assert (await front.ended(request)).status is OrchestrationStatus.COMPLETED
    assert lines.read_text(encoding="utf-8") == "after\n"

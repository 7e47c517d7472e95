"""The halt: a run makes no further plan, turn or call until it is lifted; then it goes on by itself."""

import json

from config.settings import Settings
from domain.approvals.decisions import DecisionKind, VerdictOutcome
from domain.orchestrations import OrchestrationRequest, OrchestrationStatus
from integrations.postgres.halts import PostgresHalts
from tests.support.desk import Desk
from tests.support.openai_server import OpenAIServer, says
from tests.support.scripts import plans, uses
from tests.support.waiting import until

TASK = "Explain how the notes file is laid out"


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


async def test_nothing_is_planned_during_a_halt(scripted_desk: Desk, model: OpenAIServer) -> None:
    await halt(scripted_desk)
    model.play(plans("Explain the notes"), says("explained"))
    request, _ = await scripted_desk.submit(TASK)

    await sent_back(scripted_desk, request, "make_plan")
    assert model.requests == []

    await lift(scripted_desk)
    assert (await scripted_desk.ended(request)).status is OrchestrationStatus.COMPLETED


async def test_a_call_on_its_way_ends_and_its_result_is_kept_but_no_turn_follows(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    lines = scripted.workspace / "lines.txt"
    model.play(plans("Explain the notes"), uses("test.slow_append", line="before"), says("appended"))
    request, _ = await scripted_desk.submit(TASK)
    await scripted_desk.decide(
        await scripted_desk.gate(request, kind="tool_call"), DecisionKind.APPROVED, by="dev@example.org"
    )
    await until(lines.exists, what="the call to act")

    await halt(scripted_desk)
    (scripted.workspace / "release").touch()

    await sent_back(scripted_desk, request, "take_turn")
    (state,) = await scripted_desk.pool.fetch(
        "SELECT state FROM tool_calls WHERE task_id = $1", request.task_id
    )
    assert state["state"] == "done"
    assert len(model.requests) == 2

    await lift(scripted_desk)
    row = await scripted_desk.ended(request)
    assert row.status is OrchestrationStatus.COMPLETED
    assert row.outcome is not None
    assert row.outcome.steps[0].changed == ("test.slow_append",)
    assert lines.read_text(encoding="utf-8") == "before\n"


async def test_decisions_are_taken_during_a_halt_but_what_they_allow_waits(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    lines = scripted.workspace / "lines.txt"
    model.play(plans("Explain the notes"), uses("test.append_line", line="after"), says("appended"))
    request, _ = await scripted_desk.submit(TASK)
    gate = await scripted_desk.gate(request, kind="tool_call")
    await halt(scripted_desk)

    verdict = await scripted_desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")

    assert verdict is not None
    assert verdict.outcome is VerdictOutcome.APPROVED
    await sent_back(scripted_desk, request, "call_tool")
    assert not lines.exists()
    assert await scripted_desk.pool.fetchval("SELECT count(*) FROM tool_calls") == 0

    await lift(scripted_desk)
    assert (await scripted_desk.ended(request)).status is OrchestrationStatus.COMPLETED
    assert lines.read_text(encoding="utf-8") == "after\n"

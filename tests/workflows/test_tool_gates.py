"""A tool call riskier than what was approved waits for people, and is made as they saw it or not at all."""

from config.settings import Settings
from domain.approvals.decisions import DecisionKind
from domain.orchestrations import OrchestrationStatus
from domain.risk.levels import RiskLevel
from tests.support.desk import Desk
from tests.support.openai_server import OpenAIServer, fails, says
from tests.support.policy import rate_shared_systems_high
from tests.support.scripts import plans, uses

TASK = "Explain how the notes file is laid out"


async def test_a_writing_call_of_a_low_task_waits_and_shows_its_exact_arguments(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    lines = scripted.workspace / "lines.txt"
    model.play(plans("Explain the notes"), uses("test.append_line", line="as approved"), says("appended"))
    request, answer = await scripted_desk.accepted(TASK)
    assert answer.risk.level is RiskLevel.LOW

    gate = await scripted_desk.gate(request, kind="tool_call")

    assert gate.level is RiskLevel.MEDIUM
    assert gate.subject["tool"] == "test.append_line"
    assert gate.subject["arguments"] == {"line": "as approved"}
    assert not lines.exists()
    await scripted_desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")
    row = await scripted_desk.ended(request)
    assert row.status is OrchestrationStatus.COMPLETED
    assert lines.read_text(encoding="utf-8") == "as approved\n"
    assert row.outcome is not None
    assert row.outcome.steps[0].changed == ("test.append_line",)


async def test_a_denied_call_is_not_made_and_the_agent_is_told_why(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    model.play(plans("Explain the notes"), uses("test.append_line", line="x"), says("then I leave it"))
    request, _ = await scripted_desk.submit(TASK)

    await scripted_desk.decide(
        await scripted_desk.gate(request, kind="tool_call"),
        DecisionKind.DENIED,
        by="dev@example.org",
        reason="hands off",
    )

    row = await scripted_desk.ended(request)
    assert row.status is OrchestrationStatus.COMPLETED
    assert row.outcome is not None
    assert row.outcome.steps[0].report == "then I leave it"
    assert row.outcome.steps[0].changed == ()
    assert not (scripted.workspace / "lines.txt").exists()
    assert "hands off" in model.requests[-1].json["messages"][-1]["content"]


async def test_a_tool_that_the_agent_may_not_call_is_refused_without_asking_people(
    scripted_desk: Desk, model: OpenAIServer
) -> None:
    model.play(
        plans("Explain the notes", agent="documentation"),
        uses("test.append_line", line="x"),
        says("understood"),
    )

    request, _ = await scripted_desk.submit(TASK)

    row = await scripted_desk.ended(request)
    assert row.status is OrchestrationStatus.COMPLETED
    assert await scripted_desk.approvals.list(task_id=request.task_id) == []
    assert "not a tool of documentation" in model.requests[-1].json["messages"][-1]["content"]


async def test_arguments_decide_who_is_asked_whatever_the_tool_says_of_itself(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    """A tool that appends is medium; a statement that drops a table is not. Reading of one is nothing."""
    model.play(
        plans("Explain the notes"),
        uses("test.echo", text="DROP TABLE users"),
        uses("test.append_line", line="DROP TABLE users"),
        says("understood"),
    )
    request, _ = await scripted_desk.submit(TASK)

    gate = await scripted_desk.gate(request, kind="tool_call")

    assert gate.subject["tool"] == "test.append_line"
    assert gate.level is RiskLevel.CRITICAL
    assert "DROP TABLE users" in gate.subject["reasons"][0]
    await scripted_desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")  # may approve medium only
    assert not (scripted.workspace / "lines.txt").exists()
    await scripted_desk.decide(gate, DecisionKind.DENIED, by="bob@example.org", reason="no")
    assert (await scripted_desk.ended(request)).status is OrchestrationStatus.COMPLETED


async def test_a_call_that_a_new_policy_rates_higher_is_asked_about_again(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    model.play(
        plans("Explain the notes"),
        uses("test.append_line", line="kubectl apply -f web.yaml"),
        says("appended"),
    )
    request, _ = await scripted_desk.submit(TASK)
    first = await scripted_desk.gate(request, kind="tool_call")
    assert first.level is RiskLevel.MEDIUM
    rate_shared_systems_high(scripted.config_dir)

    await scripted_desk.decide(first, DecisionKind.APPROVED, by="dev@example.org")

    second = await scripted_desk.gate(request, kind="tool_call")
    assert (second.request_id != first.request_id, second.level) == (True, RiskLevel.HIGH)
    assert not (scripted.workspace / "lines.txt").exists()
    await scripted_desk.decide(second, DecisionKind.APPROVED, by="ada@example.org")
    assert (await scripted_desk.ended(request)).status is OrchestrationStatus.COMPLETED
    assert (scripted.workspace / "lines.txt").read_text(encoding="utf-8") == "kubectl apply -f web.yaml\n"


async def test_a_plan_that_is_riskier_than_its_task_waits_for_approval(
    scripted_desk: Desk, model: OpenAIServer
) -> None:
    model.play(plans("Drop the production database", effects=("drops the production database",)))

    request, _ = await scripted_desk.submit(TASK)

    gate = await scripted_desk.gate(request)
    assert gate.level is RiskLevel.CRITICAL
    await scripted_desk.decide(gate, DecisionKind.DENIED, by="bob@example.org", reason="no")
    assert (await scripted_desk.ended(request)).status is OrchestrationStatus.DENIED


async def test_a_model_that_refuses_us_fails_the_task_with_its_words(
    scripted_desk: Desk, model: OpenAIServer
) -> None:
    model.play(fails(401, message="no such key"))

    request, _ = await scripted_desk.submit(TASK)

    row = await scripted_desk.ended(request)
    assert row.status is OrchestrationStatus.FAILED
    assert row.outcome is not None
    assert "no such key" in (row.outcome.failure or "")


async def test_an_overloaded_model_is_asked_again_as_late_as_it_wishes(
    scripted_desk: Desk, model: OpenAIServer
) -> None:
    model.play(fails(429, retry_after="0"), plans("Explain the notes"), fails(500), says("explained"))

    request, _ = await scripted_desk.submit(TASK)

    row = await scripted_desk.ended(request)
    assert row.status is OrchestrationStatus.COMPLETED
    assert row.usage is not None
    assert row.usage.total_tokens == 30 + 18

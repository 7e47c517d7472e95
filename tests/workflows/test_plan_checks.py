"""A model's plan on its way: what is no plan goes back once, then the rules plan and everybody is told."""

from domain.approvals.decisions import DecisionKind
from domain.orchestrations import OrchestrationStatus
from tests.support.desk import Desk
from tests.support.openai_server import OpenAIServer, says
from tests.support.scripts import plans_steps, step

TASK = "Deploy the shop to staging"
SAID = "openai-compatible/scripted gave no valid plan in 2 tries, so the steps follow simple rules."


async def test_rules_that_stand_in_say_so_to_approvers_in_the_event_and_in_the_report(
    scripted_desk: Desk, model: OpenAIServer
) -> None:
    model.play(says("Let us deploy."), plans_steps(step("a", "Read", agent="janitor")))
    request, _ = await scripted_desk.submit(TASK)

    gate = await scripted_desk.gate(request)

    note = gate.subject["plan"]["note"]
    assert note.startswith(f"{SAID} The last fault: there is no agent janitor")
    (planned,) = await scripted_desk.events(request, "orchestration.planned")
    assert planned["note"] == note
    model.play(*(says("looked") for _ in gate.subject["plan"]["steps"]))
    await scripted_desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")
    row = await scripted_desk.ended(request)
    assert row.status is OrchestrationStatus.COMPLETED
    assert row.outcome is not None
    assert note in row.outcome.summary


async def test_a_tool_that_the_gateway_does_not_have_goes_back_and_one_that_it_has_is_kept(
    scripted_desk: Desk, model: OpenAIServer
) -> None:
    model.play(
        plans_steps(step("look", "Read the notes", tools=["test.read_minds"])),
        plans_steps(step("look", "Read the notes", tools=["test.append_line"])),
        says("read"),
    )
    request, _ = await scripted_desk.submit("Read the notes")

    row = await scripted_desk.ended(request)

    assert row.plan is not None
    assert row.plan.steps[0].tools == ("test.append_line",)
    asked = model.requests[1].json["messages"][-1]["content"]
    assert "step look: there is no tool test.read_minds" in asked

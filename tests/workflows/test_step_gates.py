"""A step that asks first: people decide before its first turn, and a no stops what hangs on it."""

from pathlib import Path
from typing import Any

import pytest

from config.settings import Settings
from domain.approvals.decisions import DecisionKind
from domain.approvals.requests import ApprovalStatus
from domain.orchestrations import OrchestrationRequest, OrchestrationStatus
from domain.risk.levels import RiskLevel
from tests.support.desk import Desk, message_of
from tests.support.openai_server import OpenAIServer, says
from tests.support.policy import rate_shared_systems_high
from tests.support.scripts import uses
from tests.support.waiting import until
from tests.support.worker import at_a_desk, working

APPROVED, DENIED = DecisionKind.APPROVED, DecisionKind.DENIED
DEV = "dev@example.org"
TEMPLATE = """\
description: Read, ask, read on.
task: "Read the notes of {project}"
inputs:
  project: {description: Which one.}
steps:
  - {id: look, agent: infrastructure, instruction: "Read the notes of {project}"}
  - id: publish
    agent: infrastructure
    instruction: "Summarise the notes of {project}"
    gate: {reason: "May {project} be summarised?"}
  - {id: check, agent: infrastructure, instruction: Read the summary}
"""


@pytest.fixture(autouse=True)
def staged(scripted: Settings) -> Path:
    return write(scripted, TEMPLATE)


def write(settings: Settings, text: str) -> Path:
    path = settings.config_dir / "workflows/staged.yaml"
    path.write_text(text, encoding="utf-8")
    return path


async def submitted(desk: Desk, **more: Any) -> OrchestrationRequest:
    task = more.pop("task", "Read the notes of shop")
    request, _ = await desk.submit(task, template="staged", inputs={"project": "shop"}, **more)
    return request


async def steps_of(desk: Desk, request: OrchestrationRequest) -> dict[str, str]:
    row = await desk.ended(request)
    assert row.outcome is not None
    return {report.step_id: report.status for report in row.outcome.steps}


async def test_a_step_of_a_low_plan_waits_for_people_and_the_plan_tells_its_template(
    scripted_desk: Desk, model: OpenAIServer
) -> None:
    model.play(says("the notes are long"))
    request = await submitted(scripted_desk)

    gate = await scripted_desk.gate(request, kind="step")

    assert len(model.requests) == 1, "the step before it has run, it has not"
    assert (gate.level, set(gate.roles)) == (RiskLevel.MEDIUM, {"developer", "tech_lead"})
    assert gate.subject["step"] == "publish"
    assert gate.subject["reasons"] == ["May shop be summarised?"]
    assert gate.subject["done"] == {"look": "the notes are long"}
    waiting = await scripted_desk.orchestrations.get(request.task_id)
    assert (waiting.status, waiting.inputs) == (OrchestrationStatus.APPROVAL_PENDING, {"project": "shop"})
    assert waiting.plan is not None
    assert waiting.plan.template is not None
    (planned,) = await scripted_desk.events(request, "orchestration.planned")
    assert planned["template"] == {"name": "staged", "version": waiting.plan.template.version}
    assert waiting.usage is not None
    assert waiting.usage.call_count == 1, "a template costs no planner"

    model.play(says("in short"), says("it is right"))
    await scripted_desk.decide(gate, APPROVED, by=DEV)

    assert await steps_of(scripted_desk, request) == {"look": "done", "publish": "done", "check": "done"}
    row = await scripted_desk.orchestrations.get(request.task_id)
    assert row.status is OrchestrationStatus.COMPLETED


async def test_a_denial_stops_what_hangs_on_the_step_and_the_task_is_denied(
    scripted_desk: Desk, model: OpenAIServer
) -> None:
    model.play(says("the notes are long"))
    request = await submitted(scripted_desk)

    await scripted_desk.decide(
        await scripted_desk.gate(request, kind="step"), DENIED, by=DEV, reason="not now"
    )

    assert await steps_of(scripted_desk, request) == {"look": "done", "publish": "denied", "check": "skipped"}
    row = await scripted_desk.orchestrations.get(request.task_id)
    assert row.status is OrchestrationStatus.DENIED
    assert row.outcome is not None
    assert row.outcome.summary == "1 of 3 steps done; nothing was changed"
    assert row.outcome.failure == f"step publish: not started: denied by {DEV}: not now"
    assert len(model.requests) == 1


CHANGES = """\
description: Deploy, ask, tell.
task: "Deploy {project} to staging"
inputs: {project: {description: Which one.}}
steps:
  - id: deploy
    agent: infrastructure
    instruction: "Deploy {project} to staging"
    effects: ["deploys {project} to staging"]
    rollback: "Put {project} back"
  - {id: tell, agent: cicd, instruction: Read the notes, gate: {reason: "May it be told?", level: high}}
"""


async def test_the_plan_is_approved_first_a_denial_after_a_change_offers_the_way_back(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    write(scripted, CHANGES)
    model.play(uses("test.append_line", line="version 2"), says("2 is out"))
    request = await submitted(scripted_desk, task="Deploy shop to staging")
    plan = await scripted_desk.gate(request)
    await scripted_desk.decide(plan, APPROVED, by=DEV)

    gate = await scripted_desk.gate(request, kind="step")

    assert (plan.level, gate.level) == (RiskLevel.MEDIUM, RiskLevel.HIGH)
    assert gate.digest != plan.digest
    refused = await scripted_desk.decide(gate, APPROVED, by=DEV)
    assert refused.refusal == "wrong-role"
    await scripted_desk.decide(gate, DENIED, by="ada@example.org", reason="take it back")
    model.play(says("1 is back"))
    offer = await scripted_desk.gate(request, kind="rollback")
    assert "take it back" in offer.subject["failed"]["tell"]
    await scripted_desk.decide(offer, APPROVED, by=DEV)

    assert await steps_of(scripted_desk, request) == {
        "deploy": "done",
        "tell": "denied",
        "undo-1-deploy": "done",
    }
    row = await scripted_desk.orchestrations.get(request.task_id)
    assert row.status is OrchestrationStatus.DENIED
    assert row.outcome is not None
    assert row.outcome.summary.endswith("; rolled back")


async def test_a_policy_that_is_stricter_by_then_asks_again(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    write(scripted, CHANGES.replace(", level: high", ""))
    model.play(says("2 is out"))
    request = await submitted(scripted_desk, task="Deploy shop to staging")
    await scripted_desk.decide(await scripted_desk.gate(request), APPROVED, by=DEV)
    first = await scripted_desk.gate(request, kind="step")
    rate_shared_systems_high(scripted.config_dir)

    await scripted_desk.decide(first, APPROVED, by=DEV)

    second = await scripted_desk.next_gate(first)
    assert (first.level, second.level) == (RiskLevel.MEDIUM, RiskLevel.HIGH)
    model.play(says("told"))
    await scripted_desk.decide(second, APPROVED)
    assert await steps_of(scripted_desk, request) == {"deploy": "done", "tell": "done"}


async def test_an_open_gate_survives_its_worker_and_a_new_run(
    scripted: Settings, model: OpenAIServer
) -> None:
    short = scripted.model_copy(update={"continue_as_new_after": 50})
    model.play(says("the notes are long"))
    async with at_a_desk(short) as desk:
        async with working(short):
            request = await submitted(desk)
            gate = await desk.gate(request, kind="step")

            async def next_run() -> bool:
                await desk.handle(request).signal("noise", "x")
                return bool((await desk.temporal.state(request.workflow_id))["runs"] > 1)

            await until(next_run, what="the next run")
        receipt = await desk.record(gate, APPROVED, by=DEV)
        model.play(says("in short"), says("it is right"))
        async with working(short):
            await desk.tell(receipt)

            assert await steps_of(desk, request) == {"look": "done", "publish": "done", "check": "done"}
        assert (await desk.approvals.get(gate.request_id)).status is ApprovalStatus.APPROVED
    assert message_of(receipt).request_id == gate.request_id


async def test_a_template_that_does_not_take_the_inputs_any_more_ends_the_task_and_says_why(
    scripted_desk: Desk, scripted: Settings, model: OpenAIServer
) -> None:
    write(scripted, TEMPLATE.replace("project", "service"))

    row = await scripted_desk.ended(await submitted(scripted_desk))

    assert row.status is OrchestrationStatus.FAILED
    assert row.outcome is not None
    assert "no plan: " in row.outcome.summary
    assert "input project is no input of the template staged; it takes service" in row.outcome.summary
    assert model.requests == []


async def test_two_steps_side_by_side_are_asked_for_at_once_and_one_no_leaves_the_other(
    scripted_desk: Desk, scripted: Settings, model: OpenAIServer
) -> None:
    write(
        scripted,
        "description: Two.\ntask: Read {project}\ninputs: {project: {description: Which.}}\nsteps:\n"
        "  - parallel:\n"
        "      - {id: a, agent: cicd, instruction: Read a, gate: {reason: 'May a?'}}\n"
        "      - {id: b, agent: cicd, instruction: Read b, gate: {reason: 'May b?'}}\n",
    )
    request = await submitted(scripted_desk)
    first = await scripted_desk.gate(request, kind="step")
    second = await scripted_desk.next_gate(first)
    model.play(says("read"))

    await scripted_desk.decide(first, DENIED, by=DEV)
    waiting = await scripted_desk.orchestrations.get(request.task_id)
    assert waiting.status is OrchestrationStatus.APPROVAL_PENDING
    await scripted_desk.decide(second, APPROVED, by=DEV)

    yes, no = second.subject["step"], first.subject["step"]
    assert await steps_of(scripted_desk, request) == {yes: "done", no: "denied"}
    assert (await scripted_desk.ended(request)).status is OrchestrationStatus.DENIED

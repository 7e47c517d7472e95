"""After a failure behind a change the way back is offered to people, and taken only if they say so."""

from typing import Any

import pytest

from config.settings import Settings
from domain.approvals.decisions import DecisionKind
from domain.orchestrations import OrchestrationRequest, OrchestrationStatus
from domain.risk.levels import RiskLevel
from tests.support.desk import Desk, message_of
from tests.support.loopback import Answer
from tests.support.openai_server import OpenAIServer, fails, says
from tests.support.scripts import plans_steps, step, uses
from tests.support.worker import at_a_desk, working

TASK = "Deploy the shop to staging"
APPROVED, DENIED = DecisionKind.APPROVED, DecisionKind.DENIED
DEV = "dev@example.org"
FAILS = fails(401, message="no such key")
"""For good: the step of this turn fails."""


def deploys_then_checks(*, rollback: str | None = "Put version 1 of the shop on staging again") -> Answer:
    deploy = step(
        "deploy", "Deploy the shop to staging", effects=["version 2 of the shop"], rollback=rollback
    )
    return plans_steps(deploy, step("check", "Read the version of the shop", depends_on=["deploy"]))


WRITES = uses("test.append_line", line="version 2")


async def started(desk: Desk, model: OpenAIServer, *turns: Answer) -> OrchestrationRequest:
    """Its plan is approved, and it runs."""
    model.play(*turns)
    request, _ = await desk.submit(TASK)
    await desk.decide(await desk.gate(request), APPROVED, by=DEV)
    return request


async def ended(desk: Desk, request: OrchestrationRequest) -> tuple[str, dict[str, Any]]:
    """The summary of a failed run, and what became of each step."""
    row = await desk.ended(request)
    assert row.status is OrchestrationStatus.FAILED
    assert row.outcome is not None
    return row.outcome.summary, {report.step_id: str(report.status) for report in row.outcome.steps}


async def test_it_shows_what_failed_what_was_changed_and_what_would_undo_it(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    request = await started(scripted_desk, model, deploys_then_checks(), WRITES, says("2 is out"), FAILS)

    gate = await scripted_desk.gate(request, kind="rollback")

    assert gate.level is RiskLevel.MEDIUM
    assert "no such key" in gate.subject["failed"]["check"]
    assert gate.subject["changed"] == {"deploy": ["test.append_line"]}
    (undo,) = gate.subject["plan"]["steps"]
    assert undo["agent"] == "infrastructure"
    assert undo["instruction"].startswith("Put version 1 of the shop on staging again")
    assert "2 is out" in undo["instruction"], "whoever undoes it is told what was done"
    waiting = await scripted_desk.orchestrations.get(request.task_id)
    assert waiting.status is OrchestrationStatus.APPROVAL_PENDING
    asked = len(model.requests)

    model.play(uses("test.append_line", line="version 1"), says("1 is back"))
    await scripted_desk.decide(gate, APPROVED, by=DEV)

    summary, steps = await ended(scripted_desk, request)
    assert "rolled back" in summary
    assert "not rolled back" not in summary
    assert steps == {"deploy": "done", "check": "failed", undo["id"]: "done"}
    lines = (scripted.workspace / "lines.txt").read_text(encoding="utf-8").splitlines()
    assert lines == ["version 2", "version 1"]
    assert len(model.requests) == asked + 2


async def test_denied_everything_stays_as_it_is(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    request = await started(scripted_desk, model, deploys_then_checks(), WRITES, says("2 is out"), FAILS)

    await scripted_desk.decide(
        await scripted_desk.gate(request, kind="rollback"), DENIED, by=DEV, reason="I want to look"
    )

    summary, steps = await ended(scripted_desk, request)
    assert f"not rolled back: denied by {DEV}" in summary
    assert steps == {"deploy": "done", "check": "failed"}
    assert (scripted.workspace / "lines.txt").read_text(encoding="utf-8") == "version 2\n"


async def test_a_rollback_that_fails_too_is_said_to_have_failed(
    scripted_desk: Desk, model: OpenAIServer
) -> None:
    request = await started(scripted_desk, model, deploys_then_checks(), WRITES, says("2 is out"), FAILS)
    model.play(FAILS)

    await scripted_desk.decide(await scripted_desk.gate(request, kind="rollback"), APPROVED, by=DEV)

    summary, steps = await ended(scripted_desk, request)
    assert "the rollback failed at undo-1-deploy" in summary
    assert steps == {"deploy": "done", "check": "failed", "undo-1-deploy": "failed"}


@pytest.mark.parametrize(
    "turns",
    [
        pytest.param((deploys_then_checks(), FAILS), id="nothing was changed"),
        pytest.param(
            (deploys_then_checks(rollback=None), WRITES, says("2 is out"), FAILS),
            id="nobody knows a way back",
        ),
    ],
)
async def test_nothing_is_offered_where(
    scripted_desk: Desk, model: OpenAIServer, turns: tuple[Answer, ...]
) -> None:
    request = await started(scripted_desk, model, *turns)

    summary, _ = await ended(scripted_desk, request)

    assert "rolled back" not in summary
    requests = await scripted_desk.approvals.list(task_id=request.task_id)
    assert [row.kind for row in requests] == ["plan"]


async def test_a_step_that_fails_after_its_own_change_is_undone_too_and_the_newest_first(
    scripted_desk: Desk, model: OpenAIServer
) -> None:
    first = step("schema", "Migrate the shop's schema on staging", effects=["a column"], rollback="Drop it")
    second = step(
        "deploy", TASK, effects=["version 2"], rollback="Put version 1 there", depends_on=["schema"]
    )
    model.play(
        plans_steps(first, second),
        uses("test.append_line", line="column"),
        says("migrated"),
        WRITES,
        FAILS,
    )
    request, _ = await scripted_desk.submit(TASK)
    plan = await scripted_desk.gate(request)
    await scripted_desk.decide(plan, APPROVED, by="bob@example.org", reason="planned")
    await scripted_desk.decide(plan, APPROVED, by="ada@example.org", reason="planned")

    gate = await scripted_desk.gate(request, kind="rollback")

    steps = gate.subject["plan"]["steps"]
    assert [each["id"] for each in steps] == ["undo-1-deploy", "undo-2-schema"]
    assert steps[1]["depends_on"] == ["undo-1-deploy"]
    await scripted_desk.drop(request)
    row = await scripted_desk.orchestrations.get(request.task_id)
    assert row.status is OrchestrationStatus.CANCELLED
    assert row.outcome is not None
    assert row.outcome.summary.count("test.append_line") == 2


async def test_an_offer_that_is_open_survives_its_worker(scripted: Settings, model: OpenAIServer) -> None:
    async with at_a_desk(scripted) as desk:
        async with working(scripted):
            request = await started(desk, model, deploys_then_checks(), WRITES, says("2 is out"), FAILS)
            gate = await desk.gate(request, kind="rollback")
        receipt = await desk.record(gate, APPROVED, by=DEV)
        model.play(says("1 is back"))
        async with working(scripted):
            await desk.temporal.decide(gate.workflow_id, message_of(receipt))

            summary, _ = await ended(desk, request)

    assert "rolled back" in summary

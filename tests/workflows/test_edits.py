"""An approver may change a call's arguments: those are used, the agent is told, nothing riskier passes."""

from typing import Any

import pytest

from config.settings import Settings
from domain.approvals.decisions import DecisionKind, VerdictOutcome
from domain.approvals.requests import ApprovalRecord, ApprovalStatus
from domain.orchestrations import OrchestrationRequest, OrchestrationStatus
from tests.support.desk import Desk
from tests.support.installation import edit_policies
from tests.support.openai_server import OpenAIServer, says
from tests.support.policy import rate_shared_systems_high
from tests.support.scripts import plans, uses

TASK = "Explain how the notes file is laid out"
ADA, DEV = "ada@example.org", "dev@example.org"
APPROVED = DecisionKind.APPROVED
MINE = {"line": "as the approver wants it"}


async def waiting_call(desk: Desk, model: OpenAIServer) -> tuple[OrchestrationRequest, ApprovalRecord]:
    """The agent wants to append a line, and waits."""
    line = uses("test.append_line", line="as the agent wants it")
    model.play(plans("Explain the notes"), line, says("appended"))
    request, _ = await desk.submit(TASK)
    return request, await desk.gate(request, kind="tool_call")


def lines(settings: Settings) -> list[str]:
    path = settings.workspace / "lines.txt"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


async def test_the_approver_s_arguments_are_the_ones_that_are_used(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    request, gate = await waiting_call(scripted_desk, model)

    verdict = await scripted_desk.decide(gate, APPROVED, by=DEV, edited_arguments=MINE)

    assert verdict.outcome is VerdictOutcome.APPROVED
    assert (await scripted_desk.ended(request)).status is OrchestrationStatus.COMPLETED
    assert lines(scripted) == ["as the approver wants it"]
    told = model.requests[-1].json["messages"][-1]["content"]
    assert 'an approver changed the arguments to {"line":"as the approver wants it"}' in told
    assert "appended as the approver wants it" in told
    (entry,) = await scripted_desk.ledger(gate)
    assert entry["receipt"]["edited_arguments"] == MINE
    assert entry["receipt"]["digest"] == gate.digest, "the signature binds both"


@pytest.mark.parametrize(
    "arguments",
    [{}, {"line": 5}, {"text": "x"}, {"line": "x", "mode": "w"}],
    ids=["none", "type", "name", "more"],
)
async def test_arguments_that_the_tool_does_not_take_are_refused(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings, arguments: dict[str, Any]
) -> None:
    request, gate = await waiting_call(scripted_desk, model)

    verdict = await scripted_desk.decide(gate, APPROVED, by=DEV, edited_arguments=arguments)

    assert (verdict.outcome, verdict.refusal) == (VerdictOutcome.REFUSED, "invalid-arguments")
    assert "test.append_line" in verdict.explanation
    assert (await scripted_desk.approvals.get(gate.request_id)).status is ApprovalStatus.PENDING
    assert lines(scripted) == []
    await scripted_desk.decide(gate, APPROVED, by=DEV)
    assert (await scripted_desk.ended(request)).status is OrchestrationStatus.COMPLETED
    assert lines(scripted) == ["as the agent wants it"]


async def test_arguments_that_are_riskier_than_what_was_asked_are_refused(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    request, gate = await waiting_call(scripted_desk, model)

    verdict = await scripted_desk.decide(
        gate, APPROVED, by=DEV, edited_arguments={"line": "DROP TABLE users"}
    )

    assert (verdict.outcome, verdict.refusal) == (VerdictOutcome.REFUSED, "edited-riskier")
    assert "critical" in verdict.explanation
    await scripted_desk.decide(gate, DecisionKind.DENIED, by=DEV, reason="then not at all")
    assert (await scripted_desk.ended(request)).status is OrchestrationStatus.COMPLETED
    assert lines(scripted) == []


async def test_a_plan_has_no_arguments_to_edit(scripted_desk: Desk, model: OpenAIServer) -> None:
    model.play(plans("Deploy the shop to staging", effects=("a new version of the shop",)))
    request, _ = await scripted_desk.submit(TASK)

    verdict = await scripted_desk.decide(
        await scripted_desk.gate(request), APPROVED, by=DEV, edited_arguments=MINE
    )

    assert verdict.refusal == "invalid-arguments"
    await scripted_desk.drop(request)


async def test_two_people_must_mean_the_same_arguments(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    edit_policies(scripted.config_dir, medium={"quorum": 2})
    request, gate = await waiting_call(scripted_desk, model)

    verdicts = [
        await scripted_desk.decide(gate, APPROVED, by=DEV, edited_arguments=MINE),
        await scripted_desk.decide(gate, APPROVED, by=ADA, edited_arguments={"line": "another"}),
        await scripted_desk.decide(gate, APPROVED, by=ADA),
    ]
    assert [verdict.outcome for verdict in verdicts] == [VerdictOutcome.NOTED] * 3
    assert (await scripted_desk.approvals.get(gate.request_id)).status is ApprovalStatus.PENDING
    assert lines(scripted) == []

    agreed = await scripted_desk.decide(gate, APPROVED, by=ADA, edited_arguments=MINE)

    assert agreed.outcome is VerdictOutcome.APPROVED
    assert (await scripted_desk.ended(request)).status is OrchestrationStatus.COMPLETED
    assert lines(scripted) == ["as the approver wants it"]


async def test_an_edit_that_changes_nothing_is_an_approval_like_any_other(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    edit_policies(scripted.config_dir, medium={"quorum": 2})
    request, gate = await waiting_call(scripted_desk, model)

    await scripted_desk.decide(gate, APPROVED, by=DEV, edited_arguments={"line": "as the agent wants it"})
    second = await scripted_desk.decide(gate, APPROVED, by=ADA)

    assert second.outcome is VerdictOutcome.APPROVED
    assert (await scripted_desk.ended(request)).status is OrchestrationStatus.COMPLETED
    assert lines(scripted) == ["as the agent wants it"]
    assert "changed the arguments" not in model.requests[-1].json["messages"][-1]["content"]


async def test_when_the_policy_has_changed_before_the_edited_call_people_see_what_they_are_asked(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    """What was approved lapses with its rating; the agent's own call is asked about again."""
    request, gate = await waiting_call(scripted_desk, model)
    await scripted_desk.temporal.pause(gate.workflow_id)
    edited = {"line": "kubectl apply -f web.yaml"}
    verdict = await scripted_desk.decide(gate, APPROVED, by=DEV, edited_arguments=edited)
    assert verdict.outcome is VerdictOutcome.APPROVED
    rate_shared_systems_high(scripted.config_dir)

    await scripted_desk.temporal.resume(gate.workflow_id)

    again = await scripted_desk.next_gate(gate)
    assert lines(scripted) == []
    assert again.subject["arguments"] == {"line": "as the agent wants it"}
    await scripted_desk.decide(again, APPROVED, by=DEV)
    assert (await scripted_desk.ended(request)).status is OrchestrationStatus.COMPLETED
    assert lines(scripted) == ["as the agent wants it"]
    assert len(await scripted_desk.approvals.list(task_id=request.task_id)) == 2

"""A grant lets a tool call through without asking, on record before it is made, and only while it lasts."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from temporalio.testing import ActivityEnvironment

from activities.tools import CallInput
from config.settings import Settings
from domain.agents import Message, Role, StoredTurn
from domain.approvals.decisions import DecisionKind
from domain.approvals.grants import Grant, GrantDraft, GrantScope
from domain.orchestrations import OrchestrationStatus
from domain.risk.levels import RiskLevel
from domain.tools import ToolCall
from integrations.postgres.grants import PostgresGrants
from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.transcripts import PostgresTranscripts
from tests.support.desk import Desk
from tests.support.gateway import gateway
from tests.support.openai_server import OpenAIServer, says
from tests.support.scripts import plans, uses
from worker.activities import build_activities
from worker.resources import open_resources

TASK = "Explain how the notes file is laid out"


async def grant(desk: Desk, *, person: str = "dev@example.org", role: str = "developer") -> Grant:
    return await PostgresGrants(desk.pool).add(
        GrantDraft(
            grant_id=str(uuid4()),
            person=person,
            role=role,
            scope=GrantScope.parse("test.append_line/infrastructure/*/*"),
            duration=timedelta(hours=1),
        )
    )


async def revoke(desk: Desk, made: Grant) -> None:
    await PostgresGrants(desk.pool).revoke(made.grant_id, person="bob@example.org", reason=None)


async def test_a_granted_call_is_made_without_asking_and_is_on_record(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    made = await grant(scripted_desk)
    model.play(plans("Explain the notes"), uses("test.append_line", line="granted"), says("appended"))

    request, _ = await scripted_desk.submit(TASK)

    assert (await scripted_desk.ended(request)).status is OrchestrationStatus.COMPLETED
    assert (scripted.workspace / "lines.txt").read_text(encoding="utf-8") == "granted\n"
    assert await scripted_desk.approvals.list(task_id=request.task_id) == []
    kinds = await scripted_desk.pool.fetch(
        "SELECT kind FROM events WHERE task_id = $1 ORDER BY id", request.task_id
    )
    order = [row["kind"] for row in kinds]
    assert order.index("grant.used") < order.index("tool.started")
    bodies = [json.loads(entry.body) async for entry in PostgresLedger(scripted_desk.pool).all()]
    (used,) = [
        body for body in bodies if body["kind"] == "grant.used" and body["call"]["task_id"] == request.task_id
    ]
    assert (used["grant_id"], used["person"]) == (made.grant_id, "dev@example.org")
    await revoke(scripted_desk, made)


@pytest.mark.parametrize(
    ("line", "requester", "level"),
    [
        ("DROP TABLE users", "rita@example.org", RiskLevel.CRITICAL),
        ("own work", "dev@example.org", RiskLevel.MEDIUM),
    ],
)
async def test_what_a_grant_does_not_cover_is_asked_about(
    scripted_desk: Desk, model: OpenAIServer, line: str, requester: str, level: RiskLevel
) -> None:
    made = await grant(scripted_desk)
    model.play(plans("Explain the notes"), uses("test.append_line", line=line), says("understood"))

    request, _ = await scripted_desk.submit(TASK, requester=requester)

    gate = await scripted_desk.gate(request, kind="tool_call")
    assert gate.level is level
    await scripted_desk.decide(gate, DecisionKind.DENIED, by="bob@example.org", reason="no")
    await scripted_desk.decide(gate, DecisionKind.DENIED, by="ada@example.org", reason="no")
    assert (await scripted_desk.ended(request)).status is OrchestrationStatus.COMPLETED
    await revoke(scripted_desk, made)


async def test_a_call_whose_grant_has_ended_since_is_not_made(
    scripted: Settings, scripted_desk: Desk
) -> None:
    made = await grant(scripted_desk)
    turn = StoredTurn(
        turn_id=str(uuid4()),
        parent_turn_id=None,
        task_id=uuid4().hex,
        step_id="only",
        agent="infrastructure",
        model="m",
        reply=Message(
            role=Role.ASSISTANT,
            calls=(ToolCall(index=0, tool="test.append_line", arguments={"line": "late"}),),
        ),
    )
    await PostgresTranscripts(scripted_desk.pool).save(turn)
    asked = CallInput(
        task_id=turn.task_id,
        step_id="only",
        agent="infrastructure",
        call_id=str(uuid4()),
        turn_id=turn.turn_id,
        index=0,
        digest="",
        policy_version="p",
        level=RiskLevel.MEDIUM,
        grant_id=made.grant_id,
    )
    async with gateway(scripted) as running, open_resources(running.settings) as resources:
        call_tool = build_activities(resources).tools.call_tool
        proposed = (await ActivityEnvironment().run(call_tool, asked)).changed
        assert proposed is not None  # the digest to ask with
        asked = asked.model_copy(update={"digest": proposed.digest})

        await revoke(scripted_desk, made)

        outcome = await ActivityEnvironment().run(call_tool, asked)
        assert (outcome.state, outcome.changed) == (None, proposed)
        assert not (scripted.workspace / "lines.txt").exists()
        unbound = asked.model_copy(update={"grant_id": None})
        assert (await ActivityEnvironment().run(call_tool, unbound)).state == "done"

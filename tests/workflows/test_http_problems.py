"""What a caller of the API gets for each way to decide wrongly: a stable type, and a gate that is unharmed.

The real API in front of a real run.
"""

import hashlib
import json
import uuid
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
import yaml

from api.orchestrator.app import create_app
from config.settings import Settings
from domain.approvals.requests import ApprovalRecord, ApprovalStatus
from integrations.postgres.ledger import PostgresLedger
from tests.support.asgi import asking
from tests.support.desk import Desk
from tests.support.installation import edit_policies
from tests.support.openai_server import OpenAIServer, says
from tests.support.scripts import plans, uses
from tests.support.waiting import until

DEPLOY = "Deploy auth service to production"
APPEND = "Explain how the notes file is laid out"


@pytest.fixture
def scripted(scripted: Settings) -> Settings:
    strict = {"justification": True, "required_actions": {"backup-checked": "A backup exists"}}
    edit_policies(scripted.config_dir, high={**strict, "self_approval": "never"})
    people = ("ada", "bob", "dev", "eve")
    tokens = {_hash(name): {"principal": f"{name}@example.org", "kind": "person"} for name in people}
    scripted.state_dir.mkdir()
    scripted.tokens_path.write_text(yaml.safe_dump(tokens), encoding="utf-8")
    return scripted


@pytest_asyncio.fixture
async def http(scripted: Settings) -> AsyncIterator[httpx.AsyncClient]:
    async with asking(create_app(scripted)) as client:
        yield client


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def decide(
    http: httpx.AsyncClient, request_id: str, *, by: str, verb: str = "approve", **body: Any
) -> httpx.Response:
    return await http.post(
        f"/approvals/{request_id}/{verb}", json=body, headers={"Authorization": f"Bearer {by}"}
    )


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix("urn:dev-tools:problem:")


async def plan_gate(desk: Desk, model: OpenAIServer) -> ApprovalRecord:
    model.play(plans("Deploy auth service to production"), says("deployed"))
    request, _ = await desk.submit(DEPLOY, requester="ada@example.org")
    return await desk.gate(request)


async def test_each_way_to_decide_wrongly_has_its_type_and_harms_nothing(
    http: httpx.AsyncClient, scripted_desk: Desk, model: OpenAIServer
) -> None:
    model.play(plans("Deploy auth service to production"), says("deployed"))
    request, _ = await scripted_desk.submit(DEPLOY, requester="ada@example.org")
    gate = await scripted_desk.gate(request)
    good: dict[str, Any] = {"reason": "read it", "confirmed": ["backup-checked"]}

    answers = {
        "a stranger": await decide(http, gate.request_id, by="eve", **good),
        "a wrong role": await decide(http, gate.request_id, by="dev", **good),
        "their own": await decide(http, gate.request_id, by="ada", **good),
        "no reason": await decide(http, gate.request_id, by="bob", confirmed=["backup-checked"]),
        "not confirmed": await decide(http, gate.request_id, by="bob", reason="read it"),
        "arguments of a plan": await decide(http, gate.request_id, by="bob", **good, edited_arguments={}),
        "glass": await decide(http, gate.request_id, by="bob", verb="break-glass", reason="fire"),
        "unknown": await decide(http, str(uuid.uuid4()), by="bob", **good),
    }

    assert {name: refused(answer) for name, answer in answers.items()} == {
        "a stranger": (403, "not-an-approver"),
        "a wrong role": (403, "wrong-role"),
        "their own": (403, "self-approval"),
        "no reason": (422, "missing-justification"),
        "not confirmed": (422, "unconfirmed-actions"),
        "arguments of a plan": (422, "invalid-arguments"),
        "glass": (403, "not-break-glass"),
        "unknown": (404, "not-found"),
    }
    assert (await scripted_desk.approvals.get(gate.request_id)).status is ApprovalStatus.PENDING
    assert (await decide(http, gate.request_id, by="bob", **good)).json()["outcome"] == "approved"
    await scripted_desk.ended(request)
    contradiction = await decide(http, gate.request_id, by="bob", verb="reject", reason="no")
    assert refused(contradiction) == (409, "already-decided")


async def test_a_signed_decision_is_carried_by_hand_where_unsigned_ones_do_not_count(
    http: httpx.AsyncClient, scripted_desk: Desk, model: OpenAIServer
) -> None:
    gate = await plan_gate(scripted_desk, model)
    body = {"decision": "approved", "reason": "read it", "confirmed": ["backup-checked"]}
    path, headers = f"/approvals/{gate.request_id}/sign", {"Authorization": "Bearer bob"}
    signed = (await http.post(path, json=body, headers=headers)).json()
    assert (await scripted_desk.approvals.get(gate.request_id)).status is ApprovalStatus.PENDING, (
        "nobody is told yet"
    )

    handle = scripted_desk.client.get_workflow_handle(signed["workflow_id"])
    await handle.signal("approval_decision", json.loads(signed["input"]))

    assert (
        await until(lambda: scripted_desk.inbox.verdict(signed["receipt_id"]), what="a verdict")
    ).outcome == "approved"
    closed = await http.post(path, json=body, headers=headers)
    assert refused(closed) == (409, "conflict")


async def test_wrong_decisions_are_on_record(
    http: httpx.AsyncClient, scripted_desk: Desk, model: OpenAIServer
) -> None:
    gate = await plan_gate(scripted_desk, model)
    unknown = str(uuid.uuid4())
    await decide(http, unknown, by="bob")
    await decide(http, gate.request_id, by="dev")

    bodies = [entry.body async for entry in PostgresLedger(scripted_desk.pool).all()]

    assert any(unknown in body and "unknown-request" in body for body in bodies)
    assert any(gate.request_id in body and "wrong-role" in body for body in bodies)


async def test_edited_arguments_that_cannot_be_used_are_refused(
    http: httpx.AsyncClient, scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    model.play(plans("Explain the notes"), uses("test.append_line", line="as asked"), says("appended"))
    request, _ = await scripted_desk.submit(APPEND)
    gate = await scripted_desk.gate(request, kind="tool_call")
    wrong: list[tuple[dict[str, Any], tuple[int, str]]] = [
        ({"line": 7}, (422, "invalid-arguments")),
        ({"line": "x", "colour": "red"}, (422, "invalid-arguments")),
        ({"line": "DROP TABLE users"}, (422, "edited-riskier")),
    ]

    for arguments, expected in wrong:
        answer = await decide(http, gate.request_id, by="dev", edited_arguments=arguments)
        assert refused(answer) == expected
    assert (await scripted_desk.approvals.get(gate.request_id)).status is ApprovalStatus.PENDING

    taken = await decide(http, gate.request_id, by="dev", edited_arguments={"line": "as edited"})
    assert taken.json()["outcome"] == "approved"
    await scripted_desk.ended(request)
    assert (scripted.workspace / "lines.txt").read_text(encoding="utf-8") == "as edited\n"

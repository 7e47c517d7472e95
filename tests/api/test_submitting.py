"""POST /orchestrate and what can be read of it afterwards."""

import httpx
import pytest
from temporalio.client import Client, WorkflowExecutionStatus

from api.orchestrator.app import create_app
from api.orchestrator.submissions import Submissions
from config.settings import Settings
from domain.orchestrations import OrchestrationRequest, OrchestrationStatus, Outcome
from domain.redaction import Redactor
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool
from integrations.temporal.orchestrations import TemporalOrchestrations
from tests.api.conftest import ADA, RunWorker
from tests.support.asgi import asking
from tests.support.processes import free_ports
from tests.support.waiting import until

TASK = {
    "description": "Deploy auth service to production",
    "priority": "high",
    "project_context": {"environment": "production", "project": "auth", "ticket": "OPS-1"},
}


async def test_a_task_is_accepted_rated_and_readable(http: httpx.AsyncClient, run_worker: RunWorker) -> None:
    async with run_worker():
        answer = await http.post("/orchestrate", json=TASK, headers=ADA)
    assert answer.status_code == 202
    accepted = answer.json()
    assert accepted["workflow_id"] == "orchestration-" + accepted["task_id"]
    assert (accepted["status"], accepted["risk"]["level"], accepted["approval"]) == ("running", "low", None)
    assert accepted["workflow_id"] in accepted["links"]["temporal_ui"]
    for name in (accepted["task_id"], accepted["workflow_id"]):
        found = (await http.get(f"/orchestrations/{name}")).json()
        assert found["requester"] == "ada@example.org"
        assert found["description"] == TASK["description"]
        assert found["project_context"]["extra"] == {"ticket": "OPS-1"}
    page = (await http.get("/orchestrations?limit=1")).json()
    assert [item["task_id"] for item in page["orchestrations"]] == [accepted["task_id"]]
    assert (await http.get(page["next"])).json() == {"orchestrations": [], "next": None}


async def test_without_a_worker_it_is_queued(http: httpx.AsyncClient, client: Client) -> None:
    answer = await http.post("/orchestrate", json={"description": "look around"})
    assert answer.status_code == 202
    accepted = answer.json()
    assert (accepted["status"], accepted["risk"], accepted["approval"]) == ("queued", None, None)
    described = await client.get_workflow_handle(accepted["workflow_id"]).describe()
    assert described.status is WorkflowExecutionStatus.RUNNING
    assert (await http.get(accepted["links"]["self"])).json()["requester"] == "anonymous@local"


async def test_a_secret_in_a_task_is_not_kept(http: httpx.AsyncClient) -> None:
    body = {"description": "look with DB_PASSWORD=hunter2", "project_context": {"dsn": "pg://u:hunter2@db/x"}}
    accepted = (await http.post("/orchestrate", json=body)).json()

    found = (await http.get(accepted["links"]["self"])).json()
    assert found["description"] == "look with DB_PASSWORD=[masked]"
    assert found["project_context"]["extra"] == {"dsn": "pg://u:[masked]@db/x"}


async def test_the_same_key_is_the_same_task(
    http: httpx.AsyncClient, run_worker: RunWorker, settings: Settings, pool: Pool
) -> None:
    key = {"Idempotency-Key": "k-1"}
    async with run_worker():
        first = (await http.post("/orchestrate", json=TASK, headers=key)).json()
        again = (await http.post("/orchestrate", json=TASK, headers=key)).json()
        other = await http.post("/orchestrate", json={**TASK, "priority": "low"}, headers=key)
        hers = (await http.post("/orchestrate", json=TASK, headers=key | ADA)).json()
    assert again == first
    assert (other.status_code, other.json()["type"]) == (422, "urn:dev-tools:problem:idempotency-conflict")
    assert hers["task_id"] != first["task_id"]
    done = Outcome(task_id=first["task_id"], status=OrchestrationStatus.FAILED, summary="as a test wants")
    await PostgresOrchestrations(pool).finish(done)
    later = await http.post("/orchestrate", json=TASK, headers=key)
    assert (later.status_code, later.json()["status"]) == (202, "failed")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/description"),
        ({"description": ""}, "/description"),
        ({"description": " \n\t"}, "/description"),
        ({"description": "x" * 20_001}, "/description"),
        ({"description": "a\x00b"}, "/description"),
        ({"description": 7}, "/description"),
        ({"description": "x", "priority": "urgent"}, "/priority"),
        ({"description": "x", "template": "no-such"}, "/template"),
        ({"description": "x", "desciption": "y"}, "/desciption"),
        ({"description": "x", "project_context": {"environment": 1}}, "/project_context/environment"),
        ({"description": "x", "project_context": {"a/b": {}}}, "/project_context/a~1b"),
        ({"description": "x", "project_context": "prod"}, "/project_context"),
        ([], ""),
    ],
)
async def test_bad_fields_are_named(http: httpx.AsyncClient, body: object, pointer: str) -> None:
    answer = await http.post("/orchestrate", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"] == "urn:dev-tools:problem:invalid-input"
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


@pytest.mark.parametrize(
    "raw",
    [
        b'{"description": "caf\xe9"}',
        '{"description": "utf-16"}'.encode("utf-16"),
        b'{"description": "\xed\xa0\x80"}',
        rb'{"description": "\ud800"}',
        rb'{"description": "x", "project_context": {"\ud800": "y"}}',
        b'{"description": ',
        b'{"description": "x", "n": NaN',
        b"[" * 200_000,
        b"",
        b"null",
    ],
)
async def test_bad_bytes_are_refused(http: httpx.AsyncClient, raw: bytes) -> None:
    answer = await http.post("/orchestrate", content=raw, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["status"]) == (422, 422)


async def test_longest_description_is_taken_and_a_huge_body_is_not(http: httpx.AsyncClient) -> None:
    huge = await http.post("/orchestrate", json={"description": "x" * 2_000_000})
    assert (huge.status_code, huge.json()["type"]) == (413, "urn:dev-tools:problem:too-large")
    longest = await http.post("/orchestrate", json={"description": "é" * 20_000})
    assert longest.status_code == 202
    form = await http.post("/orchestrate", content=b'{"description": "x"}')
    assert form.status_code == 422
    assert "application/json" in form.json()["detail"]


async def test_temporal_away_loses_nothing(settings: Settings, client: Client, pool: Pool) -> None:
    (port,) = free_ports(1)
    app = create_app(settings.model_copy(update={"temporal_address": f"127.0.0.1:{port}"}))
    async with asking(app) as http:
        answer = await http.post("/orchestrate", json=TASK, headers={"Idempotency-Key": "k"})
        assert (answer.status_code, answer.json()["type"]) == (503, "urn:dev-tools:problem:unavailable")
        assert int(answer.headers["retry-after"]) > 0
        (row,) = (await http.get("/orchestrations?status=queued")).json()["orchestrations"]
        assert row["task_id"] in answer.json()["detail"]
        assert "Temporal" in row["note"]
        assert (await http.get("/ready")).status_code == 503
        health = await http.get("/health")
        assert (health.status_code, health.json()["status"]) == (503, "unhealthy")
    await _older(pool, row["task_id"])
    later = Submissions(PostgresOrchestrations(pool), TemporalOrchestrations(client), Redactor())
    assert await later.start_orphans() == 1
    described = await client.get_workflow_handle(row["workflow_id"]).describe()
    assert described.status is WorkflowExecutionStatus.RUNNING
    assert await later.start_orphans() == 0


async def test_a_task_that_never_started_can_be_cancelled(http: httpx.AsyncClient, pool: Pool) -> None:
    request = OrchestrationRequest(task_id="f" * 32, description="x", requester="r")
    await PostgresOrchestrations(pool).create(request, body_sha256="0")
    answer = await http.post(f"/orchestrations/{request.task_id}/cancel", headers=ADA)
    assert (answer.status_code, answer.json()["status"]) == (202, "cancelled")
    assert (await http.post(f"/orchestrations/{request.task_id}/cancel", headers=ADA)).status_code == 202
    assert (await http.post(f"/orchestrations/{request.task_id}/pause", headers=ADA)).status_code == 409


@pytest.mark.parametrize("what", ["cancel", "pause", "resume", "info"])
async def test_nobody_unknown_stops_or_answers(http: httpx.AsyncClient, pool: Pool, what: str) -> None:
    request = OrchestrationRequest(task_id="e" * 32, description="x", requester="r")
    await PostgresOrchestrations(pool).create(request, body_sha256="0")
    answer = await http.post(f"/orchestrations/{request.task_id}/{what}", json={"info": "x"})
    assert (answer.status_code, answer.json()["type"]) == (401, "urn:dev-tools:problem:unauthenticated")


async def test_a_run_hears_what_it_is_told(
    http: httpx.AsyncClient, client: Client, run_worker: RunWorker
) -> None:
    async with run_worker():
        accepted = (await http.post("/orchestrate", json=TASK)).json()
        own = accepted["links"]["self"]
        assert (await http.post(f"{own}/pause", headers=ADA)).status_code == 202
        assert (await http.post(f"{own}/resume", headers=ADA)).status_code == 202
        assert (await http.post(f"{own}/info", json={"info": "at night"}, headers=ADA)).status_code == 202
        unasked = await http.post(f"{own}/info", json={"info": "nobody asked"}, headers=ADA)
        assert (unasked.status_code, unasked.json()["type"]) == (409, "urn:dev-tools:problem:conflict")
        assert (await http.post(f"{own}/info", json={"info": " "}, headers=ADA)).status_code == 422
        handle = client.get_workflow_handle(accepted["workflow_id"])
        assert await handle.query("state") == ["pause", "resume", "at night"]
        assert (await http.post(f"{own}/cancel", headers=ADA)).status_code == 202

        async def cancelled() -> bool:
            return (await handle.describe()).status is WorkflowExecutionStatus.CANCELED

        await until(cancelled, what="the cancellation")


async def test_rows_of_runs_that_are_over_are_repaired(
    http: httpx.AsyncClient, client: Client, pool: Pool
) -> None:
    store, temporal = PostgresOrchestrations(pool), TemporalOrchestrations(client)
    requests = [
        OrchestrationRequest(task_id=letter * 31 + "9", description=letter, requester="r")
        for letter in "abcd"
    ]
    for request in requests:
        await store.create(request, body_sha256="0")
    for request in requests[:3]:
        await store.record_status(request.task_id, OrchestrationStatus.RUNNING)
    for request in requests[:2]:
        await temporal.start(request)
    await client.get_workflow_handle(requests[1].workflow_id).terminate()
    assert (await http.post("/approvals/repair")).status_code == 401
    answer = (await http.post("/approvals/repair", headers=ADA)).json()
    assert answer["checked"] == 4
    assert set(answer["repaired"]) == {request.task_id for request in requests[1:3]}
    statuses = [(await store.get(request.task_id)).status for request in requests]
    assert statuses == ["running", "cancelled", "failed", "queued"]


async def _older(pool: Pool, task_id: str) -> None:
    await pool.execute(
        "UPDATE orchestrations SET created_at = created_at - interval '1 minute' WHERE task_id = $1", task_id
    )

"""Several requests decided by one call: each for itself, whatever becomes of the others."""

import uuid
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from temporalio.client import Client

from domain.approvals.requests import ApprovalRecord
from domain.orchestrations import OrchestrationRequest, OrchestrationStatus, Outcome
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool
from integrations.temporal.orchestrations import TemporalOrchestrations
from tests.api.conftest import ADA, BOB, CARL, RunWorker
from tests.support.cases import Cases

UNKNOWN = str(uuid.uuid4())


@pytest_asyncio.fixture
async def gates(pool: Pool, client: Client, run_worker: RunWorker) -> AsyncIterator[list[ApprovalRecord]]:
    """Open requests, each of a run that listens."""
    cases, approvals = Cases(pool), PostgresApprovals(pool)
    records = [await approvals.get(await cases.open()) for _ in range(5)]
    async with run_worker():
        for record in records:
            run = OrchestrationRequest(
                task_id=record.task_id, description="Deploy", requester="r@example.org"
            )
            await TemporalOrchestrations(client).start(run)
        yield records


async def decide(
    http: httpx.AsyncClient, ids: list[str], decision: str = "approved", **more: Any
) -> httpx.Response:
    headers = more.pop("headers", ADA)
    body = {"request_ids": ids, "decision": decision, **more}
    return await http.post("/approvals/batch", json=body, headers=headers)


async def test_each_gets_its_own_receipt_and_answer_in_order(
    http: httpx.AsyncClient, gates: list[ApprovalRecord], pool: Pool
) -> None:
    ids = [gate.request_id for gate in gates]
    answer = await decide(http, ids[::-1], reason="read all", confirmed=["backup-checked"])
    assert answer.status_code == 200
    results = answer.json()["results"]
    assert [result["request_id"] for result in results] == ids[::-1]
    assert {result["outcome"] for result in results} == {"approved"}
    assert all(result["problem"] is None for result in results)
    receipts = [await PostgresInbox(pool).find(result["receipt_id"]) for result in results]
    assert [receipt.request_id for receipt in receipts if receipt] == ids[::-1]
    for receipt in receipts:
        assert receipt is not None
        assert (receipt.actor.email, receipt.reason, receipt.confirmed) == (
            "ada@example.org",
            "read all",
            ("backup-checked",),
        )
        assert receipt.signature


async def test_one_bad_id_does_not_stop_the_others(
    http: httpx.AsyncClient, gates: list[ApprovalRecord], pool: Pool
) -> None:
    over = gates[1]
    outcome = Outcome(task_id=over.task_id, status=OrchestrationStatus.CANCELLED, summary="over")
    await PostgresOrchestrations(pool).finish(outcome)
    ids = ["no id", gates[0].request_id, over.request_id, UNKNOWN, gates[2].request_id]
    results = (await decide(http, ids, "denied", reason="not now")).json()["results"]
    assert [result["outcome"] for result in results] == ["refused", "denied", "refused", "refused", "denied"]
    kinds = [result["problem"] and result["problem"]["type"].rsplit(":")[-1] for result in results]
    assert kinds == ["not-found", None, "already-decided", "not-found", None]
    assert [result["problem"]["status"] for result in results if result["problem"]] == [404, 409, 404]


async def test_the_judges_refusal_and_a_missing_verdict_are_told_for_each(
    http: httpx.AsyncClient, gates: list[ApprovalRecord], pool: Pool
) -> None:
    ids = [gate.request_id for gate in gates[:2]]
    refused = (await decide(http, ids, headers=BOB)).json()["results"]
    assert [result["problem"]["type"] for result in refused] == ["urn:dev-tools:problem:not-an-approver"] * 2
    for result in refused:
        assert await PostgresInbox(pool).find(result["receipt_id"])
    recorded = (await decide(http, ids, headers=CARL)).json()["results"]
    assert [(result["outcome"], result["status"]) for result in recorded] == [("recorded", "recorded")] * 2


async def test_a_key_holds_for_each_id(http: httpx.AsyncClient, gates: list[ApprovalRecord]) -> None:
    headers = ADA | {"Idempotency-Key": "k"}
    ids = [gate.request_id for gate in gates]
    first = (await decide(http, [*ids[:3], ids[0]], headers=headers)).json()["results"]
    assert first[3] == first[0]
    again = (await decide(http, ids[1:], headers=headers)).json()["results"]
    assert [result["receipt_id"] for result in again[:2]] == [result["receipt_id"] for result in first[1:3]]
    assert len({result["receipt_id"] for result in (*first, *again)}) == 5
    other = (await decide(http, ids[:1], "denied", reason="no", headers=headers)).json()["results"]
    assert other[0]["problem"]["type"] == "urn:dev-tools:problem:idempotency-conflict"


async def test_what_nobody_judges_in_time_is_recorded_for_each(
    http: httpx.AsyncClient, gates: list[ApprovalRecord]
) -> None:
    results = (await decide(http, [gate.request_id for gate in gates], headers=CARL)).json()["results"]
    assert [result["outcome"] for result in results] == ["recorded"] * 5


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"request_ids": [], "decision": "approved"}, "/request_ids"),
        ({"request_ids": [UNKNOWN] * 101, "decision": "approved"}, "/request_ids"),
        ({"request_ids": [7], "decision": "approved"}, "/request_ids/0"),
        ({"request_ids": ["a\x00"], "decision": "approved"}, "/request_ids/0"),
        ({"request_ids": [UNKNOWN], "decision": "break_glass", "reason": "x"}, "/decision"),
        ({"request_ids": [UNKNOWN], "decision": "denied"}, "/reason"),
        ({"request_ids": [UNKNOWN], "decision": "more_info", "reason": " "}, "/reason"),
        ({"request_ids": [UNKNOWN], "decision": "approved", "edited_arguments": {}}, "/edited_arguments"),
    ],
)
async def test_what_cannot_be_a_batch_is_refused_whole(
    http: httpx.AsyncClient, body: dict[str, Any], pointer: str
) -> None:
    answer = await http.post("/approvals/batch", json=body, headers=ADA)
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:dev-tools:problem:invalid-input"
    assert answer.json()["errors"][0]["pointer"] == pointer


async def test_a_batch_needs_a_person(http: httpx.AsyncClient) -> None:
    answer = await decide(http, [UNKNOWN], headers={})
    assert (answer.status_code, answer.json()["type"]) == (401, "urn:dev-tools:problem:unauthenticated")

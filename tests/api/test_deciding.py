"""Approval requests over HTTP: receipt first, then the judge's word as a status code."""

import uuid

import httpx

from domain.approvals.requests import ApprovalDraft
from domain.orchestrations import OrchestrationStatus, Outcome
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool
from tests.api.conftest import ADA, BOB, CARL


async def test_what_waits_is_listed_and_read_with_a_token_only(
    http: httpx.AsyncClient, gate: ApprovalDraft
) -> None:
    assert (await http.get("/approvals")).status_code == 401
    (listed,) = (await http.get("/approvals?status=pending", headers=ADA)).json()["approvals"]
    assert (listed["request_id"], listed["approver_roles"]) == (gate.request_id, ["tech_lead"])
    assert (await http.get(f"/approvals/{gate.request_id}", headers=ADA)).json() == listed
    assert (await http.get("/approvals?status=approved", headers=ADA)).json() == {"approvals": []}
    for unknown in (str(uuid.uuid4()), "none"):
        assert (await http.get(f"/approvals/{unknown}", headers=ADA)).status_code == 404
    summary = (await http.get(f"/orchestrations/{gate.task_id}")).json()["approval"]
    assert summary["request_id"] == gate.request_id


async def test_an_approval_is_stored_signed_and_answered(
    http: httpx.AsyncClient, gate: ApprovalDraft, pool: Pool
) -> None:
    answer = await http.post(f"/approvals/{gate.request_id}/approve", json={"reason": "read it"}, headers=ADA)
    assert answer.status_code == 200
    taken = answer.json()
    assert (taken["outcome"], taken["request_id"]) == ("approved", gate.request_id)
    receipt = await PostgresInbox(pool).find(taken["receipt_id"])
    assert receipt is not None
    assert (receipt.actor.email, receipt.channel, receipt.reason) == ("ada@example.org", "api", "read it")
    assert receipt.signature
    bare = await http.post(f"/approvals/{gate.request_id}/approve", headers=ADA)
    assert bare.status_code == 200


async def test_a_stranger_is_refused_but_recorded(
    http: httpx.AsyncClient, gate: ApprovalDraft, pool: Pool
) -> None:
    path = f"/approvals/{gate.request_id}/approve"
    assert (await http.post(path)).status_code == 401
    assert (await http.post(path, headers={"Authorization": "Bearer wrong"})).status_code == 401
    answer = await http.post(path, headers=BOB)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:dev-tools:problem:not-an-approver")
    assert await PostgresInbox(pool).find(answer.json()["receipt_id"])


async def test_a_decision_nobody_judges_in_time_is_recorded(
    http: httpx.AsyncClient, gate: ApprovalDraft, pool: Pool
) -> None:
    answer = await http.post(f"/approvals/{gate.request_id}/reject", json={"reason": "no"}, headers=CARL)
    assert (answer.status_code, answer.json()["status"]) == (202, "recorded")
    receipt = await PostgresInbox(pool).find(answer.json()["receipt_id"])
    assert receipt is not None
    assert receipt.decision == "denied"


async def test_the_same_key_is_the_same_decision(http: httpx.AsyncClient, gate: ApprovalDraft) -> None:
    key = ADA | {"Idempotency-Key": "k"}
    path = f"/approvals/{gate.request_id}"
    first = await http.post(f"{path}/approve", headers=key)
    again = await http.post(f"{path}/approve", headers=key)
    assert again.json()["receipt_id"] == first.json()["receipt_id"]
    other = await http.post(f"{path}/reject", json={"reason": "no"}, headers=key)
    assert (other.status_code, other.json()["type"]) == (422, "urn:dev-tools:problem:idempotency-conflict")


async def test_a_rejection_and_a_question_need_words(http: httpx.AsyncClient, gate: ApprovalDraft) -> None:
    for verb in ("reject", "request-info"):
        for body in ({}, {"reason": " "}, {"reason": "x\x00"}):
            answer = await http.post(f"/approvals/{gate.request_id}/{verb}", json=body, headers=ADA)
            assert answer.status_code == 422
            assert answer.json()["errors"][0]["pointer"] == "/reason"
    asked = await http.post(
        f"/approvals/{gate.request_id}/request-info", json={"reason": "when?"}, headers=ADA
    )
    assert (asked.status_code, asked.json()["outcome"]) == (200, "noted")


async def test_after_the_end_a_decision_is_a_conflict(
    http: httpx.AsyncClient, gate: ApprovalDraft, pool: Pool
) -> None:
    outcome = Outcome(task_id=gate.task_id, status=OrchestrationStatus.CANCELLED, summary="over")
    await PostgresOrchestrations(pool).finish(outcome)
    answer = await http.post(f"/approvals/{gate.request_id}/approve", headers=ADA)
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:dev-tools:problem:already-decided")
    assert (await http.get(f"/approvals/{gate.request_id}", headers=ADA)).json()["status"] == "void"
    await pool.execute("UPDATE approval_requests SET status = 'expired'")
    late = await http.post(f"/approvals/{gate.request_id}/approve", headers=ADA)
    assert (late.status_code, late.json()["type"]) == (409, "urn:dev-tools:problem:expired")
    await pool.execute("UPDATE approval_requests SET status = 'approved', decided_by = 'ada@example.org'")
    repeat = await http.post(f"/approvals/{gate.request_id}/approve", headers=ADA)
    assert (repeat.status_code, repeat.json()["outcome"]) == (200, "approved")

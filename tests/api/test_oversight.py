"""Grants, the halt and reviews over HTTP: who may, what is answered, and what stays on record."""

import json
import uuid
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio
import yaml

from config.settings import Settings
from domain.approvals.tiers import Tier
from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.pool import Connection, Pool, connect, transaction
from integrations.postgres.reviews import open_review
from tests.api.conftest import ADA, BOB, CARL
from tests.support.requests import a_task, opened

GRANT = {"role": "tech_lead", "scope": "git.git_commit/*/staging/*", "minutes": 30}
OURS = ("grant", "halt", "review", "refused")
PROBLEM = "urn:dev-tools:problem:"


async def recorded(pool: Pool) -> list[dict[str, Any]]:
    """What the ledger has of these things; the API also records that it has a key."""
    bodies = [json.loads(entry.body) for entry in await PostgresLedger(pool).entries()]
    return [body for body in bodies if body["kind"].split(".")[0] in OURS]


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix(PROBLEM)


async def test_a_grant_is_added_listed_and_revoked(http: httpx.AsyncClient, pool: Pool) -> None:
    assert (await http.get("/grants")).status_code == 401
    made = await http.post("/grants", json=GRANT | {"reason": "release"}, headers=ADA)
    assert made.status_code == 201
    grant = made.json()
    assert (grant["status"], grant["person"], grant["scope"]) == ("active", "ada@example.org", GRANT["scope"])
    assert (await http.get("/grants?active=true", headers=BOB)).json() == {"grants": [grant]}

    path = f"/grants/{grant['grant_id']}/revoke"
    revoked = (await http.post(path, json={"reason": "done"}, headers=BOB)).json()
    assert (revoked["status"], revoked["revoked_by"], revoked["revoke_reason"]) == (
        "revoked",
        "bob@example.org",
        "done",
    )
    assert (await http.post(path, headers=ADA)).json() == revoked
    assert (await http.get("/grants?active=true", headers=ADA)).json() == {"grants": []}
    assert (await http.get("/grants", headers=ADA)).json() == {"grants": [revoked]}
    assert [entry["kind"] for entry in await recorded(pool)] == ["grant.added", "grant.revoked"]


async def test_a_repeat_with_the_same_key_makes_no_second_grant(http: httpx.AsyncClient) -> None:
    keyed = ADA | {"Idempotency-Key": "k"}
    first, second = [(await http.post("/grants", json=GRANT, headers=keyed)).json() for _ in range(2)]
    assert first == second
    other = await http.post("/grants", json=GRANT | {"minutes": 31}, headers=keyed)
    assert refusal(other) == (422, "idempotency-conflict")


@pytest.mark.parametrize(
    ("change", "status", "kind"),
    [
        ({"role": "devops_engineer"}, 403, "wrong-role"),
        ({"scope": "*/*/*/*"}, 422, "invalid-input"),
        ({"scope": "git.git_commit/staging"}, 422, "invalid-input"),
        ({"minutes": 481}, 422, "invalid-input"),
        ({"minutes": 0}, 422, "invalid-input"),
        ({"minutes": 1e300}, 422, "invalid-input"),
        ({"reason": "a\x00"}, 422, "invalid-input"),
        ({"hours": 1}, 422, "invalid-input"),
    ],
)
async def test_bad_grants_are_problems_and_change_nothing(
    http: httpx.AsyncClient, change: dict[str, Any], status: int, kind: str
) -> None:
    assert refusal(await http.post("/grants", json=GRANT | change, headers=ADA)) == (status, kind)
    assert (await http.get("/grants", headers=ADA)).json() == {"grants": []}


async def test_a_stranger_neither_grants_nor_revokes_and_the_try_is_on_record(
    http: httpx.AsyncClient, pool: Pool
) -> None:
    grant = (await http.post("/grants", json=GRANT, headers=ADA)).json()
    assert refusal(await http.post("/grants", json=GRANT, headers=CARL)) == (403, "not-an-approver")
    path = f"/grants/{grant['grant_id']}/revoke"
    assert refusal(await http.post(path, headers=CARL)) == (403, "not-an-approver")
    for unknown in (str(uuid.uuid4()), "none"):
        assert refusal(await http.post(f"/grants/{unknown}/revoke", headers=ADA)) == (404, "not-found")
    assert (await http.get("/grants?active=true", headers=ADA)).json() == {"grants": [grant]}
    tried = [(entry["action"], entry["person"]) for entry in (await recorded(pool))[1:]]
    assert tried == [("grant.add", "carl@example.org"), ("grant.revoke", "carl@example.org")]


async def test_a_halt_shows_everywhere_until_it_is_lifted(http: httpx.AsyncClient, pool: Pool) -> None:
    assert (await http.get("/halt")).json() == {"dispatch": "running", "halt": None, "history": []}
    assert (await http.get("/health")).json()["dependencies"]["dispatch"]["status"] == "healthy"

    first = (await http.post("/halt", json={"reason": "odd deletes"}, headers=ADA)).json()
    assert (first["dispatch"], first["changed"], first["halt"]["person"]) == (
        "halted",
        True,
        "ada@example.org",
    )
    again = (await http.post("/halt", json={"reason": "me too"}, headers=BOB)).json()
    assert again == first | {"changed": False}
    state = (await http.get("/halt")).json()
    assert (state["dispatch"], state["halt"]) == ("halted", first["halt"])
    health = (await http.get("/health")).json()
    line = health["dependencies"]["dispatch"]
    assert (health["status"], line["status"]) == ("degraded", "degraded")
    assert line["detail"].startswith("halted by ada@example.org since ")
    assert line["detail"].endswith(": odd deletes")
    assert "devtools_dispatch_halted 1.0" in (await http.get("/metrics")).text

    lifted = (await http.post("/resume-all", json={"reason": "found it"}, headers=BOB)).json()
    assert (lifted["dispatch"], lifted["changed"], lifted["halt"]["lifted_by"]) == (
        "running",
        True,
        "bob@example.org",
    )
    assert (await http.post("/resume-all", headers=BOB)).json() == {
        "dispatch": "running",
        "halt": None,
        "changed": False,
    }
    over = (await http.get("/halt")).json()
    assert (over["dispatch"], over["halt"], len(over["history"])) == ("running", None, 1)
    assert "devtools_dispatch_halted 0.0" in (await http.get("/metrics")).text
    assert [entry["kind"] for entry in await recorded(pool)] == ["halt.set", "halt.lifted"]


async def test_who_may_halt_and_who_may_lift_it(
    http: httpx.AsyncClient, pool: Pool, settings: Settings
) -> None:
    reason = {"reason": "r"}
    assert (await http.post("/halt", json=reason)).status_code == 401
    assert refusal(await http.post("/halt", json=reason, headers=CARL)) == (403, "not-an-approver")
    for body in ({}, {"reason": " "}, {"reason": "r", "all": True}):
        assert (await http.post("/halt", json=body, headers=ADA)).status_code == 422
    assert (await http.post("/halt", json=reason, headers=ADA)).status_code == 200
    # lifting needs a role of the critical tier, which ada has not
    assert refusal(await http.post("/resume-all", headers=ADA)) == (403, "wrong-role")
    assert (await http.get("/halt")).json()["dispatch"] == "halted"
    assert (await http.post("/resume-all", headers=BOB)).status_code == 200

    policies = settings.config_dir / "hitl/approval-policies.yaml"
    content = yaml.safe_load(policies.read_text(encoding="utf-8"))
    content["halt"] = {"roles": ["devops_engineer"]}
    policies.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    assert refusal(await http.post("/halt", json=reason, headers=ADA)) == (403, "wrong-role")
    assert (await http.post("/halt", json=reason, headers=BOB)).status_code == 200
    refused = [entry for entry in await recorded(pool) if entry["kind"] == "refused"]
    assert [(entry["action"], entry["refusal"]) for entry in refused] == [
        ("halt.set", "not-an-approver"),
        ("halt.lift", "wrong-role"),
        ("halt.set", "wrong-role"),
    ]


@pytest_asyncio.fixture
async def review(pool: Pool) -> str:
    """The id of an open review: bob broke the glass over a request of rita's that a tech_lead decides."""
    tier = Tier(roles=("tech_lead", "devops_engineer"), timeout=timedelta(hours=1))
    draft = await opened(pool, a_task("Restart", requester="rita@example.org"), tier=tier)
    async with transaction(pool) as connection:
        await open_review(
            connection,
            request_id=draft.request_id,
            task_id=draft.task_id,
            person="bob@example.org",
            reason="the site is down",
        )
    return draft.request_id


async def test_a_review_is_closed_by_somebody_else_who_is_entitled(
    http: httpx.AsyncClient, pool: Pool, review: str
) -> None:
    assert (await http.get("/reviews")).status_code == 401
    (listed,) = (await http.get("/reviews", headers=ADA)).json()["reviews"]
    assert (listed["review_id"], listed["status"], listed["reviewer_roles"]) == (
        review,
        "open",
        ["tech_lead", "devops_engineer"],
    )
    path = f"/reviews/{review}/close"
    finding = {"finding": "right call"}
    assert refusal(await http.post(path, json=finding, headers=BOB)) == (403, "own-work")
    assert refusal(await http.post(path, json=finding, headers=CARL)) == (403, "not-an-approver")
    assert (await http.post(path, json={"finding": ""}, headers=ADA)).status_code == 422
    for unknown in (str(uuid.uuid4()), "none"):
        answer = await http.post(f"/reviews/{unknown}/close", json=finding, headers=ADA)
        assert refusal(answer) == (404, "not-found")

    closed = (await http.post(path, json=finding, headers=ADA)).json()
    assert (closed["status"], closed["closed_by"], closed["finding"]) == (
        "closed",
        "ada@example.org",
        "right call",
    )
    assert (await http.post(path, json=finding, headers=ADA)).json() == closed
    assert refusal(await http.post(path, json={"finding": "no"}, headers=ADA)) == (409, "conflict")
    assert (await http.get("/reviews", headers=ADA)).json() == {"reviews": []}
    assert (await http.get("/reviews?all=true", headers=ADA)).json() == {"reviews": [closed]}
    kinds = [entry["kind"] for entry in await recorded(pool)]
    assert kinds == ["review.opened", "refused", "refused", "review.closed"]


@pytest_asyncio.fixture
async def owner(settings: Settings) -> AsyncIterator[Connection]:
    connection = await connect(settings.require_database_url())
    yield connection
    await connection.close()


async def test_overdue_reviews_degrade_health_and_are_counted(
    http: httpx.AsyncClient, owner: Connection, review: str
) -> None:
    health = (await http.get("/health")).json()["dependencies"]["reviews"]
    assert health == {"status": "healthy", "detail": "1 open, 0 overdue"}
    # time goes by: only the owner of the tables, past their triggers, can play that
    await owner.execute("ALTER TABLE reviews DISABLE TRIGGER reviews_end_once")
    await owner.execute("UPDATE reviews SET due_at = now() - interval '1 s'")
    health = (await http.get("/health")).json()
    assert health["status"] == "degraded"
    assert health["dependencies"]["reviews"] == {"status": "degraded", "detail": "1 open, 1 overdue"}
    assert (await http.get("/reviews", headers=ADA)).json()["reviews"][0]["status"] == "overdue"
    metrics = (await http.get("/metrics")).text
    assert 'devtools_break_glass_reviews{state="open"} 0.0' in metrics
    assert 'devtools_break_glass_reviews{state="overdue"} 1.0' in metrics
    closing = await http.post(f"/reviews/{review}/close", json={"finding": "late"}, headers=ADA)
    assert closing.status_code == 200
    assert (await http.get("/health")).json()["dependencies"]["reviews"]["status"] == "healthy"

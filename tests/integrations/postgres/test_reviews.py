"""Reviews in the store: opened once with the verdict, closed once, overdue after three days."""

import json
from datetime import timedelta
from uuid import uuid4

import asyncpg
import pytest

from domain.approvals.reviews import ReviewCount
from domain.errors import ConflictError, NotFoundError
from integrations.postgres.events import PostgresEvents
from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.pool import Connection, Pool, transaction
from integrations.postgres.reviews import PostgresReviews, open_review
from tests.integrations.postgres.conftest import TASK, OpenGate

BREAKER = "bob@example.org"


async def open_one(pool: Pool, request_id: str) -> None:
    async with transaction(pool) as connection:
        await open_review(
            connection, request_id=request_id, task_id=TASK, person=BREAKER, reason="the site is down"
        )


async def test_a_review_is_opened_once_and_due_in_three_days(pool: Pool, open_gate: OpenGate) -> None:
    request_id = (await open_gate()).request_id
    await open_one(pool, request_id)
    await open_one(pool, request_id)

    reviews = PostgresReviews(pool)
    (review,) = await reviews.list()
    assert review == await reviews.get(request_id)
    assert (review.review_id, review.task_id, review.person) == (request_id, TASK, BREAKER)
    assert (review.requester, review.roles) == ("ada@example.com", ("tech_lead",))
    assert review.due_at - review.opened_at == timedelta(hours=72)
    assert not review.overdue
    assert await reviews.count() == ReviewCount(open=1)
    (entry,) = [json.loads(entry.body) for entry in await PostgresLedger(pool).entries()]
    assert (entry["kind"], entry["person"], entry["reason"]) == ("review.opened", BREAKER, "the site is down")
    assert "review.opened" in [event.kind for event in await PostgresEvents(pool).since(TASK)]


async def test_it_is_closed_once_with_its_finding_on_record(
    pool: Pool, owner: Connection, open_gate: OpenGate
) -> None:
    request_id = (await open_gate()).request_id
    await open_one(pool, request_id)
    reviews = PostgresReviews(pool)

    closed = await reviews.close(request_id.upper(), person="carl@example.org", finding="right call")
    assert await reviews.close(request_id, person="carl@example.org", finding="right call") == closed
    for person, finding in (("dora@example.org", "right call"), ("carl@example.org", "wrong call")):
        with pytest.raises(ConflictError, match=r"carl@example\.org"):
            await reviews.close(request_id, person=person, finding=finding)

    assert (closed.closed_by, closed.finding) == ("carl@example.org", "right call")
    assert await reviews.list() == []
    assert await reviews.list(open_only=False) == [closed]
    kinds = [json.loads(entry.body)["kind"] for entry in await PostgresLedger(pool).entries()]
    assert kinds == ["review.opened", "review.closed"]
    with pytest.raises(asyncpg.RaiseError):
        await owner.execute("UPDATE reviews SET finding = 'nothing to see'")
    for unknown in (str(uuid4()), "none"):
        with pytest.raises(NotFoundError):
            await reviews.close(unknown, person="carl@example.org", finding="x")


async def test_after_its_time_an_open_review_is_overdue(pool: Pool, open_gate: OpenGate) -> None:
    opened = await open_gate()
    await pool.execute(
        "INSERT INTO reviews (request_id, person, reason, opened_at, due_at) VALUES "
        "($1, $2, 'r', now() - interval '73 hours', now() - interval '1 hour')",
        opened.request_id,
        BREAKER,
    )
    reviews = PostgresReviews(pool)
    assert await reviews.count() == ReviewCount(open=1, overdue=1)
    assert (await reviews.get(opened.request_id)).overdue
    closed = await reviews.close(opened.request_id, person="carl@example.org", finding="late")
    assert not closed.overdue
    assert await reviews.count() == ReviewCount()

"""Linear's endpoint without Linear, and the inbox by HTTP."""

import httpx
import pytest

from domain.linear.inbox import InboxStatus
from integrations.postgres.pool import Pool
from integrations.postgres.webhook_inbox import PostgresWebhookInbox
from tests.api.conftest import ADA


async def test_without_a_configuration_nothing_is_taken(http: httpx.AsyncClient) -> None:
    answer = await http.post("/webhooks/linear", content=b"{}", headers={"Linear-Signature": "ab" * 32})
    assert answer.status_code == 401
    assert "not configured" in answer.json()["detail"]


async def test_five_mebibytes_are_read_and_no_more(http: httpx.AsyncClient) -> None:
    answers = [
        await http.post("/webhooks/linear", content=b"x" * size)
        for size in (5 * 1024 * 1024, 5 * 1024 * 1024 + 1)
    ]
    assert [answer.status_code for answer in answers] == [401, 413]


async def test_the_parked_are_listed_and_tried_again(http: httpx.AsyncClient, pool: Pool) -> None:
    inbox = PostgresWebhookInbox(pool)
    for number in range(3):
        await inbox.take_in(f"d-{number}", kind="Issue.update", body=b"{}")
    await inbox.postpone("d-1", error="Linear is out of reach", park=True)
    await inbox.settle("d-2", InboxStatus.DONE, note="approved")

    (parked,) = (await http.get("/inbox", params={"status": "parked"}, headers=ADA)).json()["webhooks"]
    assert (parked["delivery_id"], parked["attempts"], parked["note"]) == ("d-1", 1, "Linear is out of reach")
    assert "body" not in parked
    assert (await http.post("/inbox/d-1/retry", headers=ADA)).json() == {"retried": 1}
    assert (await http.post("/inbox/d-2/retry", headers=ADA)).status_code == 409
    assert (await http.post("/inbox/d-9/retry", headers=ADA)).status_code == 404
    assert (await http.post("/inbox/retry", headers=ADA)).json() == {"retried": 0}
    assert {row.delivery_id for row in await inbox.due()} == {"d-1"}


@pytest.mark.parametrize(("method", "path"), [("GET", "/inbox"), ("POST", "/inbox/retry")])
async def test_a_person_is_needed(http: httpx.AsyncClient, method: str, path: str) -> None:
    assert (await http.request(method, path)).status_code == 401

"""Webhooks by HTTP: who may add one, and what is refused."""

from typing import Any

import httpx
import pytest

from integrations.postgres.events import PostgresEvents
from integrations.postgres.pool import Pool
from tests.api.conftest import ADA

PAGER = {"name": "pager", "url": "https://pager.example.org/x", "secret_env": "PAGER_SECRET"}


async def test_one_is_added_listed_and_removed(http: httpx.AsyncClient, pool: Pool) -> None:
    added = await http.post("/webhooks", json={**PAGER, "kinds": ["halt.*"]}, headers=ADA)
    assert (added.status_code, added.json()["added_by"]) == (201, "ada@example.org")
    again = await http.post("/webhooks", json=PAGER, headers=ADA)
    assert (again.status_code, again.json()["type"]) == (409, "urn:dev-tools:problem:conflict")
    await PostgresEvents(pool).append(task_id="", kind="halt.set", payload={})

    (listed,) = (await http.get("/webhooks", headers=ADA)).json()["webhooks"]
    (waiting,) = (await http.get("/webhooks/deliveries", headers=ADA)).json()["deliveries"]
    assert (listed["name"], listed["waiting"]) == ("pager", 1)
    assert (waiting["webhook"], waiting["kind"], waiting["status"]) == ("pager", "halt.set", "waiting")
    early = await http.post(f"/webhooks/deliveries/{waiting['delivery_id']}/retry", headers=ADA)
    assert early.status_code == 409
    assert (await http.post("/webhooks/deliveries/retry", headers=ADA)).json() == {"retried": 0}

    assert (await http.post("/webhooks/pager/remove", headers=ADA)).status_code == 200
    assert (await http.get("/webhooks", headers=ADA)).json() == {"webhooks": []}
    assert (await http.post("/webhooks/pager/remove", headers=ADA)).status_code == 404


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"url": "http://pager.example.org/x"}, "/url"),
        ({"url": "file:///etc/passwd"}, "/url"),
        ({"url": None}, "/url"),
        ({"secret_env": None}, "/secret_env"),
        ({"kinds": ["everything"]}, "/kinds/0"),
        ({"name": "Pager!"}, "/name"),
        ({"secret": "hunter2"}, "/secret"),
    ],
)
async def test_what_cannot_be_signed_or_is_not_private_is_refused(
    http: httpx.AsyncClient, change: dict[str, Any], pointer: str
) -> None:
    refused = await http.post("/webhooks", json=PAGER | change, headers=ADA)

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == pointer
    assert (await http.get("/webhooks", headers=ADA)).json() == {"webhooks": []}


async def test_a_stranger_learns_nothing(http: httpx.AsyncClient) -> None:
    for path in ("/webhooks", "/webhooks/deliveries"):
        assert (await http.get(path)).status_code == 401
    assert (await http.post("/webhooks", json=PAGER)).status_code == 401

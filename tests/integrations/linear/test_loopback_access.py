"""Who may use the loopback Linear's API, and how it fails when a test asks for it."""

import asyncio
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.integrations.linear.conftest import Api
from tests.support.linear.errors import NotAuthenticatedError
from tests.support.linear.server import LinearServer


async def test_a_personal_key_is_sent_raw_and_stands_for_its_person(linear: LinearServer, api: Api) -> None:
    api.authorization = linear.tokens.personal_key("bob@example.org")
    assert (await api.data("{ viewer { email app } }"))["viewer"] == {
        "email": "bob@example.org",
        "app": False,
    }


@pytest.mark.parametrize("authorization", ["", "Bearer unknown", "lin_api_unknown"])
async def test_nobody_is_refused(api: Api, authorization: str) -> None:
    api.authorization = authorization
    answer = await api.send("{ viewer { id } }")
    assert answer.status_code == 401
    assert answer.json()["errors"][0]["extensions"]["code"] == "AUTHENTICATION_ERROR"


async def test_a_refresh_token_is_traded_once(linear: LinearServer, api: Api) -> None:
    _, refresh = linear.tokens.user_tokens("ada@example.org")
    form = {
        "grant_type": "refresh_token",
        "refresh_token": refresh,
        "client_id": linear.tokens.client_id,
        "client_secret": linear.tokens.client_secret,
    }
    first = await api.http.post("/oauth/token", data=form)
    again = await api.http.post("/oauth/token", data=form)
    assert first.json()["refresh_token"] != refresh
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


async def test_an_app_token_is_granted_and_ends_when_it_is_revoked(linear: LinearServer, api: Api) -> None:
    form = {
        "grant_type": "client_credentials",
        "client_id": linear.tokens.client_id,
        "client_secret": linear.tokens.client_secret,
    }
    granted = (await api.http.post("/oauth/token", data=form)).json()
    api.authorization = f"Bearer {granted['access_token']}"
    assert (await api.data("{ viewer { app } }"))["viewer"]["app"]
    linear.tokens.revoke()
    assert (await api.refusal("{ viewer { app } }"))["extensions"]["code"] == "AUTHENTICATION_ERROR"


async def test_rate_limits_say_when_they_end(linear: LinearServer, api: Api) -> None:
    resets_at = linear.faults.rate_limit(1, reset_after=timedelta(seconds=90))
    refused = await api.send("{ viewer { id } }")
    allowed = await api.send("{ viewer { id } }")
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["extensions"]["code"] == "RATELIMITED"
    assert int(refused.headers["X-RateLimit-Requests-Reset"]) == int(resets_at.timestamp() * 1000)
    assert allowed.status_code == 200


async def test_a_token_ends_with_its_time() -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    tokens = LinearServer(clock=lambda: now).tokens
    token = f"Bearer {tokens.app_token()}"
    now += timedelta(days=29)
    assert tokens.viewer(token).app
    now += timedelta(days=1)
    with pytest.raises(NotAuthenticatedError):
        tokens.viewer(token)


async def test_answers_wait_at_the_gate(linear: LinearServer, api: Api) -> None:
    gate = linear.faults.close_gate()
    waiting = asyncio.create_task(api.send("{ viewer { id } }"))
    await linear.faults.asked.wait()
    assert not waiting.done()
    gate.set()
    assert (await waiting).status_code == 200


async def test_it_fails_and_goes_down_as_told(linear: LinearServer, api: Api) -> None:
    linear.faults.fail(502)
    assert (await api.send("{ viewer { id } }")).status_code == 502
    await linear.down()
    with pytest.raises(httpx.ConnectError):
        await api.send("{ viewer { id } }")
    await linear.up()
    assert (await api.send("{ viewer { id } }")).status_code == 200

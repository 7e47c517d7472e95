"""The client against the loopback Linear: tokens, limits, and a name for everything that goes wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from config.linear import LinearSettings, linear_settings
from domain.errors import ConfigurationError, InvalidInputError, NotFoundError, UnavailableError
from domain.linear.mirrors import stable_id
from integrations.linear.build import build_client
from integrations.linear.client import DuplicateError, LinearClient
from tests.support.installation import make_settings
from tests.support.linear.issues import NewIssue
from tests.support.linear.server import LinearServer


def settings_for(tmp_path: Path, linear: LinearServer, **fields: Any) -> LinearSettings:
    values = {"linear_token": linear.tokens.app_token(), "linear_hub": "DEV-68"} | fields
    found = linear_settings(
        make_settings(
            tmp_path,
            database_url="postgresql://nowhere",
            temporal_address="127.0.0.1:1",
            linear_api_url=linear.graphql_url,
            **values,
        )
    )
    assert found is not None
    return found


@asynccontextmanager
async def client_of(settings: LinearSettings) -> AsyncIterator[LinearClient]:
    client = build_client(settings)
    try:
        yield client
    finally:
        await client.aclose()


async def test_a_personal_key_goes_raw_and_a_token_as_bearer(tmp_path: Path, linear: LinearServer) -> None:
    key, token = linear.tokens.personal_key("ada"), linear.tokens.app_token()
    for secret, name in ((key, "Ada Tech Lead"), (token, "Dev-Tools")):
        async with client_of(settings_for(tmp_path, linear, linear_token=secret)) as client:
            viewer = (await client.ask("directory", hub="DEV-68"))["viewer"]
        assert viewer["name"] == name
    sent = [asked.headers["authorization"] for asked in linear.requests]
    assert sent == [key, f"Bearer {token}"]


async def test_app_tokens_are_minted_and_minted_anew(tmp_path: Path, linear: LinearServer) -> None:
    settings = settings_for(
        tmp_path,
        linear,
        linear_token=None,
        linear_client_id=linear.tokens.client_id,
        linear_client_secret=linear.tokens.client_secret,
    )
    async with client_of(settings) as client:
        await client.ask("user", id=linear.world.app_user.id)
        linear.tokens.revoke()
        found = await client.ask("user", id=linear.world.app_user.id)
    assert found["user"]["app"] is True
    tokens = [asked.headers["authorization"] for asked in linear.requests]
    assert len(set(tokens)) == 2, "one more was minted when the first was refused"


async def test_a_token_that_is_not_taken_is_named(tmp_path: Path, linear: LinearServer) -> None:
    linear_token = linear.tokens.app_token()
    linear.tokens.revoke()
    async with client_of(settings_for(tmp_path, linear, linear_token=linear_token)) as client:
        with pytest.raises(ConfigurationError, match="token"):
            await client.ask("directory", hub="DEV-68")


async def test_wrong_client_credentials_are_named(tmp_path: Path, linear: LinearServer) -> None:
    settings = settings_for(
        tmp_path, linear, linear_token=None, linear_client_id="x", linear_client_secret="y"
    )
    async with client_of(settings) as client:
        with pytest.raises(ConfigurationError, match="LINEAR_CLIENT_ID"):
            await client.ask("directory", hub="DEV-68")


async def test_at_the_limit_it_says_how_long_to_wait(tmp_path: Path, linear: LinearServer) -> None:
    async with client_of(settings_for(tmp_path, linear)) as client:
        linear.faults.rate_limit(1, reset_after=timedelta(minutes=10))
        with pytest.raises(UnavailableError, match="limit") as caught:
            await client.ask("directory", hub="DEV-68")
        await client.ask("directory", hub="DEV-68")
    assert 590 <= caught.value.retry_after <= 602


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_server_error_may_pass(tmp_path: Path, linear: LinearServer, status: int) -> None:
    async with client_of(settings_for(tmp_path, linear)) as client:
        linear.faults.fail(status)
        with pytest.raises(UnavailableError):
            await client.ask("directory", hub="DEV-68")


async def test_out_of_reach(tmp_path: Path, linear: LinearServer) -> None:
    async with client_of(settings_for(tmp_path, linear)) as client:
        await linear.down()
        with pytest.raises(UnavailableError, match="out of reach"):
            await client.ask("directory", hub="DEV-68")
        await linear.up()
        await client.ask("directory", hub="DEV-68")


async def test_not_found_a_duplicate_and_what_is_refused(tmp_path: Path, linear: LinearServer) -> None:
    team = linear.world.team.id
    wanted = {"id": stable_id("one"), "teamId": team, "title": "One"}
    async with client_of(settings_for(tmp_path, linear)) as client:
        with pytest.raises(NotFoundError):
            await client.ask("issue_link", id=stable_id("nothing"))
        await client.ask("issue_create", input=wanted)
        with pytest.raises(DuplicateError):
            await client.ask("issue_create", input=wanted)
        with pytest.raises(InvalidInputError):
            await client.ask("issue_create", input={"teamId": team, "titel": "x"})


async def test_all_pages_are_read(tmp_path: Path, linear: LinearServer) -> None:
    for number in range(120):
        new = NewIssue(title=f"No. {number}", parent_id=linear.world.hub.id)
        linear.world.create_issue(new, by="ada@example.org")
    wanted = {"parent": {"id": {"eq": linear.world.hub.id}}}
    async with client_of(settings_for(tmp_path, linear)) as client:
        nodes = [node async for node in client.pages("changed", ["issues"], filter=wanted)]
    assert len({node["id"] for node in nodes}) == 120

"""Linear's own SDK drives the loopback Linear and accepts its webhooks; the schema is the SDK's."""

import json
import time
from collections.abc import Mapping
from typing import Any

from graphql import GraphQLObjectType, is_non_null_type, validate_schema

from tests.support.linear import sdk, sdl
from tests.support.linear.deliveries import Delivery, sign
from tests.support.linear.executing import SCHEMA_FILE
from tests.support.linear.sdk import SignedCase
from tests.support.linear.server import LinearServer
from tests.support.linear.world import World

pytestmark = sdk.NEEDS_NODE
SECRET = "a-secret"


def test_the_whole_schema_is_rebuilt_and_valid() -> None:
    schema = sdl.full_schema()
    assert validate_schema(schema) == []
    assert len(schema.type_map) > 1300


def test_the_schema_that_is_checked_in_is_what_is_rebuilt() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == sdl.subset_sdl(), "python -m tests.support.linear.sdl"


async def test_the_client_drives_the_loopback(linear: LinearServer) -> None:
    found = await sdk.drive(linear.graphql_url, linear.tokens.app_token())
    approved, done = found.pop("approved"), found.pop("done")
    made = found.pop("made")
    assert (made["success"], made["parent"]) == (True, "DEV-68")
    assert found.pop("duplicate") == _invalid(f"Entity Issue with id {made['id']} already exists.")
    assert found.pop("second") == _invalid(
        "The label 'Denied' is in the same group as 'Approved'. "
        "Only one label in a group can be applied to an issue."
    )
    assert found.pop("missing") == _invalid("Could not find referenced Issue.")
    assert found == {
        "viewer": {"email": linear.world.app_user.email, "app": True, "isMe": True},
        "organization": "example",
        "team": "DEV",
        "users": ["Ada Tech Lead"],
        "labels": ["Approved"],
        "inGroup": 2,
        "state": "Done",
        "comments": ["Please **decide**"],
        "reaction": "+1",
        "history": [{"added": None, "to": done}, {"added": [approved], "to": None}],
        "children": ["DEV-69"],
        "webhook": {"enabled": True, "types": ["Issue"]},
        "trashed": True,
    }


def _invalid(message: str) -> dict[str, Any]:
    """The SDK shows what ``userPresentableMessage`` says."""
    return {"kind": "InvalidInputLinearError", "type": "InvalidInput", "message": message}


async def test_a_personal_key_makes_the_client_be_that_person(linear: LinearServer) -> None:
    key = linear.tokens.personal_key("bob@example.org")
    assert (await sdk.drive(linear.graphql_url, key))["viewer"]["email"] == "bob@example.org"


async def test_the_webhook_client_accepts_what_the_loopback_sends(linear: LinearServer) -> None:
    linear.world.seed_labels()
    async with sdk.receiver(SECRET) as (url, lines):
        linear.world.register_webhook(url, SECRET)
        linear.world.set_label("DEV-68", "Approved", by="ada@example.org")
        comment = linear.world.comment("DEV-68", "/approve – grüße", by="ada@example.org")
        linear.world.react(comment, "+1", by="bob@example.org")
        await linear.webhooks.settled()
        told = [json.loads(await lines.readline()) for _ in range(3)]
    assert [attempt.status for attempt in linear.webhooks.attempts] == [200, 200, 200]
    assert [event["type"] for event in told] == ["Issue", "Comment", "Reaction"]
    assert told[1]["data"]["body"] == "/approve – grüße"


def test_webhooks_carry_what_the_schema_says() -> None:
    """Fields that it knows, and all that it says are always there."""
    world = World()
    world.seed_labels()
    comment = world.comment(world.hub, "/approve", by="ada@example.org")
    world.react(comment, "+1", by="bob@example.org")
    world.set_label(world.hub, "Approved", by="ada@example.org")
    for event in world.events:
        assert event.actor is not None
        _fits(f"{event.type}WebhookPayload", event.data)
        _fits("UserActorWebhookPayload", event.actor)
    webhook = world.register_webhook("http://127.0.0.1:1/", SECRET)
    _fits("EntityWebhookPayload", json.loads(Delivery(webhook, world.events[-1], "o").body(world.now())))


def _fits(name: str, told: Mapping[str, Any]) -> None:
    kind = sdl.full_schema().type_map[name]
    assert isinstance(kind, GraphQLObjectType)
    required = {field for field, item in kind.fields.items() if is_non_null_type(item.type)}
    assert required <= told.keys() <= kind.fields.keys(), name


async def test_verdicts_on_signatures() -> None:
    now = int(time.time() * 1000)
    body = json.dumps({"webhookTimestamp": now})
    old = json.dumps({"webhookTimestamp": now - 120_000})
    cases = [
        SignedCase(body=body, signature=sign(SECRET, body.encode()), secret=SECRET),
        SignedCase(body=body, signature=sign(SECRET, body.encode()).upper(), secret=SECRET),
        SignedCase(body=old, signature=sign(SECRET, old.encode()), secret=SECRET),
        SignedCase(body=body, signature=sign("another", body.encode()), secret=SECRET),
    ]
    assert await sdk.sdk_verdicts(cases) == [True, False, False, False]

"""The loopback Linear's webhooks: what they carry, how they are tried again, how a test controls them."""

import time
from datetime import timedelta
from itertools import count

from tests.support.linear.deliveries import sign
from tests.support.linear.server import LinearServer
from tests.support.linear.world import GITHUB
from tests.support.webhook_server import WebhookServer

ADA = "ada@example.org"


async def test_a_label_arrives_as_an_update_of_its_issue(
    linear: LinearServer, receiver: WebhookServer
) -> None:
    labels = linear.world.seed_labels()
    linear.world.set_label("DEV-68", labels.approved, by=ADA)
    await linear.webhooks.settled()
    (call,) = receiver.requests
    told = call.json
    assert (told["action"], told["type"]) == ("update", "Issue")
    assert told["data"]["labelIds"] == [labels.approved.id]
    assert told["updatedFrom"]["labelIds"] == []
    assert {"type": "user", "email": ADA}.items() <= told["actor"].items()
    assert abs(told["webhookTimestamp"] - time.time() * 1000) < 60_000
    assert call.headers["linear-event"] == "Issue"
    assert call.headers["linear-signature"] == sign("a-secret", call.body)


async def test_events_arrive_in_their_order(linear: LinearServer, receiver: WebhookServer) -> None:
    comment = linear.world.comment("DEV-68", "/approve", by=ADA)
    linear.world.edit_comment(comment, "/deny", by=ADA)
    linear.world.react(comment, "+1", by="bob@example.org")
    linear.world.delete_comment(comment, by=ADA)
    await linear.webhooks.settled()
    told = [(call.json["type"], call.json["action"]) for call in receiver.requests]
    assert told == [
        ("Comment", "create"),
        ("Comment", "update"),
        ("Reaction", "create"),
        ("Comment", "remove"),
    ]
    assert receiver.requests[1].json["updatedFrom"]["body"] == "/approve"


async def test_only_200_counts_and_each_try_is_signed_anew(
    linear: LinearServer, receiver: WebhookServer
) -> None:
    start, seconds = linear.world.now(), count()
    linear.world.clock = lambda: start + timedelta(seconds=next(seconds))
    receiver.statuses = [500, 204]
    linear.world.comment("DEV-68", "hello", by=ADA)
    await linear.webhooks.settled()
    assert [attempt.status for attempt in linear.webhooks.attempts] == [500, 204, 200]
    assert len({call.headers["linear-delivery"] for call in receiver.requests}) == 1
    assert len({call.json["webhookTimestamp"] for call in receiver.requests}) == 3
    assert len({call.headers["linear-signature"] for call in receiver.requests}) == 3
    assert len({call.json["createdAt"] for call in receiver.requests}) == 1


async def test_a_webhook_that_never_works_is_disabled(linear: LinearServer, receiver: WebhookServer) -> None:
    linear.webhooks.down()
    linear.world.comment("DEV-68", "hello", by=ADA)
    await linear.webhooks.settled()
    linear.webhooks.up()
    linear.world.comment("DEV-68", "still there?", by=ADA)
    await linear.webhooks.settled()
    assert [attempt.status for attempt in linear.webhooks.attempts] == [None] * 4
    assert receiver.requests == []
    assert not linear.world.webhooks[0].enabled


async def test_deliveries_are_held_and_released_in_any_order(
    linear: LinearServer, receiver: WebhookServer
) -> None:
    linear.webhooks.hold()
    linear.world.comment("DEV-68", "first", by=ADA)
    linear.world.comment("DEV-68", "second", by=ADA)
    await linear.webhooks.settled()
    assert receiver.requests == []
    first, second = linear.webhooks.held
    attempts = await linear.webhooks.release(second, first, second)
    assert [call.json["data"]["body"] for call in receiver.requests] == ["second", "first", "second"]
    assert [attempt.status for attempt in attempts] == [200, 200, 200]
    assert linear.webhooks.held == []


async def test_archiving_is_an_update_and_deleting_a_removal(
    linear: LinearServer, receiver: WebhookServer
) -> None:
    linear.world.archive("DEV-68", by=ADA)
    linear.world.unarchive("DEV-68", by=ADA)
    linear.world.trash("DEV-68", by=ADA)
    await linear.webhooks.settled()
    assert [call.json["action"] for call in receiver.requests] == ["update", "update", "remove"]
    assert receiver.requests[-1].json["data"]["trashed"] is True


async def test_an_automation_has_no_actor(linear: LinearServer, receiver: WebhookServer) -> None:
    linear.world.set_state("DEV-68", "Done", by=None)
    linear.world.set_state("DEV-68", "Todo", by=GITHUB)
    await linear.webhooks.settled()
    by_itself, by_bot = (call.json["actor"] for call in receiver.requests)
    assert by_itself is None
    assert by_bot == {"id": GITHUB.id, "service": "github", "type": "integration"}

"""``devtools webhooks`` against an API that answers as it is told."""

from typing import Any

from tests.cli.commands.conftest import CommandLine, StandIn

PAGER: dict[str, Any] = {
    "name": "pager",
    "url": None,
    "url_env": "PAGER_URL",
    "kinds": ["halt.*"],
    "waiting": 0,
    "dead": 1,
}
DEAD: dict[str, Any] = {
    "delivery_id": "d-1",
    "status": "dead",
    "webhook": "pager",
    "kind": "halt.set",
    "event_id": 7,
    "attempts": 290,
    "created_at": "2026-11-23T13:05:00Z",
    "error": "the webhook answered 500\x1b[31m",
}


async def test_one_is_added(shell: CommandLine, stand_in: StandIn) -> None:
    stand_in.reply = lambda _: (201, PAGER)
    ran = await shell.devtools("webhooks", "add", "pager", "--url-env", "PAGER_URL", "--kind", "halt.*")

    assert ran.code == 0, ran.err
    assert stand_in.requests[0].json["url_env"] == "PAGER_URL"
    assert stand_in.requests[0].json["kinds"] == ["halt.*"]
    assert "pager is told of halt.*" in ran.out


async def test_they_are_listed(shell: CommandLine, stand_in: StandIn) -> None:
    stand_in.reply = lambda _: (200, {"webhooks": [PAGER]})
    ran = await shell.devtools("webhooks", "list")

    assert "$PAGER_URL" in ran.out


async def test_the_dead_are_listed_and_sent_again(shell: CommandLine, stand_in: StandIn) -> None:
    stand_in.reply = lambda asked: (200, {"deliveries": [DEAD]} if asked.method == "GET" else {"retried": 1})
    listed = await shell.devtools("webhooks", "list", "--dead")
    again = await shell.devtools("webhooks", "retry", "d-1")

    assert stand_in.requests[0].path == "/webhooks/deliveries?status=dead&limit=50"
    assert "d-1: the webhook answered 500" in listed.out
    assert "\x1b" not in listed.out
    assert stand_in.requests[1].path == "/webhooks/deliveries/d-1/retry"
    assert "sent again: 1" in again.out


async def test_all_or_one_must_be_said(shell: CommandLine, stand_in: StandIn) -> None:
    ran = await shell.devtools("webhooks", "retry")

    assert ran.code == 2
    assert stand_in.requests == []

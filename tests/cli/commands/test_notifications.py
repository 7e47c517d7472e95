"""``devtools notifications`` against an API that answers as it is told."""

from typing import Any

from tests.cli.commands.conftest import CommandLine, StandIn
from tests.support.loopback import Request

ITEM: dict[str, Any] = {
    "notification_id": "n-1",
    "channel": "mail",
    "recipient": "ada@example.org",
    "kind": "approval.opened",
    "status": "dead",
    "attempts": 9,
    "error": "refused: 550 no \x1b[31msuch mailbox",
    "created_at": "2026-11-23T13:05:00Z",
}
SENT = {**ITEM, "status": "sent", "error": None}


async def test_a_test_waits_for_what_comes_of_it(shell: CommandLine, stand_in: StandIn) -> None:
    waiting = {**ITEM, "status": "waiting", "attempts": 0, "error": None}

    def answer(asked: Request) -> tuple[int, dict[str, Any]]:
        if asked.method == "POST":
            return 202, {"notifications": [waiting]}
        return 200, waiting if len(stand_in.requests) < 4 else SENT

    stand_in.reply = answer
    ran = await shell.devtools("notifications", "test", "--channel", "mail", "--to", "ada@example.org")

    assert ran.code == 0, ran.err
    assert stand_in.requests[0].json == {"channel": "mail", "to": "ada@example.org"}
    assert {asked.path for asked in stand_in.requests[1:]} == {"/notifications/n-1"}
    assert "sent" in ran.out


async def test_a_test_that_fails_says_why(shell: CommandLine, stand_in: StandIn) -> None:
    stand_in.reply = lambda asked: (200, {"notifications": [ITEM]} if asked.method == "POST" else ITEM)
    ran = await shell.devtools("notifications", "test")

    assert ran.code == 1
    assert "n-1: refused: 550 no" in ran.out
    assert "\x1b" not in ran.out


async def test_what_was_given_up_can_be_listed_and_retried(shell: CommandLine, stand_in: StandIn) -> None:
    listed = {"notifications": [ITEM], "channels": ["mail"], "faults": ["notifications.yaml:1: bad"]}
    stand_in.reply = lambda asked: (200, listed if asked.method == "GET" else SENT)
    ran = await shell.devtools("notifications", "list", "--dead")
    again = await shell.devtools("notifications", "retry", "n-1")

    assert stand_in.requests[0].path == "/notifications?status=dead&limit=50"
    assert "notifications.yaml:1: bad" in ran.out
    assert "ada@example.org" in ran.out
    assert (stand_in.requests[1].method, stand_in.requests[1].path) == ("POST", "/notifications/n-1/retry")
    assert "due now: mail to ada@example.org" in again.out


async def test_without_channels_the_file_is_named(shell: CommandLine, stand_in: StandIn) -> None:
    stand_in.reply = lambda _: (200, {"notifications": [], "channels": [], "faults": []})
    ran = await shell.devtools("notifications", "list")

    assert "config/hitl/notifications.yaml" in ran.out

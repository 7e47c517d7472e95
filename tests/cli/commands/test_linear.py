"""``devtools inbox`` against an API that answers as it is told, ``devtools linear`` against Linear."""

from typing import Any

from tests.cli.commands.conftest import CommandLine, StandIn
from tests.support.linear.server import LinearServer

PARKED: dict[str, Any] = {
    "delivery_id": "d-1",
    "kind": "Comment.create",
    "status": "parked",
    "attempts": 15,
    "note": "Linear is out of reach\x1b[31m",
    "received_at": "2026-11-28T12:00:00Z",
    "next_try_at": "2026-11-28T12:00:00Z",
}


async def test_the_inbox_is_listed_and_tried_again(shell: CommandLine, stand_in: StandIn) -> None:
    stand_in.reply = lambda asked: (200, {"webhooks": [PARKED]} if asked.method == "GET" else {"retried": 1})
    listed = await shell.devtools("inbox", "list", "--status", "parked")
    again = await shell.devtools("inbox", "retry", "d-1")
    neither = await shell.devtools("inbox", "retry")

    assert stand_in.requests[0].path == "/inbox?status=parked&limit=50"
    assert "Linear is out of reach" in listed.out
    assert "\x1b[31m" not in listed.out
    assert "tried again: 1" in again.out
    assert neither.code == 2


async def test_linear_setup_and_check(shell: CommandLine) -> None:
    async with LinearServer().running() as linear:
        environ = {
            "LINEAR_API_URL": linear.graphql_url,
            "LINEAR_API_KEY": linear.tokens.app_token(),
            "LINEAR_APPROVAL_HUB_ISSUE_ID": "DEV-68",
        }
        before = await shell.devtools("linear", "check", **environ)
        made = await shell.devtools("linear", "setup", **environ)
        again = await shell.devtools("linear", "setup", **environ)
        after = await shell.devtools("linear", "check", **environ)

    assert (before.code, "devtools linear setup" in before.err) == (2, True)
    assert "LINEAR_REQUEST_STATUS_APPROVED=" in made.out
    assert (made.out, "nothing, it was all there" in again.err) == (again.out, True)
    assert "acting as   Dev-Tools" in after.out
    assert "refused: no secret is set" in after.out


async def test_without_a_token_it_says_so(shell: CommandLine) -> None:
    ran = await shell.devtools("linear", "check")
    assert (ran.code, "LINEAR_API_KEY" in ran.err) == (2, True)

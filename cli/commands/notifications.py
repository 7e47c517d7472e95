"""``devtools notifications``: what people were told outside Linear, and whether it works."""

import time
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer
from rich.console import Console

from cli.client import ApiClient, api, path_segment
from cli.options import AsJson
from cli.render import print_deliveries, print_json, say
from domain.errors import UnavailableError

PATIENCE = 30.0
"""Seconds that a test waits for a worker: one attempt takes at most half of it."""
LOOK_SECONDS = 0.3


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="E-mails and webhooks that tell people of approvals.", no_args_is_help=True)
    group.command("test")(send_test)
    group.command("list")(list_notifications)
    group.command("retry")(retry)
    app.add_typer(group, name="notifications", rich_help_panel="Approvals")


def send_test(
    *,
    channel: Annotated[str | None, typer.Option(help="By default every one that is configured.")] = None,
    to: Annotated[
        str | None, typer.Option(help="An approver's address, or one of the channel's; by default your own.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Have a worker send a test message, and show what came of it. Exit code 1: it was not sent."""
    wanted = {key: value for key, value in (("channel", channel), ("to", to)) if value}
    with api() as client:
        asked = client.post("/notifications/test", wanted)["notifications"]
        found = _outcomes(client, [item["notification_id"] for item in asked])
    if as_json:
        print_json(found)
    else:
        _print(found)
    if any(not item["attempts"] for item in found):
        raise UnavailableError("no worker has taken it up: is one running, with this configuration?")
    if any(item["status"] != "sent" for item in found):
        raise typer.Exit(1)


def list_notifications(
    *,
    dead: Annotated[bool, typer.Option("--dead", help="Only what was given up.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List what was sent, waits or was given up; newest first."""
    with api() as client:
        found = client.get("/notifications", status="dead" if dead else None, limit=limit)
    if as_json:
        print_json(found)
        return
    for fault in found["faults"]:
        say(Console(), f"an edit is not in force: {fault}", style="red")
    if found["notifications"]:
        _print(found["notifications"])
    elif not found["channels"]:
        say(Console(), "no channel is configured: see config/hitl/notifications.yaml")
    else:
        say(Console(), "nothing was given up" if dead else "nobody was told of anything yet")


def retry(
    notification_id: Annotated[str, typer.Argument(metavar="ID", help="What was not sent.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Send what was given up once more; it is tried for another 24 hours."""
    with api() as client:
        found = client.post(f"/notifications/{path_segment(notification_id)}/retry")
    if as_json:
        print_json(found)
    else:
        say(Console(), f"due now: {found['channel']} to {found['recipient']}")


def _outcomes(client: ApiClient, ids: Sequence[str]) -> list[dict[str, Any]]:
    """As they are once each was sent or given up, or when patience ends."""
    deadline = time.monotonic() + PATIENCE
    while True:
        found = [client.get(f"/notifications/{path_segment(each)}") for each in ids]
        if all(item["status"] != "waiting" for item in found) or time.monotonic() > deadline:
            return found
        time.sleep(LOOK_SECONDS)


def _print(found: Sequence[Mapping[str, Any]]) -> None:
    columns = {
        "notification_id": "notification",
        "status": "status",
        "channel": "channel",
        "recipient": "recipient",
        "kind": "about",
        "attempts": "tries",
        "created_at": "since",
    }
    print_deliveries(Console(), found, columns)

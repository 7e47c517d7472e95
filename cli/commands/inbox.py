"""``devtools inbox``: Linear's webhooks, and those that were given up."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer
from rich.console import Console

from cli.client import api, path_segment
from cli.options import AsJson
from cli.render import one_line, print_json, print_rows, say


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="Webhooks that Linear has sent.", no_args_is_help=True)
    group.command("list")(list_inbox)
    group.command("retry")(retry)
    app.add_typer(group, name="inbox", rich_help_panel="Operation")


def list_inbox(
    *,
    status: Annotated[str | None, typer.Option(help="Only these: waiting, done, ignored or parked.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List webhooks, newest first, with what was done or why nothing was."""
    with api() as client:
        found = client.get("/inbox", status=status, limit=limit)
    if as_json:
        print_json(found)
    else:
        _print(found["webhooks"])


def retry(
    delivery_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="A parked webhook.")] = None,
    *,
    all_: Annotated[bool, typer.Option("--all", help="All that are parked.")] = False,
    as_json: AsJson = False,
) -> None:
    """Try what was given up once more."""
    if (delivery_id is None) != all_:
        raise typer.BadParameter("name a webhook, or say --all")
    path = "/inbox/retry" if all_ else f"/inbox/{path_segment(delivery_id or '')}/retry"
    with api() as client:
        found = client.post(path)
    if as_json:
        print_json(found)
    else:
        say(Console(), f"tried again: {found['retried']}")


def _print(found: Sequence[Mapping[str, Any]]) -> None:
    if not found:
        say(Console(), "there are none")
        return
    columns = ("delivery_id", "status", "kind", "attempts", "received_at")
    rows = [(*(item[key] for key in columns), one_line(item["note"] or "", 200)) for item in found]
    print_rows(Console(), rows, header=("webhook", "status", "event", "tries", "received", "note"))

"""``devtools webhooks``: other systems that are told of events."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer
from rich.console import Console

from cli.client import api, path_segment
from cli.options import AsJson
from cli.render import print_deliveries, print_json, print_rows, say


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="Other systems that are told of events by HTTP.", no_args_is_help=True)
    group.command("add")(add)
    group.command("list")(list_webhooks)
    group.command("retry")(retry)
    group.command("remove")(remove)
    app.add_typer(group, name="webhooks", rich_help_panel="Operation")


def add(
    name: Annotated[str, typer.Argument(help="Small letters, digits and dashes.")],
    *,
    url: Annotated[str | None, typer.Option(help="https://..., or http:// on loopback.")] = None,
    url_env: Annotated[
        str | None, typer.Option(help="The workers' variable with the URL, where that is a secret itself.")
    ] = None,
    secret_env: Annotated[
        str | None,
        typer.Option(help="The workers' variable with the key to sign with; needed beside --url."),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(help="Only these, as tool.finished or approval.*; may be repeated. By default all."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell a system of events, from now on."""
    body = {"name": name, "url": url, "url_env": url_env, "secret_env": secret_env, "kinds": kind or []}
    with api() as client:
        found = client.post("/webhooks", body)
    if as_json:
        print_json(found)
    else:
        say(Console(), f"{found['name']} is told of {', '.join(found['kinds']) or 'all events'}")


def list_webhooks(
    *,
    deliveries: Annotated[bool, typer.Option("--deliveries", help="What was and is to be sent.")] = False,
    dead: Annotated[bool, typer.Option("--dead", help="What was given up after a day.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many deliveries.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List webhooks, or deliveries, newest first."""
    with api() as client:
        if deliveries or dead:
            found = client.get("/webhooks/deliveries", status="dead" if dead else None, limit=limit)
        else:
            found = client.get("/webhooks")
    if as_json:
        print_json(found)
    elif "deliveries" in found:
        _print_deliveries(found["deliveries"])
    else:
        _print_webhooks(found["webhooks"])


def retry(
    delivery_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="A dead delivery.")] = None,
    *,
    all_: Annotated[bool, typer.Option("--all", help="All that are dead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Send what was given up once more; it is tried for another day."""
    if (delivery_id is None) != all_:
        raise typer.BadParameter("name a delivery, or say --all")
    path = (
        "/webhooks/deliveries/retry"
        if all_
        else f"/webhooks/deliveries/{path_segment(delivery_id or '')}/retry"
    )
    with api() as client:
        found = client.post(path)
    if as_json:
        print_json(found)
    else:
        say(Console(), f"sent again: {found['retried']}")


def remove(
    name: Annotated[str, typer.Argument(help="The webhook's name.")], *, as_json: AsJson = False
) -> None:
    """Tell it nothing any more; what waits for it is not sent."""
    with api() as client:
        found = client.post(f"/webhooks/{path_segment(name)}/remove")
    if as_json:
        print_json(found)
    else:
        say(Console(), f"{found['name']} is told nothing any more")


def _print_webhooks(found: Sequence[Mapping[str, Any]]) -> None:
    if not found:
        say(Console(), "no webhook: see `devtools webhooks add --help`")
        return
    rows = [
        (
            item["name"],
            item["url"] or f"${item['url_env']}",
            ", ".join(item["kinds"]) or "all",
            item["waiting"],
            item["dead"],
        )
        for item in found
    ]
    print_rows(Console(), rows, header=("name", "url", "kinds", "waiting", "dead"))


def _print_deliveries(found: Sequence[Mapping[str, Any]]) -> None:
    columns = {
        "delivery_id": "delivery",
        "status": "status",
        "webhook": "webhook",
        "kind": "event",
        "event_id": "id",
        "attempts": "tries",
        "created_at": "since",
    }
    if found:
        print_deliveries(Console(), found, columns)
    else:
        say(Console(), "there are none")

"""``devtools grants``: approvals of tool calls in advance, for a short while."""

import re
import uuid
from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.console import Console

from cli.client import api, path_segment
from cli.options import AsJson
from cli.render import one_line, print_json, print_rows, say
from domain.errors import ConfigurationError

_LENGTH = re.compile(r"(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s)?")

Reason = Annotated[str | None, typer.Option(help="Kept with the grant, word for word.")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="Approve tool calls in advance.", no_args_is_help=True)
    group.command("add")(add)
    group.command("list")(list_grants)
    group.command("revoke")(revoke)
    app.add_typer(group, name="grants", rich_help_panel="Approvals")


def add(
    *,
    role: Annotated[str, typer.Option(help="Which of your roles it stands under.")],
    scope: Annotated[
        str,
        typer.Option(
            help="tool/agent/environment/operation, a tool being server.tool; * and ? let anything pass."
        ),
    ],
    for_: Annotated[str, typer.Option("--for", metavar="TIME", help="How long: 30m, 2h, 1h30m.")],
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    """Let matching tool calls go ahead without asking; each one is put in the ledger.

    Plans, critical calls and calls that may destroy are asked about all the same.
    """
    body = {"role": role, "scope": scope, "minutes": _minutes(for_)} | ({"reason": reason} if reason else {})
    with api() as client:
        found = client.post("/grants", body, key=uuid.uuid4().hex)
    if as_json:
        print_json(found)
        return
    say(Console(), f"granted until {found['expires_at']}: {found['scope']} as {found['role']}", style="green")
    say(Console(), f"  end it: devtools grants revoke {found['grant_id']}")


def list_grants(
    *,
    all_: Annotated[bool, typer.Option("--all", help="Those that have ended too.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the grants that are in force."""
    with api() as client:
        grants = client.get("/grants", active="false" if all_ else "true", limit=200)["grants"]
    if as_json:
        print_json(grants)
    elif grants:
        header = ("grant", "status", "role", "scope", "by", "until", "uses", "reason")
        print_rows(Console(), [_row(grant) for grant in grants], header=header)
    else:
        say(Console(), "there is no grant" if all_ else "no grant is in force")


def revoke(
    grant_id: Annotated[str, typer.Argument(metavar="ID", help="The grant.")],
    *,
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    """End a grant: from now on it lets nothing through."""
    with api() as client:
        found = client.post(f"/grants/{path_segment(grant_id)}/revoke", {"reason": reason} if reason else {})
    if as_json:
        print_json(found)
    else:
        uses = f"it let {found['uses']} calls through"
        say(Console(), f"revoked by {found['revoked_by']} at {found['revoked_at']}; {uses}")


def _row(grant: Mapping[str, Any]) -> tuple[str, ...]:
    keys = ("grant_id", "status", "role", "scope", "person", "expires_at", "uses")
    return (*(grant[key] for key in keys), one_line(grant["reason"] or "-"))


def _minutes(length: str) -> float:
    """Raises :class:`~domain.errors.ConfigurationError` for what is no length of time."""
    found = _LENGTH.fullmatch(length)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    total = hours * 60 + minutes + seconds / 60
    if not total:
        raise ConfigurationError(f"--for {length}: give 30m, 2h or 1h30m")
    return total

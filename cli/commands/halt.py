"""``devtools halt`` and ``devtools resume-all``: the switch over all dispatch."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.console import Console

from cli.client import api
from cli.options import AsJson
from cli.render import one_line, print_json, print_rows, say
from domain.errors import InvalidInputError


def register(app: typer.Typer) -> None:
    app.command("halt", rich_help_panel="Approvals")(halt)
    app.command("resume-all", rich_help_panel="Approvals")(resume_all)


def halt(
    *,
    reason: Annotated[str | None, typer.Option(help="Why; everyone sees it. Needed to halt.")] = None,
    show: Annotated[
        bool, typer.Option("--show", help="Only show whether dispatch is halted, and when it was.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Stop all dispatch at once: model turns, tool calls, plans, uses of grants.

    What was dispatched before goes on, and its result is kept. Requests can still be decided.
    """
    if show:
        _show(as_json=as_json)
        return
    if reason is None or not reason.strip():
        raise InvalidInputError("a reason is needed: --reason")
    with api() as client:
        found = client.post("/halt", {"reason": reason})
    if as_json:
        print_json(found)
        return
    before = "" if found["changed"] else "already "
    say(Console(), f"{before}{halt_line(found['halt'])}", style="red")
    say(Console(), "  lift it: devtools resume-all")


def resume_all(
    *,
    reason: Annotated[str | None, typer.Option(help="Why it is safe again; kept in the ledger.")] = None,
    as_json: AsJson = False,
) -> None:
    """Lift the halt; whatever waited goes on by itself within seconds."""
    with api() as client:
        found = client.post("/resume-all", {"reason": reason} if reason else {})
    if as_json:
        print_json(found)
    elif found["changed"]:
        say(Console(), f"dispatch goes on; it was {halt_line(found['halt'])}", style="green")
    else:
        say(Console(), "dispatch was not halted")


def halt_line(halt: Mapping[str, Any]) -> str:
    """One line, as ``/health`` has it."""
    return f"halted by {halt['person']} since {halt['since']}: {halt['reason']}"


def _show(*, as_json: bool) -> None:
    with api() as client:
        found = client.get("/halt")
    if as_json:
        print_json(found)
        return
    console = Console()
    if found["halt"]:
        say(console, f"dispatch is {halt_line(found['halt'])}", style="red")
    else:
        say(console, "dispatch is running")
    rows = [
        tuple(
            one_line(str(item[key] or "-"))
            for key in ("since", "person", "reason", "lifted_at", "lifted_by", "lift_reason")
        )
        for item in found["history"]
    ]
    if rows:
        print_rows(console, rows, header=("halted", "by", "reason", "lifted", "by", "reason"))

"""``devtools status``: one orchestration, as it stands."""

from typing import Annotated

import typer
from rich.console import Console

from cli.client import api, path_segment
from cli.commands.halt import halt_line
from cli.render import print_json, print_orchestration, say


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel="Tasks")(status)


def status(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", envvar=["DEVTOOLS_WORKFLOW_ID", "WORKFLOW_ID"], help="A task or workflow id."
        ),
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show one orchestration: status, risk, plan, open approval, report."""
    with api() as client:
        found = client.get(f"/orchestrations/{path_segment(id_)}")
        asks = not as_json and not found["finished_at"]
        halt = client.get("/halt").get("halt") if asks else None
    if as_json:
        print_json(found)
        return
    print_orchestration(Console(), found)
    if halt:
        say(Console(), f"nothing is dispatched: {halt_line(halt)}", style="red")

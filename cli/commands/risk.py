"""``devtools risk``: what a task would be rated, without running it."""

from typing import Annotated, Any

import typer
from rich.console import Console

from cli.client import api
from cli.render import STYLES, lines_of_risk, print_json, say


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="Rate tasks without running them.", no_args_is_help=True)
    group.command("assess")(assess)
    app.add_typer(group, name="risk", rich_help_panel="Tasks")


def assess(
    text: Annotated[str, typer.Argument(help="A task, in plain words.")],
    *,
    env: Annotated[str | None, typer.Option(help="The environment that it is about.")] = None,
    priority: Annotated[str | None, typer.Option(help="low, medium, high or critical.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole assessment as JSON.")] = False,
) -> None:
    """Rate a task as `devtools run` would, and name the rules that fired."""
    body: dict[str, Any] = {"description": text}
    if env:
        body["project_context"] = {"environment": env}
    if priority:
        body["priority"] = priority
    with api() as client:
        found = client.post("/risk/assess", body)
    if as_json:
        print_json(found)
        return
    console = Console()
    for line in lines_of_risk(found):
        say(console, line, style=STYLES.get(found["level"]))

"""``devtools run``: submit a task and watch it."""

import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any

import typer
from rich.console import Console

from cli.client import ApiClient, api, path_segment
from cli.render import STYLES, print_how_to_approve, print_json, print_report, risk_line, say
from domain.errors import UnavailableError

FINAL = ("completed", "failed", "denied", "expired", "cancelled")
POLL = 0.3
"""Seconds between two looks at the stored row."""
OUTAGE = 60.0
"""Seconds for which an API that went away is waited for: the run goes on without it."""


def register(app: typer.Typer) -> None:
    app.command(rich_help_panel="Tasks")(run)


def run(
    task: Annotated[
        str | None,
        typer.Argument(help="What to do, in plain words; a template needs it only if it asks for it."),
    ] = None,
    *,
    priority: Annotated[str | None, typer.Option(help="low, medium, high or critical.")] = None,
    env: Annotated[str | None, typer.Option(help="The environment that it is about.")] = None,
    template: Annotated[
        str | None, typer.Option(help="A plan written beforehand: see `devtools templates list`.")
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Option("--input", metavar="NAME=VALUE", help="An input of the template; may be repeated."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Plan only.")] = False,
    wait: Annotated[bool, typer.Option("--wait", help="Until it ends, also through an approval.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the orchestration as JSON.")] = False,
) -> None:
    """Submit a task and watch it until it ends or needs an approval.

    Exit code 0: completed, or waits for approval; 1: it ended otherwise.
    """
    if task is None and template is None:
        raise typer.BadParameter("say what to do, or name a template", param_hint="TASK")
    body: dict[str, Any] = {"dry_run": dry_run}
    if task is not None:
        body["description"] = task
    if template:
        body["template"] = template
    if given:
        body["inputs"] = _inputs(given)
    if priority:
        body["priority"] = priority
    if env:
        body["project_context"] = {"environment": env}
    console = Console(quiet=as_json)
    with api() as client:
        found = submit_and_follow(client, body, console=console, wait=wait)
    if as_json:
        print_json(found)
    if found["status"] in FINAL and found["status"] != "completed":
        raise typer.Exit(1)


def _inputs(given: list[str]) -> dict[str, str]:
    inputs: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name or name in inputs:
            raise typer.BadParameter(
                f"{one!r} is not NAME=VALUE, or its name comes twice", param_hint="--input"
            )
        inputs[name] = value
    return inputs


def submit_and_follow(
    client: ApiClient, body: Mapping[str, Any], *, console: Console, wait: bool = False
) -> dict[str, Any]:
    """Submit ``body`` of ``POST /orchestrate`` and show its way; the orchestration as it stands then."""
    accepted = client.post("/orchestrate", body, key=uuid.uuid4().hex)
    what = body.get("description") or f"by the template {body['template']}"
    say(console, f"task {accepted['task_id']}: {what}")
    return follow(client, accepted["task_id"], console=console, wait=wait)


def follow(client: ApiClient, task_id: str, *, console: Console, wait: bool) -> dict[str, Any]:
    """Show each change of status until it is final or, unless ``wait``, an approval is needed."""
    shown_risk = False
    found: dict[str, Any] = {}
    with console.status("queued") as spinner:
        for found in _changes(lambda: client.get(f"/orchestrations/{path_segment(task_id)}")):
            status = found["status"]
            if found["risk"] and not shown_risk:
                shown_risk = True
                say(console, f"  {risk_line(found['risk'])}")
            say(console, f"  {status}", style=STYLES.get(status))
            spinner.update(status)
            if status == "approval_pending" and found["approval"]:
                print_how_to_approve(console, found)
                if not wait:
                    return found
    if found["report"]:
        print_report(console, found["report"])
    return found


def _changes(look: Callable[[], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The orchestration at each change of its status or open approval; the last one is final."""
    seen: tuple[str, str | None] | None = None
    away_since: float | None = None
    while True:
        try:
            found = look()
            away_since = None
        except UnavailableError:
            away_since = away_since or time.monotonic()
            if time.monotonic() - away_since > OUTAGE:
                raise
            time.sleep(POLL)
            continue
        status = found["status"]
        state = (status, (found["approval"] or {}).get("request_id"))
        if state != seen and not (status == "approval_pending" and not found["approval"]):
            seen = state
            yield found
        if status in FINAL:
            return
        time.sleep(POLL)

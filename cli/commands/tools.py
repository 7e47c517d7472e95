"""``devtools tools``: what the tool gateway offers, trying it, and accepting what has changed."""

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console

from cli.client import ApiError, gateway, path_segment, problem_kind
from cli.options import AsJson
from cli.render import one_line, print_json, print_rows, say
from domain.errors import ConfigurationError, NotFoundError

PAGE = 1000
PARTS = ("title", "description", "input_schema", "annotations")

Server = Annotated[str | None, typer.Option(help="Only of this server.")]
Agent = Annotated[str | None, typer.Option(help="Only what this agent may call.")]
Name = Annotated[str, typer.Argument(metavar="SERVER.TOOL", help="The tool.")]


class Profile(StrEnum):
    DEFAULT = "default"
    FULL = "full"


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="The tools behind the gateway.", no_args_is_help=True)
    for command in (search, call, accept, install, servers):
        group.command(command.__name__)(command)
    group.command("list")(list_tools)
    app.add_typer(group, name="tools", rich_help_panel="Tools")


def list_tools(*, server: Server = None, agent: Agent = None, as_json: AsJson = False) -> None:
    """List the tools."""
    _print(_found(server=server, agent=agent), as_json=as_json)


def search(
    words: Annotated[list[str], typer.Argument(help="What the tool should do.")],
    *,
    server: Server = None,
    agent: Agent = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Find tools by words; the best match comes first."""
    _print(_found(q=" ".join(words), server=server, agent=agent, size=limit), as_json=as_json)


def call(
    name: Name,
    arguments: Annotated[str, typer.Argument(metavar="JSON", help="The arguments, as a JSON object.")] = "{}",
    *,
    as_json: AsJson = False,
) -> None:
    """Call a tool that reads; one that changes something is an agent's. Exit code 1: it failed."""
    try:
        given = json.loads(arguments)
    except ValueError as error:
        raise ConfigurationError(f"the arguments are no JSON: {error}") from error
    if not isinstance(given, dict):
        raise ConfigurationError('the arguments are a JSON object, as \'{"path": "."}\'')
    with gateway() as client:
        result = client.post(f"/tools/{path_segment(name)}", {"arguments": given})
    if as_json:
        print_json(result)
    else:
        say(Console(), result["text"], style="red" if result["error"] else None)
    if result["error"]:
        raise typer.Exit(1)


def accept(
    name: Name,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Show what a server changed about a tool that is held back, and accept it."""
    console = Console()
    with gateway() as client:
        waiting = client.get("/quarantine")["quarantined"]
        held = next((item for item in waiting if f"{item['server']}.{item['tool']}" == name), None)
        if held is None:
            raise NotFoundError(f"{name} is not held back")
        _print_change(console, held)
        if not yes:
            typer.confirm(f"Accept {name} as it is now?", abort=True)
        client.post(f"/tools/{path_segment(name)}/accept", {"digest": held["digest"]})
    say(console, f"{name} is accepted", style="green")


def servers(*, as_json: AsJson = False) -> None:
    """List the MCP servers and how they are."""
    with gateway() as client:
        found = client.get("/servers")["servers"]
    if as_json:
        print_json(found)
        return
    rows = [
        (
            item["name"],
            item["phase"],
            item["tools"],
            item["restarts"],
            "cut off" if item["network_cut"] else "reachable",
            one_line(item["fault"] or ", ".join(item["quarantined"]) or "-"),
        )
        for item in found
    ]
    print_rows(Console(), rows, header=("server", "state", "tools", "restarts", "network", "fault"))


def install(
    *, profile: Annotated[Profile, typer.Option(help="full: also servers from PyPI and npm.")] = Profile.FULL
) -> None:
    """Install the servers that are packages of others, from lock files; then set DEVTOOLS_MCP_PROFILE."""
    from cli import tool_servers

    console = Console()
    tool_servers.install(profile.value, say=lambda line: say(console, line))


def _found(*, size: int = PAGE, **query: str | None) -> dict[str, Any]:
    with gateway() as client:
        try:
            found: dict[str, Any] = client.get("/tools", size=size, **query)
        except ApiError as error:
            if problem_kind(error) == NotFoundError.kind:
                raise NotFoundError(str(error)) from error
            raise
    return found


def _print(found: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    rows = [
        (
            tool["name"],
            tool["level"],
            "reads" if tool["read_only"] else "changes",
            one_line(tool["description"]),
        )
        for tool in found["tools"]
    ]
    if rows:
        print_rows(Console(), rows, header=("tool", "level", "effect", "description"))
    say(Console(), f"{len(rows)} of {found['total']} tools")


def _print_change(console: Console, held: Mapping[str, Any]) -> None:
    for part in PARTS:
        before, now = (json.dumps(held[side][part], ensure_ascii=False) for side in ("accepted", "offered"))
        if before != now:
            say(console, f"{part} was:", style="bold")
            say(console, f"  {before}")
            say(console, f"{part} is now:", style="bold")
            say(console, f"  {now}")

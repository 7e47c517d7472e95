"""``devtools up``, ``down``, ``ps`` and ``env``."""

import asyncio
import shlex
from typing import Annotated

import typer
from rich.console import Console

from config.settings import load_settings
from domain.errors import UnavailableError

PANEL = "The stack"


def register(app: typer.Typer) -> None:
    for command in (up, down, ps, env):
        app.command(rich_help_panel=PANEL)(command)


def up(
    *,
    detach: Annotated[
        bool, typer.Option("--detach", "-d", help="Return when it is ready; it goes on.")
    ] = False,
    demo: Annotated[bool, typer.Option("--demo", help="Run two example tasks, then stay up.")] = False,
    port_offset: Annotated[
        int, typer.Option(min=-5000, max=50_000, metavar="N", help="Add N to every port.")
    ] = 0,
    durable: Annotated[
        bool, typer.Option("--durable", help="Sync every commit to disk: slower, safe from power loss.")
    ] = False,
) -> None:
    """Start Temporal, Postgres, the worker and the API, and keep them up until Ctrl-C."""
    from cli.stack.background import up_detached
    from cli.stack.demo import run_demo
    from cli.stack.up import UpOptions
    from cli.stack.up import up as run_stack

    settings = load_settings()
    console = Console()
    if detach:
        arguments = [f"--port-offset={port_offset}", *(["--durable"] if durable else [])]
        up_detached(settings, arguments, console)
        if demo:
            asyncio.run(run_demo(settings, console))
        return

    async def then() -> None:
        await run_demo(settings, console)

    options = UpOptions(port_offset=port_offset, durable=durable, then=then if demo else None)
    raise typer.Exit(asyncio.run(run_stack(settings, options, console)))


def down() -> None:
    """Stop the running stack; its state is kept for the next `devtools up`."""
    from cli.stack.background import down as stop_stack

    stop_stack(load_settings(), Console())


def ps() -> None:
    """Show the parts of the running stack."""
    from cli.stack.display import print_parts
    from cli.stack.state import running_stack

    settings = load_settings()
    state = running_stack(settings.state_dir)
    if state is None:
        typer.echo(f"no stack runs on {settings.state_dir}: `devtools up` starts one")
        return
    print_parts(Console(), state)


def env() -> None:
    """Print the running stack's addresses as shell exports: eval "$(devtools env)"."""
    from cli.stack.state import running_stack

    settings = load_settings()
    state = running_stack(settings.state_dir)
    if state is None or not state.exports:
        raise UnavailableError(f"no stack is up on {settings.state_dir}: `devtools up` starts one")
    for name, value in state.exports.items():
        typer.echo(f"export {name}={shlex.quote(value)}")

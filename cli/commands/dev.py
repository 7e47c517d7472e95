"""``devtools dev``: what only those who work on a source checkout need."""

import importlib.util
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from domain.errors import ConfigurationError

CHECKOUT = Path(__file__).parents[2]
LOOPBACK_LINEAR = "tests.support.linear"
NEEDED = ("graphql", "markdown_it")
"""Packages of the dependency group ``tasks``."""


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="For work on Dev-Tools itself, from a source checkout.", no_args_is_help=True)
    group.command("linear")(linear)
    app.add_typer(group, name="dev", rich_help_panel="Operation")


def linear(
    *,
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Where it listens, on loopback.")] = 8068,
    webhook: Annotated[
        str, typer.Option(metavar="URL", help="Who is told of events.")
    ] = "http://127.0.0.1:8001/webhooks/linear",
    secret: Annotated[
        str | None, typer.Option(help="The key that webhooks are signed with; by default a new one.")
    ] = None,
) -> None:
    """Run a Linear of your own on loopback, with a page to decide on, until Ctrl-C. It keeps nothing."""
    check_checkout(CHECKOUT)
    arguments = [f"--port={port}", f"--webhook={webhook}", *([f"--secret={secret}"] if secret else [])]
    os.chdir(CHECKOUT)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", LOOPBACK_LINEAR, *arguments])  # noqa: S606 - signals reach it


def check_checkout(folder: Path) -> None:
    """ConfigurationError where the loopback Linear, which no wheel holds, or what it needs is not there."""
    if not (folder / LOOPBACK_LINEAR.replace(".", "/") / "__main__.py").is_file():
        raise ConfigurationError("the loopback Linear is in the source checkout only: run this from a clone")
    if missing := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        names = ", ".join(missing)
        raise ConfigurationError(f"the loopback Linear needs {names}: `uv sync --group tasks` installs that")

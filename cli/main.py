"""The ``devtools`` command. Its start-up path imports Typer and Rich only: commands import what they use."""

import importlib.metadata
import sys
from typing import Annotated

import typer
from rich.console import Console

from cli.commands import (
    approvals,
    budgets,
    database,
    dev,
    doctor,
    evaluations,
    grants,
    halt,
    inbox,
    keys,
    ledger,
    linear,
    models,
    notifications,
    policy,
    reviews,
    risk,
    run,
    stack,
    status,
    templates,
    tools,
    webhooks,
)
from domain.errors import ConfigurationError, DevToolsError

EXIT_FAILED = 1
EXIT_USAGE = 2

app = typer.Typer(
    name="devtools",
    help="Dev-ops tasks in plain words: rated for risk, approved where it matters, carried out by agents.",
    epilog='Start with `devtools up`, then `devtools run "Read configuration from dev environment"`.',
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (
    stack,
    run,
    status,
    approvals,
    grants,
    reviews,
    halt,
    notifications,
    risk,
    policy,
    models,
    budgets,
    templates,
    evaluations,
    tools,
    webhooks,
    linear,
    inbox,
    ledger,
    keys,
    database,
    doctor,
    dev,
):
    module.register(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"devtools {importlib.metadata.version('dev-tools')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """The options of ``devtools`` itself."""


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 130 interrupted."""
    try:
        app()
    except ConfigurationError as error:
        _fail(str(error), EXIT_USAGE)
    except DevToolsError as error:
        _fail(str(error), EXIT_FAILED)


def _fail(message: str, code: int) -> None:
    console = Console(stderr=True)
    console.print(f"devtools: {message}", style="red", markup=False, highlight=False, soft_wrap=True)
    sys.exit(code)


if __name__ == "__main__":
    main()

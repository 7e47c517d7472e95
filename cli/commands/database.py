"""``devtools db``: the database's shape."""

import asyncio

import typer

from config.settings import load_settings
from domain.errors import ConfigurationError


def register(app: typer.Typer) -> None:
    database = typer.Typer(no_args_is_help=True, help="The database's tables.")
    database.command()(init)
    database.callback()(_root)
    app.add_typer(database, name="db", rich_help_panel="The stack")


def _root() -> None:
    """The database's tables."""


def init() -> None:
    """Create the tables, or bring them up to date; harmless when run again."""
    from integrations.postgres.migrations import migrate

    applied = asyncio.run(migrate(_database_url()))
    for name in applied:
        typer.echo(f"applied {name}")
    if not applied:
        typer.echo("up to date")


def _database_url() -> str:
    """The one in the environment, else the running stack's."""
    from cli.stack.state import running_stack

    settings = load_settings()
    if settings.database_url is None:
        stack = running_stack(settings.state_dir)
        if stack is not None and "DATABASE_URL" in stack.exports:
            return stack.exports["DATABASE_URL"]
        raise ConfigurationError("no database: start one with `devtools up`, or set DATABASE_URL")
    return settings.require_database_url()

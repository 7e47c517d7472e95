"""``devtools linear``: what approvals in Linear need there, and whether it is right."""

import asyncio
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from cli.options import AsJson
from cli.render import print_json, say
from domain.errors import ConfigurationError

if TYPE_CHECKING:
    from config.linear import LinearSettings
    from domain.linear.directory import Directory
    from integrations.linear.setup import SetUp


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="Approvals in Linear.", no_args_is_help=True)
    group.command("setup")(setup)
    group.command("check")(check)
    app.add_typer(group, name="linear", rich_help_panel="Operation")


def setup(*, as_json: AsJson = False) -> None:
    """Make the label group Request Status where it is missing, and print the lines for the environment.

    Reads LINEAR_API_KEY (or LINEAR_CLIENT_ID with its secret) and LINEAR_APPROVAL_HUB_ISSUE_ID.
    """
    found = asyncio.run(_set_up(_settings()))
    if as_json:
        print_json({"made": list(found.made), "lines": list(found.lines)})
        return
    say(Console(stderr=True), f"made: {', '.join(found.made) or 'nothing, it was all there'}")
    for line in found.lines:
        typer.echo(line)


def check(*, as_json: AsJson = False) -> None:
    """Ask Linear what the configuration means there."""
    settings = _settings()
    found = asyncio.run(_look_up(settings))
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    console = Console()
    say(console, f"hub         {found.hub_identifier}")
    say(console, f"acting as   {found.bot.name}")
    for status in found.statuses:
        say(console, f"{status.decision.value:11} {status.kind.value} {status.name} ({status.id})")
    count = len(settings.secrets)
    say(console, f"webhooks    {f'taken, {count} secret' if count else 'refused: no secret is set'}")
    say(console, f"tasks       {'taken' if settings.takes_tasks else 'not taken: LINEAR_TASKS is not set'}")
    if found.bot.is_person:
        say(
            Console(stderr=True),
            f"the token is {found.bot.name}'s own: what they decide in Linear does not count; use an app's",
            style="yellow",
        )


def _settings() -> "LinearSettings":
    from config.linear import linear_settings
    from config.settings import load_settings

    found = linear_settings(load_settings())
    if found is None:
        raise ConfigurationError(
            "Linear is not configured: set LINEAR_API_KEY, or LINEAR_CLIENT_ID and secret"
        )
    return found


async def _set_up(settings: "LinearSettings") -> "SetUp":
    from integrations.linear.build import build_client
    from integrations.linear.setup import set_up

    client = build_client(settings)
    try:
        return await set_up(client, settings)
    finally:
        await client.aclose()


async def _look_up(settings: "LinearSettings") -> "Directory":
    from integrations.linear.build import build_desk

    desk = build_desk(settings)
    try:
        return await desk.directory()
    finally:
        await desk.aclose()

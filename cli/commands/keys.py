"""``devtools keys``: the keys that sign decisions and checkpoints, in the state folder; needs no stack."""

import typer
from rich.console import Console

from cli.options import AsJson
from cli.render import print_json, print_rows, say
from config.settings import load_settings


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="The keys that sign decisions and checkpoints.", no_args_is_help=True)
    group.command("list")(list_them)
    group.command("rotate")(rotate)
    app.add_typer(group, name="keys", rich_help_panel="Audit")


def list_them(*, as_json: AsJson = False) -> None:
    """List the keys of this installation, oldest first.

    active: it signs. retired: it did, and what it signed stays verifiable. public: another receiver's.
    """
    from integrations.keys.rotation import list_keys

    settings, console = load_settings(), Console()
    keys = list_keys(settings.keys_dir)
    if as_json:
        print_json([key.model_dump(mode="json") for key in keys])
        return
    if not keys:
        say(console, f"no keys in {settings.keys_dir} yet: `devtools up` makes the first")
        return
    rows = [
        (
            key.kid,
            key.status.value,
            key.created.isoformat(timespec="seconds"),
            key.retired.isoformat(timespec="seconds") if key.retired else "-",
        )
        for key in keys
    ]
    print_rows(console, rows, header=("kid", "status", "created", "retired"))


def rotate(*, as_json: AsJson = False) -> None:
    """Make a new signing key and remove the old private one. Public keys stay for ever.

    A running API signs with the new key from its next decision on, and records the change in the ledger.
    """
    from integrations.keys.rotation import rotate as rotate_keys

    settings = load_settings()
    key = rotate_keys(settings.keys_dir)
    if as_json:
        print_json({"kid": key.kid})
        return
    say(Console(), f"{key.kid} signs from now on; give {settings.keys_dir / key.kid}.pub to auditors")

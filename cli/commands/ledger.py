"""``devtools ledger``: verify, export and follow the record of every decision."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from cli.client import api
from cli.options import AsJson
from cli.render import say
from config.settings import Settings, load_settings
from domain.errors import ConfigurationError

if TYPE_CHECKING:
    from cli.ledger.progress import Progress
    from domain.ledger.checkpoints import Checkpoint
    from domain.ledger.entries import LedgerEntry
    from domain.ledger.lines import Unreadable

POLL_SECONDS = 1.0


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="The record of every decision: verify, export, follow.", no_args_is_help=True)
    group.command("verify")(verify)
    group.command("export")(export)
    group.command("tail")(tail)
    app.add_typer(group, name="ledger", rich_help_panel="Audit")


def verify(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="An exported ledger; else the running one.")
    ] = None,
    *,
    keys: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Public keys (*.pub); else those of this installation.")
    ] = None,
    checkpoints: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Signed checkpoints: the file, or a folder of an object store's."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check every entry: the chain, the signatures by their public keys, verdicts, and signed checkpoints.

    With FILE, only FILE, the keys and the checkpoints are read: no server, no database.

    Exit code 0: intact; 1: not, and each fault names the entry, the field and what is wrong with it.
    """
    from cli.ledger.progress import Progress
    from cli.ledger.report import Report
    from domain.ledger.audit import LedgerAudit
    from integrations.keys.keyring import PublicKeys

    settings, report = load_settings(), Report()
    folder = keys or settings.keys_dir
    if not any(folder.glob("*.pub")):
        raise ConfigurationError(f"no public keys in {folder}: name their folder with --keys")
    audit = LedgerAudit(PublicKeys(folder), _checkpoints(settings, checkpoints, is_own=file is None))
    with Progress("verified") as progress, _entries(settings, file, progress) as entries:
        for entry in entries:
            for fault in audit.read(entry):
                report.add(fault)
    for fault in audit.finish():
        report.add(fault)
    if as_json:
        report.print_as_json(audit.tally)
    else:
        report.print_to(Console(), audit.tally)
    if report.count:
        raise typer.Exit(1)


def export(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Else standard output.")] = None,
) -> None:
    """Write the ledger as JSON lines, for `devtools ledger verify FILE` anywhere.

    Give an auditor the public keys (*.pub) and the checkpoints beside it.
    """
    from cli.ledger.progress import Progress
    from domain.ledger.lines import Unreadable, to_line

    count = 0
    with (
        Progress("exported") as progress,
        _entries(load_settings(), None, progress) as entries,
        _out(file) as out,
    ):
        for entry in entries:
            if isinstance(entry, Unreadable):
                raise ConfigurationError(entry.why)
            out.write(to_line(entry))
            count += 1
    if file is not None:
        say(Console(), f"{count:,} entries in {file}")


def tail(
    *,
    number: Annotated[int, typer.Option("-n", "--number", min=0, help="How many of the newest.")] = 10,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on until Ctrl-C.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print entries as `export` writes them.")] = False,
) -> None:
    """Show the newest entries, oldest first, one line each."""
    from cli.ledger.progress import Progress
    from cli.ledger.sources import api_entries, newest

    console = Console()
    with api(load_settings()) as client, Progress("read") as progress:
        after = max(0, newest(client) - number)
        while True:
            for entry in api_entries(client, progress, after=after):
                after = _show(console, entry, after, as_json=as_json)
            if not follow:
                return
            time.sleep(POLL_SECONDS)


def _show(console: Console, entry: "LedgerEntry | Unreadable", after: int, *, as_json: bool) -> int:
    """The number of the entry that was shown."""
    from cli.ledger.report import entry_line
    from domain.ledger.lines import Unreadable, to_line

    if isinstance(entry, Unreadable):
        raise ConfigurationError(entry.why)
    if as_json:
        sys.stdout.write(to_line(entry).decode())
        sys.stdout.flush()
    else:
        say(console, entry_line(entry))
    return max(after, entry.seq)


def _checkpoints(
    settings: Settings, path: Path | None, *, is_own: bool
) -> "Iterator[Checkpoint | Unreadable]":
    """Those named, which must be there; else, for the running installation, its own if there are any."""
    from integrations.checkpoints.files import read_checkpoints

    if path is not None:
        return read_checkpoints(path)
    own = settings.checkpoint_path
    return read_checkpoints(own) if is_own and own.exists() else iter(())


@contextmanager
def _entries(
    settings: Settings, file: Path | None, progress: "Progress"
) -> "Iterator[Iterator[LedgerEntry | Unreadable]]":
    from cli.ledger.sources import api_entries, file_entries

    if file is not None:
        yield file_entries(file, progress)
        return
    with api(settings) as client:
        yield api_entries(client, progress)


@contextmanager
def _out(file: Path | None) -> Iterator[IO[bytes]]:
    """A file under its name only when it is whole: half a ledger must not look like one."""
    if file is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    draft = file.with_name(f".{file.name}.part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        draft.replace(file)
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be written: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)

"""Where entries come from: an exported file, or the running API. One page or line is in memory at a time."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from cli.client import ApiClient
from cli.ledger.progress import Progress
from domain.errors import ConfigurationError
from domain.ledger.entries import LedgerEntry
from domain.ledger.lines import Unreadable, line_reader

PAGE = 1_000
LONGEST = 16 * 1024 * 1024
"""Bytes of a line; a longer one is read, and refused, in pieces."""


def file_entries(path: Path, progress: Progress) -> Iterator[LedgerEntry | Unreadable]:
    """Raises :class:`~domain.errors.ConfigurationError` for a file that cannot be read."""
    read, done = line_reader(LedgerEntry), 0
    try:
        progress.total = path.stat().st_size
        with path.open("rb") as lines:
            while line := lines.readline(LONGEST):
                done += len(line)
                progress.step(done)
                yield read(line)
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}") from error


def api_entries(
    client: ApiClient, progress: Progress, *, after: int = 0
) -> Iterator[LedgerEntry | Unreadable]:
    """Up to the newest entry at the moment of the first page: a busy ledger never ends."""
    head: int | None = None
    while head is None or after < head:
        page = client.get("/ledger/entries", after=after, limit=PAGE)
        head = progress.total = int(page["head"]) if head is None else head
        if not page["entries"]:
            return
        for item in page["entries"]:
            try:
                entry = LedgerEntry.model_validate(item, strict=True)
            except ValidationError as error:
                yield Unreadable(why=f"the API sent no entry: {error.errors()[0]['msg']}")
                continue
            after = max(after, entry.seq)
            progress.step(after)
            yield entry


def newest(client: ApiClient) -> int:
    """The number of the newest entry; 0 where there is none."""
    return int(client.get("/ledger/entries", limit=1)["head"])

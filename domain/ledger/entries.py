"""Entries of the ledger: hash-chained, each over the one before it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from pydantic import Field

from domain.models import Value, canonical_json, sha256_hex

GENESIS = "0" * 64
"""What the first entry's ``prev_hash`` is."""
LARGEST = 2**63 - 1
PLACE = "entry"
"""Where a body repeats what its row is found by; entries of earlier versions have no such part."""


class LedgerEntry(Value):
    """``body`` is canonical JSON text, kept byte for byte; ``hash`` covers seq, prev_hash and body.

    ``request_id`` and ``event_key`` stand beside it, for looking up; the body repeats them.
    """

    seq: int = Field(ge=1, le=LARGEST)
    prev_hash: str
    hash: str
    request_id: str | None
    event_key: str
    body: str


class Head(Value):
    """The newest entry, and when it was looked up, by Postgres' clock."""

    seq: int
    hash: str
    at: datetime


class LedgerStore(Protocol):
    """Rows of ``approval_ledger``."""

    async def entries(self, *, after: int = 0, limit: int = ...) -> Sequence[LedgerEntry]:
        """In order of ``seq``, those over ``after``."""

    async def head(self) -> Head | None:
        """None while there is no entry."""

    async def note(self, kind: str, *, event_key: str, **said: Any) -> LedgerEntry:
        """Add an entry that is about no request, stamped ``at`` by Postgres' clock.

        Where one of this key is there already, that one stands and is returned.
        """


def chain(
    *, seq: int, prev_hash: str, body: dict[str, Any], request_id: str | None, event_key: str
) -> LedgerEntry:
    """The entry that follows the one with ``prev_hash``."""
    place = {"request_id": request_id, "event_key": event_key}
    text = canonical_json({**body, PLACE: place}).decode()
    return LedgerEntry(
        seq=seq, prev_hash=prev_hash, hash=entry_hash(seq, prev_hash, text), body=text, **place
    )


def entry_hash(seq: int, prev_hash: str, body: str) -> str:
    return sha256_hex(f"{seq}\n{prev_hash}\n{body}".encode())

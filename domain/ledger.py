"""The ledger: hash-chained entries, each over the one before it."""

from collections.abc import Iterable
from typing import Any

from domain.models import Value, canonical_json, sha256_hex

GENESIS = "0" * 64
"""What the first entry's ``prev_hash`` is."""


class LedgerEntry(Value):
    """``body`` is canonical JSON text, kept byte for byte; ``hash`` covers seq, prev_hash and body."""

    seq: int
    prev_hash: str
    hash: str
    body: str


def chain(*, seq: int, prev_hash: str, body: dict[str, Any]) -> LedgerEntry:
    text = canonical_json(body).decode()
    return LedgerEntry(seq=seq, prev_hash=prev_hash, hash=entry_hash(seq, prev_hash, text), body=text)


def entry_hash(seq: int, prev_hash: str, body: str) -> str:
    return sha256_hex(f"{seq}\n{prev_hash}\n{body}".encode())


class LedgerFault(Value):
    """``seq`` is the first entry at which the chain does not hold."""

    seq: int
    fault: str


def verify(entries: Iterable[LedgerEntry]) -> LedgerFault | None:
    """The first fault of a chain read in order of ``seq``; None if it holds."""
    expected, prev = 1, GENESIS
    for entry in entries:
        if entry.seq != expected:
            return LedgerFault(seq=expected, fault=f"entry {expected} is missing: found {entry.seq}")
        if entry.prev_hash != prev:
            return LedgerFault(seq=entry.seq, fault="does not follow the entry before it")
        if entry.hash != entry_hash(entry.seq, entry.prev_hash, entry.body):
            return LedgerFault(seq=entry.seq, fault="content and hash differ")
        expected, prev = expected + 1, entry.hash
    return None

"""Reading a ledger from its first entry to its last, and naming everything that is not as it was written."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from pydantic import ValidationError

from domain.ledger.checkpoints import Checkpoint
from domain.ledger.entries import GENESIS, PLACE, LedgerEntry, entry_hash
from domain.ledger.lines import Unreadable
from domain.ledger.receipts import (
    KEY_RETIRED,
    KeyDirectory,
    Retirement,
    is_signed,
    is_unsigned,
    verdict_findings,
)
from domain.ledger.witnesses import Witnesses
from domain.models import Value

COLUMNS = ("request_id", "event_key")


class LedgerFault(Value):
    """``field`` of entry ``seq`` is not as it was written; ``seq`` is None for a fault of a checkpoint."""

    seq: int | None
    field: str
    fault: str

    def __str__(self) -> str:
        where = "checkpoints" if self.seq is None else f"entry {self.seq}"
        return f"{where}: {self.field}: {self.fault}"


class Tally(Value):
    """``attested`` is the newest entry that a checkpoint vouches for; 0 for none."""

    entries: int = 0
    signatures: int = 0
    unsigned: int = 0
    checkpoints: int = 0
    attested: int = 0


class _Doubt(NamedTuple):
    """An entry whose hash and content differ: the next entry tells which of them was changed."""

    seq: int
    stated: str
    computed: str
    witness: str | None


class LedgerAudit:
    """Give it the entries in the order in which they stand; it keeps one of them in mind.

    ``keys`` None: signatures are not looked at. A fault is told once the entry behind it was read.
    """

    def __init__(
        self, keys: KeyDirectory | None, checkpoints: Iterable[Checkpoint | Unreadable] = ()
    ) -> None:
        self._keys = keys
        self._witnesses = Witnesses(keys, checkpoints)
        self._expected = 1
        self._prev: str | None = GENESIS
        self._doubt: _Doubt | None = None
        self._retired: dict[str, datetime] = {}
        self._is_rewritten = False
        self._entries = self._signatures = self._unsigned = 0

    @property
    def tally(self) -> Tally:
        return Tally(
            entries=self._entries,
            signatures=self._signatures,
            unsigned=self._unsigned,
            checkpoints=self._witnesses.count,
            attested=self._witnesses.attested,
        )

    def read(self, item: LedgerEntry | Unreadable) -> Iterator[LedgerFault]:
        """The faults that this entry brings to light; exhaust it before the next one is given."""
        self._entries += 1
        if isinstance(item, Unreadable):
            yield from self._settle(None)
            yield LedgerFault(seq=self._expected, field="line", fault=item.why)
            self._expected, self._prev = self._expected + 1, None
            return
        yield from self._settle(item.prev_hash)
        entry = self._with_true_seq(item)
        if entry.seq < self._expected:
            yield _misplaced(entry, self._expected, self._prev)
            return
        if entry is not item:
            fault = f"was changed: it says {item.seq}"
            yield LedgerFault(seq=entry.seq, field="seq", fault=fault)
        elif entry.seq > self._expected:
            yield LedgerFault(seq=self._expected, field="seq", fault=_missing(self._expected, entry.seq - 1))
            self._prev = None
        yield from self._content(entry)
        self._expected = entry.seq + 1

    def finish(self) -> Iterator[LedgerFault]:
        """What only the end shows: an entry that a checkpoint names and that is not there."""
        yield from self._settle(None)
        last = self._witnesses.beyond(self._expected - 1)
        yield from self._complaints()
        if last is not None:
            missing = _missing(self._expected, last.seq)
            fault = f"{missing}: a checkpoint of {last.at} names entry {last.seq}"
            yield LedgerFault(seq=self._expected, field="seq", fault=fault)

    def _with_true_seq(self, entry: LedgerEntry) -> LedgerEntry:
        """A number that was changed is not taken for a gap: the hash tells which it was."""
        if entry.seq == self._expected or entry.hash != _hash(entry, seq=self._expected):
            return entry
        return entry.model_copy(update={"seq": self._expected})

    def _content(self, entry: LedgerEntry) -> Iterator[LedgerFault]:
        witness = self._witnesses.at(entry.seq)
        yield from self._complaints()
        follows = self._prev is None or entry.prev_hash == self._prev
        computed = _hash(entry)
        if not follows and self._prev and entry.hash == _hash(entry, prev_hash=self._prev):
            fault = "was changed: the hash is for another one"
            yield LedgerFault(seq=entry.seq, field="prev_hash", fault=fault)
            computed = entry.hash
        elif not follows:
            fault = "is not the hash of the entry before: one of the two was made anew"
            yield LedgerFault(seq=entry.seq, field="prev_hash", fault=fault)
        self._prev = entry.hash
        if entry.hash != computed:
            self._doubt = _Doubt(entry.seq, entry.hash, computed, witness.hash if witness else None)
            self._prev = None
            return
        if witness and witness.hash != entry.hash and not self._is_rewritten:
            self._is_rewritten = True  # so say all later checkpoints too
            fault = f"differs from the checkpoint of {witness.at}: the chain up to here was made anew"
            yield LedgerFault(seq=entry.seq, field="hash", fault=fault)
        yield from self._body(entry)

    def _settle(self, next_prev: str | None) -> Iterator[LedgerFault]:
        """Say what was changed of an entry whose hash and content differ."""
        doubt, self._doubt = self._doubt, None
        if doubt is None:
            return
        field, fault = "hash", "hash and body differ: one of the two was changed"
        if doubt.computed in (doubt.witness, next_prev):
            fault = "was changed: the body has another one"
        elif doubt.stated in (doubt.witness, next_prev):
            field, fault = "body", "was changed: it has another hash"
        yield LedgerFault(seq=doubt.seq, field=field, fault=fault)

    def _body(self, entry: LedgerEntry) -> Iterator[LedgerFault]:
        try:
            body = json.loads(entry.body)
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict):
            yield LedgerFault(seq=entry.seq, field="body", fault="is no JSON object")
            return
        place = body.get(PLACE)
        if isinstance(place, dict):  # entries of earlier versions have none
            for name in COLUMNS:
                if place.get(name) != getattr(entry, name):
                    fault = f"was changed: the body says {place.get(name)!r}"
                    yield LedgerFault(seq=entry.seq, field=name, fault=fault)
        if self._keys is not None:
            yield from self._decision(entry.seq, body, self._keys)

    def _decision(self, seq: int, body: dict[str, Any], keys: KeyDirectory) -> Iterator[LedgerFault]:
        if body.get("kind") == KEY_RETIRED:
            try:
                retirement = Retirement.model_validate(body)
            except ValidationError as error:
                yield LedgerFault(
                    seq=seq, field="body", fault=f"is no retirement: {error.errors()[0]['msg']}"
                )
            else:
                self._retired[retirement.kid] = retirement.at
        if body.get("kind") != "verdict":
            return
        self._signatures += is_signed(body)
        self._unsigned += is_unsigned(body)
        for field, fault in verdict_findings(body, keys, self._retired):
            yield LedgerFault(seq=seq, field=field, fault=fault)

    def _complaints(self) -> Iterator[LedgerFault]:
        for where, what in self._witnesses.complaints():
            yield LedgerFault(seq=None, field=where, fault=what)


def _hash(entry: LedgerEntry, *, seq: int | None = None, prev_hash: str | None = None) -> str:
    return entry_hash(seq or entry.seq, prev_hash or entry.prev_hash, entry.body)


def _missing(first: int, last: int) -> str:
    return f"entry {first} is missing" if first == last else f"entries {first} to {last} are missing"


def _misplaced(entry: LedgerEntry, expected: int, prev: str | None) -> LedgerFault:
    if entry.hash == prev:
        return LedgerFault(seq=entry.seq, field="seq", fault="stands there twice")
    fault = f"is out of order: it stands behind entry {expected - 1}"
    return LedgerFault(seq=entry.seq, field="seq", fault=fault)

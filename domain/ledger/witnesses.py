"""Checkpoints read beside the entries that they vouch for, in the same order."""

from collections.abc import Iterable, Iterator

from domain.ledger.checkpoints import Checkpoint
from domain.ledger.lines import Unreadable
from domain.ledger.receipts import KeyDirectory
from domain.models import canonical_json

Complaint = tuple[str, str]
"""Which line of the checkpoints, and what is wrong with it."""


class Witnesses:
    """Keeps one checkpoint in memory. One out of order, or not signed by a known key, vouches for nothing."""

    def __init__(self, keys: KeyDirectory | None, checkpoints: Iterable[Checkpoint | Unreadable]) -> None:
        self._keys = keys
        self._complaints: list[Complaint] = []
        self._valid = self._checked(checkpoints)
        self._next = next(self._valid, None)
        self.count = 0
        self.attested = 0

    def at(self, seq: int) -> Checkpoint | None:
        """The one for this entry; those for entries before it are passed over."""
        while self._next is not None and self._next.seq < seq:
            self._next = next(self._valid, None)
        if self._next is None or self._next.seq > seq:
            return None
        found, self._next = self._next, next(self._valid, None)
        self.count, self.attested = self.count + 1, seq
        return found

    def beyond(self, seq: int) -> Checkpoint | None:
        """The last of all, where it is for an entry after ``seq``."""
        last = None
        while self._next is not None:
            last, self._next = self._next, next(self._valid, None)
        return last if last is not None and last.seq > seq else None

    def complaints(self) -> list[Complaint]:
        """Those since the last time it was asked."""
        found, self._complaints = self._complaints, []
        return found

    def _checked(self, checkpoints: Iterable[Checkpoint | Unreadable]) -> Iterator[Checkpoint]:
        before = 0
        for number, item in enumerate(checkpoints, start=1):
            fault = item.why if isinstance(item, Unreadable) else self._fault(item, before)
            if fault is not None:
                self._complaints.append((f"line {number}", fault))
            elif isinstance(item, Checkpoint):
                before = item.seq
                yield item

    def _fault(self, checkpoint: Checkpoint, before: int) -> str | None:
        if checkpoint.seq <= before:
            return f"names entry {checkpoint.seq} behind entry {before}: the lines are out of order"
        if self._keys is None:
            return None
        if not self._keys.knows(checkpoint.kid):
            return f"is signed by the unknown key {checkpoint.kid}"
        data = canonical_json(checkpoint.signed_part())
        if not self._keys.verify(kid=checkpoint.kid, data=data, signature=checkpoint.signature):
            return f"its signature does not hold for key {checkpoint.kid}"
        return None

"""The halt: one switch that stops all dispatch, of model turns, tool calls, grants and plans alike."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.models import Value


class Halt(Value):
    """Who halted dispatch, since when (by Postgres' clock) and why; who lifted it, if somebody did."""

    halt_id: str
    person: str
    reason: str
    since: datetime
    lifted_at: datetime | None = None
    lifted_by: str | None = None
    lift_reason: str | None = None

    @property
    def told(self) -> str:
        """One line for people."""
        return f"halted by {self.person} since {self.since.isoformat(timespec='seconds')}: {self.reason}"


class HaltSwitch(Protocol):
    """What dispatch asks."""

    async def state(self) -> Halt | None:
        """The halt in force. Raises :class:`~domain.errors.UnavailableError` where nobody can tell."""


class HaltChange(Value):
    """``halt`` is the one that was set or lifted; ``changed`` is False where it was so before.

    None: there was nothing to lift.
    """

    halt: Halt | None
    changed: bool


class HaltStore(HaltSwitch, Protocol):
    """Rows of ``halts``; each change is a ledger entry in the same transaction."""

    async def set(self, *, person: str, reason: str) -> HaltChange:
        """From the return on nothing new is dispatched. The halt that is in force stays as it is."""

    async def lift(self, *, person: str, reason: str | None) -> HaltChange: ...

    async def history(self, *, limit: int = 20) -> Sequence[Halt]:
        """Newest first."""

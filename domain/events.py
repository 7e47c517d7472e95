"""The event bus: what happened to an orchestration, in order, for whoever watches."""

from collections.abc import AsyncGenerator, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol

from domain.models import Value

INSTALLATION = ""
"""The task of an event that concerns all of them, as a halt does."""
KIND = r"^[a-z_]+\.(\*|[a-z_]+)$"
"""``noun.verb``, or ``noun.*`` for all of a noun."""


class Event(Value):
    """``kind`` is ``noun.verb``, as ``approval.opened``; ``id`` grows by commit within a task."""

    id: int
    task_id: str
    kind: str
    payload: dict[str, Any]
    at: datetime

    @cached_property
    def body(self) -> str:
        """JSON without the id; made once, however many readers it goes to."""
        return self.model_dump_json(exclude={"id"})


class EventFilter(Value):
    """Which events a reader wants: of one task or of all, of some kinds (:data:`KIND`) or of any."""

    task_id: str | None = None
    kinds: tuple[str, ...] = ()

    def takes(self, event: Event) -> bool:
        """As far as its kind goes."""
        return not self.kinds or event.kind in self.kinds or f"{event.kind.partition('.')[0]}.*" in self.kinds


class EventStore(Protocol):
    async def append(
        self, *, task_id: str, kind: str, payload: dict[str, Any], key: str | None = None
    ) -> None:
        """With a ``key``, at most one event of that key in a task. Secrets in ``payload`` are masked."""

    async def since(self, task_id: str, *, after: int = 0, limit: int = 500) -> Sequence[Event]: ...

    async def latest(self, task_id: str, kind: str) -> Event | None:
        """The newest event of that kind in the task."""

    async def head(self) -> int:
        """The newest id up to which all events are there: none will come below it."""

    def follow(self, wanted: EventFilter, *, after: int = 0) -> AsyncGenerator[Sequence[Event]]:
        """Batches of the events after ``after``, then of each new one as it is committed.

        Each once, and by growing id: a reader goes on after the last id it has seen, wherever. Of one task,
        it ends with the orchestration.
        """

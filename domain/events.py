"""The event bus: what happened to an orchestration, in order, for whoever watches."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any, Protocol

from domain.models import Value


class Event(Value):
    """``kind`` is ``noun.verb``, as ``approval.opened``; ``id`` grows by commit within a task."""

    id: int
    task_id: str
    kind: str
    payload: dict[str, Any]
    at: datetime


class EventStore(Protocol):
    async def append(
        self, *, task_id: str, kind: str, payload: dict[str, Any], key: str | None = None
    ) -> None:
        """With a ``key``, at most one event of that key in a task."""

    async def since(self, task_id: str, *, after: int = 0, limit: int = 500) -> Sequence[Event]: ...

    def follow(self, task_id: str, *, after: int = 0) -> AsyncIterator[Event]:
        """Events after ``after``, then each new one as it is committed; ends with the orchestration."""

"""Who takes traces, and how far each was told: a cursor over the events, moved after what it stands for.

A worker that dies in between tells the same spans again, under the same ids.
"""

from collections.abc import Sequence
from typing import Protocol

from domain.models import Value
from domain.traces.rows import News, TracedTask
from domain.traces.spans import Span

HELD_SECONDS = 30
"""So long a worker that says nothing more keeps the others from taking its place."""


class SpanExporter(Protocol):
    """Somewhere that traces are shown. The same may come twice, after a crash."""

    @property
    def name(self) -> str:
        """``langsmith`` or ``otlp``: one export each."""

    @property
    def target(self) -> str:
        """Where it goes, for people to read; no secret."""

    async def export(self, spans: Sequence[Span]) -> None:
        """Raises :class:`~domain.errors.TraceError`."""

    async def link(self, span: Span) -> str | None:
        """Where people look at the trace that begins with the span; None where nobody knows."""


class Held(Value):
    """An export that its holder tells on, from behind the event ``cursor``; it began behind ``began``."""

    began: int
    cursor: int


class TraceExport(Value):
    """``cursor``: the last event whose spans were taken. ``fault``: why nothing goes on; None: it does."""

    name: str
    target: str
    cursor: int
    fault: str | None = None


class TraceExportStore(Protocol):
    """Rows of ``trace_exports``. One worker at a time holds an export."""

    async def hold(self, name: str, *, holder: str, target: str) -> Held | None:
        """Take or keep it for :data:`HELD_SECONDS`. None: another worker has it.

        A new export begins at the newest event: what was before is not told.
        """

    async def moved(self, name: str, *, holder: str, cursor: int) -> bool:
        """Whether the holder still had it; without it nothing moves. Clears the fault."""

    async def failed(self, name: str, *, holder: str, fault: str) -> None: ...

    async def let_go(self, name: str, *, holder: str) -> None:
        """The next worker need not wait."""

    async def forget_others(self, names: Sequence[str]) -> None:
        """Exports that are switched off: what happens from now on is not told later."""

    async def all(self) -> Sequence[TraceExport]: ...


class TraceStore(Protocol):
    async def task(self, news: News) -> TracedTask | None:
        """None where there is no such orchestration."""

    async def linked(self, task_id: str, url: str) -> None:
        """Note where the trace of an orchestration is shown."""

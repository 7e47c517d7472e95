"""Which workers are alive, and what they offer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.models import Value

ALIVE_SECONDS = 30
"""A worker that was not seen for so long is taken for gone; it beats three times as often."""


class WorkerBeat(Value):
    """One agent on one worker, or ``orchestrator``, which plans.

    ``tools`` is the number of tools that each MCP server offers now. ``models_version`` is that of the
    ``models.yaml`` in force, ``environment`` whose overrides of it count, ``models_fault`` why its newest
    edit does not.
    """

    worker: str
    agent: str
    model: str
    tools: dict[str, int]
    models_version: str = ""
    environment: str | None = None
    models_fault: str | None = None
    started_at: datetime
    seen_at: datetime | None = None


class WorkerStore(Protocol):
    async def beat(self, beats: Sequence[WorkerBeat]) -> None: ...

    async def alive(self) -> Sequence[WorkerBeat]: ...

    async def gone(self, worker: str) -> None:
        """A worker that stops says so."""

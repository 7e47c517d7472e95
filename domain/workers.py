"""Which workers are alive, and what they offer."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.circuits import CircuitReport
from domain.models import Value

ALIVE_SECONDS = 30
"""A worker that was not seen for so long is taken for gone; it beats three times as often."""


class WorkerBeat(Value):
    """One agent on one worker, or ``orchestrator``, which plans.

    ``tools`` is the number of tools that each MCP server offers now. ``models_version`` is that of the
    ``models.yaml`` in force, ``environment`` whose overrides of it count, ``models_fault`` why its newest
    edit does not. ``circuits`` are those of the endpoints that the worker's process has asked so far.
    """

    worker: str
    agent: str
    model: str
    tools: dict[str, int]
    models_version: str = ""
    environment: str | None = None
    models_fault: str | None = None
    circuits: tuple[CircuitReport, ...] = ()
    started_at: datetime
    seen_at: datetime | None = None


class WorkerStore(Protocol):
    async def beat(self, beats: Sequence[WorkerBeat]) -> None: ...

    async def alive(self) -> Sequence[WorkerBeat]: ...

    async def gone(self, worker: str) -> None:
        """A worker that stops says so."""


def circuits_by_endpoint(beats: Sequence[WorkerBeat]) -> dict[str, list[CircuitReport]]:
    """What each worker that has asked the endpoint sees of it."""
    found: defaultdict[str, list[CircuitReport]] = defaultdict(list)
    for circuits in {beat.worker: beat.circuits for beat in beats}.values():
        for circuit in circuits:
            found[circuit.endpoint].append(circuit)
    return dict(sorted(found.items()))

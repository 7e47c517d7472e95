"""What a trace is made of. Ids follow from those of the run, so that any worker finds a span again."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from pydantic import Field

from domain.models import Value

NAMESPACE = UUID("6f0c5f0e-5a0b-4d53-9a83-0e1b4d6f7c21")
"""Of the ids of traces and steps; those of turns, calls and approval requests are UUIDs already."""


def trace_id_of(task_id: str) -> UUID:
    """Also the id of the trace's first span."""
    return uuid5(NAMESPACE, task_id)


def step_span_id(task_id: str, step_id: str) -> UUID:
    return uuid5(NAMESPACE, f"{task_id}/{step_id}")


class SpanKind(StrEnum):
    WORKFLOW = "workflow"
    STEP = "step"
    TURN = "turn"
    """One answer of a model: a planner's, an agent's or a check's."""
    TOOL = "tool"
    APPROVAL = "approval"


class SpanRef(Value):
    """A span as its children name it. ``started_at`` never changes once it was told."""

    span_id: UUID
    started_at: datetime


class SpanUsage(Value):
    """What a turn was paid for, answers of no use included. ``cost`` is in US dollars."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0


class Span(Value):
    """``path``: the spans above it, the trace's first one first.

    Workflows and steps are told of twice: when they begin, without an end, and at their end, where ``told``
    says that the first was. All others are told of once, when they are over. ``inputs``, ``outputs`` and
    ``error`` are contents: masked, and empty where contents are not sent. ``facts`` are not.
    """

    ref: SpanRef
    path: tuple[SpanRef, ...] = ()
    kind: SpanKind
    name: str
    ended_at: datetime | None = None
    inputs: dict[str, Any] = Field(default_factory=dict)
    outputs: dict[str, Any] = Field(default_factory=dict)
    error: str | None = None
    facts: dict[str, str | int | float] = Field(default_factory=dict)
    usage: SpanUsage | None = None
    told: bool = False

    @property
    def trace_id(self) -> UUID:
        return (*self.path, self.ref)[0].span_id

    @property
    def parent(self) -> SpanRef | None:
        return self.path[-1] if self.path else None

"""What of an orchestration's rows a trace is made from."""

from datetime import datetime
from typing import Any

from pydantic import Field

from domain.agents import Message
from domain.events import Event
from domain.models import Value
from domain.orchestrations import OrchestrationRecord
from domain.tools import ToolCallState, ToolResult
from domain.traces.spans import SpanUsage

PLANNED = "orchestration.planned"
FINISHED = "orchestration.finished"
KINDS = (
    "orchestration.assessed",
    PLANNED,
    FINISHED,
    "turn.finished",
    "tool.finished",
    "approval.approved",
    "approval.denied",
    "approval.expired",
    "approval.void",
    "approval.broken_glass",
)
"""The events that a trace grows with."""


class News(Value):
    """What some events of one task tell of."""

    task_id: str
    turn_ids: frozenset[str] = frozenset()
    call_ids: frozenset[str] = frozenset()
    request_ids: frozenset[str] = frozenset()
    planned: bool = False
    finished: bool = False

    @classmethod
    def of(cls, task_id: str, events: list[Event]) -> "News":
        def ids(noun: str, name: str) -> frozenset[str]:
            found = (event.payload.get(name) for event in events if event.kind.startswith(noun))
            return frozenset(text for text in found if isinstance(text, str))

        kinds = {event.kind for event in events}
        return cls(
            task_id=task_id,
            turn_ids=ids("turn.", "turn_id"),
            call_ids=ids("tool.", "call_id"),
            request_ids=ids("approval.", "request_id"),
            planned=PLANNED in kinds,
            finished=FINISHED in kinds,
        )


class TracedTurn(Value):
    """``started_at``: when its first model call that was put down began.

    ``messages`` and ``reply`` only of turns that were asked for. ``step_id`` is None of calls that led to no
    stored turn: a planner's, a check's, or one whose answers were of no use.
    """

    turn_id: str
    step_id: str | None = None
    agent: str
    model: str
    started_at: datetime
    ended_at: datetime
    messages: tuple[Message, ...] | None = None
    reply: Message | None = None
    usage: SpanUsage


class TracedCall(Value):
    call_id: str
    turn_id: str
    step_id: str
    tool: str
    arguments: dict[str, Any]
    state: ToolCallState
    result: ToolResult | None
    started_at: datetime
    finished_at: datetime


class TracedApproval(Value):
    request_id: str
    kind: str
    level: str
    status: str
    step_id: str | None
    tool: str | None
    opened_at: datetime
    decided_at: datetime
    decided_by: str | None
    reason: str | None


class TracedTask(Value):
    """``turns``: all of them; ``calls`` and ``approvals``: those that were asked for, if they are over.

    ``steps_ended_at``: when the last turn or call of each step ended. ``planned_at``: the first time.
    """

    record: OrchestrationRecord
    turns: tuple[TracedTurn, ...] = ()
    stray_turns: tuple[TracedTurn, ...] = ()
    calls: tuple[TracedCall, ...] = ()
    approvals: tuple[TracedApproval, ...] = ()
    planned_at: datetime | None = None
    steps_ended_at: dict[str, datetime] = Field(default_factory=dict)

"""What of an orchestration's rows a trace is made from."""

from collections.abc import Sequence
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
    """What some events of one task tell of: those behind ``after``, up to ``upto``.

    ``began``: the export begins behind this event. What was told earlier lies between that and ``after``, so
    that whoever reads the same events again finds the same news.
    """

    task_id: str
    began: int
    after: int
    upto: int
    turn_ids: frozenset[str] = frozenset()
    call_ids: frozenset[str] = frozenset()
    request_ids: frozenset[str] = frozenset()
    finished: bool = False

    @classmethod
    def of(cls, events: Sequence[Event], *, began: int, after: int, upto: int) -> "News":
        """``events``: of one task."""

        def ids(noun: str, name: str) -> frozenset[str]:
            found = (event.payload.get(name) for event in events if event.kind.startswith(noun))
            return frozenset(text for text in found if isinstance(text, str))

        return cls(
            task_id=events[0].task_id,
            began=began,
            after=after,
            upto=upto,
            turn_ids=ids("turn.", "turn_id"),
            call_ids=ids("tool.", "call_id"),
            request_ids=ids("approval.", "request_id"),
            finished=any(event.kind == FINISHED for event in events),
        )

    def has(self, event_id: int | None) -> bool:
        return event_id is not None and self.after < event_id <= self.upto

    def had(self, event_id: int | None) -> bool:
        """Told earlier."""
        return event_id is not None and self.began < event_id <= self.after


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
    event_id: int | None = None
    """Of its end."""


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

    ``first_event``: the first one behind the beginning of the export. ``plan_event`` and ``planned_at``: when
    there was a plan first. ``steps_ended_at``: when the last turn or call of each step ended.
    """

    record: OrchestrationRecord
    first_event: int | None = None
    plan_event: int | None = None
    planned_at: datetime | None = None
    turns: tuple[TracedTurn, ...] = ()
    stray_turns: tuple[TracedTurn, ...] = ()
    calls: tuple[TracedCall, ...] = ()
    approvals: tuple[TracedApproval, ...] = ()
    steps_ended_at: dict[str, datetime] = Field(default_factory=dict)

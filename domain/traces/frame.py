"""What all spans of one task share: the spans above them, the facts that each carries, what may be told."""

from functools import cached_property
from uuid import UUID

from domain.models import Value
from domain.supervision import CHECK_STEP
from domain.traces.contents import Contents
from domain.traces.rows import News, TracedTask
from domain.traces.spans import SpanRef, step_span_id, trace_id_of

Facts = dict[str, str | int | float]


class Frame(Value):
    task: TracedTask
    news: News
    contents: Contents

    @cached_property
    def root(self) -> SpanRef:
        record = self.task.record
        return SpanRef(span_id=trace_id_of(record.task_id), started_at=record.created_at)

    @cached_property
    def steps(self) -> dict[str, SpanRef]:
        """A step begins with the first of its turns. The check of the whole run is no step."""
        found: dict[str, SpanRef] = {}
        for turn in self.task.turns:
            step_id = turn.step_id or CHECK_STEP
            if step_id != CHECK_STEP and step_id not in found:
                span_id = step_span_id(self.task.record.task_id, step_id)
                found[step_id] = SpanRef(span_id=span_id, started_at=turn.started_at)
        return found

    @cached_property
    def turns(self) -> dict[str, SpanRef]:
        return {
            turn.turn_id: SpanRef(span_id=UUID(turn.turn_id), started_at=turn.started_at)
            for turn in self.task.turns
        }

    def opening_of(self, step_id: str) -> int | None:
        """The event that a step is told of with: the end of the first of its turns."""
        ids = (turn.event_id for turn in self.task.turns if turn.step_id == step_id)
        return min(
            (number for number in ids if number is not None and number > self.news.began), default=None
        )

    def agent_of(self, turn_id: str) -> str | None:
        return next((turn.agent for turn in self.task.turns if turn.turn_id == turn_id), None)

    def facts(self, **more: str | float | None) -> Facts:
        """By these a trace is found among others; what is None is left out."""
        risk = self.task.record.risk
        found = {
            "task_id": self.task.record.task_id,
            "risk_level": risk.level.value if risk else None,
            **more,
        }
        return {name: value for name, value in found.items() if value is not None}

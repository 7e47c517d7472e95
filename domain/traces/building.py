"""Rows as spans: workflow, step, turn, tool call, and beside them what people were asked."""

from domain.traces.frame import Frame
from domain.traces.long_spans import step_spans, workflow_span
from domain.traces.short_spans import approval_span, call_span, stray_spans, turn_span
from domain.traces.spans import Span


def spans_of(frame: Frame) -> list[Span]:
    """What the news are about, and what those stand under, parents first."""
    workflow, task = workflow_span(frame), frame.task
    return [
        *([workflow] if workflow else []),
        *step_spans(frame),
        *stray_spans(frame),
        *(turn_span(frame, turn) for turn in task.turns if turn.reply is not None),
        *(call_span(frame, call) for call in task.calls if call.turn_id in frame.turns),
        *(approval_span(frame, asked) for asked in task.approvals),
    ]

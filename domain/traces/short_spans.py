"""Turns, tool calls and approvals: told of once, when they are over."""

from collections.abc import Iterator
from uuid import UUID

from domain.agents import ORCHESTRATOR
from domain.tools import ToolCallState
from domain.traces.frame import Frame
from domain.traces.rows import TracedApproval, TracedCall, TracedTurn
from domain.traces.spans import Span, SpanKind, SpanRef

PLAN, CHECK = "plan", "check"
"""The two turns that are no step's."""


def turn_span(frame: Frame, turn: TracedTurn) -> Span:
    step = frame.steps.get(turn.step_id or "")
    return Span(
        ref=frame.turns[turn.turn_id],
        path=(frame.root, step) if step else (frame.root,),
        kind=SpanKind.TURN,
        name=turn.agent if step else CHECK,
        ended_at=turn.ended_at,
        inputs=frame.contents.prompt(turn.messages or ()),
        outputs=frame.contents.answer(turn.reply) if turn.reply else {},
        facts=frame.facts(step=turn.step_id if step else None, agent=turn.agent, model=turn.model),
        usage=turn.usage,
    )


def stray_spans(frame: Frame) -> Iterator[Span]:
    """The planner's turn once there is a plan; at the end whatever else was paid for."""
    planned_at, planned = frame.task.planned_at, frame.news.has(frame.task.plan_event)
    for turn in frame.task.stray_turns:
        before = planned_at is not None and turn.ended_at <= planned_at
        if planned if before else frame.news.finished:
            yield _stray(frame, turn, is_plan=before and turn.agent == ORCHESTRATOR)


def _stray(frame: Frame, turn: TracedTurn, *, is_plan: bool) -> Span:
    record = frame.task.record
    plan = record.plan.model_dump(mode="json") if record.plan and is_plan else None
    return Span(
        ref=SpanRef(span_id=UUID(turn.turn_id), started_at=turn.started_at),
        path=(frame.root,),
        kind=SpanKind.TURN,
        name=PLAN if is_plan else turn.agent,
        ended_at=turn.ended_at,
        inputs=frame.contents.inputs({"task": record.description}) if is_plan else {},
        outputs=frame.contents.outputs({"plan": plan}) if plan else {},
        facts=frame.facts(agent=turn.agent, model=turn.model),
        usage=turn.usage,
    )


def call_span(frame: Frame, call: TracedCall) -> Span:
    result = call.result
    failed = call.state is not ToolCallState.DONE
    text = result.text if result else f"the call is {call.state}"
    return Span(
        ref=SpanRef(span_id=UUID(call.call_id), started_at=call.started_at),
        path=(frame.root, frame.steps[call.step_id], frame.turns[call.turn_id]),
        kind=SpanKind.TOOL,
        name=call.tool,
        ended_at=call.finished_at,
        inputs=frame.contents.inputs(call.arguments),
        outputs=frame.contents.outputs({"result": text}),
        error=frame.contents.error(text) if failed else None,
        facts=frame.facts(
            step=call.step_id, agent=frame.agent_of(call.turn_id), tool=call.tool, state=call.state.value
        ),
    )


def approval_span(frame: Frame, asked: TracedApproval) -> Span:
    step = frame.steps.get(asked.step_id or "")
    return Span(
        ref=SpanRef(span_id=UUID(asked.request_id), started_at=asked.opened_at),
        path=(frame.root,) if step is None else (frame.root, step),
        kind=SpanKind.APPROVAL,
        name=f"approval of {asked.tool or asked.kind}",
        ended_at=asked.decided_at,
        outputs=frame.contents.outputs(
            {"status": asked.status, "decided_by": asked.decided_by, "reason": asked.reason}
        ),
        facts=frame.facts(step=asked.step_id, status=asked.status, approval_level=asked.level),
    )

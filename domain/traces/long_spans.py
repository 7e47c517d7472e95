"""The workflow and its steps: told of when they begin, and again at their end."""

from collections.abc import Iterator
from datetime import datetime

from domain.orchestrations import OrchestrationStatus, StepReport
from domain.traces.frame import Facts, Frame
from domain.traces.spans import Span, SpanKind, SpanRef, step_span_id

FAILED = "failed"


def workflow_span(frame: Frame) -> Span | None:
    """None where there is nothing new to tell."""
    news, record = frame.news, frame.task.record
    if not news.finished and not news.has(frame.task.first_event):
        return None
    outcome = record.outcome if news.finished else None
    failure = outcome is not None and outcome.status is OrchestrationStatus.FAILED
    return Span(
        ref=frame.root,
        kind=SpanKind.WORKFLOW,
        name="orchestration",
        ended_at=record.finished_at if news.finished else None,
        inputs=frame.contents.inputs({"task": record.description}),
        outputs=frame.contents.outputs({"status": outcome.status, "summary": outcome.summary})
        if outcome
        else {},
        error=frame.contents.error(outcome.failure or outcome.summary) if outcome and failure else None,
        facts={
            **frame.facts(status=outcome.status.value if outcome else None),
            **_risk(frame),
            **(_totals(frame) if outcome else {}),
        },
        told=news.had(frame.task.first_event),
    )


def _risk(frame: Frame) -> Facts:
    risk = frame.task.record.risk
    if risk is None:
        return {}
    return {
        "operation": risk.operation,
        "environment": risk.environment,
        "policy_version": risk.policy_version,
    }


def _totals(frame: Frame) -> Facts:
    """Under names that no viewer takes for more tokens beside those of the turns."""
    usage = frame.task.record.usage
    return {"spent_tokens": usage.total_tokens, "spent_usd": usage.total_cost} if usage else {}


def step_spans(frame: Frame) -> Iterator[Span]:
    """Those whose first turn is in the news; at the end all that ran."""
    outcome = frame.task.record.outcome
    if frame.news.finished and outcome is not None:
        for report in outcome.steps:
            if report.step_id in frame.steps or report.status == FAILED:
                yield _ended_step(frame, report)
        return
    for turn in frame.task.turns:
        step_id = turn.step_id or ""
        opens = frame.news.has(turn.event_id) and turn.event_id == frame.opening_of(step_id)
        if opens and step_id in frame.steps:
            yield _step(frame, step_id, agent=turn.agent)


def _ended_step(frame: Frame, report: StepReport) -> Span:
    ended_at = frame.task.steps_ended_at.get(report.step_id, _end(frame))
    return _step(
        frame,
        report.step_id,
        agent=report.agent,
        ended_at=ended_at,
        outputs=frame.contents.outputs({"report": report.report, "changed": list(report.changed)}),
        error=frame.contents.error(report.report) if report.status == FAILED else None,
        status=report.status,
    )


def _step(
    frame: Frame,
    step_id: str,
    *,
    agent: str,
    ended_at: datetime | None = None,
    outputs: dict[str, object] | None = None,
    error: str | None = None,
    status: str | None = None,
) -> Span:
    task_id = frame.task.record.task_id
    ref = frame.steps.get(step_id)
    if ref is None:  # not one of its turns came to an end
        ref = SpanRef(span_id=step_span_id(task_id, step_id), started_at=_end(frame))
    return Span(
        ref=ref,
        path=(frame.root,),
        kind=SpanKind.STEP,
        name=step_id,
        ended_at=ended_at,
        inputs=frame.contents.inputs({"instruction": _instruction(frame, step_id)}),
        outputs=outputs or {},
        error=error,
        facts=frame.facts(step=step_id, agent=agent, status=status),
        told=frame.news.had(frame.opening_of(step_id)),
    )


def _instruction(frame: Frame, step_id: str) -> str:
    plan = frame.task.record.plan
    return next((step.instruction for step in plan.steps if step.id == step_id), "") if plan else ""


def _end(frame: Frame) -> datetime:
    return frame.task.record.finished_at or frame.task.record.updated_at

"""Rows as spans, where a run did not go the plain way."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from domain.agents import Message, Role
from domain.orchestrations import OrchestrationRecord, Outcome, StepReport
from domain.tools import ToolCall
from domain.traces.building import spans_of
from domain.traces.contents import Contents
from domain.traces.frame import Frame
from domain.traces.rows import News, TracedTask, TracedTurn
from domain.traces.spans import Span, SpanUsage, trace_id_of

START = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
TASK = "t-1"


def at(seconds: int) -> datetime:
    return START + timedelta(seconds=seconds)


def record(**more: Any) -> OrchestrationRecord:
    row = {
        "task_id": TASK,
        "workflow_id": f"orchestration-{TASK}",
        "requester": "ada@example.org",
        "description": "Deploy auth",
        "priority": "medium",
        "project_context": {},
        "template": None,
        "dry_run": False,
        "status": "running",
        "risk": None,
        "plan": None,
        "outcome": None,
        "note": None,
        "created_at": START,
        "updated_at": at(9),
        "finished_at": None,
    }
    return OrchestrationRecord.model_validate({**row, **more})


def ended(*steps: StepReport) -> OrchestrationRecord:
    outcome = Outcome(task_id=TASK, status="failed", summary="s", steps=steps, failure="step one: no model")
    return record(status="failed", outcome=outcome, finished_at=at(9))


def turn(*, agent: str = "cicd", step_id: str | None = None, ends: int, **more: Any) -> TracedTurn:
    return TracedTurn(
        turn_id=str(uuid4()),
        step_id=step_id,
        agent=agent,
        model="openai/m",
        started_at=at(ends - 1),
        ended_at=at(ends),
        usage=SpanUsage(prompt_tokens=3, completion_tokens=2, cost=0.5),
        **more,
    )


def spans(task: TracedTask, **news: Any) -> dict[str, Span]:
    frame = Frame(task=task, news=News(task_id=TASK, **news), begun=frozenset(), contents=Contents())
    return {span.name: span for span in spans_of(frame)}


def test_what_was_paid_and_led_to_no_turn_is_told_too_and_once() -> None:
    planner, lost = turn(agent="orchestrator", ends=2), turn(agent="cicd", ends=5)
    strays = {"stray_turns": (planner, lost), "planned_at": at(3)}

    assert set(spans(TracedTask(record=record(), **strays), planned=True)) == {"orchestration", "plan"}
    last = spans(TracedTask(record=ended(), **strays), finished=True)
    assert set(last) == {"orchestration", "cicd"}
    assert last["cicd"].usage == lost.usage
    assert last["cicd"].parent == last["orchestration"].ref


def test_a_plan_that_never_came_shows_what_it_cost() -> None:
    planner = turn(agent="orchestrator", ends=2)

    last = spans(TracedTask(record=ended(), stray_turns=(planner,)), finished=True)

    assert last["orchestrator"].usage == planner.usage
    assert last["orchestration"].error == "step one: no model"


def test_a_step_that_failed_without_a_turn_is_there_and_one_that_was_skipped_is_not() -> None:
    row = ended(
        StepReport(step_id="one", agent="cicd", status="failed", report="Llm500: no model"),
        StepReport(step_id="two", agent="cicd", status="skipped", report=""),
    )

    last = spans(TracedTask(record=row), finished=True)

    assert set(last) == {"orchestration", "one"}
    assert (last["one"].error, last["one"].ended_at) == ("Llm500: no model", at(9))


def test_a_step_ends_with_an_answer_and_goes_on_after_a_call() -> None:
    asks = Message(role=Role.ASSISTANT, calls=(ToolCall(index=0, tool="git.status"),))
    says = Message(role=Role.ASSISTANT, content="done")
    first = turn(step_id="one", ends=2, messages=(), reply=asks)
    told = turn(step_id="one", ends=2)
    second = turn(step_id="one", ends=4, messages=(), reply=says)

    assert spans(TracedTask(record=record(), turns=(first,)))["one"].ended_at is None
    step = spans(TracedTask(record=record(), turns=(told, second)))["one"]
    assert (step.ref.started_at, step.ended_at, step.outputs) == (at(1), at(4), {"report": "done"})
    assert not step.settled


def test_of_a_run_that_is_over_by_now_only_its_own_end_is_the_last_word() -> None:
    """A worker that was away reads of an early turn when the row has its outcome already."""
    reply = Message(role=Role.ASSISTANT, content="done")
    early = turn(step_id="one", ends=2, messages=(), reply=reply)

    found = spans(TracedTask(record=ended(), turns=(early,)))

    assert not found["orchestration"].settled
    assert found["orchestration"].trace_id == trace_id_of(TASK)
    assert found["cicd"].path == (found["orchestration"].ref, found["one"].ref)

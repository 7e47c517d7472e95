"""Rows as spans, where a run did not go the plain way."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from domain.agents import Message, Role
from domain.orchestrations import OrchestrationRecord, Outcome, StepReport
from domain.supervision import CHECK_STEP
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
    row: dict[str, Any] = {
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


def spans(task: TracedTask, *, after: int = 10, finished: bool = False) -> dict[str, Span]:
    """What events 11 to 20 tell of; the export began at 5."""
    news = News(task_id=TASK, began=5, after=after, upto=20, finished=finished)
    return {span.name: span for span in spans_of(Frame(task=task, news=news, contents=Contents()))}


def test_what_was_paid_and_led_to_no_turn_is_told_too_and_once() -> None:
    planner, lost = turn(agent="orchestrator", ends=2), turn(agent="cicd", ends=5)
    strays: dict[str, Any] = {"stray_turns": (planner, lost), "plan_event": 12, "planned_at": at(3)}

    assert set(spans(TracedTask(record=record(), **strays))) == {"plan"}
    last = spans(TracedTask(record=ended(), **strays), after=15, finished=True)
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
    assert (last["one"].error, last["one"].ended_at, last["one"].told) == ("Llm500: no model", at(9), False)


def test_the_check_of_a_result_is_a_turn_of_the_workflow_and_no_step() -> None:
    reply = Message(role=Role.ASSISTANT, content="it does")
    check = turn(agent="orchestrator", step_id=CHECK_STEP, ends=3, messages=(), reply=reply, event_id=12)

    found = spans(TracedTask(record=record(), first_event=6, turns=(check,)))

    assert set(found) == {"check"}
    assert [ref.span_id for ref in found["check"].path] == [trace_id_of(TASK)]


def test_workflow_and_step_are_told_of_when_they_begin_and_when_all_is_over() -> None:
    reply = Message(role=Role.ASSISTANT, content="done")
    first = turn(step_id="one", ends=2, messages=(), reply=reply, event_id=12)
    later = turn(step_id="one", ends=4, event_id=14)
    report = StepReport(step_id="one", agent="cicd", status="done", report="done")

    # the row has its outcome already, as a worker that was away finds it
    begins = spans(TracedTask(record=ended(report), first_event=11, turns=(first, later)))
    assert {name: span.ended_at for name, span in begins.items()} == {
        "orchestration": None,
        "one": None,
        "cicd": at(2),
    }
    assert begins["cicd"].path == (begins["orchestration"].ref, begins["one"].ref)
    assert begins["orchestration"].trace_id == trace_id_of(TASK)

    over = TracedTask(
        record=ended(report), first_event=11, turns=(first, later), steps_ended_at={"one": at(4)}
    )
    ends = spans(over.model_copy(update={"turns": (turn_again(first), later)}), after=15, finished=True)
    assert {name: (span.ended_at, span.told) for name, span in ends.items()} == {
        "orchestration": (at(9), True),
        "one": (at(4), True),
    }
    assert ends["one"].ref == begins["one"].ref


def turn_again(told: TracedTurn) -> TracedTurn:
    """As it is read when nobody asked for its contents."""
    return told.model_copy(update={"messages": None, "reply": None})

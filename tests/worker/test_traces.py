"""Traces follow the events: through crashes and outages, once, and with no more than may be told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest_asyncio
from pydantic import SecretStr

from api.orchestrator.trace_health import traces_health
from config.traces import LangSmithSettings
from domain.agents import Message, Role, StoredTurn
from domain.orchestrations import OrchestrationRequest, OrchestrationStatus, Outcome, StepReport
from domain.risk.levels import RiskAssessment, RiskLevel
from domain.tools import Claim, ToolCall, ToolCallState, ToolResult
from domain.traces.contents import Contents
from domain.traces.spans import step_span_id, trace_id_of
from domain.usage import TokenUsage
from integrations.postgres.events import PostgresEvents
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool
from integrations.postgres.tool_calls import PostgresToolCalls
from integrations.postgres.trace_exports import PostgresTraceExports
from integrations.postgres.traces import PostgresTraces
from integrations.postgres.transcripts import PostgresTranscripts
from integrations.postgres.usage import PostgresUsage
from integrations.telemetry.langsmith_traces import LangSmithExporter
from tests.support.collectors import WORKSPACE, LangSmithServer, noted
from tests.support.waiting import until
from worker.traces import TraceFollower

SPANS_OF_A_RUN = 4
CALL = ToolCall(index=0, tool="git.status", arguments={"path": "the-path"})


@pytest_asyncio.fixture
async def server(pool: Pool) -> AsyncIterator[LangSmithServer]:
    async with LangSmithServer().running() as found:
        await prepared(pool)
        yield found


async def prepared(pool: Pool) -> None:
    """Traces are switched on: what happens from here on is told."""
    exports = PostgresTraceExports(pool)
    await exports.hold("langsmith", holder="nobody", target="")
    await exports.let_go("langsmith", holder="nobody")


class Crashing(PostgresTraceExports):
    """Dies between what was sent and the note of it."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(pool)
        self.crashed = asyncio.Event()

    async def moved(self, name: str, *, holder: str, cursor: int) -> bool:  # noqa: ARG002
        self.crashed.set()
        return await asyncio.Event().wait()


def follower(
    pool: Pool, server: LangSmithServer, *, exports: PostgresTraceExports | None = None, **hidden: bool
) -> TraceFollower:
    exporter = LangSmithExporter(
        LangSmithSettings(
            endpoint=server.url, api_key=SecretStr("lsv2_k"), project="p", workspace_id=WORKSPACE
        )
    )
    return TraceFollower(
        exporter,
        events=PostgresEvents(pool),
        traces=PostgresTraces(pool),
        exports=exports or PostgresTraceExports(pool),
        contents=Contents(**hidden),
        back_off=(0.02,),
    )


@asynccontextmanager
async def serving(one: TraceFollower) -> AsyncIterator[None]:
    task = asyncio.create_task(one.serve())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


async def ran(pool: Pool, *, text: str = "Deploy auth", fails: bool = False) -> str:
    """A run of one step with one turn and one call; all its rows. Returns its task id."""
    task_id, turn_id = await begun(pool, text=text)
    await ended(pool, task_id, turn_id, fails=fails)
    return task_id


async def begun(pool: Pool, *, text: str = "Deploy auth") -> tuple[str, str]:
    """Rated, and its first turn taken; returns the task's id and the turn's."""
    task_id, turn_id = uuid4().hex, str(uuid4())
    orchestrations = PostgresOrchestrations(pool)
    request = OrchestrationRequest(task_id=task_id, description=text, requester="ada@example.org")
    await orchestrations.create(request, body_sha256="b")
    await orchestrations.record_assessment(
        task_id, RiskAssessment(level=RiskLevel.LOW, reasons=("r",), policy_version="v1")
    )
    usage = TokenUsage(prompt_tokens=10, completion_tokens=5, cost=0.25, latency=1.5, model="openai/m")
    await PostgresUsage(pool).add(
        task_id=task_id, turn_id=turn_id, call_id=str(uuid4()), agent="cicd", usage=usage
    )
    await PostgresTranscripts(pool).save(
        StoredTurn(
            turn_id=turn_id,
            parent_turn_id=None,
            task_id=task_id,
            step_id="one",
            agent="cicd",
            model="openai/m",
            messages=(Message(role=Role.USER, content="the-prompt"),),
            reply=Message(role=Role.ASSISTANT, content="the-answer", calls=(CALL,)),
        )
    )
    return task_id, turn_id


async def ended(pool: Pool, task_id: str, turn_id: str, *, fails: bool = False) -> None:
    """The turn's call is made, and the run is over."""
    calls, call_id = PostgresToolCalls(pool), str(uuid4())
    claim = await calls.claim(
        task_id=task_id,
        step_id="one",
        call_id=call_id,
        turn_id=turn_id,
        call=CALL,
        digest="d",
        repeatable=True,
    )
    assert isinstance(claim, Claim)
    await calls.complete(
        call_id=call_id, fence=claim.fence, state=ToolCallState.DONE, result=ToolResult(text="the-result")
    )
    report = StepReport(
        step_id="one", agent="cicd", status="failed" if fails else "done", report="the-report"
    )
    await PostgresOrchestrations(pool).finish(
        Outcome(
            task_id=task_id,
            status=OrchestrationStatus.FAILED if fails else OrchestrationStatus.COMPLETED,
            summary="the-summary",
            steps=(report,),
            failure="step one: the-failure" if fails else None,
        )
    )


async def told(server: LangSmithServer, task_id: str) -> dict[str, dict[str, Any]]:
    """The trace by the names of its runs, once all of it is there and has ended."""

    def look() -> dict[str, dict[str, Any]] | None:
        found = {run["name"]: run for run in server.trace(trace_id_of(task_id)).values()}
        whole = len(found) == SPANS_OF_A_RUN and all(run.get("end_time") for run in found.values())
        return found if whole else None

    return await until(look, what="the whole trace")


async def test_a_worker_that_dies_before_it_notes_what_it_sent_doubles_and_loses_nothing(
    pool: Pool, server: LangSmithServer
) -> None:
    first = await ran(pool)
    crashing = Crashing(pool)
    async with serving(follower(pool, server, exports=crashing)):
        await crashing.crashed.wait()
    assert server.runs

    second = await ran(pool)  # comes in one message with what was sent
    async with serving(follower(pool, server)):
        await told(server, second)

    assert server.conflicts
    assert len(await told(server, first)) == len(await told(server, second)) == SPANS_OF_A_RUN
    assert len(server.runs) == 2 * SPANS_OF_A_RUN


async def test_one_worker_at_a_time_tells_and_the_next_goes_on_in_the_middle_of_a_run(
    pool: Pool, server: LangSmithServer
) -> None:
    async with serving(follower(pool, server)), serving(follower(pool, server)):
        await told(server, await ran(pool))
        task_id, turn_id = await begun(pool)
        root = str(trace_id_of(task_id))
        await until(lambda: root in server.runs, what="the beginning")
        assert server.runs[root].get("end_time") is None
        await until(lambda: noted(pool), what="the note of it")
    async with serving(follower(pool, server)):
        await ended(pool, task_id, turn_id)
        await told(server, task_id)

    assert server.conflicts == 0
    assert ("patch", root) in server.taken


async def test_a_run_that_was_under_way_when_traces_were_switched_on_has_its_workflow_and_step(
    pool: Pool,
) -> None:
    task_id, turn_id = await begun(pool)
    async with LangSmithServer().running() as server:
        await prepared(pool)
        async with serving(follower(pool, server)):
            await ended(pool, task_id, turn_id)
            await until(lambda: "end_time" in server.runs.get(str(trace_id_of(task_id)), {}), what="the end")

    assert {run["name"] for run in server.runs.values()} == {"orchestration", "one", "git.status"}


async def test_nothing_is_lost_while_langsmith_refuses_the_key_and_the_workspace_is_named(
    pool: Pool, server: LangSmithServer
) -> None:
    server.status = 403
    exports = PostgresTraceExports(pool)

    async def fault() -> str | None:
        return (await exports.all())[0].fault

    async with serving(follower(pool, server)):
        task_id = await ran(pool)
        found = await until(fault, what="the fault")
        assert f"403 for the workspace {WORKSPACE}" in found
        assert "LANGSMITH_WORKSPACE_ID" in found
        health = traces_health(await exports.all())
        assert health is not None
        assert (health.status, health.detail) == ("degraded", f"langsmith waits: {found}")

        server.status = 202
        await told(server, task_id)
        await until(lambda: _is_well(exports), what="the fault to go")


async def _is_well(exports: PostgresTraceExports) -> bool:
    health = traces_health(await exports.all())
    return health is not None and health.status == "healthy"


async def test_a_span_that_is_refused_is_left_out_and_the_others_are_told(
    pool: Pool, server: LangSmithServer
) -> None:
    server.refuses = b"the-poison"
    poisoned = await ran(pool, text="the-poison")
    task_id = await ran(pool)

    async with serving(follower(pool, server)):
        await told(server, task_id)

    others = {run["name"] for run in server.trace(trace_id_of(poisoned)).values()}
    assert others == {"one", "cicd", "git.status"}


async def test_contents_that_are_hidden_are_not_sent_and_failures_still_show(
    pool: Pool, server: LangSmithServer
) -> None:
    async with serving(follower(pool, server, hide_inputs=True, hide_outputs=True)):
        task_id = await ran(pool, text="the-task", fails=True)
        runs = await told(server, task_id)

    sent = b"".join(server.bodies)
    for text in (b"the-task", b"the-prompt", b"the-answer", b"the-path", b"the-result", b"the-report"):
        assert text not in sent
    assert b"the-failure" not in sent
    assert b"the-summary" not in sent
    assert runs["one"]["error"] == runs["orchestration"]["error"] == "failed; its text is not sent"
    assert runs["one"]["id"] == str(step_span_id(task_id, "one"))
    assert runs["cicd"]["extra"]["metadata"]["usage_metadata"]["total_cost"] == 0.25
    assert runs["orchestration"]["extra"]["metadata"]["status"] == "failed"

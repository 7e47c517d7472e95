"""Failures of a provider in a run: each ends in the right status, with every token that was paid."""

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta

import pytest
import pytest_asyncio

from config.settings import Settings
from domain.orchestrations import OrchestrationRecord, OrchestrationStatus
from domain.usage import UsageTotals
from integrations.llm import circuit
from integrations.postgres.usage import PostgresUsage
from tests.support.desk import Desk
from tests.support.loopback import Answer
from tests.support.openai_server import OpenAIServer, calls, fails, refuses, says
from tests.support.postgres import Databases
from tests.support.scripts import plans

TASK = "Explain how the notes file is laid out"
REQUESTER = "rita@example.org"
AT_ONCE = "0.01"


@pytest_asyncio.fixture(scope="module")
async def database_url(databases: Databases) -> AsyncIterator[str]:
    """The module's own: requests are counted by agent, whoever made them."""
    url = await databases.create()
    yield url
    await databases.drop(url)


@pytest.fixture(scope="module")
def settings(shared: Settings) -> Settings:
    models = shared.config_dir / "agents/models.yaml"
    models.write_text("agents: {cicd: {requests_per_minute: 9}}\n", encoding="utf-8")
    return shared


async def ran(
    desk: Desk, model: OpenAIServer, *turns: Answer, agent: str = "infrastructure"
) -> OrchestrationRecord:
    """One run; ``model.requests`` are those of it."""
    model.requests.clear()
    model.play(plans("Explain the notes", agent=agent), *turns)
    request, _ = await desk.submit(TASK, requester=REQUESTER)
    return await desk.ended(request)


async def spent(desk: Desk, row: OrchestrationRecord) -> Mapping[str, UsageTotals]:
    return await PostgresUsage(desk.pool).by_agent(task_id=row.task_id)


async def test_every_answer_that_was_paid_is_counted_once(desk: Desk, model: OpenAIServer) -> None:
    row = await ran(
        desk,
        model,
        calls(("test__echo", '{"text": ')),  # 13 and 17 tokens
        says("", prompt_tokens=100, completion_tokens=1),
        fails(429, retry_after=AT_ONCE),
        fails(500, retry_after=AT_ONCE),
        fails(503, retry_after=AT_ONCE),
        says("done"),  # 11 and 7
    )
    assert row.status is OrchestrationStatus.COMPLETED
    found = await spent(desk, row)
    agent = found["infrastructure"]
    assert (agent.prompt_tokens, agent.completion_tokens, agent.call_count) == (124, 25, 3)
    assert (found["orchestrator"].total_tokens, found["orchestrator"].call_count) == (30, 1)
    assert len(model.requests) == 7


async def test_what_no_try_mends_fails_the_run_at_once(desk: Desk, model: OpenAIServer) -> None:
    row = await ran(desk, model, fails(401))
    assert row.status is OrchestrationStatus.FAILED
    assert row.outcome is not None
    assert row.outcome.steps[0].report.startswith("Llm401: ")
    assert len(model.requests) == 2
    assert (await spent(desk, row)).keys() == {"orchestrator"}


async def test_a_refusal_is_the_step_s_last_word(desk: Desk, model: OpenAIServer) -> None:
    row = await ran(desk, model, refuses("I will not."))
    assert row.outcome is not None
    assert row.outcome.steps[0].report == "I will not."
    assert (await spent(desk, row))["infrastructure"].total_tokens == 10


async def test_while_a_dead_endpoint_is_left_alone_the_run_waits_and_loses_no_try(
    desk: Desk, model: OpenAIServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(circuit, "COOL_DOWN", timedelta(seconds=0.5))
    row = await ran(desk, model, *[fails(503, retry_after=AT_ONCE)] * circuit.OPENS_AFTER, says("done"))
    assert row.status is OrchestrationStatus.COMPLETED, "the try that was sent back was not the last"
    assert len(model.requests) == 1 + circuit.OPENS_AFTER + 1


async def test_over_the_rate_a_run_waits_its_time(desk: Desk, model: OpenAIServer) -> None:
    """Nine requests were made almost a minute ago."""
    free_at = await desk.pool.fetchval(
        "WITH made AS (INSERT INTO model_requests (agent, at) "
        "SELECT 'cicd', clock_timestamp() - interval '58 seconds' FROM generate_series(1, 9) "
        "RETURNING at) SELECT max(at) + interval '60 seconds' FROM made"
    )
    row = await ran(desk, model, says("done"), agent="cicd")
    assert row.status is OrchestrationStatus.COMPLETED
    asked_at = await desk.pool.fetchval("SELECT max(at) FROM model_requests")
    assert asked_at >= free_at
    assert len(model.requests) == 2


async def test_requesters_take_turns_at_the_workers(desk: Desk, model: OpenAIServer) -> None:
    row = await ran(desk, model, calls(("test__echo", {"text": "x"})), says("done"))
    history = await desk.client.get_workflow_handle(row.workflow_id).fetch_history()
    scheduled = [
        event.activity_task_scheduled_event_attributes
        for event in history.events
        if event.HasField("activity_task_scheduled_event_attributes")
    ]
    keys = {(found.activity_type.name, found.priority.fairness_key) for found in scheduled}
    assert keys == {(name, REQUESTER) for name in ("make_plan", "take_turn", "call_tool", "check_result")}

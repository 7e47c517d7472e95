"""Rows of orchestrations: what is final stays."""

import asyncio

import pytest

from domain.errors import ConflictError, IdempotencyConflictError, NotFoundError
from domain.orchestrations import OrchestrationStatus, Outcome
from domain.plans import Plan, PlanStep
from domain.risk.levels import RiskAssessment, RiskLevel
from domain.usage import TokenUsage
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.events import PostgresEvents
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool
from integrations.postgres.usage import PostgresUsage
from tests.integrations.postgres.conftest import TASK, OpenGate, request

RISK = RiskAssessment(level=RiskLevel.HIGH, reasons=("production",), policy_version="p")
PLAN = Plan(
    summary="deploy", made_by="rules", steps=(PlanStep(id="one", agent="cicd", instruction="deploy"),)
)


async def test_one_key_with_two_bodies_at_once_is_one_row_and_conflicts(pool: Pool) -> None:
    store = PostgresOrchestrations(pool)
    results = await asyncio.gather(
        *(store.create(request(), body_sha256=f"body-{number % 2}") for number in range(20)),
        return_exceptions=True,
    )
    conflicts = [result for result in results if isinstance(result, IdempotencyConflictError)]
    assert len(conflicts) == 10
    assert len(await store.list()) == 1
    assert [event.kind for event in await PostgresEvents(pool).since(TASK)] == ["orchestration.queued"]


async def test_a_run_is_told_in_order_and_repeats_add_nothing(pool: Pool) -> None:
    store = PostgresOrchestrations(pool)
    await store.create(request(), body_sha256="b")
    for _ in range(2):
        await store.record_status(TASK, OrchestrationStatus.ASSESSING)
    for _ in range(2):
        await store.record_assessment(TASK, RISK)
        await store.record_plan(TASK, PLAN, RISK)
    await PostgresUsage(pool).add(
        task_id=TASK,
        turn_id="00000000-0000-4000-8000-000000000001",
        call_id="00000000-0000-4000-8000-000000000002",
        agent="cicd",
        usage=TokenUsage(prompt_tokens=7, completion_tokens=3, cost=0.0000125, latency=0.5, model="m"),
    )
    record = await store.get(request().workflow_id)
    assert (record.status, record.risk, record.plan) == (OrchestrationStatus.PLANNING, RISK, PLAN)
    assert record.usage is not None
    assert (record.usage.total_tokens, record.usage.total_cost, record.usage.model) == (10, 0.0000125, "m")
    kinds = [event.kind for event in await PostgresEvents(pool).since(TASK)]
    assert kinds == [
        "orchestration.queued",
        "orchestration.status",
        "orchestration.assessed",
        "orchestration.planned",
    ]


async def test_the_first_outcome_stands_and_open_requests_become_void(
    pool: Pool, open_gate: OpenGate
) -> None:
    store = PostgresOrchestrations(pool)
    opened = await open_gate()
    outcome = Outcome(task_id=TASK, status=OrchestrationStatus.CANCELLED, summary="cancelled\x00")
    await store.finish(outcome)
    first = await store.get(outcome.task_id)
    await store.finish(outcome.model_copy(update={"status": OrchestrationStatus.COMPLETED}))
    again = await store.get(outcome.task_id)
    await store.record_status(TASK, OrchestrationStatus.RUNNING)
    await store.record_assessment(TASK, RISK)
    await store.note(TASK, "late")
    assert await store.get(TASK) == again == first
    assert first.status is OrchestrationStatus.CANCELLED
    assert (await PostgresApprovals(pool).get(opened.request_id)).status == "void"
    with pytest.raises(ConflictError):
        await open_gate()


async def test_an_unknown_one_is_not_found(pool: Pool) -> None:
    with pytest.raises(NotFoundError):
        await PostgresOrchestrations(pool).get("nobody\x00")
    with pytest.raises(NotFoundError):
        await PostgresApprovals(pool).get("no-uuid")

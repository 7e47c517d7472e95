"""What must not go wrong whatever is sent, cancelled or reset: each case once went wrong somewhere."""

import asyncio
from uuid import uuid4

import pytest
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.enums.v1 import EventType
from temporalio.api.workflowservice.v1 import ResetWorkflowExecutionRequest
from temporalio.client import WorkflowExecutionStatus, WorkflowUpdateFailedError

from config.settings import Settings
from domain.approvals.decisions import (
    Actor,
    Channel,
    Decision,
    DecisionKind,
    VerdictOutcome,
    decision_evidence,
)
from domain.approvals.requests import ApprovalRecord
from domain.orchestrations import OrchestrationRequest, OrchestrationStatus
from tests.support.desk import Desk, message_of
from tests.support.loopback import NEVER
from tests.support.openai_server import OpenAIServer, says
from tests.support.scripts import plans, uses
from tests.support.waiting import until

TASK = "Explain how the notes file is laid out"
DANGEROUS = plans("Drop the production database", effects=("drops the production database",))


async def closed_as(desk: Desk, request: OrchestrationRequest) -> WorkflowExecutionStatus | None:
    async def closed() -> bool:
        return (await desk.handle(request).describe()).close_time is not None

    await until(closed, what="the workflow to close")
    return (await desk.handle(request).describe()).status


async def test_cancelling_in_the_middle_of_a_model_turn(scripted_desk: Desk, model: OpenAIServer) -> None:
    model.play(plans("Explain the notes"), NEVER)
    request, _ = await scripted_desk.submit(TASK)
    await until(lambda: len(model.requests) == 2, what="the turn to begin")

    await scripted_desk.handle(request).cancel()

    assert (await scripted_desk.ended(request)).status is OrchestrationStatus.CANCELLED
    assert await closed_as(scripted_desk, request) is WorkflowExecutionStatus.CANCELED


async def test_cancelling_in_the_middle_of_a_write_says_that_its_outcome_is_unknown(
    scripted_desk: Desk, model: OpenAIServer, scripted: Settings
) -> None:
    model.play(plans("Explain the notes"), uses("test.slow_append", line="one"))
    request, _ = await scripted_desk.submit(TASK)
    gate = await scripted_desk.gate(request, kind="tool_call")
    await scripted_desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")
    await until(
        lambda: asyncio.to_thread((scripted.workspace / "lines.txt").exists), what="the call to begin"
    )

    await scripted_desk.handle(request).cancel()

    row = await scripted_desk.ended(request)
    assert row.status is OrchestrationStatus.CANCELLED
    assert row.outcome is not None
    assert "test.slow_append (outcome unknown)" in row.outcome.summary


async def test_an_activity_that_fails_for_good_fails_its_step(
    scripted_desk: Desk, model: OpenAIServer
) -> None:
    model.play(plans("Explain the notes"), uses("test.append_line", line="x"))
    request, _ = await scripted_desk.submit(TASK)
    gate = await scripted_desk.gate(request, kind="tool_call")
    await scripted_desk.pool.execute(
        "UPDATE transcripts SET reply = jsonb_set(reply, '{calls}', '[]') WHERE task_id = $1", request.task_id
    )

    await scripted_desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")

    row = await scripted_desk.ended(request)
    assert row.status is OrchestrationStatus.FAILED
    assert row.outcome is not None
    assert "not-found" in (row.outcome.failure or "")


async def record_as(desk: Desk, gate: ApprovalRecord, receipt_id: str) -> None:
    decision = Decision(
        receipt_id=receipt_id,
        request_id=gate.request_id,
        workflow_id=gate.workflow_id,
        decision=DecisionKind.APPROVED,
        actor=Actor(email="bob@example.org"),
        channel=Channel.API,
        digest=gate.digest,
        evidence_sha256=decision_evidence(b"a test"),
    )
    await desk.inbox.record(decision, desk.signer)


async def test_a_claim_made_before_the_receipt_does_not_take_its_place_in_the_ledger(
    scripted_desk: Desk, model: OpenAIServer
) -> None:
    model.play(DANGEROUS, DANGEROUS)
    first, _ = await scripted_desk.submit(TASK)
    second, _ = await scripted_desk.submit(TASK)
    gate = await scripted_desk.gate(first)
    await scripted_desk.gate(second)
    receipt_id = str(uuid4())
    claim = {"decision": "approved", "receipt_id": receipt_id, "request_id": gate.request_id}
    for request in (first, second):
        await scripted_desk.handle(request).signal("approval_decision", claim)

    async def both_refused() -> bool:
        states = [await scripted_desk.temporal.state(request.workflow_id) for request in (first, second)]
        return all(state["ignored"] for state in states)

    await until(both_refused, what="both claims to be refused")
    await scripted_desk.handle(first).cancel()
    await scripted_desk.handle(second).cancel()
    await record_as(scripted_desk, gate, receipt_id)

    rows = await scripted_desk.pool.fetch(
        "SELECT event_key FROM approval_ledger WHERE request_id = $1", gate.request_id
    )
    assert receipt_id not in {row["event_key"] for row in rows}


async def test_a_reset_run_cannot_spend_an_approval_again(scripted_desk: Desk, model: OpenAIServer) -> None:
    model.play(DANGEROUS, says("ran once"), says("ran twice"))
    request, _ = await scripted_desk.submit(TASK)
    gate = await scripted_desk.gate(request)
    await scripted_desk.decide(gate, DecisionKind.APPROVED, by="bob@example.org", reason="it is old")
    await scripted_desk.ended(request)
    await closed_as(scripted_desk, request)
    asked = len(model.requests)

    await reset_before_the_decision(scripted_desk, request)

    async def refused() -> bool:
        state = await scripted_desk.temporal.state(request.workflow_id)
        return any("already-used" in message["why"] for message in state["ignored"])

    await until(refused, what="the old approval to be refused")
    assert len(model.requests) == asked, "nothing ran again"
    await scripted_desk.handle(request).terminate()


async def reset_before_the_decision(desk: Desk, request: OrchestrationRequest) -> None:
    handle = desk.handle(request)
    events = (await handle.fetch_history()).events
    decided = next(
        event.event_id
        for event in events
        if event.workflow_execution_update_accepted_event_attributes.accepted_request.input.name == "decide"
    )
    task = max(
        event.event_id
        for event in events
        if event.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED and event.event_id < decided
    )
    run_id = (await handle.describe()).run_id
    await desk.client.workflow_service.reset_workflow_execution(
        ResetWorkflowExecutionRequest(
            namespace="default",
            workflow_execution=WorkflowExecution(workflow_id=request.workflow_id, run_id=run_id),
            reason="a test",
            workflow_task_finish_event_id=task,
            request_id=str(uuid4()),
        )
    )


async def test_updates_with_wrong_arguments_are_rejected_and_harm_nothing(
    scripted_desk: Desk, model: OpenAIServer
) -> None:
    model.play(DANGEROUS)
    request, _ = await scripted_desk.submit(TASK)
    gate = await scripted_desk.gate(request)
    handle = scripted_desk.handle(request)
    for name, args in (("provide_info", []), ("decide", []), ("decide", [{"decision": "approved"}])):
        with pytest.raises(WorkflowUpdateFailedError):
            await handle.execute_update(name, args=args)

    verdict = await scripted_desk.decide(gate, DecisionKind.DENIED, by="bob@example.org")

    assert verdict is not None
    assert verdict.outcome is VerdictOutcome.DENIED
    assert (await scripted_desk.ended(request)).status is OrchestrationStatus.DENIED


async def test_a_receipt_id_in_another_spelling_is_the_same_receipt(
    scripted_desk: Desk, model: OpenAIServer
) -> None:
    model.play(DANGEROUS)
    request, _ = await scripted_desk.submit(TASK)
    receipt = await scripted_desk.record(
        await scripted_desk.gate(request), DecisionKind.DENIED, by="bob@example.org"
    )
    shouted = message_of(receipt).model_dump(mode="json") | {"receipt_id": receipt.receipt_id.upper()}

    verdict = await scripted_desk.handle(request).execute_update("decide", shouted)

    assert verdict["receipt_id"] == receipt.receipt_id
    assert (await scripted_desk.ended(request)).status is OrchestrationStatus.DENIED


async def test_the_answer_to_a_question_reaches_the_approvers(
    scripted_desk: Desk, model: OpenAIServer
) -> None:
    model.play(DANGEROUS)
    request, _ = await scripted_desk.submit(TASK)
    gate = await scripted_desk.gate(request)
    await scripted_desk.decide(gate, DecisionKind.MORE_INFO, by="bob@example.org", reason="which one?")
    assert (await scripted_desk.approvals.get(gate.request_id)).status == "more_info"

    await scripted_desk.temporal.provide_info(gate.workflow_id, "the old one")

    assert (await scripted_desk.approvals.get(gate.request_id)).status == "pending"
    events = await scripted_desk.pool.fetch(
        "SELECT payload FROM events WHERE task_id = $1 AND kind = 'approval.answered'", request.task_id
    )
    assert [event["payload"]["text"] for event in events] == ["the old one"]
    await scripted_desk.handle(request).cancel()
    await scripted_desk.ended(request)

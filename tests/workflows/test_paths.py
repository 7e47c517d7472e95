"""Each way through an orchestration, as its requester and its approvers see it."""

from datetime import timedelta

from temporalio.client import WorkflowExecutionStatus

from domain.approvals.decisions import DecisionKind, VerdictOutcome
from domain.approvals.requests import ApprovalStatus
from domain.orchestrations import OrchestrationStatus
from domain.risk.levels import RiskLevel
from integrations.postgres.ledger import PostgresLedger
from tests.support.desk import Desk, message_of
from tests.support.waiting import until

READ = "Read configuration from dev environment"
DEPLOY = "Deploy auth service to production"


async def test_a_low_task_runs_without_approval_and_quotes_what_it_read(desk: Desk) -> None:
    request, answer = await desk.accepted(READ, priority="low")

    assert (answer.risk.level, answer.approval) == (RiskLevel.LOW, None)
    row = await desk.ended(request)
    assert row.status is OrchestrationStatus.COMPLETED
    assert row.outcome is not None
    report = "\n".join(step.report for step in row.outcome.steps)
    assert "pool_size: 7" in report
    assert "do-not-show" not in report
    assert "nothing was changed" in row.outcome.summary
    assert await desk.approvals.list(task_id=request.task_id) == []


async def test_a_production_deploy_waits_and_an_approval_lets_it_run(desk: Desk) -> None:
    request, answer = await desk.accepted(DEPLOY)

    assert (answer.risk.level, answer.risk.environment) == (RiskLevel.HIGH, "production")
    gate = await desk.gate(request)
    assert set(gate.roles) == {"tech_lead", "devops_engineer"}
    assert 3600 <= (gate.expires_at - gate.opened_at).total_seconds() < 3605, "an hour, and a little spread"
    assert gate.subject["plan"]["steps"], "approvers see the plan"
    waiting = await desk.orchestrations.get(request.task_id)
    assert waiting.status is OrchestrationStatus.APPROVAL_PENDING

    verdict = await desk.decide(gate, DecisionKind.APPROVED, reason="go")

    assert verdict is not None
    assert verdict.outcome is VerdictOutcome.APPROVED
    row = await desk.ended(request)
    assert row.status is OrchestrationStatus.COMPLETED
    decided = await desk.approvals.get(gate.request_id)
    assert (decided.status, decided.decided_by, decided.reason) == ("approved", "ada@example.org", "go")
    assert await PostgresLedger(desk.pool).verify() is None


async def test_a_denial_ends_the_task_with_its_reason(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)

    await desk.decide(await desk.gate(request), DecisionKind.DENIED, reason="change freeze")

    row = await desk.ended(request)
    assert row.status is OrchestrationStatus.DENIED
    assert row.outcome is not None
    assert "change freeze" in row.outcome.summary
    assert "nothing was run" in row.outcome.summary


async def test_who_lacks_the_role_is_refused_and_the_gate_stays_open(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)

    wrong_role = await desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")
    stranger = await desk.decide(gate, DecisionKind.APPROVED, by="eve@example.org")

    assert wrong_role is not None
    assert stranger is not None
    assert (wrong_role.refusal, stranger.refusal) == ("wrong-role", "not-an-approver")
    assert (await desk.approvals.get(gate.request_id)).status is ApprovalStatus.PENDING
    await desk.decide(gate, DecisionKind.APPROVED)
    assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED


async def test_a_forged_receipt_and_one_of_another_request_do_not_count(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)
    other_request, _ = await desk.submit(DEPLOY)
    other = await desk.gate(other_request)
    receipt = await desk.record(other, DecisionKind.APPROVED)
    forged = message_of(receipt).model_copy(update={"receipt_id": "9f1f7a52-7d5f-4c7f-9a55-0242ac120002"})

    replayed = await desk.temporal.decide(gate.workflow_id, message_of(receipt))
    unknown = await desk.temporal.decide(gate.workflow_id, forged)

    assert replayed is not None
    assert unknown is not None
    assert (replayed.refusal, unknown.refusal) == ("receipt-of-another-workflow", "unknown-receipt")
    for which in (request, other_request):
        await desk.handle(which).cancel()
        await desk.ended(which)


async def test_one_line_of_json_by_signal_is_enough_on_the_embedded_server(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    await desk.gate(request)

    await desk.handle(request).signal(
        "approval_decision", {"decision": "approved", "actor": {"email": "operator@local"}}
    )

    assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
    (decided,) = await desk.approvals.list(task_id=request.task_id)
    assert decided.decided_by == "operator@local"


async def test_bad_messages_do_no_harm_and_a_good_one_after_them_works(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)
    handle = desk.handle(request)

    await handle.signal("approval_decision", "approve it")
    await handle.signal("approval_decision", {"decision": "perhaps"})
    await handle.signal("approval_decision", args=[{"decision": "approved"}, "and more"])
    await handle.signal("approval_decision", args=[])
    await handle.signal("no_such_signal", {"a": 1})
    await handle.signal("approval_decision", {"decision": "approved", "actor": {"email": "eve@example.org"}})
    await handle.signal("approval_decision", {"decision": "approved", "request_id": "not-one-of-ours"})

    async def noted() -> list[str]:
        state = await handle.query("state")
        ignored = [message["why"] for message in state["ignored"]]
        return ignored if len(ignored) == 7 else []

    ignored = await until(noted, what="seven ignored messages")
    assert any("not-an-approver" in why for why in ignored)
    assert (await desk.approvals.get(gate.request_id)).status is ApprovalStatus.PENDING
    await desk.decide(gate, DecisionKind.APPROVED)
    assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED


async def test_cancelling_at_the_gate_voids_the_request(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)

    await desk.handle(request).cancel()

    row = await desk.ended(request)
    assert row.status is OrchestrationStatus.CANCELLED
    assert (await desk.approvals.get(gate.request_id)).status is ApprovalStatus.VOID

    async def closed() -> bool:
        described = await desk.handle(request).describe()
        return described.status is WorkflowExecutionStatus.CANCELED

    await until(closed, what="the workflow to close as cancelled")


async def test_a_question_is_answered_and_the_request_goes_on(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)

    asked = await desk.decide(gate, DecisionKind.MORE_INFO, reason="which version?")
    assert asked is not None
    assert asked.outcome is VerdictOutcome.NOTED
    await desk.temporal.provide_info(gate.workflow_id, "1.9.2")

    state = await desk.temporal.state(gate.workflow_id)
    assert state["gates"][gate.request_id]["answers"] == ["1.9.2"]
    await desk.decide(gate, DecisionKind.APPROVED)
    assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED


async def test_a_paused_task_runs_only_after_resume(desk: Desk) -> None:
    request, _ = await desk.submit(DEPLOY)
    gate = await desk.gate(request)

    await desk.temporal.pause(gate.workflow_id)
    await desk.decide(gate, DecisionKind.APPROVED)
    assert (await desk.orchestrations.get(request.task_id)).status is OrchestrationStatus.PAUSED
    await desk.temporal.resume(gate.workflow_id)

    assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED


async def test_a_dry_run_plans_and_stops(desk: Desk) -> None:
    request, answer = await desk.accepted(DEPLOY, dry_run=True)

    row = await desk.ended(request)

    assert answer.approval is None
    assert row.status is OrchestrationStatus.COMPLETED
    assert row.plan is not None
    assert await desk.approvals.list(task_id=request.task_id) == []


async def test_the_same_request_twice_is_one_run_with_one_answer(desk: Desk) -> None:
    request = await desk.store(DEPLOY)
    first, second = [await desk.temporal.accept(request, rpc_timeout=timedelta(seconds=30)) for _ in range(2)]

    assert first is not None
    assert first == second
    await desk.handle(request).cancel()
    await desk.ended(request)
    again = await desk.temporal.accept(request)
    assert again in (None, first), "the server may remember the answer; a second run never starts"
    assert (await desk.orchestrations.get(request.task_id)).status is OrchestrationStatus.CANCELLED

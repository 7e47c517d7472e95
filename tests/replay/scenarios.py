"""One run for each path of the workflow, to be recorded; each is named as its history."""

from domain.approvals.decisions import DecisionKind
from domain.orchestrations import OrchestrationRequest
from integrations.postgres.targets import PostgresTargets
from tests.support.desk import Desk
from tests.support.turns import blocked, waits
from tests.support.waiting import until

READ = "Read configuration from dev environment"
DEPLOY = "Deploy auth service to production"
EXPLAIN = "Explain how the notes file is laid out"
SHORT = {
    "minutes": 1,
    "reminders": ["1%", "2%"],
    "escalation": [{"after": "3%", "roles": ["devops_engineer"]}],
}
"""A tier whose approvers are told of everything within two seconds."""


ASKING = """\
description: Two steps that ask first, and one behind them.
task: Read the notes
steps:
  - {id: look, agent: cicd, instruction: Read the notes, gate: {reason: "May they be read?"}}
  - {id: judge, agent: cicd, instruction: Review the notes, gate: {reason: "May they be judged?"}}
  - {id: tell, agent: cicd, instruction: Read on}
"""
"""The template of :func:`step_gate`."""


async def low(desk: Desk) -> OrchestrationRequest:
    request, _ = await desk.submit(READ, task_id="low")
    await desk.ended(request)
    return request


async def approved(desk: Desk) -> OrchestrationRequest:
    request, _ = await desk.submit(DEPLOY, task_id="approved")
    await desk.decide(await desk.gate(request), DecisionKind.APPROVED)
    await desk.ended(request)
    return request


async def denied(desk: Desk) -> OrchestrationRequest:
    request, _ = await desk.submit(DEPLOY, task_id="denied")
    gate = await desk.gate(request)
    await desk.handle(request).signal("approval_decision", {"decision": "nonsense"})
    await desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")
    await desk.decide(gate, DecisionKind.DENIED, reason="change freeze")
    await desk.ended(request)
    return request


async def cancelled(desk: Desk) -> OrchestrationRequest:
    request, _ = await desk.submit(DEPLOY, task_id="cancelled")
    await desk.gate(request)
    await desk.handle(request).cancel()
    await desk.ended(request)
    return request


async def paused(desk: Desk) -> OrchestrationRequest:
    request, _ = await desk.submit(DEPLOY, task_id="paused")
    gate = await desk.gate(request)
    await desk.temporal.pause(gate.workflow_id)
    await desk.decide(gate, DecisionKind.MORE_INFO, reason="which version?")
    await desk.temporal.provide_info(gate.workflow_id, "1.9.2")
    await desk.decide(gate, DecisionKind.APPROVED)
    await desk.temporal.resume(gate.workflow_id)
    await desk.ended(request)
    return request


async def expired(desk: Desk) -> OrchestrationRequest:
    """Postgres' clock stands so that the deadline of an hour is seconds away in Temporal's."""
    request, _ = await desk.submit(DEPLOY, task_id="expired")
    await desk.gate(request)
    await desk.pool.execute("UPDATE shifted.clock SET ahead = ahead + interval '1 hour'")
    await desk.ended(request)
    return request


async def tool_gate(desk: Desk) -> OrchestrationRequest:
    request, _ = await desk.submit(EXPLAIN, task_id="tool_gate")
    first = await desk.gate(request, kind="tool_call")
    await desk.decide(first, DecisionKind.DENIED, by="dev@example.org", reason="another line, please")
    await desk.decide(await desk.next_gate(first), DecisionKind.APPROVED, by="dev@example.org")
    await desk.ended(request)
    return request


async def more_info(desk: Desk) -> OrchestrationRequest:
    """The answer extends the deadline."""
    request, _ = await desk.submit(DEPLOY, task_id="more_info")
    gate = await desk.gate(request)
    await desk.decide(gate, DecisionKind.MORE_INFO, reason="which version?")
    await desk.temporal.provide_info(gate.workflow_id, "1.9.2")
    await desk.decide(gate, DecisionKind.APPROVED)
    await desk.ended(request)
    return request


async def quorum(desk: Desk) -> OrchestrationRequest:
    """Two of two, the first of them twice."""
    request, _ = await desk.submit(DEPLOY, task_id="quorum")
    gate = await desk.gate(request)
    for person in ("ada@example.org", "ada@example.org", "bob@example.org"):
        await desk.decide(gate, DecisionKind.APPROVED, by=person)
    await desk.ended(request)
    return request


async def break_glass(desk: Desk) -> OrchestrationRequest:
    request, _ = await desk.submit(DEPLOY, task_id="break_glass")
    gate = await desk.gate(request)
    for person in ("ada@example.org", "bob@example.org"):
        await desk.decide(gate, DecisionKind.BREAK_GLASS, by=person, reason="production is down")
    await desk.ended(request)
    return request


async def edited(desk: Desk) -> OrchestrationRequest:
    """An edit that the tool does not take, one that is riskier, and one that is made."""
    request, _ = await desk.submit(EXPLAIN, task_id="edited")
    gate = await desk.gate(request, kind="tool_call")
    for line in (5, "DROP TABLE users", "as the approver wants it"):
        await desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org", edited_arguments={"line": line})
    await desk.ended(request)
    return request


async def rolled_back(desk: Desk) -> OrchestrationRequest:
    request, _ = await desk.submit("Deploy the shop to staging", task_id="rolled_back")
    await desk.decide(await desk.gate(request), DecisionKind.APPROVED, by="dev@example.org")
    offer = await desk.gate(request, kind="rollback")
    await desk.decide(offer, DecisionKind.APPROVED, by="dev@example.org")
    await desk.ended(request)
    return request


async def supervised(desk: Desk) -> OrchestrationRequest:
    """Handed over; then done, sent back with remarks, and content."""
    request, _ = await desk.submit(EXPLAIN, task_id="supervised")
    first = await desk.gate(request, kind="tool_call")
    await desk.decide(first, DecisionKind.APPROVED, by="dev@example.org")
    await desk.decide(await desk.next_gate(first), DecisionKind.APPROVED, by="dev@example.org")
    await desk.ended(request)
    return request


async def step_gate(desk: Desk) -> OrchestrationRequest:
    """A step asks first; the next one is denied, and what hangs on it is not run."""
    request, _ = await desk.submit("Read the notes", task_id="step_gate", template="asking")
    first = await desk.gate(request, kind="step")
    await desk.decide(first, DecisionKind.APPROVED, by="dev@example.org")
    await desk.decide(
        await desk.next_gate(first), DecisionKind.DENIED, by="dev@example.org", reason="that will do"
    )
    await desk.ended(request)
    return request


async def escalated(desk: Desk) -> OrchestrationRequest:
    """Reminded, and a role joins that then decides."""
    request, _ = await desk.submit("Deploy the shop to staging", task_id="escalated")
    gate = await desk.gate(request)
    await until(lambda: desk.events(request, "approval.escalated"), what="the rung")
    await desk.decide(gate, DecisionKind.APPROVED, by="bob@example.org")
    await desk.ended(request)
    return request


async def took_turns(desk: Desk) -> OrchestrationRequest:
    """It waits for another run's turn to end."""
    before = await blocked(desk, "auth")
    request, _ = await desk.submit(DEPLOY, task_id="took_turns", context={"project": "auth"})
    await desk.decide(await desk.gate(request), DecisionKind.APPROVED)
    await waits(desk, request)
    await PostgresTargets(desk.pool).release(before.task_id)
    await desk.handle(request).signal("target_free")
    await desk.ended(request)
    return request


async def budget(desk: Desk) -> OrchestrationRequest:
    """More is allowed, and then no more."""
    request, _ = await desk.submit(EXPLAIN, task_id="budget")
    gate = await desk.gate(request, kind="budget")
    await desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")
    await desk.decide(await desk.next_gate(gate), DecisionKind.DENIED, by="dev@example.org", reason="enough")
    await desk.ended(request)
    return request


async def budget_of_all(desk: Desk) -> OrchestrationRequest:
    """The day is used up before anything is planned, and another run has asked for more already."""
    first, _ = await desk.submit(EXPLAIN)
    gate = await desk.gate(first, kind="budget")
    request, _ = await desk.submit(EXPLAIN, task_id="budget_of_all")

    async def follows() -> bool:
        return gate.request_id in ((await desk.orchestrations.get(request.task_id)).note or "")

    await until(follows, what="the run to wait for the other's request")
    await desk.decide(gate, DecisionKind.DENIED, by="dev@example.org", reason="tomorrow")
    await desk.ended(request)
    return request


async def continued_as_new(desk: Desk) -> OrchestrationRequest:
    """The last run: it starts with an open gate and the verdicts of the run before."""
    request, _ = await desk.submit(DEPLOY, task_id="continued_as_new")
    gate = await desk.gate(request)
    await desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")

    async def next_run() -> bool:
        await desk.handle(request).signal("noise", "x")
        return bool((await desk.temporal.state(request.workflow_id))["runs"] > 1)

    await until(next_run, what="the next run")
    await desk.decide(gate, DecisionKind.APPROVED)
    await desk.ended(request)
    return request

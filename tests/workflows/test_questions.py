"""What a question does to the deadline: the time that the answer takes is given back, up to a limit.

No test stops its clocks at the very moment of a timer: this Temporal server then loses the workflow's task.
"""

from datetime import timedelta

import pytest

from config.settings import Settings
from domain.approvals.decisions import DecisionKind, VerdictOutcome
from domain.approvals.requests import ApprovalRecord, ApprovalStatus
from domain.orchestrations import OrchestrationStatus
from tests.support.clock import Clocks, after
from tests.support.desk import Desk
from tests.support.installation import edit_policies
from tests.support.worker import working

PRODUCTION = "Deploy auth service to production"
ADA = "ada@example.org"
APPROVED = DecisionKind.APPROVED


async def versions(desk: Desk, gate: ApprovalRecord) -> list[float]:
    """Minutes after the opening, of every version of the deadline."""
    rows = await desk.pool.fetch(
        "SELECT version, expires_at FROM approval_deadlines WHERE request_id = $1 ORDER BY version",
        gate.request_id,
    )
    assert [row["version"] for row in rows] == list(range(1, len(rows) + 1))
    return [(row["expires_at"] - gate.opened_at).total_seconds() / 60 for row in rows]


async def question(
    desk: Desk, clocks: Clocks, gate: ApprovalRecord, *, asked: float, answered: float
) -> None:
    """Ask and answer, so many minutes after the opening."""
    await clocks.advance_to(after(gate, asked))
    await desk.decide(gate, DecisionKind.MORE_INFO, by=ADA, reason="which version?")
    await clocks.advance_to(after(gate, answered))
    await desk.temporal.provide_info(gate.workflow_id, "1.9.2")


async def test_an_answer_gives_back_the_time_it_took(
    timed_desk: Desk, timed: Settings, clocks: Clocks
) -> None:
    desk = timed_desk
    async with working(timed):
        request, _ = await desk.submit(PRODUCTION)
        gate = await desk.gate(request)

        await question(desk, clocks, gate, asked=10, answered=35)

        first, second = await versions(desk, gate)
        assert first == 60
        assert second == pytest.approx(85, abs=0.5)
        row = await desk.approvals.get(gate.request_id)
        assert (row.status, row.answers) == (ApprovalStatus.PENDING, ("1.9.2",))
        assert (row.expires_at - row.opened_at).total_seconds() / 60 == second
        await clocks.advance_to(after(gate, 70))  # after the old deadline, before the new one
        verdict = await desk.decide(gate, APPROVED, by=ADA)
        assert verdict.outcome is VerdictOutcome.APPROVED
        assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
    entry = (await desk.ledger(gate))[-1]["judged"]
    assert entry["deadline"] > entry["received_at"] > (gate.opened_at + timedelta(hours=1)).isoformat()


async def test_the_new_deadline_ends_it_as_the_old_one_would_have(
    timed_desk: Desk, timed: Settings, clocks: Clocks
) -> None:
    """Recorded before it, a receipt that nobody was told of counts; without one the request expires."""
    desk = timed_desk
    async with working(timed):
        one, _ = await desk.submit(PRODUCTION)
        other, _ = await desk.submit(PRODUCTION)
        in_time, silent = await desk.gate(one), await desk.gate(other)
        await question(desk, clocks, in_time, asked=10, answered=12)
        await desk.decide(silent, DecisionKind.MORE_INFO, by=ADA)
        await clocks.advance_to(after(in_time, 35))
        await desk.temporal.provide_info(silent.workflow_id, "1.9.2")
        await clocks.advance_to(after(in_time, 61.5))
        recorded = await desk.record(in_time, APPROVED)

        await clocks.advance_to(after(in_time, 90))

        assert (await desk.ended(one)).status is OrchestrationStatus.COMPLETED
        assert (await desk.ended(other)).status is OrchestrationStatus.EXPIRED
    assert (await desk.verdict(recorded)).outcome is VerdictOutcome.APPROVED
    assert (await versions(desk, silent))[-1] == pytest.approx(83, abs=0.5)


async def test_questions_at_most_double_the_time(timed_desk: Desk, timed: Settings, clocks: Clocks) -> None:
    desk = timed_desk
    async with working(timed):
        request, _ = await desk.submit(PRODUCTION)
        gate = await desk.gate(request)

        await question(desk, clocks, gate, asked=1, answered=55)
        await question(desk, clocks, gate, asked=60, answered=110)
        await question(desk, clocks, gate, asked=112, answered=118)

        first, second, third = await versions(desk, gate)
        assert (first, third) == (60, 120)
        assert second == pytest.approx(114, abs=0.5)
        await clocks.advance_to(after(gate, 121))
        assert (await desk.ended(request)).status is OrchestrationStatus.EXPIRED


async def test_a_question_that_nobody_answers_does_not_stop_the_clock(
    timed_desk: Desk, timed: Settings, clocks: Clocks
) -> None:
    """Nor are approvers reminded of what they wait for themselves."""
    desk = timed_desk
    async with working(timed):
        request, _ = await desk.submit(PRODUCTION)
        gate = await desk.gate(request)
        await desk.decide(gate, DecisionKind.MORE_INFO, by=ADA, reason="which version?")

        await clocks.advance_to(after(gate, 61))

        assert (await desk.ended(request)).status is OrchestrationStatus.EXPIRED
    assert await versions(desk, gate) == [60]
    assert await desk.events(request, "approval.reminded") == []


async def test_where_the_tier_says_so_an_answer_gives_nothing_back(
    timed_desk: Desk, timed: Settings, clocks: Clocks
) -> None:
    edit_policies(timed.config_dir, high={"more_info_extends": False})
    desk = timed_desk
    async with working(timed):
        request, _ = await desk.submit(PRODUCTION)
        gate = await desk.gate(request)
        await question(desk, clocks, gate, asked=10, answered=35)

        await clocks.advance_to(after(gate, 61))

        assert (await desk.ended(request)).status is OrchestrationStatus.EXPIRED
    assert await versions(desk, gate) == [60]

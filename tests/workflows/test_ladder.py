"""While a request waits: those who may decide are reminded, and rung by rung others may decide too."""

from config.settings import Settings
from domain.approvals.decisions import DecisionKind, VerdictOutcome
from domain.orchestrations import OrchestrationRequest, OrchestrationStatus
from tests.support.clock import Clocks, after
from tests.support.desk import Desk
from tests.support.installation import edit_policies
from tests.support.waiting import until
from tests.support.worker import working

STAGING = "Deploy the shop to staging"
PRODUCTION = "Deploy auth service to production"
DROP = "Drop the production database"
ADA, BOB, DEV = "ada@example.org", "bob@example.org", "dev@example.org"
APPROVED = DecisionKind.APPROVED


async def told(
    desk: Desk, request: OrchestrationRequest, notice: str, *, times: int
) -> list[dict[str, object]]:
    """The events of that kind, once there are so many."""

    async def look() -> list[dict[str, object]] | None:
        found = await desk.events(request, f"approval.{notice}")
        return found if len(found) >= times else None

    return await until(look, what=f"{times} times {notice}")


async def test_those_who_may_decide_are_reminded_twice_and_no_more(
    timed_desk: Desk, timed: Settings, clocks: Clocks
) -> None:
    desk = timed_desk
    async with working(timed):
        request, _ = await desk.submit(PRODUCTION)
        gate = await desk.gate(request)

        await clocks.advance_to(after(gate, 29))
        assert await desk.events(request, "approval.reminded") == []
        await clocks.advance_to(after(gate, 31))
        (first,) = await told(desk, request, "reminded", times=1)
        assert (first["request_id"], first["roles"]) == (gate.request_id, ["tech_lead", "devops_engineer"])
        await clocks.advance_to(after(gate, 49))
        await told(desk, request, "reminded", times=2)
        await clocks.advance_to(after(gate, 61))

        assert (await desk.ended(request)).status is OrchestrationStatus.EXPIRED
    assert len(await desk.events(request, "approval.reminded")) == 2


async def test_what_is_decided_is_not_reminded_of(timed_desk: Desk, timed: Settings, clocks: Clocks) -> None:
    edit_policies(timed.config_dir, high={"quorum": 2})
    desk = timed_desk
    async with working(timed):
        request, _ = await desk.submit(PRODUCTION)
        gate = await desk.gate(request)
        await desk.decide(gate, APPROVED, by=ADA)
        await clocks.advance_to(after(gate, 31))
        await told(desk, request, "reminded", times=1)
        await desk.temporal.pause(gate.workflow_id)
        await desk.decide(gate, APPROVED, by=BOB)

        await clocks.advance_to(after(gate, 200))

        await desk.temporal.resume(gate.workflow_id)
        assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
    assert len(await desk.events(request, "approval.reminded")) == 1


async def test_at_a_rung_a_role_joins_and_counts_from_then_on(
    timed_desk: Desk, timed: Settings, clocks: Clocks
) -> None:
    desk = timed_desk
    async with working(timed):
        request, _ = await desk.submit(STAGING)
        gate = await desk.gate(request)
        assert gate.roles == ("developer", "tech_lead")

        early = await desk.decide(gate, APPROVED, by=BOB)
        early_and_late = await desk.record(gate, APPROVED, by=BOB)  # recorded before the rung, told after it
        await clocks.advance_to(after(gate, 25))
        (rung,) = await told(desk, request, "escalated", times=1)
        carried_late = await desk.tell(early_and_late)
        counts = await desk.decide(gate, APPROVED, by=BOB)

        assert (early.refusal, carried_late.refusal) == ("wrong-role", "wrong-role")
        assert rung["roles"] == ["developer", "tech_lead", "devops_engineer"]
        assert counts.outcome is VerdictOutcome.APPROVED
        assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
    row = await desk.approvals.get(gate.request_id)
    assert (row.roles, row.decided_by) == (("developer", "tech_lead", "devops_engineer"), BOB)


async def test_who_is_only_told_may_not_decide(timed_desk: Desk, timed: Settings, clocks: Clocks) -> None:
    desk = timed_desk
    async with working(timed):
        request, _ = await desk.submit(DROP)
        gate = await desk.gate(request)

        await clocks.advance_to(after(gate, 61))
        (rung,) = await told(desk, request, "escalated", times=1)
        verdict = await desk.decide(gate, APPROVED, by=ADA, reason="somebody must")

        assert (rung["roles"], rung["notify"]) == (["devops_engineer"], ["tech_lead"])
        assert verdict.refusal == "wrong-role"
        assert (await desk.approvals.get(gate.request_id)).roles == ("devops_engineer",)
        await clocks.advance_to(after(gate, 121))
        assert (await desk.ended(request)).status is OrchestrationStatus.EXPIRED
    assert len(await desk.events(request, "approval.escalated")) == 1


async def test_every_rung_is_told_once(timed_desk: Desk, timed: Settings, clocks: Clocks) -> None:
    ladder = [
        {"after": "25%", "roles": ["developer"]},
        {"after": "50%", "notify": ["developer"]},
        {"after": "75%", "roles": ["developer"], "notify": ["tech_lead"]},
    ]
    edit_policies(timed.config_dir, critical={"escalation": ladder, "justification": False})
    desk = timed_desk
    async with working(timed):
        request, _ = await desk.submit(DROP)
        gate = await desk.gate(request)
        await clocks.advance_to(after(gate, 31))
        await told(desk, request, "escalated", times=1)
        await clocks.advance_to(after(gate, 61))
        await told(desk, request, "escalated", times=2)
        await clocks.advance_to(after(gate, 91))
        rungs = await told(desk, request, "escalated", times=3)

        await desk.decide(gate, APPROVED, by=DEV)
        assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
    assert [rung["notify"] for rung in rungs] == [[], ["developer"], ["tech_lead"]]
    assert len(await desk.events(request, "approval.escalated")) == 3

"""Deadlines by receipt: what was recorded in time counts however late it is relayed, and nothing else does.

Postgres' clock, by which receipts and deadlines are judged, and Temporal's, by which timers fire, are both
put forward by the tests.
"""

from datetime import timedelta

import pytest

from config.settings import Settings
from domain.approvals.decisions import DecisionKind, VerdictOutcome
from domain.approvals.requests import ApprovalStatus
from domain.orchestrations import OrchestrationStatus
from integrations.temporal.orchestrations import TemporalOrchestrations
from tests.support.clock import Clocks
from tests.support.desk import Desk
from tests.support.worker import working
from worker.relay import Relay

DEPLOY = "Deploy auth service to production"


@pytest.mark.parametrize(
    ("task", "minutes"),
    [
        ("Deploy the shop to staging", 30),
        (DEPLOY, 60),
        ("Drop the production database", 120),
    ],
)
async def test_silence_denies_when_the_tier_s_time_is_over(
    timed_desk: Desk, timed: Settings, clocks: Clocks, task: str, minutes: int
) -> None:
    async with working(timed):
        request, _ = await timed_desk.submit(task)
        gate = await timed_desk.gate(request)

        await clocks.advance(timedelta(minutes=minutes - 1))
        assert (await timed_desk.approvals.get(gate.request_id)).status is ApprovalStatus.PENDING
        await clocks.advance(timedelta(minutes=2))

        row = await timed_desk.ended(request)
    assert row.status is OrchestrationStatus.EXPIRED
    assert (await timed_desk.approvals.get(gate.request_id)).status is ApprovalStatus.EXPIRED


async def test_an_early_receipt_that_is_relayed_after_expiry_has_counted(
    timed_desk: Desk, timed: Settings, clocks: Clocks
) -> None:
    async with working(timed):
        request, _ = await timed_desk.submit(DEPLOY)
        gate = await timed_desk.gate(request)
        early = await timed_desk.record(gate, DecisionKind.APPROVED)  # nobody is told

        await clocks.advance(timedelta(minutes=61))

        assert (await timed_desk.ended(request)).status is OrchestrationStatus.COMPLETED
    assert (await timed_desk.verdict(early)).outcome is VerdictOutcome.APPROVED


async def test_the_relay_brings_what_no_update_delivered(
    timed_desk: Desk, timed: Settings, clocks: Clocks
) -> None:
    async with working(timed):
        request, _ = await timed_desk.submit(DEPLOY)
        receipt = await timed_desk.record(await timed_desk.gate(request), DecisionKind.DENIED, reason="no")
        await clocks.advance(timedelta(seconds=4))

        assert (
            await Relay(
                TemporalOrchestrations(timed_desk.client),
                timed_desk.inbox,
                timed_desk.approvals,
                timed_desk.orchestrations,
            ).once()
            >= 1
        )

        assert (await timed_desk.verdict(receipt)).outcome is VerdictOutcome.DENIED
        assert (await timed_desk.ended(request)).status is OrchestrationStatus.DENIED

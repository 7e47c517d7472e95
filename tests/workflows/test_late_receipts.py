"""The worker is away while the deadline passes: when it is back, only what was recorded in time counts."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from temporalio.testing import WorkflowEnvironment

from domain.approvals.decisions import DecisionKind, VerdictOutcome
from domain.orchestrations import OrchestrationStatus
from tests.support.clock import ShiftedClock
from tests.support.desk import message_of
from tests.support.installation import make_config, make_settings
from tests.support.temporal import address_of
from tests.support.waiting import until
from tests.support.worker import at_a_desk, working

DEPLOY = "Deploy auth service to production"
DEADLINE = timedelta(minutes=60)
LEFT = timedelta(seconds=8)
"""Postgres' clock is put back so far that a deadline of an hour comes after so much of real time."""


async def test_with_the_worker_down_past_the_deadline_only_the_receipt_from_before_it_counts(
    tmp_path: Path, clock: ShiftedClock, temporal: WorkflowEnvironment
) -> None:
    await clock.advance(LEFT - DEADLINE)
    make_config(tmp_path / "config")
    settings = make_settings(tmp_path, database_url=clock.url, temporal_address=address_of(temporal))
    async with at_a_desk(settings) as desk:
        async with working(settings):
            in_time, _ = await desk.submit(DEPLOY)
            too_late, _ = await desk.submit(DEPLOY)
            gate_in_time, gate_too_late = await desk.gate(in_time), await desk.gate(too_late)

        early = await desk.record(gate_in_time, DecisionKind.APPROVED)  # nobody is told
        await clock.advance(DEADLINE)
        late = await desk.record(gate_too_late, DecisionKind.APPROVED)
        await desk.temporal.signal(too_late.workflow_id, message_of(late))

        async def deadline_is_past() -> bool:
            return datetime.now(UTC) > late.received_at

        await until(deadline_is_past, what="the deadline to pass in real time too")
        async with working(settings):
            assert (await desk.ended(in_time)).status is OrchestrationStatus.COMPLETED
            assert (await desk.ended(too_late)).status is OrchestrationStatus.EXPIRED
        assert (await desk.verdict(early)).outcome is VerdictOutcome.APPROVED
        refused = await desk.verdict(late)
        assert (refused.outcome, refused.refusal) == (VerdictOutcome.REFUSED, "expired")

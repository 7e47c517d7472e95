"""At the deadline the issue is read once more, whether a webhook came or not."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment, WorkflowEnvironment

from activities.approvals import ApprovalActivities
from config.policies import FilePolicies
from domain.approvals.gate import Gate
from domain.approvals.judge import expire
from domain.approvals.requests import Deadline, SubjectKind
from domain.approvals.tiers import Tier
from domain.errors import UnavailableError
from domain.orchestrations import OrchestrationStatus
from domain.risk.levels import RiskLevel
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.pool import create_pool
from integrations.postgres.transcripts import PostgresTranscripts
from tests.linear.conftest import office_of
from tests.support.clock import ShiftedClock
from tests.support.installation import make_config
from tests.support.linear.server import LinearServer
from tests.support.openai_server import OpenAIServer
from tests.support.requests import a_task, opened

DEADLINE = timedelta(minutes=60)
LEFT = timedelta(seconds=10)
"""Clocks are put back so far that a deadline of an hour comes after so much of real time."""
ADA = "ada@example.org"
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


async def test_what_was_decided_in_time_counts_though_no_webhook_came(
    tmp_path: Path,
    clock: ShiftedClock,
    temporal: WorkflowEnvironment,
    linear: LinearServer,
    model: OpenAIServer,
) -> None:
    await clock.advance(LEFT - DEADLINE)
    linear.world.clock = lambda: datetime.now(tz=UTC) + LEFT - DEADLINE
    async with office_of(
        tmp_path, database_url=clock.url, temporal=temporal, linear=linear, model=model
    ) as office:
        in_time, gate = await office.opened()
        too_late, late_gate = await office.opened()
        linear.webhooks.hold()
        linear.world.set_label(office.issue(gate), office.labels.approved, by=ADA)
        linear.world.clock = lambda: datetime.now(tz=UTC) + LEFT
        linear.world.set_label(office.issue(late_gate), office.labels.approved, by=ADA)
        await clock.advance(DEADLINE)

        assert (await office.desk.ended(in_time)).status is OrchestrationStatus.COMPLETED
        assert (await office.desk.ended(too_late)).status is OrchestrationStatus.EXPIRED


class Silent:
    """A Linear that does not answer."""

    async def read_again(self, request_id: str) -> None:  # noqa: ARG002 - of any
        raise UnavailableError("Linear is out of reach")


@pytest.mark.parametrize(("late", "sealed"), [(timedelta(minutes=1), False), (timedelta(minutes=3), True)])
async def test_linear_is_tried_for_two_minutes_and_then_on_record_as_unread(
    tmp_path: Path, clock: ShiftedClock, *, late: timedelta, sealed: bool
) -> None:
    make_config(tmp_path / "config")
    pool = await create_pool(clock.url)
    await clock.advance(-DEADLINE - late)
    draft = await opened(pool, a_task(), tier=Tier(roles=("tech_lead",), timeout=DEADLINE))
    await clock.go()
    activities = ApprovalActivities(
        policies=FilePolicies(tmp_path / "config", embedded=True),
        approvals=PostgresApprovals(pool),
        transcripts=PostgresTranscripts(pool),
        rereader=Silent(),
    )

    closing = ActivityEnvironment().run(activities.close_gate, draft.request_id)

    if sealed:
        seal = await closing
        assert (seal.sealed, seal.unread) == (True, "Linear is out of reach")
    else:
        with pytest.raises(ApplicationError, match="cannot be read") as caught:
            await closing
        assert not caught.value.non_retryable
    await pool.close()


def test_the_ledger_says_that_linear_was_not_read() -> None:
    gate = Gate(
        request_id="r",
        kind=SubjectKind.PLAN,
        level=RiskLevel.HIGH,
        roles=("tech_lead",),
        quorum=1,
        digest="0",
        policy_version="0",
        opened_at=NOON,
        deadlines=(Deadline(version=1, expires_at=NOON, in_force_from=NOON),),
    )
    assert expire(gate, unread="no answer")[1].explanation.endswith("could not be read: no answer")

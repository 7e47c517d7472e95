"""At the deadline the issue is read once more, whether a webhook came or not."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest_asyncio
from temporalio.testing import WorkflowEnvironment

from domain.orchestrations import OrchestrationStatus
from integrations.postgres.migrations import migrate
from tests.linear.conftest import office_of
from tests.support.clock import ShiftedClock
from tests.support.linear.server import LinearServer
from tests.support.openai_server import OpenAIServer
from tests.support.postgres import Databases
from tests.support.waiting import until

DEADLINE = timedelta(minutes=60)
LEFT = timedelta(seconds=10)
"""Clocks are put back so far that a deadline of an hour comes after so much of real time."""
ADA = "ada@example.org"


@pytest_asyncio.fixture
async def clock(databases: Databases) -> AsyncIterator[ShiftedClock]:
    url = await databases.create(migrated=False)
    found = ShiftedClock(url)
    await found.install()
    await migrate(url)
    yield found
    await databases.drop(url)


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


async def test_linear_unread_is_on_record(
    tmp_path: Path,
    clock: ShiftedClock,
    temporal: WorkflowEnvironment,
    linear: LinearServer,
    model: OpenAIServer,
) -> None:
    """Two minutes after the deadline nobody tries any more."""
    await clock.advance(LEFT - DEADLINE - timedelta(minutes=3))
    linear.world.clock = lambda: datetime.now(tz=UTC) - timedelta(hours=2)
    async with office_of(
        tmp_path, database_url=clock.url, temporal=temporal, linear=linear, model=model
    ) as office:
        request, gate = await office.opened()
        await linear.down()

        async def deadline_is_past() -> bool:
            return datetime.now(tz=UTC) > gate.expires_at

        await until(deadline_is_past, what="the deadline")
        await clock.advance(DEADLINE)

        assert (await office.desk.ended(request)).status is OrchestrationStatus.EXPIRED
        (entry,) = await office.desk.ledger(gate)
        assert "could not be read" in entry["judged"]["verdict"]["explanation"]

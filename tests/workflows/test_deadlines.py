"""Deadlines by receipt: what was recorded in time counts however late it is relayed, and nothing else does.

Postgres' clock, by which receipts and deadlines are judged, and Temporal's, by which timers fire, are both
put forward by the tests.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from temporalio.testing import WorkflowEnvironment

from config.settings import Settings
from domain.approvals.decisions import DecisionKind, VerdictOutcome
from domain.approvals.requests import ApprovalStatus
from domain.orchestrations import OrchestrationStatus
from integrations.postgres.migrations import migrate
from tests.support.clock import ShiftedClock
from tests.support.desk import Desk
from tests.support.installation import make_config, make_settings
from tests.support.postgres import Databases
from tests.support.temporal import address_of, time_skipping_server
from tests.support.worker import at_a_desk, working
from worker.relay import Relay

DEPLOY = "Deploy auth service to production"


class Clocks:
    """Both clocks, put forward together."""

    def __init__(self, environment: WorkflowEnvironment, postgres: ShiftedClock) -> None:
        self._temporal = environment
        self._postgres = postgres

    async def advance(self, by: timedelta) -> None:
        await self._postgres.advance(by)
        await self._temporal.sleep(by)


@pytest_asyncio.fixture(scope="module")
async def environment() -> AsyncIterator[WorkflowEnvironment]:
    async with time_skipping_server() as found:
        yield found


@pytest_asyncio.fixture(scope="module")
async def database(databases: Databases) -> AsyncIterator[str]:
    url = await databases.create(migrated=False)
    await ShiftedClock(url).install()
    await migrate(url)
    yield url
    await databases.drop(url)


@pytest_asyncio.fixture(scope="module")
async def settings(
    tmp_path_factory: pytest.TempPathFactory, database: str, environment: WorkflowEnvironment
) -> Settings:
    folder: Path = tmp_path_factory.mktemp("deadlines")
    make_config(folder / "config")
    return make_settings(folder, database_url=database, temporal_address=address_of(environment))


@pytest_asyncio.fixture
async def desk(settings: Settings) -> AsyncIterator[Desk]:
    async with at_a_desk(settings) as found:
        yield found


@pytest.fixture
def clocks(environment: WorkflowEnvironment, database: str) -> Clocks:
    return Clocks(environment, ShiftedClock(database))


@pytest.mark.parametrize(
    ("task", "minutes"),
    [
        ("Deploy the shop to staging", 30),
        (DEPLOY, 60),
        ("Drop the production database", 120),
    ],
)
async def test_silence_denies_when_the_tier_s_time_is_over(
    desk: Desk, settings: Settings, clocks: Clocks, task: str, minutes: int
) -> None:
    async with working(settings):
        request, _ = await desk.submit(task)
        gate = await desk.gate(request)

        await clocks.advance(timedelta(minutes=minutes - 1))
        assert (await desk.approvals.get(gate.request_id)).status is ApprovalStatus.PENDING
        await clocks.advance(timedelta(minutes=2))

        row = await desk.ended(request)
    assert row.status is OrchestrationStatus.EXPIRED
    assert (await desk.approvals.get(gate.request_id)).status is ApprovalStatus.EXPIRED


async def test_an_early_receipt_that_is_relayed_after_expiry_has_counted(
    desk: Desk, settings: Settings, clocks: Clocks
) -> None:
    async with working(settings):
        request, _ = await desk.submit(DEPLOY)
        gate = await desk.gate(request)
        early = await desk.record(gate, DecisionKind.APPROVED)  # nobody is told

        await clocks.advance(timedelta(minutes=61))

        assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
    assert (await desk.verdict(early)).outcome is VerdictOutcome.APPROVED


async def test_the_relay_brings_what_no_update_delivered(
    desk: Desk, settings: Settings, clocks: Clocks
) -> None:
    async with working(settings):
        request, _ = await desk.submit(DEPLOY)
        receipt = await desk.record(await desk.gate(request), DecisionKind.DENIED, reason="no")
        await clocks.advance(timedelta(seconds=4))

        assert await Relay(desk.client, desk.inbox, desk.approvals, desk.orchestrations).once() >= 1

        assert (await desk.verdict(receipt)).outcome is VerdictOutcome.DENIED
        assert (await desk.ended(request)).status is OrchestrationStatus.DENIED

"""A tier with business hours: nights and weekends do not count towards the deadline."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from config.settings import Settings
from domain.approvals.requests import ApprovalStatus
from domain.orchestrations import OrchestrationStatus
from tests.support.clock import Clocks
from tests.support.desk import Desk
from tests.support.installation import edit_policies
from tests.support.worker import working

BERLIN = ZoneInfo("Europe/Berlin")
HOURS = {
    "zone": "Europe/Berlin",
    "days": ["mon", "tue", "wed", "thu", "fri"],
    "from": "09:00",
    "to": "17:00",
}
FRIDAY = 4


async def test_what_opens_on_friday_evening_expires_on_monday_morning(
    timed_desk: Desk, timed: Settings, clocks: Clocks
) -> None:
    edit_policies(timed.config_dir, medium={"business_hours": HOURS, "minutes": 60})
    friday = next_friday(await clocks.now(), time(16, 30))
    await clocks.advance_to(friday)
    async with working(timed):
        request, _ = await timed_desk.submit("Deploy the shop to staging")
        gate = await timed_desk.gate(request)

        monday = datetime.combine(friday.date() + timedelta(days=3), time(9), tzinfo=BERLIN)
        left_over = gate.opened_at - friday  # of the first half hour, this much had gone
        assert gate.expires_at == monday + timedelta(minutes=30) + left_over
        await clocks.advance_to(monday + timedelta(minutes=29))
        assert (await timed_desk.approvals.get(gate.request_id)).status is ApprovalStatus.PENDING
        await clocks.advance_to(monday + timedelta(minutes=32))

        assert (await timed_desk.ended(request)).status is OrchestrationStatus.EXPIRED
    reminded = await timed_desk.events(request, "approval.reminded")
    assert len(reminded) == 2, "the first on Friday at five, the second on Monday"


def next_friday(now: datetime, at: time) -> datetime:
    """The next Friday at that time in Berlin, a whole day away at least."""
    day = now.astimezone(BERLIN).date() + timedelta(days=2)
    while day.weekday() != FRIDAY:
        day += timedelta(days=1)
    return datetime.combine(day, at, tzinfo=BERLIN)

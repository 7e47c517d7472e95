"""Deadlines, reminders and rungs: when they come, in business hours too."""

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest

from domain.approvals.tiers import BusinessHours, Rung, Tier
from domain.approvals.timetable import later, timetable

FRIDAY = datetime(2026, 11, 27, 16, 30, tzinfo=UTC)
"""17:30 in Berlin."""
OFFICE = BusinessHours(zone="Europe/Berlin", days=(0, 1, 2, 3, 4), opens=time(9), closes=time(18))


def test_shares_of_the_time_and_the_rungs_in_order() -> None:
    tier = Tier(
        roles=("a",),
        timeout=timedelta(minutes=100),
        reminders=(0.8, 0.5),
        ladder=(Rung(after=0.9, notify=("oncall",)), Rung(after=0.25, roles=("b",))),
    )

    times = timetable(tier, opened_at=FRIDAY, request_id="r")

    assert times.expires_at == FRIDAY + timedelta(minutes=100)
    assert [at - FRIDAY for at in times.reminders] == [timedelta(minutes=50), timedelta(minutes=80)]
    assert [(rung.at - FRIDAY, rung.roles, rung.notify) for rung in times.rungs] == [
        (timedelta(minutes=25), ("b",), ()),
        (timedelta(minutes=90), (), ("oncall",)),
    ]


def test_a_thousand_deadlines_are_spread_and_each_stays_where_it_is() -> None:
    tier = Tier(roles=("a",), timeout=timedelta(minutes=30), spread=timedelta(seconds=10))
    ids = [str(uuid4()) for _ in range(1_000)]

    ends = [timetable(tier, opened_at=FRIDAY, request_id=name).expires_at for name in ids]

    assert ends == [timetable(tier, opened_at=FRIDAY, request_id=name).expires_at for name in ids]
    assert all(timedelta(minutes=30) <= end - FRIDAY < timedelta(minutes=30, seconds=10) for end in ends)
    busiest = max(
        sum(int((end - FRIDAY).total_seconds()) == 1800 + second for end in ends) for second in range(10)
    )
    assert busiest < 200, "about a hundred in each second"


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        (FRIDAY, 20, FRIDAY + timedelta(minutes=20)),
        (FRIDAY, 30, FRIDAY + timedelta(minutes=30)),  # the very end of the day
        (FRIDAY, 60, datetime(2026, 11, 30, 8, 30, tzinfo=UTC)),  # Monday, 09:30 in Berlin
        (datetime(2026, 11, 28, 3, tzinfo=UTC), 60, datetime(2026, 11, 30, 9, tzinfo=UTC)),  # at night
        (datetime(2026, 11, 23, 5, tzinfo=UTC), 60, datetime(2026, 11, 23, 9, tzinfo=UTC)),  # before it opens
        (datetime(2026, 11, 23, 8, tzinfo=UTC), 9 * 60 * 5, datetime(2026, 11, 27, 17, tzinfo=UTC)),  # a week
        (
            datetime(2026, 3, 27, 16, 30, tzinfo=UTC),
            60,
            datetime(2026, 3, 30, 7, 30, tzinfo=UTC),
        ),  # summer time
    ],
)
def test_only_business_hours_count(start: datetime, minutes: int, end: datetime) -> None:
    assert later(start, timedelta(minutes=minutes), OFFICE) == end

"""When what happens to a request: its deadline, its reminders, the rungs of its ladder.

All of it follows from the tier, the moment of opening and the request's id, and is fixed when it opens.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.approvals.tiers import BusinessHours, Tier
from domain.models import Value, sha256_hex


class Joining(Value):
    """From ``at`` on ``roles`` may decide too; ``notify`` are told."""

    at: datetime
    roles: tuple[str, ...] = ()
    notify: tuple[str, ...] = ()


class Timetable(Value):
    """Absolute times, in order."""

    expires_at: datetime
    reminders: tuple[datetime, ...] = ()
    rungs: tuple[Joining, ...] = ()


def timetable(tier: Tier, *, opened_at: datetime, request_id: str) -> Timetable:
    """``opened_at`` is by Postgres' clock. The same arguments give the same times."""
    total = tier.timeout + tier.spread * _share_of(request_id)

    def at(share: float) -> datetime:
        return later(opened_at, total * share, tier.hours)

    return Timetable(
        expires_at=at(1),
        reminders=tuple(at(share) for share in sorted(tier.reminders)),
        rungs=tuple(
            Joining(at=at(rung.after), roles=rung.roles, notify=rung.notify)
            for rung in sorted(tier.ladder, key=lambda rung: rung.after)
        ),
    )


def later(start: datetime, duration: timedelta, hours: BusinessHours | None) -> datetime:
    """``duration`` after ``start``, counting only business hours where there are any."""
    if hours is None:
        return start + duration
    zone = ZoneInfo(hours.zone)
    day, left = start.astimezone(zone).date(), duration
    while True:
        opens = datetime.combine(day, hours.opens, tzinfo=zone).astimezone(start.tzinfo)
        closes = datetime.combine(day, hours.closes, tzinfo=zone).astimezone(start.tzinfo)
        begins = max(opens, start)
        if day.weekday() in hours.days and begins < closes:
            if begins + left <= closes:
                return begins + left
            left -= closes - begins
        day += timedelta(days=1)


def _share_of(request_id: str) -> float:
    """From 0 up to 1, evenly spread over the random request ids, and the same at every try."""
    return int(sha256_hex(request_id.encode())[:8], 16) / 0x1_0000_0000

"""How the approvers are doing: how long they take, what they let pass, who decides too fast to have read."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from pydantic import Field

from domain.approvals.approvers import Approvers
from domain.models import Value
from domain.risk.levels import RiskLevel

HASTY_SECONDS = 5
"""A decision sooner after the opening than this was hardly read."""
HASTY_SHARE = 0.25
HASTY_LEAST = 3
"""With fewer hasty decisions than this nobody is flagged, whatever their share."""
BUCKETS = (5, 30, 60, 300, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 259_200)
"""Upper bounds in seconds, for the histogram of the time to decide."""


class Percentiles(Value):
    """Seconds; null where nothing was decided."""

    median: float | None = None
    p90: float | None = None
    max: float | None = None


class Decided(Value):
    """``decisions`` are people's: a quorum of two makes two. ``hasty``: those under :data:`HASTY_SECONDS`.

    A break-glass start is an approval, and never hasty: it is meant to be at once.
    ``refusals``: how many decisions were refused, by slug.
    """

    decisions: int = 0
    hasty: int = 0
    questions: int = 0
    time_to_decide: Percentiles = Percentiles()
    approved_share: float | None = Field(default=None, description="0 to 1; null without a decision.")
    refusals: dict[str, int] = Field(default_factory=dict)


class Asked(Value):
    """``opened``, ``expired`` and ``void`` count requests; ``open`` those open now, whenever they opened."""

    opened: int = 0
    expired: int = 0
    void: int = 0
    open: int = 0
    oldest_open: datetime | None = None


class TierStats(Decided, Asked):
    """One tier. ``time_to_decide`` and ``approved_share`` are of requests, not of single decisions."""

    tier: RiskLevel
    approved: int = 0
    denied: int = 0


class PersonStats(Decided, Asked):
    """One person, as the judge recognised them. ``approved`` and ``denied`` are their own decisions.

    What was asked of them are the requests that name one of the roles they hold now; ``open`` those that
    still wait for their word. ``flagged``: many of their decisions are hasty.
    """

    person: str
    approved: int = 0
    denied: int = 0
    flagged: bool = False


class ApprovalStats(Value):
    """Of requests that opened from ``since`` to ``until``, by Postgres' clock."""

    since: datetime
    until: datetime
    hasty_seconds: int = HASTY_SECONDS
    tiers: tuple[TierStats, ...]
    people: tuple[PersonStats, ...]


class TierCounts(Value):
    """One tier since the beginning. ``buckets`` counts decided requests up to each of :data:`BUCKETS`.

    Every number but ``open`` and the age, in seconds, of the oldest one only ever grows. ``hasty`` is None
    while the ledger cannot be read.
    """

    tier: RiskLevel
    opened: int = 0
    approved: int = 0
    denied: int = 0
    expired: int = 0
    void: int = 0
    open: int = 0
    oldest_open_seconds: float = 0.0
    decide_seconds: float = 0.0
    buckets: tuple[int, ...] = (0,) * len(BUCKETS)
    hasty: int | None = 0

    @property
    def decided(self) -> int:
        return self.approved + self.denied


class Duty(NamedTuple):
    """A person and the roles in which they are asked."""

    person: str
    roles: tuple[str, ...]


class ApprovalStatsStore(Protocol):
    """Figures over approval requests and the verdicts of the ledger."""

    async def report(self, *, days: float, duties: Collection[Duty]) -> ApprovalStats:
        """Over the last ``days``. People of ``duties`` are there even if they never decided."""

    async def counts(self) -> Mapping[RiskLevel, TierCounts]:
        """Since the beginning, for every tier."""


def duties(approvers: Approvers, at: datetime) -> tuple[Duty, ...]:
    """Everybody's roles at that moment, on loan ones too."""
    found = []
    for person in approvers.people:
        lent = [role for loan in approvers.loans_to(person, at) for role in loan.roles]
        found.append(Duty(person.email, tuple(dict.fromkeys([*person.roles, *lent]))))
    return tuple(found)


def share(part: int, whole: int) -> float | None:
    """None of nothing."""
    return part / whole if whole else None


def is_hasty(*, hasty: int, decisions: int) -> bool:
    """Whether so many hasty decisions look like approving without reading."""
    return hasty >= HASTY_LEAST and hasty / decisions >= HASTY_SHARE

"""The four levels of risk, and what a rating says."""

from enum import StrEnum

from domain.models import Value


class RiskLevel(StrEnum):
    """Ordered: ``low < medium < high < critical`` (compare with :attr:`rank` or ``max(..., key=)``)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return _RANK[self]

    def exceeds(self, other: "RiskLevel") -> bool:
        return self.rank > other.rank


_RANK = {level: rank for rank, level in enumerate(RiskLevel)}


def highest(*levels: RiskLevel) -> RiskLevel:
    """The highest of the levels; low where there is none."""
    return max(levels, key=lambda level: level.rank, default=RiskLevel.LOW)


class ClauseRating(Value):
    """What was read in one clause of the text, and which rule decided its level."""

    text: str
    operation: str
    resource: str
    environment: str
    level: RiskLevel
    rule: str
    reason: str
    notes: tuple[str, ...] = ()


class RiskAssessment(Value):
    """The rating of one text. ``reasons`` is never empty; ``clauses`` is in the text's order."""

    level: RiskLevel
    operation: str = "unknown"
    resource: str = "unknown"
    environment: str = "unknown"
    reasons: tuple[str, ...]
    rules: tuple[str, ...] = ()
    clauses: tuple[ClauseRating, ...] = ()
    policy_version: str

"""Who may approve: people and their roles. No role inherits another."""

from pydantic import Field

from domain.approvals.requests import Tier
from domain.models import Value
from domain.risk.levels import RiskLevel

OPERATOR = "operator@local"
"""The pseudo-person of the embedded stack: its first token, and unsigned signals on its server."""


class Person(Value):
    """``email``, casefolded, is the identity in verdicts. ``embedded_only``: counts nowhere else."""

    email: str
    name: str = ""
    linear_id: str | None = None
    roles: tuple[str, ...] = Field(default=())
    embedded_only: bool = False


class Approvers(Value):
    """The people of ``approvers.yaml``; ``version`` is the hash of its parsed content."""

    version: str
    people: tuple[Person, ...]

    def find(self, *, email: str | None = None, linear_id: str | None = None) -> Person | None:
        """The one person whom all that is given names; None for a stranger, or where it names two."""
        by_email = {person.email for person in self.people if email and person.email == email.casefold()}
        by_id = {person.email for person in self.people if linear_id and person.linear_id == linear_id}
        named = [found for given, found in ((email, by_email), (linear_id, by_id)) if given]
        if not named or len(set.union(*named)) != 1 or not all(named):
            return None
        (only,) = set.union(*named)
        return next(person for person in self.people if person.email == only)


class ApprovalPolicies(Value):
    """The tiers of ``approval-policies.yaml``; low needs no approval."""

    version: str
    tiers: dict[RiskLevel, Tier]

    def tier(self, level: RiskLevel) -> Tier | None:
        """None for a level that runs at once. A level above low without a tier never runs at once."""
        if level is RiskLevel.LOW:
            return None
        return self.tiers[level]

"""Who may approve: people and their roles. No role inherits another."""

from collections.abc import Collection
from datetime import datetime

from pydantic import Field

from domain.approvals.decisions import Loan
from domain.approvals.grants import GrantPolicy
from domain.approvals.tiers import Tier
from domain.models import Value
from domain.risk.levels import RiskLevel

ANONYMOUS = "anonymous@local"
"""The requester where nobody said who they are, on loopback only."""
OPERATOR = "operator@local"
"""The pseudo-person of the embedded stack: its first token, and unsigned signals on its server."""


class Period(Value):
    """From ``starts`` up to, not including, ``ends``; both aware."""

    starts: datetime
    ends: datetime

    def covers(self, at: datetime) -> bool:
        return self.starts <= at < self.ends


class Delegation(Period):
    """While it lasts, ``to`` (an email) has the roles of whoever delegates, beside their own."""

    to: str


class Person(Value):
    """``email``, casefolded, is the identity in verdicts. ``embedded_only``: counts nowhere else.

    Who is out of office is not told of requests; their word still counts.
    """

    email: str
    name: str = ""
    linear_id: str | None = None
    roles: tuple[str, ...] = Field(default=())
    embedded_only: bool = False
    delegations: tuple[Delegation, ...] = ()
    out_of_office: tuple[Period, ...] = ()

    def away(self, at: datetime) -> bool:
        return any(period.covers(at) for period in self.out_of_office)

    def delegate(self, at: datetime) -> str | None:
        """Who stands in for this person at that moment."""
        return next((item.to for item in self.delegations if item.covers(at)), None)


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

    def loans_to(self, person: Person, at: datetime) -> tuple[Loan, ...]:
        """The roles that others have delegated to ``person``. What is on loan cannot be lent on."""
        return tuple(
            Loan(lender=other.email, roles=other.roles)
            for other in self.people
            if other.email != person.email and other.delegate(at) == person.email
        )

    def holders(self, roles: Collection[str], at: datetime) -> tuple[Person, ...]:
        """Who could decide with one of ``roles``, their own or on loan."""
        wanted = set(roles)
        return tuple(
            person
            for person in self.people
            if wanted & {*person.roles, *(role for loan in self.loans_to(person, at) for role in loan.roles)}
        )


class ApprovalPolicies(Value):
    """The tiers of ``approval-policies.yaml``, low needs no approval; and what goes beside them.

    ``break_glass_roles``: who may start at once; empty: nobody. ``halt_roles``: who may halt all dispatch;
    empty: every approver. ``resume_roles`` may lift it. ``budget_level``: whose tier is asked for
    more budget.
    """

    version: str
    tiers: dict[RiskLevel, Tier]
    break_glass_roles: tuple[str, ...] = ()
    halt_roles: tuple[str, ...] = ()
    resume_roles: tuple[str, ...] = ()
    grants: GrantPolicy = GrantPolicy()
    budget_level: RiskLevel = RiskLevel.MEDIUM

    def tier(self, level: RiskLevel) -> Tier | None:
        """None for a level that runs at once. A level above low without a tier never runs at once."""
        if level is RiskLevel.LOW:
            return None
        return self.tiers[level]

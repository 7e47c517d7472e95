"""Grants: approvals given in advance, for a short while, to tool calls of a narrow kind.

A grant clears calls that would otherwise wait at a gate; never a plan, never anything critical or
destructive. :func:`refusal_of` is the one rule for whether it fits a call; whether the person behind it still
may grant it is :func:`domain.approvals.standing.grant_refusal`. All times are Postgres'.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from typing import Protocol

from pydantic import Field

from domain.errors import InvalidInputError
from domain.models import Value
from domain.risk.levels import RiskLevel
from domain.risk.reading.facts import DESTRUCTIVE, Operation

PARTS = ("tool", "agent", "environment", "operation")
KNOWN = frozenset(Operation) - {Operation.NONE, Operation.UNKNOWN}
"""Of any other nothing was read: whatever it is, nobody approved it in advance."""
_PART = re.compile(r"[\w.:*?-]{1,200}", re.ASCII)
_OPEN = frozenset("*?")


class GrantPolicy(Value):
    """What an operator allows. ``max_duration``: no grant lasts longer, whatever was asked for."""

    max_duration: timedelta = Field(default=timedelta(hours=8), gt=timedelta(0))


class GrantScope(Value):
    """Four patterns in which ``*`` and ``?`` stand for anything; ``tool`` is matched as ``server.tool``."""

    tool: str
    agent: str
    environment: str
    operation: str

    @classmethod
    def parse(cls, text: str) -> "GrantScope":
        """``tool/agent/environment/operation``.

        Raises :class:`~domain.errors.InvalidInputError` unless all four are there and one of them says
        something. Classes as ``[!p]*`` are refused: they let in more than they seem to.
        """
        parts = text.split("/")
        if len(parts) != len(PARTS):
            raise InvalidInputError(f"a scope has four parts: {'/'.join(PARTS)}", field="/scope")
        for name, part in zip(PARTS, parts, strict=True):
            if not _PART.fullmatch(part):
                raise InvalidInputError(
                    f"the scope's {name} is letters, digits, any of . : _ -, * and ?", field="/scope"
                )
        if all(_OPEN.issuperset(part) for part in parts):
            raise InvalidInputError("the scope would let everything through: name something", field="/scope")
        return cls(**dict(zip(PARTS, parts, strict=True)))

    def __str__(self) -> str:
        return f"{self.tool}/{self.agent}/{self.environment}/{self.operation}"

    def covers(self, *, tool: str, agent: str, environment: str | None, operation: str) -> bool:
        """An environment that nobody named is ``unknown``."""
        pairs = (
            (tool, self.tool),
            (agent, self.agent),
            (environment or "unknown", self.environment),
            (operation, self.operation),
        )
        return all(fnmatchcase(value, pattern) for value, pattern in pairs)


class GrantDraft(Value):
    """What a person asks for: ``person`` grants under ``role``, for ``duration`` from now on."""

    grant_id: str
    person: str
    role: str
    scope: GrantScope
    duration: timedelta
    reason: str | None = None


class Grant(Value):
    """A stored grant. ``uses`` counts the calls that it cleared."""

    grant_id: str
    person: str
    role: str
    scope: GrantScope
    reason: str | None = None
    added_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    revoked_by: str | None = None
    revoke_reason: str | None = None
    uses: int = 0

    def state_at(self, now: datetime) -> str:
        """``active``, ``revoked`` or ``expired``."""
        if self.revoked_at is not None:
            return "revoked"
        return "active" if now < self.expires_at else "expired"


class GrantQuery(Value):
    """A tool call that would need people's approval.

    ``environment``: the most dangerous one that the run or the call's own arguments name. ``operation``: what
    the call would do, as :class:`~domain.risk.reading.facts.Operation` spells it; where it would do several
    things, a destructive one of them if there is one. ``destructive``: the tool may destroy by its
    annotations, which is also what a tool without them counts as.
    """

    task_id: str
    workflow_id: str
    call_id: str
    tool: str
    agent: str
    environment: str | None = None
    operation: str
    destructive: bool = True
    level: RiskLevel
    digest: str
    requester: str


class GrantUse(Value):
    """One call, cleared: it is in the ledger. ``expires_at`` is the grant's."""

    grant_id: str
    call_id: str
    person: str
    role: str
    used_at: datetime
    expires_at: datetime


Refuses = Callable[[Grant, datetime], str | None]
"""Why a grant does not clear the call in hand at that moment; None where it does."""


def refusal_of(grant: Grant, call: GrantQuery, now: datetime) -> str | None:
    """Why ``grant`` itself does not clear ``call`` at ``now``; None where it does."""
    state = grant.state_at(now)
    if state != "active":
        return f"the grant is {state}"
    if call.level is RiskLevel.CRITICAL:
        return "what is critical is never cleared in advance"
    if call.operation not in KNOWN:
        return "what the call would do is not known"
    if call.destructive or call.operation in DESTRUCTIVE:
        return "what may destroy is never cleared in advance"
    if not grant.scope.covers(
        tool=call.tool, agent=call.agent, environment=call.environment, operation=call.operation
    ):
        return "the scope does not cover the call"
    return None


class GrantStore(Protocol):
    """Rows of ``grants`` and ``grant_uses``; each change is a ledger entry in the same transaction."""

    async def add(self, draft: GrantDraft) -> Grant:
        """In force from now on; a known id returns what is there.

        Raises :class:`~domain.errors.IdempotencyConflictError` where that is another grant.
        """

    async def revoke(self, grant_id: str, *, person: str, reason: str | None) -> Grant:
        """Ends it for good, at once; a repeat changes nothing.

        Raises :class:`~domain.errors.NotFoundError`.
        """

    async def list(self, *, active: bool = False, limit: int = 50) -> Sequence[Grant]:
        """Newest first."""

    async def use(self, call: GrantQuery, refuses: Refuses) -> GrantUse | None:
        """Clear ``call`` by the first grant that fits; None where none does, and during a halt.

        The ledger entry is committed on return. The same call asked for again under the same grant is the
        same use; a grant that has ended since clears it no more.
        """

    async def in_force(self, grant_id: str) -> bool:
        """Neither revoked nor expired."""

"""Budgets: what model calls may take, in tokens and US dollars, before people are asked for more.

A budget is for one orchestration or for one day (UTC, by Postgres' clock), of all agents together or of one.
Every call counts, also one whose answer was of no use.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, Protocol

from domain.approvals.requests import ApprovalStatus
from domain.models import Value, digest_of
from domain.risk.levels import RiskLevel

WARN_SHARE = 0.8
"""Of a budget: whoever watches events is told once so much of it is spent."""

LEFT_BEHIND = timedelta(minutes=5)
"""After its deadline a request for more that is still undecided is nobody's: its run is gone."""


class Window(StrEnum):
    ORCHESTRATION = "orchestration"
    DAY = "day"


_IF_DENIED = {
    Window.ORCHESTRATION: "what cannot go on without it fails",
    Window.DAY: "every run that waits for it now ends",
}


class Limit(Value):
    """None: that unit is not limited."""

    tokens: int | None = None
    usd: float | None = None

    def __str__(self) -> str:
        found = (_tokens(self.tokens), _usd(self.usd))
        return " or ".join(text for text in found if text) or "unlimited"


class Budget(Value):
    """None: there is none for that window."""

    per_orchestration: Limit | None = None
    per_day: Limit | None = None

    def __str__(self) -> str:
        each = {"for each orchestration": self.per_orchestration, "a day": self.per_day}
        return ", ".join(f"{limit} {window}" for window, limit in each.items() if limit is not None)

    def within(self, window: Window) -> Limit | None:
        return self.per_day if window is Window.DAY else self.per_orchestration


class Amount(Value):
    tokens: int = 0
    usd: float = 0.0

    def plus(self, *others: "Amount") -> "Amount":
        """Reckoned in decimals: a sum of many has no drift."""
        amounts = (self, *others)
        return Amount(tokens=sum(one.tokens for one in amounts), usd=exact_sum(one.usd for one in amounts))


class BudgetScope(Value):
    """Whose calls count. ``of``: the task's id, or the day as ``2026-11-28``. ``agent`` None: all agents'."""

    window: Window
    of: str
    agent: str | None = None

    @property
    def id(self) -> str:
        """As in ``day/2026-11-28/cicd``."""
        return "/".join(part for part in (self.window.value, self.of, self.agent) if part)

    def __str__(self) -> str:
        when = f"on {self.of} (UTC)" if self.window is Window.DAY else "in this orchestration"
        return f"{self.agent or 'all agents'} {when}"


class Standing(Value):
    """A budget and where it stands; ``allowed``: what approvers added to ``limit`` so far."""

    scope: BudgetScope
    limit: Limit
    spent: Amount = Amount()
    allowed: Amount = Amount()

    @property
    def ceiling(self) -> Limit:
        """The limit with what was added."""
        tokens, usd = self.limit.tokens, self.limit.usd
        return Limit(
            tokens=None if tokens is None else tokens + self.allowed.tokens,
            usd=None if usd is None else exact_sum((usd, self.allowed.usd)),
        )

    @property
    def share(self) -> float:
        """Of the ceiling, in the unit that is nearer to its end; from 1.0 on nothing is left."""
        ceiling = self.ceiling
        shares = [self.spent.tokens / ceiling.tokens] if ceiling.tokens else []
        shares += [self.spent.usd / ceiling.usd] if ceiling.usd else []
        return max(shares, default=0.0)

    @property
    def is_used_up(self) -> bool:
        ceiling = self.ceiling
        return (ceiling.tokens is not None and self.spent.tokens >= ceiling.tokens) or (
            ceiling.usd is not None and self.spent.usd >= ceiling.usd
        )

    def as_much_again(self) -> Amount:
        """What makes the ceiling one more limit than is spent now, however far calls have gone past it."""
        limit, ceiling = self.limit, self.ceiling
        tokens = self.spent.tokens + limit.tokens - (ceiling.tokens or 0) if limit.tokens else 0
        usd = exact_sum((self.spent.usd, limit.usd, -(ceiling.usd or 0.0))) if limit.usd else 0.0
        return Amount(tokens=max(tokens, 0), usd=max(usd, 0.0))


class BudgetRequest(Standing):
    """What approvers are asked: ``more``, so that ``caller``, an agent, can go on.

    ``config_version``: of the ``models.yaml`` that sets the limit.
    """

    more: Amount
    caller: str
    config_version: str

    def digest(self, task_id: str) -> str:
        """Binds an approval to exactly this."""
        return digest_of({"task_id": task_id, "budget": self.model_dump(mode="json")})

    def told(self) -> tuple[tuple[str, str], ...]:
        """What it says, for people: labels and words."""
        after = Standing(
            scope=self.scope, limit=self.limit, allowed=self.allowed.plus(self.more), spent=self.spent
        )
        units = self.limit
        return (
            ("Budget of", str(self.scope)),
            ("Spent", amount_text(self.spent, units)),
            ("Limit", str(self.limit)),
            ("Allowed more so far", amount_text(self.allowed, units)),
            ("Asked for", f"{amount_text(self.more, units)} more; the limit is then {after.ceiling}"),
            ("If denied", _IF_DENIED[self.scope.window]),
        )


class Shortfall(Value):
    """No call is made until people of ``level``'s tier allow what is ``asked``."""

    asked: BudgetRequest
    level: RiskLevel


class WindowLimit(NamedTuple):
    window: Window
    agent: str | None
    limit: Limit


class BudgetConfig(Value):
    """``everyone``: of all agents together."""

    everyone: Budget = Budget()
    agents: Mapping[str, Budget] = {}

    def limits(self, agents: Iterable[str]) -> list[WindowLimit]:
        """What the calls of these agents are held against: the narrowest first."""
        whose = [*((agent, self.agents.get(agent, Budget())) for agent in agents), (None, self.everyone)]
        return [
            WindowLimit(window, agent, limit)
            for window in Window
            for agent, budget in whose
            if (limit := budget.within(window)) is not None
        ]


class Spending(Value):
    """What was spent by each agent: in the orchestration that was asked about, and on ``day``, today."""

    day: str
    by_window: Mapping[Window, Mapping[str, Amount]] = {}

    def standing(self, limit: WindowLimit, *, task_id: str) -> Standing:
        of = self.day if limit.window is Window.DAY else task_id
        found = self.by_window.get(limit.window, {})
        spent = Amount().plus(*found.values()) if limit.agent is None else found.get(limit.agent, Amount())
        scope = BudgetScope(window=limit.window, of=of, agent=limit.agent)
        return Standing(scope=scope, limit=limit.limit, spent=spent)


class Allowance(Value):
    """What an approved request added to the budget of the scope id ``budget``, by whom and when."""

    request_id: str
    budget: str
    task_id: str
    more: Amount
    person: str
    at: datetime


class OpenRequest(Value):
    """``waiting``: how many other runs follow it."""

    request_id: str
    waiting: int


class RequestForMore(Value):
    """How a request stands; ``void`` also where its run left it behind."""

    status: ApprovalStatus
    decided_by: str | None = None
    reason: str | None = None


class BudgetStore(Protocol):
    """Sums over ``token_usage``, rows of ``budget_allowances``. Raises
    :class:`~domain.errors.UnavailableError`.
    """

    async def spent(self, *, task_id: str, windows: Collection[Window]) -> Spending:
        """By each agent, in the windows asked for: of the orchestration, of today. One query."""

    async def allowances(self, budgets: Collection[str]) -> Sequence[Allowance]:
        """Of these scope ids, oldest first."""

    async def warn(self, standing: Standing) -> None:
        """Append the event ``budget.warned``, once for each scope."""

    async def open_requests(self, budgets: Collection[str]) -> Mapping[str, OpenRequest]:
        """The undecided request for more, for each of these scope ids that has one."""

    async def follow(self, request_id: str, *, task_id: str) -> RequestForMore:
        """How another run's request stands, for ``task_id``, which waits for it; its row says so meanwhile.

        Raises :class:`~domain.errors.NotFoundError`.
        """


def with_allowances(standings: Iterable[Standing], allowances: Iterable[Allowance]) -> list[Standing]:
    found = list(allowances)
    return [
        standing.model_copy(
            update={
                "allowed": Amount().plus(*(each.more for each in found if each.budget == standing.scope.id))
            }
        )
        for standing in standings
    ]


def amount_text(amount: Amount, units: Limit) -> str:
    """In the units that are limited."""
    tokens = _tokens(amount.tokens) if units.tokens is not None else ""
    usd = _usd(amount.usd) if units.usd is not None else ""
    return " and ".join(text for text in (tokens, usd) if text)


def exact_sum(amounts: Iterable[float]) -> float:
    return float(sum((Decimal(repr(amount)) for amount in amounts), Decimal(0)))


def _tokens(number: int | None) -> str:
    return "" if number is None else f"{number:,} tokens"


def _usd(amount: float | None) -> str:
    """Cents where there are dollars, else as small as it is."""
    if amount is None:
        return ""
    exact = Decimal(repr(amount))
    return f"${exact:,.2f}" if exact >= 1 or exact == round(exact, 2) else f"${exact:f}"

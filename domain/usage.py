"""Tokens and what they cost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from domain.models import Value


class TokenUsage(Value):
    """One model call. ``cost`` is in US dollars, ``latency`` in seconds.

    ``config_version``: of the ``models.yaml`` that chose the model and its prices.
    """

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0
    latency: float = 0.0
    model: str = ""
    config_version: str = ""


class UsageTotals(Value):
    """Sums over calls; units as in :class:`TokenUsage`."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    total_cost: float = 0.0
    total_latency: float = 0.0
    call_count: int = 0
    model: str = ""

    @property
    def total_tokens(self) -> int:
        return self.prompt_tokens + self.completion_tokens


LATENCY_BUCKETS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 40.0, 80.0, 120.0)
"""Seconds."""


class UsageCounts(Value):
    """``buckets``: how many calls took at most the seconds of :data:`LATENCY_BUCKETS`."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    total_cost: float = 0.0
    total_latency: float = 0.0
    call_count: int = 0
    buckets: tuple[int, ...] = (0,) * len(LATENCY_BUCKETS)


class UsageStore(Protocol):
    """Rows of ``token_usage``, keyed (turn id, call id): every call is kept, also a loser's of a race."""

    async def add(
        self, *, task_id: str, turn_id: str, call_id: str, agent: str, usage: TokenUsage
    ) -> None: ...

    async def tokens_of_turn(self, turn_id: str) -> int:
        """Prompt and completion tokens of every call that was made for the turn."""

    async def by_agent(
        self, *, since: datetime | None = None, task_id: str | None = None
    ) -> Mapping[str, UsageTotals]:
        """One row for each agent that called a model."""

    async def counts(self) -> Mapping[str, UsageCounts]:
        """The same of all time, with what a histogram wants."""

    async def tracking_since(self) -> datetime | None: ...

"""Which model answers for which agent, what it costs, and how two such choices differ."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from domain.budgets import Budget, BudgetConfig, Limit
from domain.errors import NotFoundError
from domain.models import Value

_MILLION = Decimal(1_000_000)


class Provider(StrEnum):
    OFFLINE = "offline"
    OPENAI_COMPATIBLE = "openai-compatible"
    ANTHROPIC = "anthropic"


ALL_AGENTS = "all agents"
OFFLINE_MODEL = "rules"
"""The one that the offline provider has."""


class ModelChoice(Value):
    """One model and how it is called; None leaves a parameter to the provider.

    ``base_url`` is where it is called, ``api_key_env`` the variable of the key there; without both, the
    variables ``LLM_*`` say it. Prices are US dollars for a million tokens, those of the prompt and those of
    the answer.
    """

    provider: Provider
    model: str
    temperature: float | None = None
    max_tokens: int | None = None
    context_window: int | None = None
    input_cost: float = 0.0
    output_cost: float = 0.0
    base_url: str | None = None
    api_key_env: str | None = None

    @property
    def label(self) -> str:
        """``provider/model``, as recorded with each turn."""
        return f"{self.provider}/{self.model}"

    @property
    def is_priced(self) -> bool:
        return self.input_cost > 0 or self.output_cost > 0

    def cost(self, *, prompt_tokens: int, completion_tokens: int) -> float:
        """US dollars, reckoned in decimals: a sum of many calls has no drift."""
        spent = prompt_tokens * Decimal(repr(self.input_cost)) + completion_tokens * Decimal(
            repr(self.output_cost)
        )
        return float(spent / _MILLION)


class AgentModel(Value):
    """``fallbacks`` are asked in turn after the last try of ``choice``."""

    choice: ModelChoice
    fallbacks: tuple[ModelChoice, ...] = ()
    use_case: str = ""
    tags: tuple[str, ...] = ()
    requests_per_minute: int | None = None
    budget: Budget = Budget()


class ModelConfig(Value):
    """``version`` is the hash of the file's content; ``environment`` is None where no override applies.

    ``budget`` is that of all agents together.
    """

    version: str
    environment: str | None
    agents: Mapping[str, AgentModel]
    budget: Budget = Budget()
    warnings: tuple[str, ...] = ()

    @property
    def budgets(self) -> BudgetConfig:
        agents = {name: agent.budget for name, agent in self.agents.items()}
        return BudgetConfig(everyone=self.budget, agents=agents)

    def of(self, agent: str) -> AgentModel:
        """Raises :class:`~domain.errors.NotFoundError`."""
        if agent not in self.agents:
            raise NotFoundError(f"no model is configured for {agent!r}")
        return self.agents[agent]


class ModelChange(Value):
    """One field of one agent, or of :data:`ALL_AGENTS`; None where it is not set."""

    agent: str
    field: str
    before: Any
    after: Any

    def __str__(self) -> str:
        return f"{self.agent}.{self.field}: {_shown(self.before)} -> {_shown(self.after)}"


def model_changes(before: ModelConfig, after: ModelConfig) -> tuple[ModelChange, ...]:
    """Of all agents together, then agent by agent, in the order of the configuration."""
    found = _changes(ALL_AGENTS, _flat_budget(before.budget), _flat_budget(after.budget))
    for agent in dict.fromkeys([*before.agents, *after.agents]):
        old, new = (_flat(config.agents.get(agent)) for config in (before, after))
        found += _changes(agent, old, new)
    return tuple(found)


def _changes(agent: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[ModelChange]:
    return [
        ModelChange(agent=agent, field=field, before=old.get(field), after=new.get(field))
        for field in dict.fromkeys([*old, *new])
        if old.get(field) != new.get(field)
    ]


def _flat(entry: AgentModel | None) -> dict[str, Any]:
    if entry is None:
        return {}
    found = entry.model_dump(mode="json", exclude={"budget"})
    return {**found.pop("choice"), **found, **_flat_budget(entry.budget)}


def _flat_budget(budget: Budget) -> dict[str, Any]:
    limits = budget.model_dump(mode="json", exclude_none=True)
    return {f"budget.{window}": limit for window, limit in limits.items()}


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return str(Limit.model_validate(value))
    return "none" if value is None or value == [] else str(value)

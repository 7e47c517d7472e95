"""The schema of ``config/agents/models.yaml``; a typing mistake in a key is an error, not a default."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

MAX_FALLBACKS = 3
"""One answer may take two minutes, and a turn ten."""
PRICES = ("cost_per_1m_tokens", "input_cost_per_1m_tokens", "output_cost_per_1m_tokens")

_Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^\S+$")]
_Price = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
_Tokens = Annotated[int, Field(ge=1, le=100_000_000)]
_Environment = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    @field_validator("*", mode="before")
    @classmethod
    def _says_something(cls, value: Any) -> Any:
        if value is None:
            raise ValueError("is empty: leave the key out, or give it a value")
        return value


class _Limit(_Strict):
    tokens: _Tokens | None = None
    usd: _Price | None = None


class _Budget(_Strict):
    per_orchestration: _Limit | None = None
    per_day: _Limit | None = None


class ModelEntry(_Strict):
    """One model. Of prices the single one counts where that of its side is not given."""

    model: _Name | None = None
    provider: Literal["offline", "openai-compatible"] | None = None
    temperature: Annotated[float, Field(ge=0, le=2, allow_inf_nan=False)] | None = None
    max_tokens: _Tokens | None = None
    context_window: _Tokens | None = None
    cost_per_1m_tokens: _Price | None = None
    input_cost_per_1m_tokens: _Price | None = None
    output_cost_per_1m_tokens: _Price | None = None

    @property
    def priced(self) -> bool:
        return any(getattr(self, price) is not None for price in PRICES)

    @property
    def input_cost(self) -> float:
        return self._side(self.input_cost_per_1m_tokens)

    @property
    def output_cost(self) -> float:
        return self._side(self.output_cost_per_1m_tokens)

    def _side(self, own: float | None) -> float:
        return own if own is not None else self.cost_per_1m_tokens or 0.0


class AgentEntry(ModelEntry):
    """``requests_per_minute`` and ``budget`` are read, and not enforced yet."""

    use_case: str | None = None
    tags: list[str] | None = None
    fallbacks: list[ModelEntry] | None = Field(default=None, max_length=MAX_FALLBACKS)
    requests_per_minute: Annotated[int, Field(ge=1)] | None = None
    budget: _Budget | None = None


class ModelsFile(_Strict):
    """An empty file is none: an editor that has just cut it short must change nothing."""

    agents: dict[str, AgentEntry]
    environments: dict[_Environment, dict[str, AgentEntry]] = {}


def merged(base: AgentEntry, override: AgentEntry) -> AgentEntry:
    """What the override says, else what the base does; any price of the override replaces all of them."""
    kept = base.model_dump(exclude_unset=True)
    if override.priced:
        kept = {key: value for key, value in kept.items() if key not in PRICES}
    return AgentEntry.model_validate(kept | override.model_dump(exclude_unset=True))

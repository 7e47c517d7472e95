"""The schema of ``config/agents/models.yaml``; a typing mistake in a key is an error, not a default."""

import re
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from config.settings import VARIABLES
from domain.budgets import Budget

MAX_FALLBACKS = 3
"""One answer may take two minutes, and a turn ten."""
PRICES = ("cost_per_1m_tokens", "input_cost_per_1m_tokens", "output_cost_per_1m_tokens")
ENDPOINT = ("base_url", "api_key_env")


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        plain = not (parts.username or parts.password or parts.query or parts.fragment)
        good = plain and parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise ValueError("http:// or https://, a host and a path are wanted: no user, no key, no query")
    return text.rstrip("/")


def _refuse_key(_: Any) -> None:
    raise ValueError("a key never stands in this file: set it in a variable, and name that in api_key_env")


def _variable(text: str) -> str:
    if not _VARIABLE.fullmatch(text):
        raise ValueError("is no name of a variable, as OTHER_KEY is one: a key never stands in this file")
    if text in _NO_KEYS:
        raise ValueError("is a variable of something else, which no provider of models is to see")
    return text


_VARIABLE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)+")
"""With an underscore: a key of capitals and digits alone has none."""
_NO_KEYS = frozenset(
    name for setting, names in VARIABLES.items() if setting != "llm_api_key" for name in names
)
_Url = Annotated[str, Field(max_length=500), AfterValidator(_url)]
_Variable = Annotated[str, Field(max_length=100), AfterValidator(_variable)]
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


class LimitEntry(_Strict):
    tokens: Annotated[int, Field(ge=1, le=10**15)] | None = None
    usd: Annotated[float, Field(gt=0, le=1_000_000_000, allow_inf_nan=False)] | None = None

    @model_validator(mode="after")
    def _limits_something(self) -> Self:
        if self.tokens is None and self.usd is None:
            raise ValueError("names neither tokens nor usd")
        return self


class BudgetEntry(_Strict):
    per_orchestration: LimitEntry | None = None
    per_day: LimitEntry | None = None

    def budget(self) -> Budget:
        return Budget.model_validate(self.model_dump())


class ModelEntry(_Strict):
    """One model. Of prices the single one counts where that of its side is not given.

    ``api_key_env`` is the name of a variable; the key itself is refused.
    """

    model: _Name | None = None
    provider: Literal["offline", "openai-compatible", "anthropic"] | None = None
    base_url: _Url | None = None
    api_key_env: _Variable | None = None
    api_key: Annotated[None, BeforeValidator(_refuse_key)] = None
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
    use_case: str | None = None
    tags: list[str] | None = None
    fallbacks: list[ModelEntry] | None = Field(default=None, max_length=MAX_FALLBACKS)
    requests_per_minute: Annotated[int, Field(ge=1)] | None = None
    budget: BudgetEntry | None = None


class EnvironmentEntry(_Strict):
    """Whatever is not the budget of all agents together is an agent's override."""

    model_config = ConfigDict(extra="allow", strict=True)
    __pydantic_extra__: dict[str, AgentEntry] = Field(init=False)

    budget: BudgetEntry | None = None

    @property
    def agents(self) -> dict[str, AgentEntry]:
        return self.__pydantic_extra__


class ModelsFile(_Strict):
    """An empty file is none: an editor that has just cut it short must change nothing.

    ``budget`` is that of all agents together.
    """

    agents: dict[str, AgentEntry]
    budget: BudgetEntry | None = None
    environments: dict[_Environment, EnvironmentEntry] = {}


def merged(base: AgentEntry, override: AgentEntry) -> AgentEntry:
    """What the override says, else what the base does; a window of its budget replaces that window.

    Any price of the override replaces all of them, and a provider or an address of it takes no key along that
    was meant for another.
    """
    kept = base.model_dump(exclude_unset=True)
    replaced = PRICES if override.priced else ()
    if override.provider or override.base_url:
        replaced = (*replaced, *ENDPOINT)
    kept = {key: value for key, value in kept.items() if key not in replaced}
    budget = merged_budgets(base.budget, override.budget)
    found = AgentEntry.model_validate(kept | override.model_dump(exclude_unset=True))
    return found if budget is None else found.model_copy(update={"budget": budget})


def merged_budgets(base: BudgetEntry | None, override: BudgetEntry | None) -> BudgetEntry | None:
    if base is None or override is None:
        return override or base
    return BudgetEntry.model_validate(
        base.model_dump(exclude_unset=True) | override.model_dump(exclude_unset=True)
    )

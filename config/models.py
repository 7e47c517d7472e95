"""``config/agents/models.yaml``: which model answers for which agent. Validated with file and line.

What wins, field by field: ``environments.<NODE_ENV>.<agent>``, then ``agents.<agent>``, then the variables
``LLM_*``, then the provider ``offline``. Every environment is checked, not only the one in force.
"""

import logging
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from config.model_endpoints import Endpoints
from config.model_entries import ENDPOINT, AgentEntry, ModelEntry, ModelsFile, merged, merged_budgets
from config.settings import Settings
from config.watched import Watched
from config.yaml_files import Pointer, YamlFile, read_yaml
from domain.agents import ORCHESTRATOR
from domain.budgets import Budget, BudgetConfig
from domain.errors import ConfigurationError
from domain.model_choice import OFFLINE_MODEL, AgentModel, ModelChoice, ModelConfig, Provider, model_changes

MODELS_FILE = Path("agents/models.yaml")
PRODUCTION = "production"
"""Always known: without overrides of its own, it has the defaults."""

logger = logging.getLogger(__name__)


class ModelRules:
    """A checked ``models.yaml``, to be read for any of its environments."""

    def __init__(self, settings: Settings, agents: Collection[str], *, here: bool = True) -> None:
        """``here``: models are called from this process, so it must know an endpoint for them.

        Raises :class:`~domain.errors.ConfigurationError` naming file and line.
        """
        self._settings = settings
        self._here = here
        self._endpoints = Endpoints(settings)
        self._agents = tuple(dict.fromkeys([ORCHESTRATOR, *agents]))
        self._file = read_yaml(settings.config_dir / MODELS_FILE)
        self._entries = self._file.parse(ModelsFile)
        for at, names in self._named():
            for name in names:
                if name not in self._agents:
                    raise self._file.error((*at, name), f"no such agent; there are {', '.join(self._agents)}")
        for environment in (None, *self.environments):
            for agent in self._agents:
                _check(self._file, self._entry(agent, environment), self._at(agent, environment))

    @property
    def environments(self) -> tuple[str, ...]:
        return tuple(sorted({PRODUCTION, *self._entries.environments}))

    def config(self, environment: str | None) -> ModelConfig:
        """For an environment; None: the defaults.

        Raises :class:`~domain.errors.ConfigurationError` for one that the file does not know.
        """
        if environment is not None and environment not in self.environments:
            known = ", ".join(self.environments)
            raise self._file.error(
                ("environments",), f"there is no environment {environment!r} (NODE_ENV); there are {known}"
            )
        warnings: list[str] = []
        agents = {agent: self._agent(agent, environment, warnings) for agent in self._agents}
        budgets = self.budgets(environment)
        self._warn_of_dollars(budgets, agents, warnings)
        return ModelConfig(
            version=self._file.version,
            environment=environment,
            agents=agents,
            budget=budgets.everyone,
            warnings=tuple(dict.fromkeys(warnings)),
        )

    def budgets(self, environment: str | None) -> BudgetConfig:
        """What :meth:`config` says of budgets; asks for no provider."""
        override = self._entries.environments.get(environment or "")
        everyone = merged_budgets(self._entries.budget, override.budget if override else None)
        entries = {agent: self._entry(agent, environment).budget for agent in self._agents}
        return BudgetConfig(
            everyone=everyone.budget() if everyone else Budget(),
            agents={agent: entry.budget() for agent, entry in entries.items() if entry},
        )

    def _warn_of_dollars(
        self, budgets: BudgetConfig, agents: Mapping[str, AgentModel], warnings: list[str]
    ) -> None:
        """A limit in dollars never ends calls that cost none."""
        free = [
            agent
            for agent, entry in agents.items()
            if entry.choice.provider is not Provider.OFFLINE and not entry.choice.is_priced
            if any(limit.limit.usd is not None for limit in budgets.limits([agent]))
        ]
        if free:
            why = f"calls of {', '.join(free)} count no dollars: their models have no price"
            warnings.append(str(self._file.error(("budget",), why)))

    def _named(self) -> Iterator[tuple[Pointer, Collection[str]]]:
        yield ("agents",), self._entries.agents
        for name, entry in self._entries.environments.items():
            yield ("environments", name), entry.agents

    def _override(self, agent: str, environment: str | None) -> AgentEntry | None:
        found = self._entries.environments.get(environment or "")
        return None if found is None else found.agents.get(agent)

    def _entry(self, agent: str, environment: str | None) -> AgentEntry:
        base, override = self._entries.agents.get(agent, AgentEntry()), self._override(agent, environment)
        return base if override is None else merged(base, override)

    def _at(self, agent: str, environment: str | None) -> Pointer:
        if environment is not None and self._override(agent, environment) is not None:
            return ("environments", environment, agent)
        return ("agents", agent)

    def _agent(self, agent: str, environment: str | None, warnings: list[str]) -> AgentModel:
        entry, at = self._entry(agent, environment), self._at(agent, environment)
        warn = _Warnings(self._file, warnings)
        override = self._override(agent, environment)
        if override and override.model and not override.priced and entry.priced:
            warn(at, "model", "has no price of its own: that of the default counts")
        fallbacks = enumerate(entry.fallbacks or ())
        return AgentModel(
            choice=self._choice(entry, at, warn),
            fallbacks=tuple(self._choice(one, (*at, "fallbacks", index), warn) for index, one in fallbacks),
            use_case=entry.use_case or "",
            tags=tuple(entry.tags or ()),
            requests_per_minute=entry.requests_per_minute,
            budget=entry.budget.budget() if entry.budget else Budget(),
        )

    def _choice(self, entry: ModelEntry, at: Pointer, warn: "_Warnings") -> ModelChoice:
        provider = self._provider(entry, at, warn)
        if provider is Provider.OFFLINE:
            if entry.model:
                warn(at, "model", f"{entry.model} is not used: the provider is offline")
            return ModelChoice(provider=provider, model=OFFLINE_MODEL)
        model = entry.model or self._settings.llm_model
        if not model:
            raise ConfigurationError(
                f"LLM_MODEL is not set, and {self._file.path} names no model for {'.'.join(map(str, at))}: "
                "name the model that the provider is to use"
            )
        if entry.model and not entry.priced:
            warn(at, "model", f"{entry.model} has no price: its tokens cost nothing")
        choice = ModelChoice(
            provider=provider,
            model=model,
            temperature=entry.temperature,
            max_tokens=entry.max_tokens,
            context_window=entry.context_window,
            input_cost=entry.input_cost,
            output_cost=entry.output_cost,
            base_url=entry.base_url,
            api_key_env=entry.api_key_env,
        )
        return self._reachable(choice, at, warn)

    def _reachable(self, choice: ModelChoice, at: Pointer, warn: "_Warnings") -> ModelChoice:
        found = self._endpoints.completed(choice)
        if fault := self._endpoints.fault(found):
            if self._here:
                raise self._file.error((*at, "provider"), fault)
            warn(at, "provider", f"not from here: {fault}")
        if warning := self._endpoints.warning(found):
            warn(at, "base_url", warning)
        return found

    def _provider(self, entry: ModelEntry, at: Pointer, warn: "_Warnings") -> Provider:
        """A named model never goes to an endpoint that nobody chose, and never gives way to the rules."""
        settings = self._settings
        if chosen := entry.provider or settings.llm_provider:
            return Provider(chosen)
        if entry.model and settings.provider == "offline":
            missing = "no provider is: set LLM_BASE_URL or LLM_API_KEY, or write `provider: offline`"
            if self._here:
                raise self._file.error((*at, "model"), f"{entry.model} is named, but {missing}")
            warn(at, "model", f"{entry.model} is named, but here {missing}")
            return Provider.OPENAI_COMPATIBLE
        return Provider(settings.provider)


class FileModels:
    """What ``models.yaml`` says now. Looked at anew by every :meth:`get`.

    Building it raises :class:`~domain.errors.ConfigurationError`; later, a faulty edit keeps what was in
    force and shows in :attr:`error`.
    """

    def __init__(self, settings: Settings, agents: Collection[str]) -> None:
        self._watched = Watched(
            (settings.config_dir / MODELS_FILE,),
            lambda: ModelRules(settings, agents).config(settings.node_env),
        )
        self._known = self._watched.get()
        self._tell_warnings()

    def get(self) -> ModelConfig:
        found = self._watched.get()
        if found != self._known:
            before, self._known = self._known, found
            changes = "; ".join(map(str, model_changes(before, found))) or "nothing that is used here"
            logger.info("models %s in force, before: %s: %s", found.version, before.version, changes)
            self._tell_warnings()
        return found

    @property
    def error(self) -> str | None:
        """The fault, with file and line, of an edit that is not in force; looks at the file anew."""
        self.get()
        return self._watched.error

    def _tell_warnings(self) -> None:
        for warning in self._known.warnings:
            logger.warning("%s", warning)


class _Warnings:
    def __init__(self, file: YamlFile, found: list[str]) -> None:
        self._file = file
        self._found = found

    def __call__(self, at: Pointer, field: str, message: str) -> None:
        self._found.append(str(self._file.error((*at, field), message)))


def _check(file: YamlFile, entry: AgentEntry, at: Pointer) -> None:
    """What a single value cannot show: it takes the default and its override together."""
    fallbacks = entry.fallbacks or ()
    pieces = [(at, entry), *(((*at, "fallbacks", index), one) for index, one in enumerate(fallbacks))]
    for where, one in pieces:
        if one.max_tokens and one.context_window and one.max_tokens >= one.context_window:
            raise file.error(
                (*where, "max_tokens"), f"an answer of {one.max_tokens} tokens leaves no room for a prompt"
            )
    for index, fallback in enumerate(fallbacks):
        if not fallback.model and fallback.provider != "offline":
            raise file.error((*at, "fallbacks", index), "names no model")
    for where, one in pieces:
        for field in ENDPOINT:
            if getattr(one, field) and one.provider in (None, "offline"):
                raise file.error((*where, field), "say `provider` too: openai-compatible or anthropic")

"""Which model answers for which agent now; implements :class:`~domain.agents.ModelCatalogue`."""

from collections.abc import Collection, Sequence
from typing import Protocol
from urllib.parse import urlsplit

from config.agent_profiles import load_agents
from config.model_endpoints import Endpoint, Endpoints
from config.models import FileModels
from config.settings import Settings
from domain.agents import ChatModel
from domain.circuits import CircuitReport
from domain.model_choice import ModelChoice, ModelConfig, Provider
from integrations.llm.circuit import Circuit, GuardedModel
from integrations.llm.fallbacks import ModelLine
from integrations.llm.windowed import Windowed


class _Client(Protocol):
    """The connections to one endpoint."""

    def model(self, choice: ModelChoice) -> ChatModel: ...

    async def aclose(self) -> None: ...


class Models:
    """Built on use, as ``models.yaml`` says at that moment; a turn that has begun keeps its model."""

    def __init__(self, settings: Settings, config: FileModels) -> None:
        self._endpoints = Endpoints(settings)
        self._config = config
        self._built: dict[ModelChoice, ChatModel] = {}
        self._built_for = ""
        self._clients: dict[Endpoint, _Client] = {}
        self._circuits: dict[str, Circuit] = {}

    @property
    def config(self) -> ModelConfig:
        return self._config.get()

    @property
    def fault(self) -> str | None:
        """Of an edit that is not in force."""
        return self._config.error

    def circuits(self) -> Sequence[CircuitReport]:
        """Of the endpoints that were asked since this was built."""
        return [self._circuits[name].report for name in sorted(self._circuits)]

    async def aclose(self) -> None:
        """Close the connections to the providers."""
        for client in self._clients.values():
            await client.aclose()

    def for_agent(self, agent: str, *, last_try: bool = False) -> ChatModel:
        config = self.config
        if config.version != self._built_for:
            self._built, self._built_for = {}, config.version
        entry = config.of(agent)
        line = [(choice, self._model(choice)) for choice in (entry.choice, *entry.fallbacks)]
        return ModelLine(line, config_version=config.version, last_try=last_try)

    def _model(self, choice: ModelChoice) -> ChatModel:
        if choice not in self._built:
            self._built[choice] = Windowed(self._build(choice), choice)
        return self._built[choice]

    def _build(self, choice: ModelChoice) -> ChatModel:
        if choice.provider is Provider.OFFLINE:
            from integrations.llm.offline.model import build_offline

            return build_offline()
        endpoint = self._endpoints.of(choice)
        if endpoint not in self._clients:
            self._clients[endpoint] = _connect(endpoint)
        name = f"{endpoint.provider} at {urlsplit(endpoint.base_url).netloc}"
        circuit = self._circuits.setdefault(name, Circuit(name))
        return GuardedModel(self._clients[endpoint].model(choice), circuit)


def _connect(endpoint: Endpoint) -> _Client:
    if endpoint.provider is Provider.ANTHROPIC:
        from integrations.llm.anthropic_messages import AnthropicMessages

        return AnthropicMessages(endpoint)
    from integrations.llm.openai_compatible import OpenAICompatible

    return OpenAICompatible(endpoint)


def build_models(settings: Settings, agents: Collection[str] | None = None) -> Models:
    """For the ``agents``, by default those of the configuration.

    Raises :class:`~domain.errors.ConfigurationError` for a fault in the file or a setting that is missing.
    """
    if agents is None:
        agents = load_agents(settings.config_dir).names
    return Models(settings, FileModels(settings, agents))

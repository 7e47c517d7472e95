"""Which model answers for which agent now; implements :class:`~domain.agents.ModelCatalogue`."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from config.agent_profiles import load_agents
from config.models import FileModels
from config.settings import Settings
from domain.agents import ChatModel
from domain.model_choice import ModelChoice, ModelConfig, Provider
from integrations.llm.fallbacks import ModelLine
from integrations.llm.windowed import Windowed

if TYPE_CHECKING:
    from integrations.llm.openai_compatible import OpenAICompatible


class Models:
    """Built on use, as ``models.yaml`` says at that moment; a turn that has begun keeps its model."""

    def __init__(self, settings: Settings, config: FileModels) -> None:
        self._settings = settings
        self._config = config
        self._built: dict[ModelChoice, ChatModel] = {}
        self._built_for = ""
        self._provider: OpenAICompatible | None = None

    @property
    def config(self) -> ModelConfig:
        return self._config.get()

    @property
    def fault(self) -> str | None:
        """Of an edit that is not in force."""
        return self._config.error

    async def aclose(self) -> None:
        """Close the connections to the provider."""
        if self._provider is not None:
            await self._provider.aclose()

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
        if self._provider is None:
            from integrations.llm.openai_compatible import OpenAICompatible

            self._provider = OpenAICompatible(self._settings)
        return self._provider.model(choice)


def build_models(settings: Settings, agents: Collection[str] | None = None) -> Models:
    """For the ``agents``, by default those of the configuration.

    Raises :class:`~domain.errors.ConfigurationError` for a fault in the file or a setting that is missing.
    """
    if agents is None:
        agents = [profile.name for profile in load_agents(settings.config_dir).all()]
    return Models(settings, FileModels(settings, agents))

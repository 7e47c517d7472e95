"""Which model answers for which agent; implements :class:`~domain.agents.ModelCatalogue`."""

from typing import TYPE_CHECKING

from config.settings import Settings
from domain.agents import ChatModel

if TYPE_CHECKING:
    from integrations.llm.langchain_model import LangchainModel
    from integrations.llm.offline.model import OfflineModel


class Models:
    """In this version one model answers for all."""

    def __init__(self, model: "OfflineModel | LangchainModel") -> None:
        self._model = model

    async def aclose(self) -> None:
        """Close the connections to the provider."""
        await self._model.aclose()

    def for_agent(self, agent: str) -> ChatModel:  # noqa: ARG002 -- the contract
        return self._model


def build_models(settings: Settings) -> Models:
    """Raises :class:`~domain.errors.ConfigurationError` where a setting of the provider is missing."""
    if settings.provider == "offline":
        from integrations.llm.offline.model import build_offline

        return Models(build_offline())
    from integrations.llm.openai_compatible import build_openai_compatible

    return Models(build_openai_compatible(settings))

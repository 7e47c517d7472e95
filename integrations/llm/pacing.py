"""``requests_per_minute``: how often an agent's models are asked, over all workers together."""

import asyncio
from collections.abc import Sequence

from domain.agents import ChatModel, Message, ModelCatalogue, ModelReply
from domain.errors import ModelError
from domain.model_choice import ModelConfig
from domain.rates import RateStore
from domain.tools import ToolSpec

OVER_THE_RATE = "LlmOverTheRate"


class PacedModels:
    """Implements :class:`~domain.agents.ModelCatalogue`: the models of another one, not asked too often."""

    def __init__(self, models: ModelCatalogue, rates: RateStore) -> None:
        self._models = models
        self._rates = rates

    @property
    def config(self) -> ModelConfig:
        return self._models.config

    @property
    def fault(self) -> str | None:
        return self._models.fault

    def for_agent(self, agent: str, *, last_try: bool = False) -> ChatModel:
        model = self._models.for_agent(agent, last_try=last_try)
        per_minute = self.config.of(agent).requests_per_minute
        return PacedModel(model, self._rates, agent, per_minute) if per_minute else model


class PacedModel:
    """The model of one activity.

    Over the rate its first question fails, so that the activity goes back to the queue and no slot waits; a
    later one waits here, at most a minute if nobody else asks: what came before is paid, and would be again.
    """

    def __init__(self, model: ChatModel, rates: RateStore, agent: str, per_minute: int) -> None:
        self._model = model
        self._rates = rates
        self._agent = agent
        self._per_minute = per_minute
        self._asked = False

    @property
    def label(self) -> str:
        return self._model.label

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> ModelReply:
        """Raises :class:`~domain.errors.ModelError`; ``unasked`` over the rate."""
        while wait := await self._rates.admit(self._agent, per_minute=self._per_minute):
            if not self._asked:
                raise ModelError(
                    f"{self._agent} may ask its model {self._per_minute} times a minute, and has",
                    code=OVER_THE_RATE,
                    retry_after=wait,
                    unasked=True,
                )
            await asyncio.sleep(wait)
        self._asked = True
        return await self._model.reply(messages, tools)

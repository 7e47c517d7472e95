"""A model that is sent what fits its own context window: a fallback's may be smaller, or larger."""

import logging
from collections.abc import Sequence

from domain.agents import ChatModel, Message, ModelReply
from domain.context_window import fitted, tokens_of
from domain.model_choice import ModelChoice
from domain.tools import ToolSpec

logger = logging.getLogger(__name__)


class Windowed:
    """Implements :class:`~domain.agents.ChatModel`; without a ``context_window`` all is sent."""

    def __init__(self, model: ChatModel, choice: ModelChoice) -> None:
        self._model = model
        self._choice = choice

    @property
    def label(self) -> str:
        return self._model.label

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> ModelReply:
        """Raises :class:`~domain.errors.ModelError` before anything is sent, if it cannot be made to fit."""
        if self._choice.context_window is None:
            return await self._model.reply(messages, tools)
        sent = fitted(messages, tools, window=self._choice.context_window, answer=self._choice.max_tokens)
        if sent is not messages:
            before, after = tokens_of(messages), tokens_of(sent)
            logger.info("cut about %d tokens to %d for the window of %s", before, after, self.label)
        return await self._model.reply(sent, tools)

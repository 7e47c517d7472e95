"""A LangChain chat model behind the domain's :class:`~domain.agents.ChatModel`."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from domain.agents import Message, ModelReply
from domain.errors import ModelError
from domain.tools import ToolSpec
from domain.usage import TokenUsage
from integrations.llm import failures
from integrations.llm.conversion import from_langchain, to_functions, to_langchain
from integrations.llm.names import ToolNames

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages.ai import UsageMetadata

Translate = Callable[[Exception], ModelError | None]
"""A provider's exception as ours; None for one that is no provider's."""
logger = logging.getLogger(__name__)


def keep_langchain_from_tracing() -> None:
    """Whatever ``LANGSMITH_TRACING`` says: its traces would be a second set beside ours, secrets and all."""
    import langsmith

    langsmith.configure(enabled=False)


class LangchainModel:
    """``label`` is ``provider/model``. ``translate`` turns the provider's exceptions into ours."""

    def __init__(
        self,
        chat: "BaseChatModel",
        *,
        label: str,
        translate: Translate,
    ) -> None:
        self._chat = chat
        self._label = label
        self._translate = translate
        self._told = False
        keep_langchain_from_tracing()

    @property
    def label(self) -> str:
        return self._label

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> ModelReply:
        """One call, no retry. Usage is as the provider reports it; its cost is not known here."""
        bound = self._chat.bind_tools(to_functions(tools)) if tools else self._chat
        started = time.monotonic()
        try:
            async with asyncio.timeout(failures.TIMEOUT):  # the client's own is for each read
                answer = await bound.ainvoke(to_langchain(messages))
        except Exception as error:  # translated, or raised on as it is
            translated = self._translate(error)
            if translated is None:
                raise
            raise translated from error
        usage = self._counted(answer.usage_metadata, latency=time.monotonic() - started)
        try:
            message = from_langchain(answer, ToolNames(tool.name for tool in tools))
        except ModelError as error:
            error.spent = (usage,)
            raise
        return ModelReply(message=message, usage=usage)

    def _counted(self, said: "UsageMetadata | None", *, latency: float) -> TokenUsage:
        """A number below 0 would make the sums of others smaller: it counts as 0."""
        if said is None and not self._told:
            self._told = True
            logger.warning("%s says nothing of tokens: its calls count as 0", self._label)
        return TokenUsage(
            prompt_tokens=max(said["input_tokens"], 0) if said else 0,
            completion_tokens=max(said["output_tokens"], 0) if said else 0,
            latency=latency,
            model=self._label,
        )

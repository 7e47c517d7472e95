"""The offline provider as a LangChain chat model, so that it takes the same road as a real one.

It is no language model: it decides by keywords and from the messages alone, calls tools that read, and
reports what they returned. It costs no token.
"""

from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool

from domain.agents import Message, ModelReply
from domain.tools import ToolSpec
from integrations.llm.langchain_model import LangchainModel
from integrations.llm.names import ToolNames, wire_name
from integrations.llm.offline import rules
from integrations.llm.offline.report import report
from integrations.llm.offline.transcript import read_transcript

LABEL = "offline/rules"

_KNOWN = ToolNames(
    (rules.FIND, rules.READ, rules.LIST, rules.STATUS, rules.LOG, rules.UNSTAGED, rules.STAGED)
)


class OfflineChatModel(BaseChatModel):
    """Rules, no language model."""

    @property
    def _llm_type(self) -> str:
        return LABEL

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | None = None,  # noqa: ARG002 -- the signature of the base class
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:
        return self.bind(tools=list(tools), **kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002 -- the signature of the base class
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002 -- as above
        **kwargs: Any,
    ) -> ChatResult:
        offered = [_KNOWN.tool(tool["function"]["name"]) for tool in kwargs.get("tools", ())]
        transcript = read_transcript(messages, _KNOWN)
        calls = [
            {"name": wire_name(call.tool), "args": call.arguments, "id": f"call_{index}", "type": "tool_call"}
            for index, call in enumerate(rules.next_calls(transcript, offered))
        ]
        text = "" if calls else report(transcript)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text, tool_calls=calls))])


class OfflineModel:
    """Offers the rules only the tools that read, whatever the agent is allowed."""

    def __init__(self) -> None:
        self._model = LangchainModel(OfflineChatModel(), label=LABEL, translate=lambda _: None)

    @property
    def label(self) -> str:
        return self._model.label

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> ModelReply:
        return await self._model.reply(messages, [tool for tool in tools if tool.read_only])


def build_offline() -> OfflineModel:
    return OfflineModel()

"""Messages and tools of the domain as LangChain's, and LangChain's replies as the domain's."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from domain.agents import Message, Role
from domain.errors import ModelError
from domain.tools import ToolCall, ToolSpec
from integrations.llm.names import ToolNames, wire_call_id, wire_name

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage, BaseMessage

INVALID_CALL = "LlmInvalidToolCall"
EMPTY = "LlmEmptyAnswer"
USELESS = frozenset({INVALID_CALL, EMPTY})
"""Codes of answers that came, and say nothing: another question may do better."""
_REFUSALS = frozenset({"refusal", "content_filter"})
ERROR_MARK = "ERROR:"
"""How the text of a failed call begins."""


def to_langchain(messages: Sequence[Message]) -> "list[BaseMessage]":
    return list(_converted(messages))


def _converted(messages: Sequence[Message]) -> "Iterator[BaseMessage]":
    from langchain_core.messages import (
        AIMessage,
        HumanMessage,
        SystemMessage,
        ToolMessage,
    )

    for position, message in enumerate(messages):
        if message.role is Role.SYSTEM:
            yield SystemMessage(message.content)
        elif message.role is Role.USER:
            yield HumanMessage(message.content)
        elif message.role is Role.TOOL:
            failed = message.content.startswith(ERROR_MARK)
            yield ToolMessage(
                message.content,
                tool_call_id=wire_call_id(message.call_key or str(position)),
                status="error" if failed else "success",
            )
        else:
            yield AIMessage(
                message.content, tool_calls=[_call(message, call, position) for call in message.calls]
            )


def _call(message: Message, call: ToolCall, position: int) -> Any:
    key = f"{message.call_key or position}/{call.index}"
    return {
        "name": wire_name(call.tool),
        "args": call.arguments,
        "id": wire_call_id(key),
        "type": "tool_call",
    }


def to_functions(tools: Sequence[ToolSpec]) -> list[dict[str, Any]]:
    """The tools in OpenAI's form, which every LangChain chat model understands."""
    return [
        {
            "type": "function",
            "function": {
                "name": wire_name(tool.name),
                "description": tool.description,
                "parameters": {"type": "object", "properties": {}, **tool.input_schema},
            },
        }
        for tool in tools
    ]


def from_langchain(reply: "AIMessage", names: ToolNames) -> Message:
    """Raises :class:`~domain.errors.ModelError` for a tool call whose arguments are not a JSON object, and
    for an answer with neither calls nor text that is no refusal.
    """
    if reply.invalid_tool_calls:
        broken = reply.invalid_tool_calls[0]
        raise ModelError(
            f"the model called {broken.get('name')} with arguments that are not valid JSON", code=INVALID_CALL
        )
    calls = tuple(
        ToolCall(index=index, tool=names.tool(call["name"]), arguments=call["args"])
        for index, call in enumerate(reply.tool_calls)
    )
    text = reply.text or str(reply.additional_kwargs.get("refusal") or "") or _refusal(reply)
    if not calls and not text.strip():
        raise ModelError("the model answered with nothing", code=EMPTY)
    whole = text.encode(errors="replace").decode()  # JSON can hold half of a surrogate pair, UTF-8 cannot
    return Message(role=Role.ASSISTANT, content=whole, calls=calls)


def _refusal(reply: "AIMessage") -> str:
    """In words, where the provider says by the reason of the end alone that the model refused."""
    said = reply.response_metadata
    reason = said.get("stop_reason") or said.get("finish_reason")
    return f"(the model gave no answer: {reason})" if reason in _REFUSALS else ""

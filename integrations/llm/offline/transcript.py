"""What the rules see of a conversation: the task, and what each call returned."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from domain.data_marks import unmarked
from integrations.llm.conversion import ERROR_MARK
from integrations.llm.names import ToolNames

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

_NOTE = re.compile(r"^\[.*\]$")


class Answered(NamedTuple):
    """A call and its result; ``text`` is None while there is none."""

    tool: str
    arguments: dict[str, Any]
    text: str | None

    @property
    def failed(self) -> bool:
        return self.text is None or self.text.startswith(ERROR_MARK)

    @property
    def lines(self) -> list[str]:
        """Those that are not empty."""
        return [] if self.failed else [line for line in (self.text or "").splitlines() if line.strip()]

    @property
    def paths(self) -> list[str]:
        """What a search found: the lines without the notes that a tool puts in brackets."""
        return [line for line in self.lines if not _NOTE.match(line)]


class Transcript(NamedTuple):
    """``turns`` is the number of turns that called tools."""

    task: str
    turns: int
    answered: tuple[Answered, ...]


def read_transcript(messages: "Sequence[BaseMessage]", names: ToolNames) -> Transcript:
    from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

    results = {
        message.tool_call_id: unmarked(str(message.text))
        for message in messages
        if isinstance(message, ToolMessage)
    }
    asking = [message for message in messages if isinstance(message, AIMessage) and message.tool_calls]
    answered = tuple(
        Answered(names.tool(call["name"]), call["args"], results.get(call["id"] or ""))
        for message in asking
        for call in message.tool_calls
    )
    tasks = [str(message.text) for message in messages if isinstance(message, HumanMessage)]
    return Transcript(task=tasks[-1] if tasks else "", turns=len(asking), answered=answered)

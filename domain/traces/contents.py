"""What is told of prompts, answers and arguments: with their secrets masked, or nothing at all."""

import json
from typing import Any

from domain.agents import Message
from domain.models import JsonObject, Value
from domain.notifications.masking import masked


class Contents(Value):
    """``hide_inputs``: no task, instruction, prompt or argument is told; ``hide_outputs``: no answer, report
    or error.
    """

    hide_inputs: bool = False
    hide_outputs: bool = False

    def inputs(self, given: JsonObject) -> dict[str, Any]:
        return {} if self.hide_inputs else dict(masked(dict(given)))

    def outputs(self, given: JsonObject) -> dict[str, Any]:
        return {} if self.hide_outputs else dict(masked(dict(given)))

    def prompt(self, messages: tuple[Message, ...]) -> dict[str, Any]:
        return {} if self.hide_inputs else {"messages": [_said(message) for message in messages]}

    def answer(self, message: Message) -> dict[str, Any]:
        return {} if self.hide_outputs else {"messages": [_said(message)]}

    def error(self, text: str) -> str:
        return "failed; its text is not sent" if self.hide_outputs else str(masked(text))


def _said(message: Message) -> dict[str, Any]:
    """In the form of OpenAI's messages, which viewers of traces show best."""
    found: dict[str, Any] = {"role": message.role.value, "content": masked(message.content)}
    if message.calls:
        found["tool_calls"] = [
            {
                "id": f"{message.call_key}/{call.index}",
                "type": "function",
                "function": {"name": call.tool, "arguments": json.dumps(masked(call.arguments))},
            }
            for call in message.calls
        ]
    if message.call_key is not None and not message.calls:
        found["tool_call_id"] = message.call_key
    return found

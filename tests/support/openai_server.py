"""A loopback server that speaks OpenAI's chat completions and plays what it is told, turn by turn."""

import json
from collections import deque
from collections.abc import Callable
from typing import Any

from tests.support.loopback import Answer, HttpServer, Request, as_json


def says(text: str, *, prompt_tokens: int = 11, completion_tokens: int = 7) -> Answer:
    return _completion({"content": text}, "stop", prompt_tokens, completion_tokens)


def refuses(text: str) -> Answer:
    return _completion({"content": None, "refusal": text}, "stop", 5, 5)


def calls(*wanted: tuple[str, dict[str, Any] | str]) -> Answer:
    """Tool calls by wire name; arguments as an object, or as raw text that need not be JSON."""
    made = [
        {
            "id": f"call_{index}",
            "type": "function",
            "function": {"name": name, "arguments": given if isinstance(given, str) else json.dumps(given)},
        }
        for index, (name, given) in enumerate(wanted)
    ]
    return _completion({"content": None, "tool_calls": made}, "tool_calls", 13, 17)


def counts(usage: dict[str, Any] | None) -> Answer:
    """A text with these usage numbers; None: with none."""
    body = json.loads(says("hi").body)
    return as_json({**body, "usage": usage})


def fails(status: int, *, retry_after: str | None = None, message: str = "as scripted") -> Answer:
    headers = {"Retry-After": retry_after} if retry_after else {}
    return as_json({"error": {"message": message}}, status, headers)


def _completion(message: dict[str, Any], finish: str, prompt_tokens: int, completion_tokens: int) -> Answer:
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "message": {"role": "assistant", **message}, "finish_reason": finish}],
        "usage": {
            "prompt_tokens": prompt_tokens,
            "completion_tokens": completion_tokens,
            "total_tokens": prompt_tokens + completion_tokens,
        },
    }
    return as_json(body)


DRIPS = Answer(drips=True)
CUT = Answer(b'{"id": "chatcmpl-1", "choices": [', cut=True)
NO_JSON = Answer(b"<html>proxy error</html>")


class OpenAIServer(HttpServer):
    """``url`` is the base URL. Without a turn left it answers 500.

    ``answer``: what it says to each body, whoever asks first, instead of turns that are played in order.
    """

    def __init__(self, answer: Callable[[dict[str, Any]], Answer] | None = None) -> None:
        super().__init__()
        self._answer_to = answer
        self._turns: deque[Answer] = deque()

    @property
    def url(self) -> str:
        return f"{super().url}/v1"

    def reset(self) -> None:
        """As if nothing had been asked or was to be played."""
        self.requests.clear()
        self._turns.clear()

    def play(self, *turns: Answer) -> None:
        self._turns.extend(turns)

    def respond(self, request: Request) -> Answer:
        if self._answer_to is not None:
            return self._answer_to(request.json)
        return self._turns.popleft() if self._turns else fails(500, message="no turn is left")

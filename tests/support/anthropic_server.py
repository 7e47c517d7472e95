"""What Anthropic's Messages API answers, to be played by :mod:`tests.support.openai_server`."""

from typing import Any

from tests.support.loopback import Answer, as_json


def says(text: str, *, input_tokens: int = 11, output_tokens: int = 7, **usage: int) -> Answer:
    """``usage``: more numbers, as ``cache_read_input_tokens``."""
    counted = {"input_tokens": input_tokens, "output_tokens": output_tokens, **usage}
    return _message([{"type": "text", "text": text}], "end_turn", counted)


def calls(*wanted: tuple[str, dict[str, Any]]) -> Answer:
    """Tool calls by wire name."""
    blocks = [
        {"type": "tool_use", "id": f"toolu_{index}", "name": name, "input": arguments}
        for index, (name, arguments) in enumerate(wanted)
    ]
    return _message(blocks, "tool_use", {"input_tokens": 13, "output_tokens": 17})


def refuses() -> Answer:
    return _message([], "refusal", {"input_tokens": 5, "output_tokens": 1})


def fails(status: int, kind: str, *, retry_after: str | None = None) -> Answer:
    body = {"type": "error", "error": {"type": kind, "message": "as scripted"}}
    return as_json(body, status, {"Retry-After": retry_after} if retry_after else {})


def _message(content: list[dict[str, Any]], stop_reason: str, usage: dict[str, int]) -> Answer:
    body = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "scripted",
        "content": content,
        "stop_reason": stop_reason,
        "stop_sequence": None,
        "usage": usage,
    }
    return as_json(body)

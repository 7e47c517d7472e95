"""A loopback server that speaks OpenAI's chat completions and plays what it is told, turn by turn."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

_REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 429: "Too Many Requests", 500: "Server Error"}


@dataclass(frozen=True)
class Turn:
    """One answer.

    ``cut``: hang up in the middle of it; ``never``: do not answer at all; ``drips``: go on without an end.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    never: bool = False
    drips: bool = False


@dataclass(frozen=True)
class Recorded:
    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]


def says(text: str, *, prompt_tokens: int = 11, completion_tokens: int = 7) -> Turn:
    return _completion({"content": text}, "stop", prompt_tokens, completion_tokens)


def refuses(text: str) -> Turn:
    return _completion({"content": None, "refusal": text}, "stop", 5, 5)


def calls(*wanted: tuple[str, dict[str, Any] | str]) -> Turn:
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


def counts(usage: dict[str, Any] | None) -> Turn:
    """A text with these usage numbers; None: with none."""
    body = json.loads(says("hi").body)
    return Turn(json.dumps({**body, "usage": usage}).encode())


def fails(status: int, *, retry_after: str | None = None, message: str = "as scripted") -> Turn:
    headers = {"Retry-After": retry_after} if retry_after else {}
    return Turn(json.dumps({"error": {"message": message}}).encode(), status, headers)


def _completion(message: dict[str, Any], finish: str, prompt_tokens: int, completion_tokens: int) -> Turn:
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
    return Turn(json.dumps(body).encode())


NEVER = Turn(never=True)
DRIPS = Turn(drips=True)
CUT = Turn(body=b'{"id": "chatcmpl-1", "choices": [', cut=True)
NO_JSON = Turn(body=b"<html>proxy error</html>")


class OpenAIServer:
    """``url`` is the base URL; ``requests`` is what came in. Without a turn left it answers 500.

    ``answer``: what it says to each body, whoever asks first, instead of turns that are played in order.
    """

    def __init__(self, answer: Callable[[dict[str, Any]], Turn] | None = None) -> None:
        self.url = ""
        self._answer_to = answer
        self.requests: list[Recorded] = []
        self._turns: deque[Turn] = deque()
        self._open: set[asyncio.StreamWriter] = set()

    def play(self, *turns: Turn) -> None:
        self._turns.extend(turns)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["OpenAIServer"]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        try:
            yield self
        finally:
            server.close()
            for writer in list(self._open):
                writer.close()
            await server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            while await self._answer(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client has gone
        finally:
            self._open.discard(writer)
            writer.close()

    def _next_turn(self) -> Turn:
        if self._answer_to is not None:
            return self._answer_to(self.requests[-1].body)
        return self._turns.popleft() if self._turns else fails(500, message="no turn is left")

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Whether the connection stays open."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {
            name.casefold(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])
        }
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        self.requests.append(Recorded(head[0].split(" ")[1], headers, json.loads(body or b"{}")))
        turn = self._next_turn()
        if turn.never:
            await reader.read()  # until the client gives up
            return False
        length = len(turn.body) + (1000 if turn.cut or turn.drips else 0)
        lines = [
            f"HTTP/1.1 {turn.status} {_REASONS.get(turn.status, 'Status')}",
            "Content-Type: application/json",
            f"Content-Length: {length}",
            *(f"{name}: {value}" for name, value in turn.headers.items()),
        ]
        writer.write("\r\n".join([*lines, "", ""]).encode() + turn.body)
        await writer.drain()
        while turn.drips and not writer.is_closing():
            writer.write(b" ")
            await asyncio.sleep(0.05)
        return not turn.cut

"""Servers on loopback, in the loop of the test: how they start and stop, and for HTTP record and answer."""

import asyncio
import json
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.client import responses
from typing import Any, Self

import httpx

from tests.support.processes import free_port

DRIP_SECONDS = 0.05


class Loopback(ABC):
    """``port`` is known before it runs, and stays when it stops and runs again."""

    def __init__(self) -> None:
        self._port = 0
        self._open: set[asyncio.BaseTransport] = set()

    @property
    def port(self) -> int:
        self._port = self._port or free_port()
        return self._port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Self]:
        """At the end what is still open is cut."""
        server = await self.listen(self._port)
        self._port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for transport in list(self._open):
                transport.close()
            await server.wait_closed()

    @abstractmethod
    async def listen(self, port: int) -> asyncio.Server:
        """On this port, 0 for any; each connection is told to :meth:`opened`."""

    def opened(self, transport: asyncio.BaseTransport) -> None:
        self._open.add(transport)


@dataclass(frozen=True)
class Request:
    """``path`` with its query; ``body`` byte for byte."""

    method: str
    path: str
    headers: httpx.Headers
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        """Empty where the body is."""
        found: dict[str, Any] = json.loads(self.body or b"{}")
        return found


@dataclass(frozen=True)
class Answer:
    """``cut``: hang up in the middle; ``never``: do not answer at all; ``drips``: go on without an end."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    never: bool = False
    drips: bool = False

    @property
    def head(self) -> bytes:
        length = len(self.body) + (1000 if self.cut or self.drips else 0)
        headers = {"Content-Type": "application/json", "Content-Length": str(length), **self.headers}
        lines = [f"{name}: {value}" for name, value in headers.items()]
        reason = responses.get(self.status, "As told")
        return "\r\n".join([f"HTTP/1.1 {self.status} {reason}", *lines, "", ""]).encode()


NEVER = Answer(never=True)


def as_json(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    return Answer(json.dumps(value).encode(), status, headers or {})


class HttpServer(Loopback):
    """``requests`` is what came in."""

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[Request] = []

    @abstractmethod
    def respond(self, request: Request) -> Answer:
        """Called once for each; the request is recorded already."""

    async def listen(self, port: int) -> asyncio.Server:
        return await asyncio.start_server(self._serve, "127.0.0.1", port)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.opened(writer.transport)
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client has gone
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Whether the connection stays open."""
        request = await _received(reader)
        self.requests.append(request)
        answer = self.respond(request)
        if answer.never:
            await reader.read()  # until the client gives up
            return False
        writer.write(answer.head + answer.body)
        await writer.drain()
        while answer.drips and not writer.is_closing():
            writer.write(b" ")
            await asyncio.sleep(DRIP_SECONDS)
        return not answer.cut


async def _received(reader: asyncio.StreamReader) -> Request:
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").strip().split("\r\n")
    method, path, _ = first.split(" ")
    pairs = (line.partition(":") for line in lines)
    headers = httpx.Headers([(name, value.strip()) for name, _, value in pairs])
    return Request(method, path, headers, await reader.readexactly(int(headers.get("content-length", 0))))

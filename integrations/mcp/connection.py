"""One connection to one MCP server, a child process or a URL, owned by a task of its own.

The SDK's cancel scopes must be entered and left in the same task, so a task enters them, hands the client out
and waits until it is told to stop or until the server's output ends.
"""

import asyncio
import logging
import os
import shutil
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from config.mcp_servers import McpServer
from domain.errors import ToolError, ToolFault
from integrations.mcp.isolation import network_can_be_cut, without_network
from integrations.mcp.stdio import Command, Wire, stdio_transport

if TYPE_CHECKING:
    from mcp import Client
    from mcp.client._transport import ReadStream, TransportStreams
    from mcp.shared.message import SessionMessage
    from mcp_types import Tool

logger = logging.getLogger(__name__)

_MAX_PAGES = 100
_SAFE_PATH = "/usr/local/bin:/usr/bin:/bin"


class Connection:
    """Made by :meth:`open`. ``tools`` is what the server listed when it started."""

    def __init__(self, server: McpServer, log_dir: Path) -> None:
        self._server = server
        self._log_dir = log_dir
        self._over = asyncio.Event()
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._client: Client | None = None
        self.tools: tuple[Tool, ...] = ()
        self.wire = Wire()
        self.task = asyncio.create_task(self._own(), name=f"mcp server {server.name}")

    @classmethod
    async def open(cls, server: McpServer, log_dir: Path) -> Self:
        """Start the server, shake hands and list its tools.

        Raises :class:`~domain.errors.ToolError` if that fails or takes longer than ``start_timeout``.
        """
        connection = cls(server, log_dir)
        try:
            await asyncio.shield(connection._ready)
        except asyncio.CancelledError:
            connection._ready.cancel()
            connection.task.cancel()
            await asyncio.wait({connection.task})  # no process is left behind
            raise
        return connection

    @property
    def alive(self) -> bool:
        return self._client is not None and not self._over.is_set()

    @property
    def client(self) -> "Client":
        """Raises :class:`~domain.errors.ToolError` once the server is gone."""
        if self._client is None or self._over.is_set():
            raise ToolError(
                f"MCP server {self._server.name} is not running", fault=ToolFault.DOWN, permanent=False
            )
        return self._client

    def end(self) -> None:
        """Let the owner take the connection down; ``task`` is done when the process is gone."""
        self._over.set()

    async def _own(self) -> None:
        try:
            await self._serve()
        except Exception as error:  # noqa: BLE001 -- groups of anything come out of the SDK; the server is down
            if not self._ready.done():
                self._ready.set_exception(
                    ToolError(
                        f"MCP server {self._server.name} did not start: {_innermost(error)}",
                        fault=ToolFault.DOWN,
                        permanent=False,
                    )
                )
            else:
                logger.warning("MCP server %s went down: %s", self._server.name, _innermost(error))
        finally:
            self._over.set()

    async def _serve(self) -> None:
        from mcp import Client

        async with asyncio.timeout(self._server.start_timeout) as limit:
            async with Client(self._transport(), cache=None) as client:
                self.tools = await _listed(client)
                limit.reschedule(None)
                self._client = client
                if not self._ready.done():
                    self._ready.set_result(None)
                await self._over.wait()

    def _transport(self) -> "AbstractAsyncContextManager[TransportStreams]":
        return self._over_http() if self._server.url else self._over_stdio()

    @asynccontextmanager
    async def _over_stdio(self) -> "AsyncIterator[TransportStreams]":
        server = self._server
        assert server.command is not None
        home = self._log_dir / "home" / server.name
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        argv: Sequence[str] = (server.command, *server.args)
        if is_isolated(server):
            if shutil.which(server.command) is None:  # unshare would start, and then end
                raise FileNotFoundError(f"there is no program {server.command}")
            argv = without_network(argv)
        command = Command(
            argv=argv,
            env=scrubbed_environment(server.env, home),
            cwd=home,
            log=self._log_dir / f"mcp-{server.name}.log",
            wire=self.wire,
        )
        async with stdio_transport(command) as (read, write):
            yield _Watched(read, self._over), write

    @asynccontextmanager
    async def _over_http(self) -> "AsyncIterator[TransportStreams]":
        from mcp.client.streamable_http import streamable_http_client
        from mcp.shared._httpx_utils import create_mcp_http_client

        assert self._server.url is not None
        async with (
            create_mcp_http_client(headers=self._server.headers) as http,
            streamable_http_client(self._server.url, http_client=http) as (read, write),
        ):
            yield _Watched(read, self._over), write


def is_isolated(server: McpServer) -> bool:
    """Whether the server runs without a network: it declares none, and this platform can take it away."""
    return server.command is not None and not server.network and network_can_be_cut()


def scrubbed_environment(declared: Mapping[str, str], home: Path) -> dict[str, str]:
    """PATH and LANG of this process, an empty HOME, and what is declared: nothing else of the caller's."""
    return {
        "PATH": os.environ.get("PATH", _SAFE_PATH),
        "LANG": os.environ.get("LANG", "C.UTF-8"),
        "HOME": str(home),
        "SHELL": "/bin/sh",
        "TERM": "dumb",
        **declared,
    }


async def _listed(client: "Client") -> "tuple[Tool, ...]":
    tools: list[Tool] = []
    cursor: str | None = None
    for _ in range(_MAX_PAGES):
        page = await client.list_tools(cursor=cursor)
        tools.extend(page.tools)
        cursor = page.next_cursor
        if not cursor:
            break
    return tuple(tools)


def _innermost(error: BaseException) -> str:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return str(error) or type(error).__name__


class _Watched:
    """A read stream that sets an event when it ends: the one sign that an idle server has died."""

    def __init__(self, stream: "ReadStream[SessionMessage | Exception]", ended: asyncio.Event) -> None:
        self._stream = stream
        self._ended = ended

    async def receive(self) -> "SessionMessage | Exception":
        return await self._stream.receive()

    async def aclose(self) -> None:
        self._ended.set()
        await self._stream.aclose()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Any:
        try:
            return await self._stream.__anext__()
        except StopAsyncIteration:
            self._ended.set()
            raise

    async def __aenter__(self) -> Self:
        await self._stream.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        self._ended.set()
        return await self._stream.__aexit__(kind, error, trace)

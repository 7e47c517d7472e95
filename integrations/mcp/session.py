"""A supervised session with one MCP server: started when needed, restarted with back-off."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from config.mcp_servers import McpServer
from domain.errors import ToolError, ToolFault
from integrations.mcp.connection import Connection
from integrations.mcp.stdio import ANSWER_LIMIT

if TYPE_CHECKING:
    from mcp_types import CallToolResult, Tool

logger = logging.getLogger(__name__)

FIRST_BACK_OFF = 0.5
LONGEST_BACK_OFF = 30.0
"""Seconds between a crash or failed start and the next start, doubled each time; the first is at once."""


class McpSession:
    """Calls may run at the same time. Every failure is a :class:`~domain.errors.ToolError`.

    Its ``permanent`` is False where another try may succeed; the message says so where it is not known
    whether the call has had its effect.
    """

    def __init__(self, server: McpServer, log_dir: Path) -> None:
        self._server = server
        self._log_dir = log_dir
        self._connection: Connection | None = None
        self._opening = asyncio.Lock()
        self._ending: set[asyncio.Task[None]] = set()
        self._back_off = _BackOff()
        self._fault: str | None = None
        self._in_flight = 0
        self._turns = asyncio.Semaphore(server.concurrency)
        self._used_at = time.monotonic()
        self._closed = False
        self.starts = 0

    @property
    def tools(self) -> "tuple[Tool, ...]":
        """As listed by the running server; empty when it does not run."""
        return self._connection.tools if self._connection and self._connection.alive else ()

    @property
    def fault(self) -> str | None:
        """Why the server does not run, if it should."""
        if self._fault is None and self._connection is not None and not self._connection.alive:
            return f"MCP server {self._server.name} has stopped"
        return self._fault

    @property
    def alive(self) -> bool:
        return self._connection is not None and self._connection.alive

    @property
    def may_start(self) -> bool:
        """False while a start would have to wait for the back-off."""
        return not self._back_off.remaining()

    @property
    def pid(self) -> int | None:
        return self._connection.wire.pid if self._connection and self._connection.alive else None

    @property
    def idle_seconds(self) -> float:
        """Since the last call ended; 0 while one is under way."""
        return 0.0 if self._in_flight else time.monotonic() - self._used_at

    async def start(self) -> "tuple[Tool, ...]":
        """The tools of the server, started if it is not running."""
        return (await self._connected()).tools

    async def rest(self) -> None:
        """Stop the server until it is needed again."""
        async with self._opening:
            if self._connection is not None and not self._in_flight:
                self._let_go(self._connection)
                self._connection = None

    async def call(self, tool: str, arguments: Mapping[str, Any]) -> "CallToolResult":
        async with self._turn(tool):
            connection = await self._connected()
            self._in_flight += 1
            try:
                result = await self._call(connection, tool, arguments)
            finally:
                self._in_flight -= 1
                self._used_at = time.monotonic()
        self._back_off.succeeded()
        return result

    @asynccontextmanager
    async def _turn(self, tool: str) -> AsyncIterator[None]:
        """One of the calls that the server gets at the same time; nothing is sent while waiting for it."""
        try:
            async with asyncio.timeout(self._server.timeout):
                await self._turns.acquire()
        except TimeoutError as error:
            raise ToolError(
                f"{self._server.name}.{tool}: {self._server.concurrency} calls are under way, and none of "
                f"them ended in {self._server.timeout:g} s; this one was not made",
                fault=ToolFault.BUSY,
                permanent=False,
            ) from error
        try:
            yield
        finally:
            self._turns.release()

    async def aclose(self) -> None:
        """Stop the server; returns when its process is gone."""
        self._closed = True
        async with self._opening:
            self._drop(self._connection)
        await asyncio.gather(*self._ending, return_exceptions=True)

    async def _call(
        self, connection: Connection, tool: str, arguments: Mapping[str, Any]
    ) -> "CallToolResult":
        from mcp import MCPError
        from mcp_types import CONNECTION_CLOSED, REQUEST_TIMEOUT

        name, limit = f"{self._server.name}.{tool}", self._server.timeout
        try:
            # the outer limit is for a server that does not even read what it is sent
            async with asyncio.timeout(limit + 2):
                return await connection.client.call_tool(tool, dict(arguments), read_timeout_seconds=limit)
        except TimeoutError as error:
            raise self._timed_out(connection, name) from error
        except MCPError as error:
            if error.code == REQUEST_TIMEOUT:
                raise self._timed_out(connection, name) from error
            if error.code == CONNECTION_CLOSED:
                raise self._crashed(connection, name) from error
            raise ToolError(f"{name}: {error.message}") from error
        except (RuntimeError, ValueError) as error:  # pydantic's ValidationError is a ValueError
            raise ToolError(
                f"{name} gave an answer that is not valid: {error}", fault=ToolFault.ANSWER
            ) from error

    def _timed_out(self, connection: Connection, name: str) -> ToolError:
        """A server that hangs is restarted, but not under another call that may still be answered."""
        garbled = connection.wire.garbled
        if self._in_flight <= 1:
            self._drop(connection)
        also = f" and wrote {garbled} lines that are not JSON-RPC" if garbled else ""
        return ToolError(
            f"{name} gave no answer in {self._server.timeout:g} s{also}; "
            "whether it had an effect is not known",
            fault=ToolFault.ANSWER if garbled else ToolFault.TIMEOUT,
            permanent=False,
            outcome_unknown=True,
        )

    def _crashed(self, connection: Connection, name: str) -> ToolError:
        self._drop(connection)
        if connection.wire.too_large:
            return ToolError(
                f"{name}: the answer was larger than {ANSWER_LIMIT} bytes and was not read",
                fault=ToolFault.ANSWER_TOO_LARGE,
                outcome_unknown=True,
            )
        return ToolError(
            f"{name}: the server stopped during the call; whether it had an effect is not known",
            fault=ToolFault.CRASHED,
            permanent=False,
            outcome_unknown=True,
        )

    async def _connected(self) -> Connection:
        async with self._opening:
            if self._closed:
                raise self._down("is shut down")
            if self._server.missing:
                raise self._down(f"needs {' and '.join(self._server.missing)}, which is not set")
            if self._connection and self._connection.alive:
                return self._connection
            self._drop(self._connection)
            if wait := self._back_off.remaining():
                raise ToolError(
                    f"{self.fault or f'MCP server {self._server.name} is down'}; next try in {wait:.1f} s",
                    fault=ToolFault.DOWN,
                    permanent=False,
                )
            return await self._open()

    def _down(self, why: str) -> ToolError:
        return ToolError(f"MCP server {self._server.name} {why}", fault=ToolFault.DOWN, permanent=False)

    async def _open(self) -> Connection:
        try:
            self._connection = await Connection.open(self._server, self._log_dir)
        except ToolError as error:
            self._fault = str(error)
            self._back_off.failed()
            logger.warning("%s", error)
            raise
        self._fault = None
        self.starts += 1
        self._used_at = time.monotonic()
        return self._connection

    def _drop(self, connection: Connection | None) -> None:
        if connection is None:
            return
        self._let_go(connection)
        if connection is self._connection:
            self._connection = None
            if not self._closed:
                self._fault = f"MCP server {self._server.name} has stopped"
                self._back_off.failed()

    def _let_go(self, connection: Connection) -> None:
        connection.end()
        self._ending.add(connection.task)
        connection.task.add_done_callback(self._ending.discard)


class _BackOff:
    def __init__(self) -> None:
        self._failures = 0
        self._until = 0.0

    def failed(self) -> None:
        wait = min(FIRST_BACK_OFF * 2 ** (self._failures - 1), LONGEST_BACK_OFF) if self._failures else 0.0
        self._failures += 1
        self._until = time.monotonic() + wait

    def succeeded(self) -> None:
        self._failures, self._until = 0, 0.0

    def remaining(self) -> float:
        """Seconds until the next start is allowed; 0 if it is."""
        return max(0.0, self._until - time.monotonic())

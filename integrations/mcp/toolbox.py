"""The tools of all configured MCP servers; implements :class:`~domain.tools.Toolbox`."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from config.mcp_servers import McpServer
from domain.errors import ToolError
from domain.tools import ToolResult, ToolSpec
from integrations.mcp import git_guard
from integrations.mcp.session import McpSession
from integrations.mcp.specs import check_arguments, spec_of

if TYPE_CHECKING:
    from mcp_types import CallToolResult, Tool

logger = logging.getLogger(__name__)


class McpToolbox:
    """Each server is on its own: one that hangs or dies fails its own calls and nobody else's.

    ``log_dir`` gets one file for each server, with what it writes to its standard error.
    """

    def __init__(self, servers: Sequence[McpServer], log_dir: Path) -> None:
        self._servers = {server.name: server for server in servers}
        self._log_dir = log_dir
        self._sessions: dict[str, McpSession] = {}
        self._specs: dict[str, _Listing] = {}

    async def start(self) -> None:
        """Start the eager servers, all at once; one that does not start is tried again when it is needed."""
        self._log_dir.mkdir(parents=True, exist_ok=True)
        self._sessions = {name: McpSession(server, self._log_dir) for name, server in self._servers.items()}
        await self._list([name for name, server in self._servers.items() if server.start == "eager"])

    async def aclose(self) -> None:
        """Stop all servers; returns when no process is left."""
        await asyncio.gather(*(session.aclose() for session in self._sessions.values()))

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def counts(self) -> dict[str, int]:
        """Tools that each server offers now: 0 for one that does not run."""
        return {
            name: len(self._sessions[name].tools) if name in self._sessions else 0 for name in self._servers
        }

    def faults(self) -> dict[str, str]:
        """Why servers that are not optional do not run; one that nobody has needed yet is no fault."""
        return {
            name: session.fault
            for name, session in self._sessions.items()
            if session.fault and not self._servers[name].optional
        }

    async def specs(self) -> Sequence[ToolSpec]:
        """Of every server that runs or can be started, and of those that ran before and are down just now."""
        await self._list(list(self._servers))
        return tuple(spec for listing in self._specs.values() for spec in listing.specs.values())

    async def spec(self, name: str) -> ToolSpec:
        server, _, tool = name.partition(".")
        if server not in self._sessions:
            raise ToolError(f"there is no MCP server {server!r}")
        specs = await self._of(server)
        if tool not in specs:
            raise ToolError(f"MCP server {server} has no tool {tool!r}")
        return specs[tool]

    def check(self, spec: ToolSpec, arguments: Mapping[str, Any]) -> None:
        if spec.server not in self._sessions:
            raise ToolError(f"there is no MCP server {spec.server!r}")
        check_arguments(spec, arguments)
        if self._servers[spec.server].guard == "git":
            git_guard.check_arguments(spec.tool, arguments)

    async def call(self, spec: ToolSpec, arguments: Mapping[str, Any]) -> ToolResult:
        """The text of all parts of the answer; other parts are named."""
        self.check(spec, arguments)
        server = self._servers[spec.server]
        answer = await self._sessions[spec.server].call(spec.tool, {**arguments, **server.pinned})
        text, error = _text(answer), bool(answer.is_error)
        if server.guard == "git" and not error:
            text = git_guard.filtered(spec.tool, arguments, text)
        return ToolResult(text=text, error=error)

    async def _list(self, names: Sequence[str]) -> None:
        outcomes = await asyncio.gather(*(self._of(name) for name in names), return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, ToolError):
                logger.info("%s", outcome)
            elif isinstance(outcome, BaseException):
                raise outcome

    async def _of(self, name: str) -> Mapping[str, ToolSpec]:
        """Listed anew at each start of the server: an update may have changed its tools."""
        session, server = self._sessions[name], self._servers[name]
        tools = session.tools or await session.start()
        known = self._specs.get(name)
        if known is None or known.tools is not tools:
            known = _Listing(tools, {tool.name: spec_of(server, tool) for tool in tools})
            self._specs[name] = known
        return known.specs


@dataclass(frozen=True)
class _Listing:
    """What a server listed when it started, and what became of it."""

    tools: "tuple[Tool, ...]"
    specs: Mapping[str, ToolSpec]


def _text(answer: "CallToolResult") -> str:
    parts = []
    for part in answer.content:
        if part.type == "text":
            parts.append(part.text)
        elif part.type == "resource" and hasattr(part.resource, "text"):
            parts.append(part.resource.text)
        else:
            parts.append(f"[a part of type {part.type}, not shown]")
    return "\n".join(parts)

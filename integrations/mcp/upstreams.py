"""All MCP servers behind the gateway, each on its own, kept up in the background."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from config.mcp_servers import McpServer
from domain.errors import DevToolsError, ToolError, ToolFault
from domain.tool_listings import ListingStore
from domain.tools import ToolResult, ToolSpec
from integrations.mcp.upstream import Upstream, UpstreamPhase, UpstreamState

logger = logging.getLogger(__name__)

WATCH_SECONDS = 1.0
IDLE_SECONDS = 300.0
"""A lazy server that nobody has called for so long is stopped until it is needed again."""


class Upstreams:
    """``log_dir`` gets one file for each server, with what it writes to its standard error."""

    def __init__(
        self,
        servers: Sequence[McpServer],
        log_dir: Path,
        *,
        listings: ListingStore,
        workspace: Path | None = None,
    ) -> None:
        self._log_dir = log_dir
        self._all = {
            server.name: Upstream(server, log_dir=log_dir, workspace=workspace, listings=listings)
            for server in servers
        }
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to start and list the servers, and to watch over them; :meth:`settled` waits for it."""
        self._log_dir.mkdir(parents=True, exist_ok=True)
        first = asyncio.create_task(self._first_round())
        self._tasks = [first, asyncio.create_task(self._watch(first))]

    async def aclose(self) -> None:
        """Stop all servers; returns when no process is left."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(upstream.session.aclose() for upstream in self._all.values()))

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def settled(self) -> None:
        """Until every server that is to be started has been tried once."""
        await asyncio.wait({self._tasks[0]})

    def is_settled(self) -> bool:
        return bool(self._tasks) and self._tasks[0].done()

    def states(self) -> Sequence[UpstreamState]:
        return tuple(upstream.state for upstream in self._all.values())

    def counts(self) -> dict[str, int]:
        """Tools that each server can be asked for now: 0 for one that should run and does not."""
        down = (UpstreamPhase.DOWN, UpstreamPhase.UNCONFIGURED)
        return {state.name: 0 if state.phase in down else state.tools for state in self.states()}

    def faults(self) -> dict[str, str]:
        """Why servers that are not optional do not run; one that nobody has needed yet is no fault."""
        return {state.name: state.fault for state in self.states() if state.fault and not state.optional}

    def catalogue(self) -> Sequence[ToolSpec]:
        """Every tool that may be called, in the order of the servers; starts nothing, waits for nothing."""
        return tuple(spec for upstream in self._all.values() for spec in upstream.specs.values())

    def schema(self, name: str) -> Mapping[str, Any] | None:
        """Of a tool in the catalogue."""
        upstream, tool = self._split(name)
        spec = upstream.specs.get(tool) if upstream else None
        return spec.input_schema if spec else None

    async def specs(self) -> Sequence[ToolSpec]:
        """The catalogue, once it is complete."""
        await self.settled()
        return self.catalogue()

    async def spec(self, name: str) -> ToolSpec:
        """Raises :class:`~domain.errors.ToolError`."""
        upstream, tool = self._split(name)
        if upstream is None:
            raise ToolError(
                f"there is no MCP server {name.partition('.')[0][:200]!r}", fault=ToolFault.UNKNOWN
            )
        return await upstream.find(tool)

    def check(self, spec: ToolSpec, arguments: Mapping[str, Any]) -> None:
        self._all[spec.server].check(spec, arguments)

    async def call(self, spec: ToolSpec, arguments: Mapping[str, Any]) -> ToolResult:
        return await self._all[spec.server].call(spec, arguments)

    async def look_again(self, server: str) -> None:
        """Compare what the server lists with what is accepted by now."""
        if (upstream := self._all.get(server)) is not None:
            upstream.forget_listing()
            await upstream.refresh()

    def _split(self, name: str) -> tuple[Upstream | None, str]:
        server, _, tool = name.partition(".")
        return self._all.get(server), tool

    async def _first_round(self) -> None:
        await asyncio.gather(*(self._begin(upstream) for upstream in self._all.values()))

    async def _begin(self, upstream: Upstream) -> None:
        """An eager server is started; a lazy one only if nobody knows its tools."""
        if upstream.server.start == "lazy":
            await _quietly(upstream.recall())
        if not upstream.specs and not upstream.server.missing:
            await _quietly(upstream.refresh())

    async def _watch(self, first: "asyncio.Task[None]") -> None:
        await asyncio.wait({first})
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            await asyncio.gather(*(self._tend(upstream) for upstream in self._all.values()))

    async def _tend(self, upstream: Upstream) -> None:
        session = upstream.session
        if upstream.server.start == "eager" and not upstream.server.missing:
            if not session.alive and session.may_start:
                await _quietly(upstream.refresh())
        elif session.alive and session.idle_seconds > IDLE_SECONDS:
            await session.rest()


async def _quietly(work: Any) -> None:
    """What is wrong with a server shows in its state, and is told to whoever calls it."""
    try:
        await work
    except DevToolsError as error:
        logger.info("%s", error)

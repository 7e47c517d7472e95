"""One MCP server behind the gateway: its session, the catalogue of its tools, what is kept from agents."""

import json
import logging
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from config.mcp_servers import McpServer
from domain.errors import ForbiddenError, ToolError, ToolFault
from domain.models import Value
from domain.tool_listings import ListingCheck, Quarantine, ToolListing
from domain.tools import ToolResult, ToolSpec
from integrations.mcp import git_guard
from integrations.mcp.confinement import confined
from integrations.mcp.connection import is_isolated
from integrations.mcp.session import McpSession
from integrations.mcp.specs import check_arguments, listing_of, spec_of
from integrations.mcp.stdio import ANSWER_LIMIT

if TYPE_CHECKING:
    from mcp_types import CallToolResult, Tool

logger = logging.getLogger(__name__)


class UpstreamPhase(StrEnum):
    """``short``: it runs, but lists fewer tools than it should. ``resting``: nobody needs it just now."""

    UP = "up"
    SHORT = "short"
    RESTING = "resting"
    DOWN = "down"
    UNCONFIGURED = "unconfigured"


class UpstreamState(Value):
    """``tools`` are in the catalogue, ``listed`` by the running server; ``network_cut``: is in force.

    ``task_processes``: how many more of it run now, each for one task in the worktree of that task.
    """

    name: str
    phase: UpstreamPhase
    kind: str
    tools: int
    listed: int
    expected: int | None
    quarantined: tuple[str, ...]
    restarts: int
    network_cut: bool
    optional: bool
    fault: str | None
    task_processes: int = 0


class Upstream:
    """It fails its own calls and nobody else's. Paths in arguments are held to ``workspace``."""

    def __init__(
        self, server: McpServer, *, log_dir: Path, workspace: Path | None, listings: ListingCheck
    ) -> None:
        self.server = server
        self.session = McpSession(server, log_dir)
        self._workspace = workspace
        self._listings = listings
        self._tools: tuple[Tool, ...] | None = None
        self._verified: dict[str, str] = {}
        self.specs: Mapping[str, ToolSpec] = {}
        self.held: Mapping[str, Quarantine] = {}

    @property
    def state(self) -> UpstreamState:
        return UpstreamState(
            name=self.server.name,
            phase=self._phase(),
            kind="url" if self.server.url else "stdio",
            tools=len(self.specs),
            listed=len(self.session.tools),
            expected=self.server.expected,
            quarantined=tuple(sorted(self.held)),
            restarts=max(0, self.session.starts - 1),
            network_cut=is_isolated(self.server),
            optional=self.server.optional,
            fault=self.session.fault,
        )

    def _phase(self) -> UpstreamPhase:
        if self.server.missing:
            return UpstreamPhase.UNCONFIGURED
        if self.session.alive:
            enough = len(self.session.tools) >= (self.server.expected or 1)
            return UpstreamPhase.UP if enough else UpstreamPhase.SHORT
        return UpstreamPhase.DOWN if self.session.fault else UpstreamPhase.RESTING

    async def recall(self) -> None:
        """Take the catalogue of last time, so that a lazy server need not be started to be listed."""
        remembered = await self._listings.catalogue(self.server.name)
        self.specs = self._offered(remembered)

    async def refresh(self) -> Mapping[str, ToolSpec]:
        """The catalogue, taken anew at each start of the server, which is started if it does not run.

        Raises :class:`~domain.errors.ToolError` where it cannot be started, and
        :class:`~domain.errors.UnavailableError` where its list cannot be compared with what was accepted.
        """
        tools = self.session.tools or await self.session.start()
        if tools is not self._tools:
            await self._take(tools)
        return self.specs

    def forget_listing(self) -> None:
        """What is listed is compared again with what is accepted, at the next :meth:`refresh`."""
        self._tools = None

    async def _take(self, tools: "tuple[Tool, ...]") -> None:
        listings = [listing_of(tool) for tool in tools if self.server.offers(tool.name)]
        digests = {listing.tool: listing.digest() for listing in listings}
        if digests != self._verified or self.held:
            self.held = await self._listings.offer(self.server.name, listings)
            for name in self.held:
                logger.warning("%s.%s is held back: its description has changed", self.server.name, name)
        self.specs = self._offered([listing for listing in listings if listing.tool not in self.held])
        self._verified, self._tools = digests, tools

    def _offered(self, listings: Sequence[ToolListing]) -> dict[str, ToolSpec]:
        return {
            listing.tool: spec_of(self.server, listing)
            for listing in listings
            if self.server.offers(listing.tool)
        }

    async def find(self, tool: str) -> ToolSpec:
        """Raises :class:`~domain.errors.ToolError` for a tool that is unknown, held back or out of reach."""
        specs = self.specs if tool in self.specs else await self.refresh()
        if tool in specs:
            return specs[tool]
        name = f"{self.server.name}.{tool}"
        if tool in self.held:
            self.forget_listing()  # somebody may have accepted it meanwhile, here or at another copy
            if tool in await self.refresh():
                return self.specs[tool]
            raise ToolError(
                f"{name} is held back: its server describes it otherwise than when it was accepted; "
                f"`devtools tools accept {name}` shows what has changed",
                fault=ToolFault.QUARANTINED,
            )
        raise ToolError(f"MCP server {self.server.name} has no tool {tool[:200]!r}", fault=ToolFault.UNKNOWN)

    def check(self, spec: ToolSpec, arguments: Mapping[str, Any]) -> None:
        """Raises :class:`~domain.errors.ToolError` for arguments that are not allowed."""
        self._prepared(spec, arguments)

    async def call(self, spec: ToolSpec, arguments: Mapping[str, Any]) -> ToolResult:
        """The text of all parts of the answer; other parts are named."""
        sent = self._prepared(spec, arguments)
        await self._still_the_same(spec)
        answer = await self.session.call(spec.tool, sent)
        text, error = _text(answer), bool(answer.is_error)
        if len(text) > ANSWER_LIMIT:
            raise ToolError(
                f"{spec.name}: the answer was larger than {ANSWER_LIMIT} bytes",
                fault=ToolFault.ANSWER_TOO_LARGE,
                outcome_unknown=True,
            )
        if self.server.guard == "git" and not error:
            text = git_guard.filtered(spec.tool, arguments, text)
        return ToolResult(text=text, error=error)

    async def _still_the_same(self, spec: ToolSpec) -> None:
        """A server that has just been started may be another version than the one that was listed."""
        await self.refresh()
        if await self.find(spec.tool) != spec:
            raise ToolError(
                f"{spec.name} has changed while the call was under way; it was not made",
                fault=ToolFault.CHANGED,
            )

    def _prepared(self, spec: ToolSpec, arguments: Mapping[str, Any]) -> dict[str, Any]:
        check_arguments(spec, arguments)
        if self.server.guard == "git":
            git_guard.check_arguments(spec.tool, arguments)
        sent = {**arguments, **self.server.pinned}
        for name in self.server.paths:
            if name in arguments:
                sent[name] = self._confined(spec, arguments[name])
        return sent

    def _confined(self, spec: ToolSpec, value: Any) -> Any:
        if isinstance(value, list):
            return [self._confined(spec, item) for item in value]
        if not isinstance(value, str) or self._workspace is None:
            return value
        try:
            return str(confined(self._workspace, value))
        except ForbiddenError as error:
            raise ToolError(f"{spec.name}: {error}", fault=ToolFault.ARGUMENTS) from error


def _text(answer: "CallToolResult") -> str:
    parts = []
    for part in answer.content:
        if part.type == "text":
            parts.append(part.text)
        elif part.type == "resource" and hasattr(part.resource, "text"):
            parts.append(part.resource.text)
        else:
            parts.append(f"[a part of type {part.type}, not shown]")
    if not parts and answer.structured_content is not None:
        return json.dumps(answer.structured_content, ensure_ascii=False)
    return "\n".join(parts)

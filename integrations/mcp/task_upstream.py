"""A server that runs for one task, in the task's worktree, and must be the one that everybody knows."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from config.mcp_servers import McpServer
from domain.errors import ToolError, ToolFault
from domain.tool_listings import ListingCheck, Quarantine, ToolListing
from domain.tools import ToolResult, ToolSpec
from integrations.mcp.upstream import Upstream


class TaskUpstream(Upstream):
    """``server`` is filled in for ``root``, which the task sees in the place of the shared ``workspace``."""

    def __init__(
        self, server: McpServer, *, log_dir: Path, root: Path, workspace: Path, listings: ListingCheck
    ) -> None:
        super().__init__(server, log_dir=log_dir, workspace=root, listings=Accepted(listings))
        self._root = root
        self._shared = workspace

    async def call(self, spec: ToolSpec, arguments: Mapping[str, Any]) -> ToolResult:
        """Paths in the answer are those of the shared workspace: the agent can name them again."""
        result = await super().call(spec, arguments)
        text = result.text
        for root in {self._root, self._root.resolve()}:
            text = text.replace(str(root), str(self._shared))
        return result.model_copy(update={"text": text})

    async def _still_the_same(self, spec: ToolSpec) -> None:
        await self.refresh()
        if self.specs.get(spec.tool) != spec:
            self.forget_listing()  # what is accepted may have changed, not the server
            await self.refresh()
        if self.specs.get(spec.tool) != spec:
            raise ToolError(
                f"{spec.name}: the task's own process lists this tool otherwise than it is known; "
                "the call was not made",
                fault=ToolFault.CHANGED,
            )

    def _confined(self, spec: ToolSpec, value: Any) -> Any:
        return super()._confined(spec, self._in_the_worktree(value) if isinstance(value, str) else value)

    def _in_the_worktree(self, path: str) -> str:
        """An absolute path in the shared workspace means the same file of the worktree."""
        for shared in (self._shared, self._shared.resolve()):
            if Path(path).is_relative_to(shared):
                return str(self._root / Path(path).relative_to(shared))
        return path


class Accepted:
    """A :class:`~domain.tool_listings.ListingCheck` that compares, and writes nothing."""

    def __init__(self, listings: ListingCheck) -> None:
        self._listings = listings

    async def offer(self, server: str, listings: Sequence[ToolListing]) -> Mapping[str, Quarantine]:
        """Those that differ, and those that nobody knows."""
        accepted = {listing.tool: listing for listing in await self._listings.catalogue(server)}
        return {
            listing.tool: Quarantine(
                server=server,
                tool=listing.tool,
                accepted=accepted.get(listing.tool, ToolListing(tool=listing.tool)),
                offered=listing,
                since=datetime.now(tz=UTC),
                digest=listing.digest(),
            )
            for listing in listings
            if listing.tool not in accepted or listing.digest() != accepted[listing.tool].digest()
        }

    async def catalogue(self, server: str) -> Sequence[ToolListing]:
        return await self._listings.catalogue(server)

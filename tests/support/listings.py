"""A listing store in memory, for tests of servers that need no database."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from domain.errors import NotFoundError
from domain.tool_listings import Quarantine, ToolListing


class MemoryListings:
    def __init__(self) -> None:
        self._accepted: dict[tuple[str, str], ToolListing] = {}
        self._held: dict[tuple[str, str], Quarantine] = {}
        self._listed: dict[str, list[str]] = {}

    async def offer(self, server: str, listings: Sequence[ToolListing]) -> Mapping[str, Quarantine]:
        self._listed[server] = [listing.tool for listing in listings]
        for listing in listings:
            key = (server, listing.tool)
            accepted = self._accepted.setdefault(key, listing)
            if accepted == listing:
                self._held.pop(key, None)
            else:
                self._held[key] = Quarantine(
                    server=server,
                    tool=listing.tool,
                    accepted=accepted,
                    offered=listing,
                    since=datetime.now(tz=UTC),
                    digest=listing.digest(),
                )
        return {tool: held for (owner, tool), held in self._held.items() if owner == server}

    async def catalogue(self, server: str) -> Sequence[ToolListing]:
        return [self._accepted[server, tool] for tool in self._listed.get(server, [])]

    async def quarantined(self) -> Sequence[Quarantine]:
        return list(self._held.values())

    async def accept(self, server: str, tool: str, *, digest: str, person: str) -> Quarantine:
        held = self._held.pop((server, tool), None)
        if held is None or held.digest != digest:
            raise NotFoundError(f"{server}.{tool} is not held back from {person}")
        self._accepted[server, tool] = held.offered
        return held

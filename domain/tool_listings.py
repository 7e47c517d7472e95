"""What servers say of their tools, and whether that is still what they said at first."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from pydantic import Field

from domain.models import Value, digest_of


class ToolListing(Value):
    """A tool as its server describes it, verbatim: what a model reads, and what its rating rests on."""

    tool: str
    title: str = ""
    description: str = ""
    input_schema: dict[str, Any] = Field(default_factory=dict)
    annotations: dict[str, Any] = Field(default_factory=dict)

    def digest(self) -> str:
        return digest_of(self.model_dump(mode="json"))


class Quarantine(Value):
    """A tool that is held back: its server now says something else of it than what was accepted.

    ``digest`` is of what is offered.
    """

    server: str
    tool: str
    accepted: ToolListing
    offered: ToolListing
    since: datetime
    digest: str

    @property
    def name(self) -> str:
        return f"{self.server}.{self.tool}"


class ListingCheck(Protocol):
    """Whether a server still says of its tools what was accepted."""

    async def offer(self, server: str, listings: Sequence[ToolListing]) -> Mapping[str, Quarantine]:
        """Take note of what a server lists; returns, by tool, those that differ from what was accepted."""

    async def catalogue(self, server: str) -> Sequence[ToolListing]:
        """What was accepted, of the tools that the server listed last time."""


class ListingStore(ListingCheck, Protocol):
    """Rows of ``tool_listings``. What a server says of a tool the first time is accepted."""

    async def quarantined(self) -> Sequence[Quarantine]:
        """Of all servers."""

    async def accept(self, server: str, tool: str, *, digest: str, person: str) -> Quarantine:
        """Take what is offered for accepted, if it is (still) what ``digest`` names.

        Raises :class:`~domain.errors.NotFoundError` for a tool that is not held back, and
        :class:`~domain.errors.ConflictError` where something else is offered by now.
        """

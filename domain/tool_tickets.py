"""Tickets: a worker's signed word that one call was rated, cleared and claimed; good once, for a minute."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from domain.models import Value, digest_of
from domain.risk.levels import RiskLevel
from domain.tools import Caller, ToolSpec

LIFETIME_SECONDS = 60
"""A call that waits longer for its turn needs a new ticket."""


class ToolTicket(Value):
    """``arguments`` and ``schema_digest`` are SHA-256 in hex; ``ticket_id`` is never used twice."""

    ticket_id: str
    tool: str
    arguments: str
    schema_digest: str
    agent: str
    task_id: str
    step_id: str
    call_id: str
    level: RiskLevel
    expires_at: datetime

    @classmethod
    def of(
        cls,
        spec: ToolSpec,
        arguments: Mapping[str, Any],
        caller: Caller,
        *,
        ticket_id: str,
        expires_at: datetime,
    ) -> "ToolTicket":
        return cls(
            ticket_id=ticket_id,
            tool=spec.name,
            arguments=digest_of(dict(arguments)),
            schema_digest=spec.schema_digest(),
            agent=caller.agent,
            task_id=caller.task_id,
            step_id=caller.step_id,
            call_id=caller.call_id,
            level=caller.level,
            expires_at=expires_at,
        )

    def fault_for(self, spec: ToolSpec, arguments: Mapping[str, Any]) -> str | None:
        """Why this ticket is not for this call; None if it is. Whose it is, and when, are not asked here."""
        if self.tool != spec.name:
            return f"the ticket is for {self.tool}"
        if self.arguments != digest_of(dict(arguments)):
            return "the ticket is for other arguments"
        if spec.level.exceeds(self.level):
            return f"the call was cleared as {self.level}, the tool is {spec.level}"
        return None


class TicketStore(Protocol):
    """Rows of ``tool_tickets``: which tickets were used, whichever copy of the gateway saw them."""

    async def use(self, ticket: ToolTicket) -> bool:
        """False if it was used before."""

    async def forget_expired(self) -> int:
        """Remove rows of tickets that expired over an hour ago; returns how many."""

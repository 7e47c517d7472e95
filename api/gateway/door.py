"""The one way to a tool: every call is identified, checked and bounded here, whoever makes it and however."""

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

from domain.agents import AgentCatalogue
from domain.artifacts import ArtifactStore
from domain.disclosure import SEARCH_TOOL, SHOWN_FOR_SEARCH, best
from domain.errors import DevToolsError, NotFoundError, ToolError, ToolFault, UnauthenticatedError
from domain.redaction import Redactor
from domain.risk.levels import RiskLevel
from domain.tool_tickets import TicketStore, ToolTicket
from domain.tools import INLINE_RESULT_LIMIT, ToolResult, ToolSpec
from integrations.keys.tickets import TicketVerifier
from integrations.mcp.specs import check_arguments
from integrations.mcp.task_servers import TaskServers
from integrations.mcp.upstreams import Upstreams
from integrations.telemetry.gateway_metrics import GatewayMetrics

SEARCH = ToolSpec(
    server=SEARCH_TOOL.partition(".")[0],
    tool=SEARCH_TOOL.partition(".")[2],
    description="Find tools by what they do. Those that are found can be called from then on.",
    input_schema={
        "type": "object",
        "properties": {
            "query": {"type": "string", "minLength": 1, "maxLength": 500, "description": "A few words."}
        },
        "required": ["query"],
    },
    read_only=True,
    idempotent=True,
    destructive=False,
    level=RiskLevel.LOW,
)
NO_TASK = "gateway"
"""The task of results that are too large to lie inline and come from a call outside any task."""


class Door:
    """Fails with :class:`~domain.errors.ToolError`, or UnavailableError where a call was not made."""

    def __init__(
        self,
        upstreams: Upstreams,
        *,
        task_servers: TaskServers,
        agents: AgentCatalogue,
        verifier: TicketVerifier,
        tickets: TicketStore,
        artifacts: ArtifactStore,
        metrics: GatewayMetrics,
        redactor: Redactor,
    ) -> None:
        self._upstreams = upstreams
        self._task_servers = task_servers
        self._agents = agents
        self._verifier = verifier
        self._tickets = tickets
        self._artifacts = artifacts
        self._metrics = metrics
        self._redactor = redactor

    async def catalogue(self, *, agent: str | None = None) -> Sequence[ToolSpec]:
        """What may be called, by an agent or at all. Raises NotFoundError for an unknown agent."""
        specs = (SEARCH, *await self._upstreams.specs())
        if agent is None:
            return specs
        profile = self._agents.get(agent)
        return tuple(spec for spec in specs if profile.allows(spec.name))

    def schema(self, name: str) -> Mapping[str, Any] | None:
        """Of a tool in the catalogue, at once."""
        return SEARCH.input_schema if name == SEARCH_TOOL else self._upstreams.schema(name)

    async def find(self, name: str) -> ToolSpec:
        return SEARCH if name == SEARCH_TOOL else await self._upstreams.spec(name)

    async def check(self, name: str, arguments: Mapping[str, Any]) -> None:
        spec = await self.find(name)
        if spec is SEARCH:
            check_arguments(spec, arguments)
        else:
            self._upstreams.check(spec, arguments)

    async def call(self, name: str, arguments: Mapping[str, Any], *, ticket: str | None) -> ToolResult:
        """``ticket`` as a worker signed it; without one only tools that read may be called."""
        started = time.perf_counter()
        server, outcome = "unknown", "internal"
        try:
            spec = await self.find(name)
            server = spec.server
            result = await self._call(spec, arguments, ticket)
            outcome = "error" if result.error else "done"
        except ToolError as error:
            outcome = error.fault.value
            raise
        except DevToolsError as error:
            outcome = error.kind
            raise
        else:
            return result
        finally:
            self._metrics.call(server=server, outcome=outcome, seconds=time.perf_counter() - started)

    async def _call(self, spec: ToolSpec, arguments: Mapping[str, Any], token: str | None) -> ToolResult:
        ticket = None if token is None else self._verified(token, spec, arguments)
        if ticket is None and not spec.read_only:
            raise ToolError(
                f"{spec.name} changes something: it is called with a worker's ticket only",
                fault=ToolFault.NOT_CLEARED,
            )
        if spec is SEARCH:
            check_arguments(spec, arguments)
            return await self._search(str(arguments["query"]), agent=ticket.agent if ticket else None)
        if ticket is None:
            return await self._answer(NO_TASK, await self._upstreams.call(spec, arguments))
        own = await self._task_servers.find(ticket.task_id, spec)
        (own or self._upstreams).check(spec, arguments)
        if not await self._tickets.use(ticket):
            raise ToolError(f"{spec.name}: this ticket was used before", fault=ToolFault.REPLAYED)
        own = own or await self._task_servers.make(ticket.task_id, spec)
        result = await (own or self._upstreams).call(spec, arguments)
        return await self._answer(ticket.task_id, result)

    def _verified(self, token: str, spec: ToolSpec, arguments: Mapping[str, Any]) -> ToolTicket:
        try:
            ticket = self._verifier.ticket(token)
        except UnauthenticatedError as error:
            raise ToolError(f"{spec.name}: {error}", fault=ToolFault.NOT_CLEARED) from error
        if fault := ticket.fault_for(spec, arguments):
            raise ToolError(f"{spec.name}: {fault}", fault=ToolFault.NOT_CLEARED)
        if ticket.schema_digest != spec.schema_digest():
            raise ToolError(f"{spec.name} has changed since it was cleared", fault=ToolFault.CHANGED)
        try:
            allowed = self._agents.get(ticket.agent).allows(spec.name)
        except NotFoundError:
            allowed = False
        if not allowed:
            raise ToolError(f"{spec.name} is not a tool of {ticket.agent}", fault=ToolFault.NOT_ALLOWED)
        return ticket

    async def _search(self, query: str, *, agent: str | None) -> ToolResult:
        specs = [spec for spec in await self.catalogue(agent=agent) if spec is not SEARCH]
        found = [
            {"name": spec.name, "description": spec.description, "input_schema": spec.input_schema}
            for spec in best(specs, query, SHOWN_FOR_SEARCH)
        ]
        return ToolResult(text=json.dumps({"found": found, "of": len(specs)}, ensure_ascii=False))

    async def _answer(self, task_id: str, result: ToolResult) -> ToolResult:
        """Without secrets; what is too large by reference."""
        text = self._redactor.text(result.text)
        content = text.encode("utf-8", "replace")
        if len(content) <= INLINE_RESULT_LIMIT:
            return result.model_copy(update={"text": text})
        artifact_id = await self._artifacts.put(task_id=task_id, content=content)
        head = content[:INLINE_RESULT_LIMIT].decode(errors="ignore")
        note = (
            f"\n\n[cut after {INLINE_RESULT_LIMIT} of {len(content)} bytes; whole in artifact {artifact_id}]"
        )
        return result.model_copy(update={"text": head + note, "artifact_id": artifact_id})

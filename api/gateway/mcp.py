"""The gateway as an MCP server over streamable HTTP, at ``/mcp``: the same door as the REST routes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fastmcp import FastMCP
from fastmcp.server.dependencies import get_context
from fastmcp.server.providers import Provider
from fastmcp.tools.base import Tool, ToolResult
from fastmcp.utilities.versions import VersionSpec
from mcp_types import TextContent, ToolAnnotations
from pydantic import PrivateAttr

from api.gateway.problems import kind_of
from api.gateway.resources import Resources
from api.problems import TYPE_PREFIX
from domain.errors import DevToolsError, ToolError, ToolFault
from domain.tools import ToolSpec

if TYPE_CHECKING:
    from fastmcp.server.http import StarletteWithLifespan

PATH = "/mcp"
TICKET_META = "dev-tools/ticket"
"""Where in a call's ``_meta`` a ticket stands."""
PROBLEM_META = "dev-tools/problem"
INSTRUCTIONS = """The tools of every MCP server of this Dev-Tools installation, named server.tool. Without a
worker's ticket only tools that read can be called; gateway.search_tools finds tools by what they do."""


class _GatewayTool(Tool):
    _resources: Resources = PrivateAttr()

    @classmethod
    def of(cls, spec: ToolSpec, resources: Resources) -> "_GatewayTool":
        tool = cls(
            name=spec.name,
            title=spec.name,
            description=spec.description,
            parameters=spec.input_schema or {"type": "object"},
            annotations=ToolAnnotations(
                read_only_hint=spec.read_only,
                destructive_hint=spec.destructive,
                idempotent_hint=spec.idempotent,
            ),
        )
        tool._resources = resources
        return tool

    async def run(self, arguments: dict[str, Any]) -> ToolResult:
        try:
            result = await self._resources.door.call(self.name, arguments, ticket=_ticket())
        except DevToolsError as error:
            return _failed(error)
        meta = {"dev-tools/artifact": result.artifact_id} if result.artifact_id else None
        content = [TextContent(type="text", text=result.text)]
        return ToolResult(content=content, meta=meta, is_error=result.error)


class _ServerProvider(Provider):
    """The tools of one server, from its cached catalogue: listing them asks nobody."""

    def __init__(self, name: str, resources: Resources) -> None:
        super().__init__()
        self._name = name
        self._resources = resources
        self._made: dict[str, tuple[ToolSpec, _GatewayTool]] = {}

    async def _list_tools(self) -> Sequence[Tool]:
        return [
            self._tool(spec) for spec in await self._resources.door.catalogue() if spec.server == self._name
        ]

    async def _get_tool(self, name: str, version: VersionSpec | None = None) -> Tool | None:  # noqa: ARG002
        """By name, without a listing; a tool that is held back or out of reach says so when it is called."""
        if name.partition(".")[0] != self._name:
            return None
        try:
            return self._tool(await self._resources.door.find(name))
        except ToolError as error:
            if error.fault is ToolFault.UNKNOWN:
                return None
            return _GatewayTool.of(ToolSpec(server=self._name, tool=name.partition(".")[2]), self._resources)

    def _tool(self, spec: ToolSpec) -> _GatewayTool:
        known = self._made.get(spec.tool)
        if known is None or known[0] is not spec:
            known = self._made[spec.tool] = (spec, _GatewayTool.of(spec, self._resources))
        return known[1]


def build_mcp_app(resources: Resources) -> "StarletteWithLifespan":
    """Stateless: any copy of the gateway answers any request, and a restart costs a client nothing."""
    server: FastMCP[Any] = FastMCP("dev-tools-gateway", instructions=INSTRUCTIONS)
    names = ["gateway", *(state.name for state in resources.servers.shared.states())]
    for name in names:
        server.add_provider(_ServerProvider(name, resources))
    # else the SDK lists all tools to find the schema of the one that is called
    server._mcp_server.get_tool_input_schema = resources.door.schema  # noqa: SLF001
    return server.http_app(
        path=PATH,
        stateless_http=True,
        json_response=True,
        host_origin_protection=False,  # BrowserGuard stands before it
    )


def _ticket() -> str | None:
    context = get_context().request_context
    meta = context.meta if context else None
    found = (meta or {}).get(TICKET_META)
    return found if isinstance(found, str) else None


def _failed(error: DevToolsError) -> ToolResult:
    kind = kind_of(error) if isinstance(error, ToolError) else error.kind
    problem: dict[str, Any] = {"type": TYPE_PREFIX + kind, "detail": str(error)}
    if isinstance(error, ToolError):
        problem |= {"permanent": error.permanent, "outcome_unknown": error.outcome_unknown}
    content = [TextContent(type="text", text=f"{kind}: {error}")]
    return ToolResult(content=content, meta={PROBLEM_META: problem}, is_error=True)

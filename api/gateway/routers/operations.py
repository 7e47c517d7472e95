"""The servers behind the gateway, its health and its numbers."""

from enum import StrEnum
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from api.gateway.dependencies import Requester, Res
from api.problems import responses
from integrations.mcp.upstream import UpstreamPhase, UpstreamState
from integrations.telemetry.metrics import CONTENT_TYPE

router = APIRouter(tags=["operations"])
WELL = (UpstreamPhase.UP, UpstreamPhase.RESTING)


class HealthStatus(StrEnum):
    HEALTHY = "healthy"
    DEGRADED = "degraded"
    UNHEALTHY = "unhealthy"


class ServerHealth(BaseModel):
    status: HealthStatus
    detail: str


class Health(BaseModel):
    """``degraded``: a server that is not optional fails; its tools cannot be called, all others can."""

    status: HealthStatus
    mcp_gateway: Literal["connected", "disconnected"]
    version: str
    tools: int
    dependencies: dict[str, ServerHealth]


class Ready(BaseModel):
    ready: bool


class ServerList(BaseModel):
    total: int
    servers: list[UpstreamState]


@router.get("/servers", summary="The MCP servers behind the gateway", responses=responses(401))
async def servers(_requester: Requester, resources: Res) -> ServerList:
    """`network_cut`: the server runs without a network. `task_processes`: how many more of it run, each for a
    task in its own git worktree.
    """
    states = list(resources.servers.states())
    return ServerList(total=len(states), servers=states)


@router.get("/health", summary="Health, with a line for each server")
async def health(request: Request, resources: Res) -> Health:
    states = resources.servers.states()
    lines = {state.name: _line(state) for state in states}
    needed = [lines[state.name].status for state in states if not state.optional]
    well = all(status is HealthStatus.HEALTHY for status in needed)
    return Health(
        status=HealthStatus.HEALTHY if well else HealthStatus.DEGRADED,
        mcp_gateway="connected" if well else "disconnected",
        version=request.app.version,
        tools=sum(state.tools for state in states),
        dependencies=lines,
    )


@router.get("/ready", summary="Every server has been tried once", responses={503: {"model": Ready}})
async def ready(response: Response, resources: Res) -> Ready:
    settled = resources.servers.shared.is_settled()
    if not settled:
        response.status_code = 503
    return Ready(ready=settled)


@router.get("/metrics", summary="Metrics for Prometheus", response_class=Response)
async def metrics(resources: Res) -> Response:
    resources.metrics.servers(resources.servers.states())
    resources.metrics.worktrees(len(resources.servers.for_tasks.tasks()))
    return Response(resources.metrics.exposition(), media_type=CONTENT_TYPE)


def _line(state: UpstreamState) -> ServerHealth:
    if state.phase in WELL and not state.quarantined:
        return ServerHealth(status=HealthStatus.HEALTHY, detail=f"{state.phase}, {state.tools} tools")
    if state.phase in WELL:
        held = ", ".join(state.quarantined)
        return ServerHealth(status=HealthStatus.DEGRADED, detail=f"held back: {held}")
    if state.phase is UpstreamPhase.SHORT:
        detail = f"lists {state.listed} tools, {state.expected or 'some'} are expected"
        return ServerHealth(status=HealthStatus.DEGRADED, detail=detail)
    return ServerHealth(status=HealthStatus.DEGRADED, detail=state.fault or str(state.phase))

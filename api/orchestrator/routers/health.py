"""Whether the product can work now, and what is missing if not."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from api.orchestrator.dependencies import Res
from api.orchestrator.health import Dependency, HealthStatus
from api.orchestrator.model_health import ModelsInForce, models_health, models_in_force
from api.orchestrator.resources import Resources
from api.orchestrator.trace_health import traces_health
from domain.errors import DevToolsError
from domain.policies import PolicyName
from domain.workers import WorkerBeat
from integrations.postgres.privileges import is_ledger_protected

router = APIRouter(tags=["health"])
PATIENCE = 1.0
"""Seconds that each dependency gets to answer."""


NOT_KNOWN = Dependency(status=HealthStatus.DEGRADED, detail="not known: Postgres does not answer")


class Health(BaseModel):
    """``unhealthy``: tasks cannot be taken in. ``degraded``: they can, but will not be worked on fully.

    ``policies`` are the versions in force, ``models`` what the live workers call; an edit that was refused
    stands under ``dependencies``, as do a halt of all dispatch and reviews that are overdue.
    """

    status: HealthStatus
    mcp_gateway: Literal["connected", "disconnected"]
    version: str
    dependencies: dict[str, Dependency]
    models: ModelsInForce
    policies: dict[PolicyName, str] = Field(examples=[{"risk": "1f0c9a52d1e7b3aa"}])


class Ready(BaseModel):
    ready: bool


@router.get("/health", summary="Health, with a line for each dependency", responses={503: {"model": Health}})
async def health(request: Request, response: Response, resources: Res) -> Health:
    (postgres, beats), temporal, dispatch, reviews, ledger, optional = await asyncio.gather(
        _postgres(resources),
        _temporal(resources),
        _dispatch(resources),
        _reviews(resources),
        _ledger(resources),
        _optional(resources),
    )
    servers = _servers(beats)
    connected = any(tools and all(tools.values()) for tools in servers.values())
    dependencies = {
        "postgres": postgres,
        "temporal": temporal,
        "worker": _worker(beats),
        "mcp_gateway": _gateway(servers, connected=connected),
        "policies": _policies(resources),
        "models": models_health(beats),
        "templates": _templates(resources),
        "dispatch": dispatch,
        "reviews": reviews,
        "ledger": ledger,
        **optional,
    }
    status = _overall(dependencies)
    if status is HealthStatus.UNHEALTHY:
        response.status_code = 503
    return Health(
        status=status,
        mcp_gateway="connected" if connected else "disconnected",
        version=request.app.version,
        dependencies=dependencies,
        models=models_in_force(beats),
        policies=resources.policies.versions(),
    )


@router.get("/ready", summary="Ready to take tasks in", responses={503: {"model": Ready}})
async def ready(response: Response, resources: Res) -> Ready:
    (postgres, _), temporal = await asyncio.gather(_postgres(resources), _temporal(resources))
    both = postgres.status is temporal.status is HealthStatus.HEALTHY
    if not both:
        response.status_code = 503
    return Ready(ready=both)


async def _postgres(resources: Resources) -> tuple[Dependency, Sequence[WorkerBeat]]:
    try:
        async with asyncio.timeout(PATIENCE):
            beats = await resources.workers.alive()
    except TimeoutError:
        return Dependency(status=HealthStatus.UNHEALTHY, detail="does not answer"), ()
    except DevToolsError as error:
        return Dependency(status=HealthStatus.UNHEALTHY, detail=str(error)), ()
    return Dependency(status=HealthStatus.HEALTHY, detail="answers"), beats


async def _temporal(resources: Resources) -> Dependency:
    if await resources.tasks.temporal.reachable():
        return Dependency(status=HealthStatus.HEALTHY, detail="answers")
    return Dependency(status=HealthStatus.UNHEALTHY, detail="does not answer")


async def _dispatch(resources: Resources) -> Dependency:
    try:
        async with asyncio.timeout(PATIENCE):
            halt = await resources.approvals.halts.state()
    except (TimeoutError, DevToolsError):
        return NOT_KNOWN
    if halt is not None:
        return Dependency(status=HealthStatus.DEGRADED, detail=halt.told)
    return Dependency(status=HealthStatus.HEALTHY, detail="running")


async def _reviews(resources: Resources) -> Dependency:
    try:
        async with asyncio.timeout(PATIENCE):
            count = await resources.approvals.reviews.count()
    except (TimeoutError, DevToolsError):
        return NOT_KNOWN
    detail = f"{count.open} open, {count.overdue} overdue"
    return Dependency(status=HealthStatus.DEGRADED if count.overdue else HealthStatus.HEALTHY, detail=detail)


async def _ledger(resources: Resources) -> Dependency:
    """Triggers without privileges are no fault: some accounts may have no more."""
    checkpoints = resources.ledger.checkpoints
    if checkpoints.fault is not None:
        return Dependency(status=HealthStatus.DEGRADED, detail=f"no checkpoint: {checkpoints.fault}")
    try:
        async with asyncio.timeout(PATIENCE):
            protected = await is_ledger_protected(resources.pool)
    except (TimeoutError, DevToolsError):
        return NOT_KNOWN
    kept = "privileges and triggers" if protected else "triggers only: this account owns the tables"
    signed = f"entry {checkpoints.newest.seq}" if checkpoints.newest else "none"
    return Dependency(
        status=HealthStatus.HEALTHY, detail=f"append-only by {kept}; newest checkpoint: {signed}"
    )


async def _optional(resources: Resources) -> dict[str, Dependency]:
    """What is only there where it is configured."""
    linear, traces = await asyncio.gather(_linear(resources), _traces(resources))
    return {name: found for name, found in (("linear", linear), ("traces", traces)) if found is not None}


async def _linear(resources: Resources) -> Dependency | None:
    """None where it is not configured."""
    linear = resources.linear
    if linear.hook is None:
        return None
    try:
        async with asyncio.timeout(PATIENCE):
            parked = await linear.inbox.parked()
    except (TimeoutError, DevToolsError):
        return NOT_KNOWN
    if linear.hook.fault is not None:
        return Dependency(status=HealthStatus.DEGRADED, detail=linear.hook.fault)
    if parked:
        detail = f"{parked} webhooks are parked: see `devtools inbox list`"
        return Dependency(status=HealthStatus.DEGRADED, detail=detail)
    return Dependency(status=HealthStatus.HEALTHY, detail="configured")


async def _traces(resources: Resources) -> Dependency | None:
    """None where they are sent nowhere."""
    try:
        async with asyncio.timeout(PATIENCE):
            return traces_health(await resources.events.traces.all())
    except (TimeoutError, DevToolsError):
        return None  # nor is it known whether they are


def _worker(beats: Sequence[WorkerBeat]) -> Dependency:
    alive = len({beat.worker for beat in beats})
    if not alive:
        return Dependency(status=HealthStatus.DEGRADED, detail="none is alive: tasks wait")
    return Dependency(status=HealthStatus.HEALTHY, detail=f"{alive} alive")


def _servers(beats: Sequence[WorkerBeat]) -> dict[str, dict[str, int]]:
    """Worker -> MCP server -> number of its tools."""
    servers: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for beat in beats:
        servers[beat.worker].update(beat.tools)
    return servers


def _gateway(servers: dict[str, dict[str, int]], *, connected: bool) -> Dependency:
    silent = sorted({name for tools in servers.values() for name, number in tools.items() if not number})
    if connected:
        return Dependency(status=HealthStatus.HEALTHY, detail="every tool server answers")
    detail = f"no tools from {', '.join(silent)}" if silent else "no worker reports tools"
    return Dependency(status=HealthStatus.DEGRADED, detail=detail)


def _policies(resources: Resources) -> Dependency:
    errors = resources.policies.errors
    if not errors:
        return Dependency(status=HealthStatus.HEALTHY, detail="as in the files")
    return Dependency(status=HealthStatus.DEGRADED, detail=f"the policy stays as it was: {'; '.join(errors)}")


def _templates(resources: Resources) -> Dependency:
    templates = resources.tasks.templates
    error = templates.error
    if error is not None:
        return Dependency(status=HealthStatus.DEGRADED, detail=f"the templates stay as they were: {error}")
    return Dependency(status=HealthStatus.HEALTHY, detail=f"{len(templates.all())} as in the files")


def _overall(dependencies: dict[str, Dependency]) -> HealthStatus:
    found = {dependency.status for dependency in dependencies.values()}
    for status in (HealthStatus.UNHEALTHY, HealthStatus.DEGRADED):
        if status in found:
            return status
    return HealthStatus.HEALTHY

"""The catalogue, one tool, and calling it."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field

from api.gateway.dependencies import Person, Requester, Res, Ticket
from api.problems import responses
from domain.disclosure import Disclosure, best, choose, tokens_of
from domain.risk.levels import RiskLevel
from domain.tool_listings import Quarantine
from domain.tools import ToolResult, ToolSpec

router = APIRouter(tags=["tools"], responses=responses(401))
PAGE_SIZE = 100
CALL_PROBLEMS = responses(403, 404, 409, 422, 502, 503, 504)

Name = Annotated[
    str, Path(max_length=300, description="`server.tool`.", examples=["filesystem.list_directory"])
]


class ToolEntry(BaseModel):
    """``input_schema`` (JSON Schema) only where it was asked for."""

    name: str
    server: str
    description: str
    level: RiskLevel
    read_only: bool
    idempotent: bool
    destructive: bool
    input_schema: dict[str, Any] | None = None

    @classmethod
    def of(cls, spec: ToolSpec, *, schemas: bool) -> "ToolEntry":
        left_out = {"tool"} if schemas else {"tool", "input_schema"}
        return cls(name=spec.name, **spec.model_dump(exclude=left_out))


class ToolPage(BaseModel):
    """``total`` counts all that match; pages are numbered from 1."""

    total: int
    page: int
    size: int
    tools: list[ToolEntry]


class CallBody(BaseModel):
    arguments: dict[str, Any] = {}


class TaskBody(BaseModel):
    """``searches``: what the agent has searched for since it began."""

    agent: str = Field(max_length=40)
    task: str
    searches: list[str] = []


class ShownTools(BaseModel):
    """``tokens_saved`` and ``tokens_shown`` are estimates."""

    disclosure: Disclosure
    tokens_shown: int
    tokens_saved: int
    tools: list[ToolSpec]


class AcceptBody(BaseModel):
    """``digest`` as in the list of what is held back: what you have seen is what you accept."""

    digest: str = Field(min_length=64, max_length=64)


class QuarantineList(BaseModel):
    quarantined: list[Quarantine]


@router.get("/tools", summary="List and search the tools", responses=responses(404))
async def list_tools(
    _requester: Requester,
    resources: Res,
    *,
    q: Annotated[str | None, Query(max_length=500, description="Words; the best match comes first.")] = None,
    server: Annotated[str | None, Query(max_length=30)] = None,
    agent: Annotated[str | None, Query(max_length=40, description="Only what it may call.")] = None,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    size: Annotated[int, Query(ge=1, le=1000)] = PAGE_SIZE,
    schemas: bool = False,
) -> ToolPage:
    found = list(await resources.door.catalogue(agent=agent))
    if server is not None:
        found = [spec for spec in found if spec.server == server]
    if q is not None:
        found = best(found, q, len(found))
    shown = found[(page - 1) * size : page * size]
    tools = [ToolEntry.of(spec, schemas=schemas) for spec in shown]
    return ToolPage(total=len(found), page=page, size=size, tools=tools)


@router.get("/tools/{name}", summary="One tool, with its schema", responses=responses(403, 404, 503))
async def get_tool(name: Name, _requester: Requester, resources: Res) -> ToolSpec:
    return await resources.door.find(name)


@router.post("/tools/{name}", summary="Call a tool", responses=CALL_PROBLEMS)
async def call_tool(
    name: Name, body: CallBody, _requester: Requester, resources: Res, ticket: Ticket = None
) -> ToolResult:
    """Tools that read may be called by anyone who may list them; others need a worker's ticket.

    `error` says that the tool itself failed. A text over 64 KiB is cut, and whole in its artifact.
    """
    return await resources.door.call(name, body.arguments, ticket=ticket)


@router.post(
    "/tools/{name}/check",
    summary="Check arguments without calling",
    status_code=204,
    responses=responses(403, 404, 422, 503),
)
async def check_call(name: Name, body: CallBody, _requester: Requester, resources: Res) -> Response:
    await resources.door.check(name, body.arguments)
    return Response(status_code=204)


@router.post("/disclosure", summary="What a model is shown for a task", responses=responses(404))
async def disclose(body: TaskBody, _requester: Requester, resources: Res) -> ShownTools:
    profile = resources.agents.get(body.agent)
    mode = profile.disclosure or resources.settings.tool_disclosure
    catalogue = await resources.door.catalogue()
    allowed = [spec for spec in catalogue if profile.allows(spec.name)]
    chosen = choose(allowed, catalogue, mode=mode, task=body.task, searches=body.searches)
    shown = sum(tokens_of(spec) for spec in chosen.shown)
    resources.metrics.disclosed(disclosure=mode, shown=shown, saved=chosen.saved)
    return ShownTools(
        disclosure=mode, tokens_shown=shown, tokens_saved=chosen.saved, tools=list(chosen.shown)
    )


@router.get("/quarantine", summary="Tools that are held back, with what has changed")
async def quarantine(_requester: Requester, resources: Res) -> QuarantineList:
    return QuarantineList(quarantined=list(await resources.servers.listings.quarantined()))


@router.post("/tools/{name}/accept", summary="Accept a changed tool", responses=responses(403, 404, 409))
async def accept(name: Name, body: AcceptBody, person: Person, resources: Res) -> Quarantine:
    server, _, tool = name.partition(".")
    accepted = await resources.servers.listings.accept(server, tool, digest=body.digest, person=person)
    await resources.servers.shared.look_again(server)
    return accepted


@router.get("/artifacts/{artifact_id}", summary="A result that was too large", responses=responses(404))
async def artifact(
    artifact_id: Annotated[str, Path(max_length=64)], _requester: Requester, resources: Res
) -> Response:
    return Response(await resources.artifacts.get(artifact_id), media_type="text/plain; charset=utf-8")

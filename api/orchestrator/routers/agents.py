"""The configured agents, and which of them can run now."""

from collections.abc import Sequence

from fastapi import APIRouter
from pydantic import BaseModel

from api.orchestrator.dependencies import Requester, Res
from api.problems import responses
from domain.agents import AgentProfile
from domain.workers import WorkerBeat

router = APIRouter(tags=["agents"], responses=responses(401))


class Agent(BaseModel):
    """``tools``: how many tools each MCP server offers now; ``workers``: where the agent can run."""

    name: str
    description: str
    models: list[str]
    tools: dict[str, int]
    workers: list[str]


class AgentList(BaseModel):
    agents: list[Agent]


@router.get("/agents", summary="List the agents")
async def list_agents(_requester: Requester, resources: Res) -> AgentList:
    """In the order of the configuration. Where no worker is alive, none has a model or tools."""
    beats = await resources.workers.alive()
    return AgentList(agents=[_agent(profile, beats) for profile in resources.agents.all()])


def _agent(profile: AgentProfile, beats: Sequence[WorkerBeat]) -> Agent:
    own = [beat for beat in beats if beat.agent == profile.name]
    return Agent(
        name=profile.name,
        description=profile.description,
        models=sorted({beat.model for beat in own}),
        tools={server: number for beat in own for server, number in beat.tools.items()},
        workers=sorted({beat.worker for beat in own}),
    )

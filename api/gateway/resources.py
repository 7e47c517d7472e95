"""What the gateway holds open, built once and closed in reverse order."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import structlog

from api.gateway.door import Door
from api.gateway.worktree_sweep import WorktreeSweep
from config.agent_profiles import load_agents
from config.mcp_servers import ServerFiles
from config.settings import Settings
from domain.agents import AgentCatalogue
from domain.artifacts import ArtifactStore
from domain.errors import UnavailableError
from domain.tool_listings import ListingStore
from domain.tool_tickets import TicketStore
from integrations.git.worktrees import Worktrees
from integrations.keys.redaction import build_redactor
from integrations.keys.tickets import TicketVerifier
from integrations.keys.tokens import TokenFile
from integrations.mcp.task_servers import TaskServers
from integrations.mcp.upstream import UpstreamState
from integrations.mcp.upstreams import Upstreams
from integrations.postgres.artifacts import PostgresArtifacts
from integrations.postgres.events import PostgresEvents
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool, create_pool
from integrations.postgres.tool_listings import PostgresToolListings
from integrations.postgres.tool_tickets import PostgresToolTickets
from integrations.telemetry.gateway_metrics import GatewayMetrics

SWEEP_SECONDS = 600.0

logger = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Resources:
    """``closing`` is set when the server begins to stop."""

    settings: Settings
    pool: Pool
    agents: AgentCatalogue
    upstreams: Upstreams
    task_servers: TaskServers
    listings: ListingStore
    artifacts: ArtifactStore
    tokens: TokenFile
    verifier: TicketVerifier
    door: Door
    metrics: GatewayMetrics
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    def states(self) -> Sequence[UpstreamState]:
        """How each server is, with its processes for tasks counted."""
        running = self.task_servers.running()
        return tuple(
            state.model_copy(update={"task_processes": running.get(state.name, 0)})
            for state in self.upstreams.states()
        )


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Postgres must answer; the MCP servers need not.

    Raises :class:`~domain.errors.DevToolsError` that names what is missing.
    """
    agents = load_agents(settings.config_dir)
    files = ServerFiles.read(settings.config_dir, profile=settings.mcp_profile)
    servers = files.at(settings.workspace)
    verifier = TicketVerifier(settings.tool_keys_dir)
    metrics = GatewayMetrics()
    async with AsyncExitStack() as stack:
        pool = await create_pool(settings.require_database_url())
        stack.push_async_callback(pool.close)
        listings, tickets = PostgresToolListings(pool), PostgresToolTickets(pool)
        artifacts = PostgresArtifacts(pool)
        upstreams = await stack.enter_async_context(
            Upstreams(servers, settings.state_dir / "logs", listings=listings, workspace=settings.workspace)
        )
        orchestrations = PostgresOrchestrations(pool)
        task_servers = TaskServers(
            Worktrees(settings.worktrees_dir, settings.workspace, limit=settings.max_worktrees),
            servers_at=files.at,
            workspace=settings.workspace,
            log_dir=settings.state_dir / "logs",
            listings=listings,
            orchestrations=orchestrations,
        )
        stack.push_async_callback(task_servers.aclose)
        worktrees = WorktreeSweep(task_servers, orchestrations=orchestrations, events=PostgresEvents(pool))
        for sweep in (_sweep(tickets), worktrees.run()):
            stack.push_async_callback(_ended, asyncio.create_task(sweep))
        door = Door(
            upstreams,
            task_servers=task_servers,
            agents=agents,
            verifier=verifier,
            tickets=tickets,
            artifacts=artifacts,
            metrics=metrics,
            redactor=build_redactor(settings),
        )
        yield Resources(
            settings=settings,
            pool=pool,
            agents=agents,
            upstreams=upstreams,
            task_servers=task_servers,
            listings=listings,
            artifacts=artifacts,
            tokens=TokenFile(settings.tokens_path),
            verifier=verifier,
            door=door,
            metrics=metrics,
        )


async def _ended(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.wait({task})


async def _sweep(tickets: TicketStore) -> None:
    """Tickets that could not be used any more anyway need not be remembered."""
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        try:
            await tickets.forget_expired()
        except UnavailableError as error:
            logger.warning("used tickets are not swept", reason=str(error))

"""What the gateway holds open, built once and closed in reverse order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import structlog

from api.gateway.door import Door
from config.agent_profiles import load_agents
from config.mcp_servers import load_servers
from config.settings import Settings
from domain.agents import AgentCatalogue
from domain.artifacts import ArtifactStore
from domain.errors import UnavailableError
from domain.tool_listings import ListingStore
from domain.tool_tickets import TicketStore
from integrations.keys.tickets import TicketVerifier
from integrations.keys.tokens import TokenFile
from integrations.mcp.upstreams import Upstreams
from integrations.postgres.artifacts import PostgresArtifacts
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
    listings: ListingStore
    artifacts: ArtifactStore
    tokens: TokenFile
    verifier: TicketVerifier
    door: Door
    metrics: GatewayMetrics
    closing: asyncio.Event = field(default_factory=asyncio.Event)


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Postgres must answer; the MCP servers need not.

    Raises :class:`~domain.errors.DevToolsError` that names what is missing.
    """
    agents = load_agents(settings.config_dir)
    servers = load_servers(settings.config_dir, settings.workspace, profile=settings.mcp_profile)
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
        sweeping = asyncio.create_task(_sweep(tickets))
        stack.callback(sweeping.cancel)
        door = Door(
            upstreams,
            agents=agents,
            verifier=verifier,
            tickets=tickets,
            artifacts=artifacts,
            metrics=metrics,
        )
        yield Resources(
            settings=settings,
            pool=pool,
            agents=agents,
            upstreams=upstreams,
            listings=listings,
            artifacts=artifacts,
            tokens=TokenFile(settings.tokens_path),
            verifier=verifier,
            door=door,
            metrics=metrics,
        )


async def _sweep(tickets: TicketStore) -> None:
    """Tickets that could not be used any more anyway need not be remembered."""
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        try:
            await tickets.forget_expired()
        except UnavailableError as error:
            logger.warning("used tickets are not swept", reason=str(error))

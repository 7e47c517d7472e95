"""What the gateway holds open, built once and closed in reverse order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog

from api.background import in_background
from api.gateway.door import Door
from api.gateway.servers import Servers, open_servers
from config.agent_profiles import load_agents
from config.mcp_servers import ServerFiles
from config.settings import Settings
from domain.agents import AgentCatalogue
from domain.artifacts import ArtifactStore
from domain.errors import UnavailableError
from domain.tool_tickets import TicketStore
from integrations.keys.redaction import build_redactor
from integrations.keys.tickets import TicketVerifier
from integrations.keys.tokens import TokenFile
from integrations.postgres.artifacts import PostgresArtifacts
from integrations.postgres.pool import open_pool
from integrations.postgres.tool_tickets import PostgresToolTickets
from integrations.telemetry.gateway_metrics import GatewayMetrics

SWEEP_SECONDS = 600.0

logger = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Resources:
    """``closing`` is set when the server begins to stop."""

    settings: Settings
    agents: AgentCatalogue
    servers: Servers
    door: Door
    artifacts: ArtifactStore
    tokens: TokenFile
    verifier: TicketVerifier
    metrics: GatewayMetrics
    closing: asyncio.Event = field(default_factory=asyncio.Event)


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Postgres must answer; the MCP servers need not.

    Raises :class:`~domain.errors.DevToolsError` that names what is missing.
    """
    agents, redactor = load_agents(settings.config_dir), build_redactor(settings)
    files = ServerFiles.read(settings.config_dir, profile=settings.mcp_profile)
    verifier, metrics = TicketVerifier(settings.tool_keys_dir), GatewayMetrics()
    async with (
        open_pool(settings.require_database_url()) as pool,
        open_servers(settings, pool, files=files) as servers,
    ):
        tickets, artifacts = PostgresToolTickets(pool), PostgresArtifacts(pool)
        door = Door(
            servers.shared,
            task_servers=servers.for_tasks,
            agents=agents,
            verifier=verifier,
            tickets=tickets,
            artifacts=artifacts,
            metrics=metrics,
            redactor=redactor,
        )
        async with in_background(_sweep(tickets)):
            yield Resources(
                settings=settings,
                agents=agents,
                servers=servers,
                door=door,
                artifacts=artifacts,
                tokens=TokenFile(settings.tokens_path),
                verifier=verifier,
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

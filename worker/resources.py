"""What a worker holds open: every file, pool and client, built once and closed in reverse order."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass

from temporalio.client import Client

from config.files import ConfigFiles
from config.settings import Settings
from domain.agents import ModelCatalogue
from domain.circuits import CircuitReport
from domain.redaction import Redactor
from domain.traces.exports import SpanExporter
from integrations.gateway.toolbox import GatewayToolbox
from integrations.keys.redaction import build_redactor
from integrations.keys.tickets import TicketSigner
from integrations.llm.catalogue import build_models
from integrations.llm.pacing import PacedModels
from integrations.postgres.model_rates import PostgresModelRates
from integrations.postgres.pool import Pool, open_pool
from integrations.telemetry.traces import build_exporters
from integrations.temporal.connect import connect
from worker.linear import LinearSide, open_linear


@dataclass(frozen=True, kw_only=True)
class Resources:
    """``circuits``: of the endpoints that ``models`` have asked. ``linear`` is None where not configured."""

    settings: Settings
    files: ConfigFiles
    pool: Pool
    client: Client
    models: ModelCatalogue
    circuits: Callable[[], Sequence[CircuitReport]]
    toolbox: GatewayToolbox
    linear: LinearSide | None
    redactor: Redactor
    exporters: Sequence[SpanExporter]


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Raises :class:`~domain.errors.ConfigurationError` for any fault in the configuration, before it
    connects anywhere, and :class:`~domain.errors.UnavailableError` for a server that does not answer.
    """
    files, redactor = ConfigFiles.read(settings, secrets=True), build_redactor(settings)
    signer, exporters = TicketSigner(settings.tool_keys_dir), build_exporters(settings)
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        models = await enter(aclosing(build_models(settings, files.agents.names)))
        pool = await enter(open_pool(settings.require_database_url()))
        client = await connect(settings)
        toolbox = await enter(GatewayToolbox(settings.gateway_base_url, signer))
        linear = await enter(
            open_linear(settings, pool=pool, client=client, policies=files.policies, redactor=redactor)
        )
        yield Resources(
            settings=settings,
            files=files,
            pool=pool,
            client=client,
            models=PacedModels(models, PostgresModelRates(pool)),
            circuits=models.circuits,
            toolbox=toolbox,
            linear=linear,
            redactor=redactor,
            exporters=exporters,
        )

"""The worker says regularly that it is alive, and what its agents can do now."""

import asyncio
import os
import socket
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import structlog

from domain.agents import ORCHESTRATOR, AgentCatalogue, ModelCatalogue
from domain.circuits import CircuitReport
from domain.errors import DevToolsError, UnavailableError
from domain.model_choice import ModelConfig
from domain.workers import ALIVE_SECONDS, WorkerBeat, WorkerStore
from integrations.gateway.toolbox import GatewayToolbox

LOOK_SECONDS = 1.0
_Seen = tuple[ModelConfig, str | None, tuple[CircuitReport, ...]]

logger = structlog.get_logger(__name__)


class Beat:
    def __init__(
        self,
        store: WorkerStore,
        *,
        agents: AgentCatalogue,
        models: ModelCatalogue,
        circuits: Callable[[], Sequence[CircuitReport]],
        toolbox: GatewayToolbox,
    ) -> None:
        self._store = store
        self._agents = agents
        self._models = models
        self._circuits = circuits
        self._toolbox = toolbox
        self._worker = f"{os.getpid()}@{socket.gethostname()}"
        self._started_at = datetime.now(UTC)
        self._told: _Seen | None = None

    async def serve(self) -> None:
        """Until cancelled, three times in :data:`~domain.workers.ALIVE_SECONDS`; then says good-bye.

        An edit of the models and a circuit that opens or closes are looked for every :data:`LOOK_SECONDS`,
        and told at once.
        """
        try:
            while True:
                try:
                    await self._store.beat(await self._beats())
                except UnavailableError as error:
                    logger.warning("no beat", reason=str(error))
                await self._due()
        finally:
            await self._good_bye()

    async def _due(self) -> None:
        for _ in range(int(ALIVE_SECONDS / 3 / LOOK_SECONDS)):
            await asyncio.sleep(LOOK_SECONDS)
            if self._look() != self._told:
                return

    def _look(self) -> "_Seen":
        return self._models.config, self._models.fault, tuple(self._circuits())

    async def _beats(self) -> list[WorkerBeat]:
        tools = await self._tools()
        config, fault, circuits = self._told = self._look()
        return [
            WorkerBeat(
                worker=self._worker,
                agent=agent,
                model=config.of(agent).choice.label,
                tools=tools,
                started_at=self._started_at,
                models_version=config.version,
                environment=config.environment,
                models_fault=fault,
                circuits=circuits,
            )
            for agent in (ORCHESTRATOR, *self._agents.names)
        ]

    async def _tools(self) -> dict[str, int]:
        try:
            return await self._toolbox.counts()
        except DevToolsError as error:
            logger.warning("the gateway says nothing of its tools", reason=str(error))
            return {}

    async def _good_bye(self) -> None:
        try:
            await self._store.gone(self._worker)
        except UnavailableError as error:
            logger.warning("left without a word", reason=str(error))

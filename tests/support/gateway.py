"""The tool gateway as it is in production, on a loopback port of this process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import uvicorn

from api.gateway.app import create_app
from api.gateway.resources import Resources, open_resources
from config.settings import Settings
from tests.support.processes import free_port


@dataclass(frozen=True)
class RunningGateway:
    """``settings`` lead to it."""

    settings: Settings
    resources: Resources

    @property
    def url(self) -> str:
        return self.settings.gateway_base_url


@asynccontextmanager
async def gateway(settings: Settings) -> AsyncIterator[RunningGateway]:
    """Serving, every server tried once. Stopped without grace at the end."""
    port = free_port()
    told = settings.model_copy(update={"gateway_port": port, "gateway_url": f"http://127.0.0.1:{port}"})
    async with open_resources(told) as resources:
        config = uvicorn.Config(
            create_app(told, resources=resources),
            port=port,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        server = _Quiet(config)
        serving = asyncio.create_task(server.serve())
        try:
            while not server.started:
                assert not serving.done(), "the gateway did not start"
                await asyncio.sleep(0.01)
            await resources.servers.shared.settled()
            yield RunningGateway(told, resources)
        finally:
            server.should_exit = True
            await serving


class _Quiet(uvicorn.Server):
    def install_signal_handlers(self) -> None:
        """The test's own stay."""

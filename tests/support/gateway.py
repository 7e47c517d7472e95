"""The tool gateway as it is in production, on a loopback port of this process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from api.gateway.app import create_app
from api.gateway.resources import Resources, open_resources
from config.settings import Settings
from tests.support.asgi import serving
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
    async with (
        open_resources(told) as resources,
        serving(create_app(told, resources=resources), port),
    ):
        await resources.servers.shared.settled()
        yield RunningGateway(told, resources)

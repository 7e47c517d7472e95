"""``python -m api`` serves the orchestrate API until SIGINT or SIGTERM."""

import asyncio
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
import uvicorn

from api.orchestrator.app import create_app
from api.orchestrator.resources import Resources, open_resources
from config.settings import Settings, load_settings
from domain.errors import DevToolsError
from integrations.telemetry.logs import configure_logs

GRACE = 5
"""Seconds that requests in flight get to end."""

logger = structlog.stdlib.get_logger("api")


class _Server(uvicorn.Server):
    """Ends with exit code 0 on a signal, after everything is closed: uvicorn's own would raise it again."""

    def __init__(self, config: uvicorn.Config, resources: Resources) -> None:
        super().__init__(config)
        self._resources = resources

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stop, number)
        yield

    def _stop(self, number: int) -> None:
        self._resources.closing.set()
        self.handle_exit(number, None)


async def serve(settings: Settings) -> int:
    """The process's exit code."""
    try:
        async with open_resources(settings) as resources:
            config = uvicorn.Config(
                create_app(settings, resources=resources),
                host=settings.host,
                port=settings.api_port,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=GRACE,
            )
            server = _Server(config, resources)
            await server.serve()
            return 0 if server.started else 1
    except DevToolsError as error:
        logger.critical("the API cannot start", reason=str(error))
        return 1


def main() -> int:
    try:
        settings = load_settings()
    except DevToolsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    configure_logs(level=settings.log_level, service="api")
    return asyncio.run(serve(settings))


if __name__ == "__main__":
    sys.exit(main())

"""``python -m api [orchestrator|gateway]`` serves one of the apps until SIGINT or SIGTERM."""

import argparse
import asyncio
import sys
from contextlib import AsyncExitStack

import structlog

from api.gateway.app import create_app as create_gateway
from api.gateway.resources import open_resources as open_gateway
from api.orchestrator.app import create_app as create_orchestrator
from api.orchestrator.resources import open_resources as open_orchestrator
from api.serving import Served, serve
from config.settings import Settings, load_settings
from domain.errors import DevToolsError
from integrations.telemetry.logs import configure_logs

logger = structlog.stdlib.get_logger("api")


async def _orchestrator(settings: Settings, stack: AsyncExitStack) -> Served:
    resources = await stack.enter_async_context(open_orchestrator(settings))
    app = create_orchestrator(settings, resources=resources)
    return Served(app, port=settings.api_port, closing=resources.closing)


async def _gateway(settings: Settings, stack: AsyncExitStack) -> Served:
    resources = await stack.enter_async_context(open_gateway(settings))
    app = create_gateway(settings, resources=resources)
    return Served(app, port=settings.gateway_port, closing=resources.closing)


APPS = {"orchestrator": _orchestrator, "gateway": _gateway}


async def run(name: str, settings: Settings) -> int:
    """The process's exit code."""
    try:
        async with AsyncExitStack() as stack:
            return await serve(await APPS[name](settings, stack), host=settings.host)
    except DevToolsError as error:
        logger.critical("cannot start", app=name, reason=str(error))
        return 1


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m api", description=__doc__)
    parser.add_argument("app", nargs="?", choices=list(APPS), default="orchestrator")
    name = parser.parse_args().app
    try:
        settings = load_settings()
    except DevToolsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    configure_logs(level=settings.log_level, service="api" if name == "orchestrator" else name)
    return asyncio.run(run(name, settings))


if __name__ == "__main__":
    sys.exit(main())

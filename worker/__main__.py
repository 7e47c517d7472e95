"""``python -m worker``: poll both task queues, or the ones named in ``--queues``, until told to stop."""

import argparse
import asyncio
import os
import signal
import sys
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any

import structlog
from temporalio.worker import Worker

from config.settings import Settings, load_settings
from domain.errors import ConfigurationError, UnavailableError
from integrations.telemetry.logs import configure_logs
from integrations.temporal.search_attributes import ensure_search_attributes
from worker.activities import build_activities, build_webhook_activities
from worker.hosts import build_workers
from worker.linear import build_linear_worker, ensure_schedules
from worker.resources import Resources, open_resources
from worker.side_work import side_work
from worker.webhooks import build_webhook_worker
from workflows.options import AGENTS_QUEUE, ORCHESTRATIONS_QUEUE

logger = structlog.get_logger(__name__)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m worker", description=__doc__)
    parser.add_argument("--queues", nargs="+", choices=[ORCHESTRATIONS_QUEUE, AGENTS_QUEUE])
    queues = frozenset(parser.parse_args().queues or [ORCHESTRATIONS_QUEUE, AGENTS_QUEUE])
    try:
        settings = load_settings()
        configure_logs(level=settings.log_level, service="worker")
        asyncio.run(_serve(settings, queues))
    except (ConfigurationError, UnavailableError) as error:
        sys.stderr.write(f"worker: {error}\n")
        return 2 if isinstance(error, ConfigurationError) else 1
    return 0


async def _serve(settings: Settings, queues: frozenset[str]) -> None:
    """Run the workers and what goes on beside them, until a signal or the first failure."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with open_resources(settings) as resources:
        await ensure_search_attributes(resources.client)
        async with AsyncExitStack() as stack:
            for worker in await _workers(resources, queues):
                await stack.enter_async_context(worker)
            side = [asyncio.create_task(work) for work in side_work(resources, queues)]
            _report_ready(queues)
            stopped = asyncio.create_task(stop.wait())
            done, _ = await asyncio.wait([stopped, *side], return_when=asyncio.FIRST_COMPLETED)
            logger.info("worker stops")
            await _cancel([stopped, *side])
            for task in done - {stopped}:
                task.result()


async def _workers(resources: Resources, queues: frozenset[str]) -> list[Worker]:
    """With the gate's queue also those of webhooks and of Linear, which have task queues of their own."""
    client, linear = resources.client, resources.linear
    workers = build_workers(client, build_activities(resources), queues=queues)
    if ORCHESTRATIONS_QUEUE in queues:
        workers.append(build_webhook_worker(client, build_webhook_activities(resources)))
        if linear is not None:
            await ensure_schedules(client)
            workers.append(build_linear_worker(client, linear.activities))
    return workers


async def _cancel(tasks: list[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _report_ready(queues: frozenset[str]) -> None:
    """``DEVTOOLS_READY_FILE`` tells a supervisor, by its existence, that the worker polls."""
    logger.info("worker polls", queues=sorted(queues))
    if path := os.environ.get("DEVTOOLS_READY_FILE"):
        Path(path).touch()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())

"""``python -m worker``: poll both task queues, or the ones named in ``--queues``, until told to stop."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Coroutine
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any

import structlog
from temporalio.worker import Worker

from activities.webhooks import WebhookActivities
from config.settings import Settings, load_settings
from config.webhook_secrets import WebhookSecrets
from domain.errors import ConfigurationError, UnavailableError
from integrations.notify.events import EventSender
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.notifications import PostgresNotifications
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.targets import PostgresTargets
from integrations.postgres.webhooks import PostgresWebhooks
from integrations.postgres.workers import PostgresWorkers
from integrations.telemetry.logs import configure_logs
from integrations.temporal.orchestrations import TemporalOrchestrations
from integrations.temporal.search_attributes import ensure_search_attributes
from worker.beat import Beat
from worker.hosts import build_workers
from worker.linear import MirrorDispatcher, build_linear_worker, ensure_schedules, look_up_forever
from worker.notifier import Notifier
from worker.policy_log import PolicyRecorder
from worker.relay import Relay
from worker.resources import Resources, build_activities, open_resources
from worker.traces import serve_traces
from worker.turn_keeper import TurnKeeper
from worker.webhooks import WebhookDispatcher, build_webhook_worker
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
    """Run the workers, and with the gate's queue relay and notifier, until a signal or the first failure."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with open_resources(settings) as resources:
        await ensure_search_attributes(resources.client)
        workers = build_workers(resources.client, build_activities(resources), queues=queues)
        if ORCHESTRATIONS_QUEUE in queues:
            workers.append(_webhooks(resources))
            if resources.linear is not None:
                await ensure_schedules(resources.client)
                workers.append(build_linear_worker(resources.client, resources.linear.activities))
        async with AsyncExitStack() as stack:
            for worker in workers:
                await stack.enter_async_context(worker)
            side = [asyncio.create_task(work) for work in _side_work(resources, queues)]
            _report_ready(queues)
            stopped = asyncio.create_task(stop.wait())
            done, _ = await asyncio.wait([stopped, *side], return_when=asyncio.FIRST_COMPLETED)
            logger.info("worker stops")
            await _cancel([stopped, *side])
            for task in done - {stopped}:
                task.result()


def _side_work(resources: Resources, queues: frozenset[str]) -> list[Coroutine[None, None, None]]:
    beat = Beat(
        PostgresWorkers(resources.pool),
        agents=resources.agents,
        models=resources.models,
        circuits=resources.circuits,
        toolbox=resources.toolbox,
    )
    policies = PolicyRecorder(resources.policies, PostgresLedger(resources.pool))
    work = [beat.serve(), policies.serve()]
    if ORCHESTRATIONS_QUEUE in queues:
        work.append(_relay(resources).serve())
        work.append(_notifier(resources).serve())
        work.append(WebhookDispatcher(resources.client, PostgresWebhooks(resources.pool)).serve())
        work.append(TurnKeeper(resources.client, PostgresTargets(resources.pool)).serve())
        if resources.linear is not None:
            work.append(MirrorDispatcher(resources.client, resources.linear.mirrors).serve())
            work.append(look_up_forever(resources.linear))
        work.append(serve_traces(resources))
    return work


def _relay(resources: Resources) -> Relay:
    pool, temporal = resources.pool, TemporalOrchestrations(resources.client)
    return Relay(temporal, PostgresInbox(pool), PostgresApprovals(pool), PostgresOrchestrations(pool))


def _webhooks(resources: Resources) -> Worker:
    store = PostgresWebhooks(resources.pool)
    activities = WebhookActivities(webhooks=store, sender=EventSender(WebhookSecrets()))
    return build_webhook_worker(resources.client, activities)


def _notifier(resources: Resources) -> Notifier:
    return Notifier(
        store=PostgresNotifications(resources.pool),
        approvals=PostgresApprovals(resources.pool),
        channels=resources.notifications,
        policies=resources.policies,
        api_url=resources.settings.api_base_url,
    )


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

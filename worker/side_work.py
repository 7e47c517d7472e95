"""What a worker process does beside polling: each goes on until it is cancelled."""

from collections.abc import Coroutine

from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.notifications import PostgresNotifications
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.targets import PostgresTargets
from integrations.postgres.webhooks import PostgresWebhooks
from integrations.postgres.workers import PostgresWorkers
from integrations.temporal.orchestrations import TemporalOrchestrations
from worker.beat import Beat
from worker.linear import MirrorDispatcher, look_up_forever
from worker.notifier import Notifier
from worker.policy_log import PolicyRecorder
from worker.relay import Relay
from worker.resources import Resources
from worker.traces import serve_traces
from worker.turn_keeper import TurnKeeper
from worker.webhooks import WebhookDispatcher
from workflows.options import ORCHESTRATIONS_QUEUE


def side_work(resources: Resources, queues: frozenset[str]) -> list[Coroutine[None, None, None]]:
    """It tells of itself; with the gate's queue also of the runs, to workflows, people and other systems."""
    pool, client = resources.pool, resources.client
    work = [
        _beat(resources).serve(),
        PolicyRecorder(resources.files.policies, PostgresLedger(pool)).serve(),
    ]
    if ORCHESTRATIONS_QUEUE not in queues:
        return work
    work += [
        _relay(resources).serve(),
        _notifier(resources).serve(),
        WebhookDispatcher(client, PostgresWebhooks(pool)).serve(),
        TurnKeeper(client, PostgresTargets(pool)).serve(),
        serve_traces(resources),
    ]
    if resources.linear is not None:
        work += [
            MirrorDispatcher(client, resources.linear.mirrors).serve(),
            look_up_forever(resources.linear),
        ]
    return work


def _beat(resources: Resources) -> Beat:
    return Beat(
        PostgresWorkers(resources.pool),
        agents=resources.files.agents,
        models=resources.models,
        circuits=resources.circuits,
        toolbox=resources.toolbox,
    )


def _relay(resources: Resources) -> Relay:
    pool, temporal = resources.pool, TemporalOrchestrations(resources.client)
    return Relay(temporal, PostgresInbox(pool), PostgresApprovals(pool), PostgresOrchestrations(pool))


def _notifier(resources: Resources) -> Notifier:
    return Notifier(
        store=PostgresNotifications(resources.pool),
        approvals=PostgresApprovals(resources.pool),
        channels=resources.files.notifications,
        policies=resources.files.policies,
        api_url=resources.settings.api_base_url,
    )

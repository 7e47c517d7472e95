"""What the orchestrate API holds open, built once and closed in reverse order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from api.orchestrator.repairs import Repairs
from api.orchestrator.rulings import Rulings
from api.orchestrator.submissions import Submissions, start_orphans_forever
from config.agent_profiles import load_agents
from config.policies import FilePolicies
from config.settings import Settings
from domain.agents import AgentCatalogue
from domain.approvals.requests import ApprovalStore
from domain.events import EventStore
from domain.orchestrations import OrchestrationStore
from domain.policies import PolicyLog
from domain.usage import UsageStore
from domain.workers import WorkerStore
from integrations.keys.keyring import SigningKey
from integrations.keys.tokens import TokenFile
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.events import PostgresEvents
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool, create_pool
from integrations.postgres.usage import PostgresUsage
from integrations.postgres.workers import PostgresWorkers
from integrations.temporal.connect import connect
from integrations.temporal.orchestrations import TemporalOrchestrations

CLOSE_SECONDS = 3.0
WATCH_SECONDS = 3.0


@dataclass(frozen=True, kw_only=True)
class Resources:
    """``closing`` is set when the server begins to stop."""

    settings: Settings
    pool: Pool
    temporal: TemporalOrchestrations
    temporal_namespace: str
    orchestrations: OrchestrationStore
    approvals: ApprovalStore
    events: EventStore
    usage: UsageStore
    workers: WorkerStore
    policies: FilePolicies
    policy_log: PolicyLog
    agents: AgentCatalogue
    tokens: TokenFile
    submissions: Submissions
    rulings: Rulings
    repairs: Repairs
    started_at: datetime = field(default_factory=lambda: datetime.now(tz=UTC))
    closing: asyncio.Event = field(default_factory=asyncio.Event)


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Postgres must answer; Temporal need not yet: reading works without it, and tasks wait for it.

    Raises :class:`~domain.errors.DevToolsError` that names what is missing.
    """
    agents = load_agents(settings.config_dir)
    policies = FilePolicies(settings.config_dir, embedded=settings.embedded)
    signer = SigningKey.load_or_create(settings.keys_dir)
    async with AsyncExitStack() as stack:
        pool = await create_pool(settings.require_database_url())
        stack.push_async_callback(_closed, pool)
        client = await connect(settings, lazy=True)
        temporal = TemporalOrchestrations(client)
        orchestrations, approvals = PostgresOrchestrations(pool), PostgresApprovals(pool)
        submissions = Submissions(orchestrations, temporal)
        for work in (start_orphans_forever(submissions), _watched(policies)):
            stack.push_async_callback(_stopped, asyncio.create_task(work))
        resources = Resources(
            settings=settings,
            pool=pool,
            temporal=temporal,
            temporal_namespace=client.namespace,
            orchestrations=orchestrations,
            approvals=approvals,
            events=PostgresEvents(pool),
            usage=PostgresUsage(pool),
            workers=PostgresWorkers(pool),
            policies=policies,
            policy_log=PostgresLedger(pool),
            agents=agents,
            tokens=TokenFile(settings.tokens_path),
            submissions=submissions,
            rulings=Rulings(
                approvals=approvals,
                orchestrations=orchestrations,
                inbox=PostgresInbox(pool),
                temporal=temporal,
                signer=signer,
            ),
            repairs=Repairs(orchestrations, temporal),
        )
        stack.callback(resources.closing.set)
        yield resources


async def _watched(policies: FilePolicies) -> None:
    """Take an edit up though nobody asks for a rating: a broken one after it must not bring back the old."""
    while True:
        policies.versions()
        await asyncio.sleep(WATCH_SECONDS)


async def _closed(pool: Pool) -> None:
    """Without waiting for ever for a query that hangs."""
    try:
        await asyncio.wait_for(pool.close(), CLOSE_SECONDS)
    except TimeoutError:
        pool.terminate()


async def _stopped(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.wait({task})

"""What the orchestrate API holds open, built once and closed in reverse order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from api.orchestrator.checkpoints import Checkpoints
from api.orchestrator.key_log import KeyRecorder
from api.orchestrator.linear import LinearHook, open_linear_hook
from api.orchestrator.repairs import Repairs
from api.orchestrator.rulings import Rulings
from api.orchestrator.submissions import Submissions, start_orphans_forever
from config.agent_profiles import load_agents
from config.budgets import FileBudgets
from config.notifications import FileNotifications
from config.policies import FilePolicies
from config.settings import Settings
from config.templates import FileTemplates
from domain.agents import AgentCatalogue
from domain.approvals.grants import GrantStore
from domain.approvals.requests import ApprovalStore
from domain.approvals.reviews import ReviewStore
from domain.approvals.stats import ApprovalStatsStore
from domain.budgets import BudgetStore
from domain.events import EventStore
from domain.halts import HaltStore
from domain.ledger.entries import LedgerStore
from domain.linear.inbox import WebhookInbox
from domain.notifications.deliveries import NotificationStore
from domain.orchestrations import OrchestrationStore
from domain.policies import PolicyLog
from domain.templates import TemplateCatalogue
from domain.traces.exports import TraceExportStore
from domain.usage import UsageStore
from domain.webhooks import WebhookStore
from domain.workers import WorkerStore
from integrations.checkpoints.files import CheckpointFile
from integrations.checkpoints.objects import CheckpointObjects
from integrations.keys.redaction import build_redactor
from integrations.keys.rotation import Keyring
from integrations.keys.tokens import TokenFile
from integrations.postgres.approval_stats import PostgresApprovalStats
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.budgets import PostgresBudgets
from integrations.postgres.events import PostgresEvents
from integrations.postgres.grants import PostgresGrants
from integrations.postgres.halts import PostgresHalts
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.notifications import PostgresNotifications
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool, create_pool
from integrations.postgres.refusals import PostgresRefusals
from integrations.postgres.reviews import PostgresReviews
from integrations.postgres.trace_exports import PostgresTraceExports
from integrations.postgres.usage import PostgresUsage
from integrations.postgres.webhook_inbox import PostgresWebhookInbox
from integrations.postgres.webhooks import PostgresWebhooks
from integrations.postgres.workers import PostgresWorkers
from integrations.telemetry.approval_metrics import ApprovalMetrics
from integrations.telemetry.llm_metrics import LlmMetrics
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
    approval_stats: ApprovalStatsStore
    approval_metrics: ApprovalMetrics
    events: EventStore
    usage: UsageStore
    budgets: BudgetStore
    budget_config: FileBudgets
    llm_metrics: LlmMetrics
    workers: WorkerStore
    trace_exports: TraceExportStore
    halts: HaltStore
    grants: GrantStore
    reviews: ReviewStore
    refusals: PostgresRefusals
    notifications: FileNotifications
    deliveries: NotificationStore
    webhooks: WebhookStore
    policies: FilePolicies
    policy_log: PolicyLog
    ledger: LedgerStore
    checkpoints: Checkpoints
    agents: AgentCatalogue
    templates: TemplateCatalogue
    tokens: TokenFile
    submissions: Submissions
    rulings: Rulings
    repairs: Repairs
    linear: LinearHook | None
    webhook_inbox: WebhookInbox
    started_at: datetime = field(default_factory=lambda: datetime.now(tz=UTC))
    closing: asyncio.Event = field(default_factory=asyncio.Event)


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Postgres must answer; Temporal need not yet: reading works without it, and tasks wait for it.

    Raises :class:`~domain.errors.DevToolsError` that names what is missing.
    """
    agents = load_agents(settings.config_dir)
    templates = FileTemplates(settings.config_dir, [profile.name for profile in agents.all()])
    policies = FilePolicies(settings.config_dir, embedded=settings.embedded)
    notifications = FileNotifications(settings.config_dir, embedded=settings.embedded, secrets=False)
    keyring = Keyring(settings.keys_dir)
    redactor = build_redactor(settings)
    async with AsyncExitStack() as stack:
        pool = await create_pool(settings.require_database_url())
        stack.push_async_callback(_closed, pool)
        client = await connect(settings, lazy=True)
        temporal = TemporalOrchestrations(client)
        orchestrations, approvals = PostgresOrchestrations(pool), PostgresApprovals(pool)
        approval_stats = PostgresApprovalStats(pool)
        submissions = Submissions(orchestrations, temporal, redactor)
        ledger = PostgresLedger(pool)
        checkpoints = _checkpoints(settings, ledger, keyring)
        stack.push_async_callback(checkpoints.close)
        keys = KeyRecorder(keyring, ledger)
        for work in (
            start_orphans_forever(submissions),
            _watched(policies),
            checkpoints.serve(),
            keys.serve(),
        ):
            stack.push_async_callback(_stopped, asyncio.create_task(work))
        linear = await stack.enter_async_context(
            open_linear_hook(
                settings,
                pool=pool,
                temporal=temporal,
                policies=policies,
                signer=keyring.current,
                redactor=redactor,
            )
        )
        resources = Resources(
            settings=settings,
            pool=pool,
            temporal=temporal,
            temporal_namespace=client.namespace,
            orchestrations=orchestrations,
            approvals=approvals,
            approval_stats=approval_stats,
            approval_metrics=ApprovalMetrics(approval_stats),
            events=PostgresEvents(pool),
            usage=PostgresUsage(pool),
            budgets=PostgresBudgets(pool),
            budget_config=FileBudgets(settings, [profile.name for profile in agents.all()]),
            llm_metrics=LlmMetrics(PostgresUsage(pool), PostgresWorkers(pool)),
            workers=PostgresWorkers(pool),
            trace_exports=PostgresTraceExports(pool),
            halts=PostgresHalts(pool),
            grants=PostgresGrants(pool),
            reviews=PostgresReviews(pool),
            refusals=PostgresRefusals(pool),
            notifications=notifications,
            deliveries=PostgresNotifications(pool),
            webhooks=PostgresWebhooks(pool),
            policies=policies,
            policy_log=ledger,
            ledger=ledger,
            checkpoints=checkpoints,
            agents=agents,
            templates=templates,
            tokens=TokenFile(settings.tokens_path),
            submissions=submissions,
            rulings=Rulings(
                approvals=approvals,
                orchestrations=orchestrations,
                inbox=PostgresInbox(pool),
                temporal=temporal,
                signer=keyring.current,
                refusals=PostgresRefusals(pool),
            ),
            repairs=Repairs(orchestrations, temporal),
            linear=linear,
            webhook_inbox=PostgresWebhookInbox(pool),
        )
        stack.callback(resources.closing.set)
        yield resources


def _checkpoints(settings: Settings, ledger: LedgerStore, keyring: Keyring) -> Checkpoints:
    url = settings.checkpoint_url
    return Checkpoints(
        ledger,
        keyring.current,
        CheckpointFile(settings.checkpoint_path),
        CheckpointObjects(url) if url else None,
        period_seconds=settings.checkpoint_seconds,
    )


async def _watched(policies: FilePolicies) -> None:
    """Take an edit up though nobody asks for a rating: a broken one after it must not bring back the old."""
    while True:
        policies.versions()
        await asyncio.sleep(WATCH_SECONDS)


async def _closed(pool: Pool) -> None:
    """Without waiting for ever for a query that hangs."""
    try:
        async with asyncio.timeout(CLOSE_SECONDS):
            await pool.close()
    except TimeoutError:
        pool.terminate()


async def _stopped(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.wait({task})

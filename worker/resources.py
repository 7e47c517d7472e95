"""The composition root: every pool, client and catalogue of a worker, built once and closed together."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import asyncpg
from temporalio.client import Client

from activities.approvals import ApprovalActivities
from activities.assessment import AssessmentActivities
from activities.budgets import BudgetActivities, BudgetGuard
from activities.grants import GrantActivities
from activities.outcomes import OutcomeActivities
from activities.planning import PlanningActivities
from activities.receipts import ReceiptActivities
from activities.supervision import SupervisionActivities
from activities.targets import TargetActivities
from activities.tools import ToolActivities
from activities.turns import TurnActivities
from config.agent_profiles import Agents, load_agents
from config.notifications import FileNotifications
from config.policies import FilePolicies
from config.settings import Settings
from config.templates import FileTemplates
from domain.agents import ModelCatalogue
from domain.circuits import CircuitReport
from domain.redaction import Redactor
from domain.traces.exports import SpanExporter
from integrations.gateway.toolbox import GatewayToolbox
from integrations.keys.keyring import PublicKeys
from integrations.keys.redaction import build_redactor
from integrations.keys.tickets import TicketSigner
from integrations.llm.catalogue import build_models
from integrations.llm.pacing import PacedModels
from integrations.llm.planner import ModelPlanner
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.budgets import PostgresBudgets
from integrations.postgres.grants import PostgresGrants
from integrations.postgres.halts import PostgresHalts
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.model_rates import PostgresModelRates
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import create_pool
from integrations.postgres.targets import PostgresTargets
from integrations.postgres.tool_calls import PostgresToolCalls
from integrations.postgres.transcripts import PostgresTranscripts
from integrations.postgres.usage import PostgresUsage
from integrations.telemetry.traces import build_exporters
from integrations.temporal.connect import connect
from worker.linear import LinearSide, open_linear


@dataclass(frozen=True)
class Resources:
    settings: Settings
    pool: asyncpg.Pool
    client: Client
    policies: FilePolicies
    agents: Agents
    templates: FileTemplates
    models: ModelCatalogue
    circuits: Callable[[], Sequence[CircuitReport]]
    toolbox: GatewayToolbox
    redactor: Redactor
    notifications: FileNotifications
    linear: LinearSide | None
    exporters: Sequence[SpanExporter]


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Raises :class:`~domain.errors.ConfigurationError` for any fault in the configuration, before it
    connects anywhere, and :class:`~domain.errors.UnavailableError` for a server that does not answer.
    """
    policies = FilePolicies(settings.config_dir, embedded=settings.embedded)
    notifications = FileNotifications(settings.config_dir, embedded=settings.embedded, secrets=True)
    agents = load_agents(settings.config_dir)
    templates = FileTemplates(settings.config_dir, [profile.name for profile in agents.all()])
    redactor = build_redactor(settings)
    signer = TicketSigner(settings.tool_keys_dir)
    exporters = build_exporters(settings)
    models = build_models(settings, [profile.name for profile in agents.all()])
    async with AsyncExitStack() as stack:
        stack.push_async_callback(models.aclose)
        pool = await create_pool(settings.require_database_url())
        stack.push_async_callback(pool.close)
        client = await connect(settings)
        toolbox = await stack.enter_async_context(GatewayToolbox(settings.gateway_base_url, signer))
        linear = await stack.enter_async_context(
            open_linear(settings, pool=pool, client=client, policies=policies, redactor=redactor)
        )
        yield Resources(
            settings=settings,
            pool=pool,
            client=client,
            policies=policies,
            agents=agents,
            templates=templates,
            models=PacedModels(models, PostgresModelRates(pool)),
            circuits=models.circuits,
            toolbox=toolbox,
            redactor=redactor,
            notifications=notifications,
            linear=linear,
            exporters=exporters,
        )


@dataclass(frozen=True)
class Activities:
    """One object of each class; the two task queues share them."""

    assessment: AssessmentActivities
    approvals: ApprovalActivities
    receipts: ReceiptActivities
    budgets: BudgetActivities
    grants: GrantActivities
    outcomes: OutcomeActivities
    planning: PlanningActivities
    turns: TurnActivities
    tools: ToolActivities
    supervision: SupervisionActivities
    targets: TargetActivities


def build_activities(resources: Resources) -> Activities:
    settings, pool = resources.settings, resources.pool
    orchestrations, transcripts = PostgresOrchestrations(pool), PostgresTranscripts(pool)
    tool_calls, usage = PostgresToolCalls(pool), PostgresUsage(pool)
    halts, grants, budgets = PostgresHalts(pool), PostgresGrants(pool), PostgresBudgets(pool)
    guard = BudgetGuard(models=resources.models, budgets=budgets, policies=resources.policies)
    redactor = resources.redactor
    return Activities(
        assessment=AssessmentActivities(
            policies=resources.policies,
            orchestrations=orchestrations,
            continue_as_new_after=settings.continue_as_new_after,
        ),
        approvals=ApprovalActivities(
            policies=resources.policies,
            approvals=PostgresApprovals(pool),
            transcripts=transcripts,
            rereader=resources.linear,
        ),
        receipts=ReceiptActivities(
            policies=resources.policies,
            inbox=PostgresInbox(pool),
            verifier=PublicKeys(settings.keys_dir),
            accept_unsigned=settings.embedded,
        ),
        budgets=BudgetActivities(budgets=budgets),
        grants=GrantActivities(policies=resources.policies, grants=grants),
        outcomes=OutcomeActivities(orchestrations=orchestrations, redactor=redactor),
        targets=TargetActivities(targets=PostgresTargets(pool)),
        planning=PlanningActivities(
            planner=ModelPlanner(resources.models, resources.agents, resources.toolbox),
            templates=resources.templates,
            policies=resources.policies,
            orchestrations=orchestrations,
            usage=usage,
            halts=halts,
            budgets=guard,
            redactor=redactor,
        ),
        turns=TurnActivities(
            agents=resources.agents,
            models=resources.models,
            toolbox=resources.toolbox,
            transcripts=transcripts,
            tool_calls=tool_calls,
            usage=usage,
            policies=resources.policies,
            halts=halts,
            budgets=guard,
            redactor=redactor,
        ),
        tools=ToolActivities(
            agents=resources.agents,
            toolbox=resources.toolbox,
            transcripts=transcripts,
            tool_calls=tool_calls,
            policies=resources.policies,
            halts=halts,
            inbox=PostgresInbox(pool),
            grants=grants,
            redactor=redactor,
        ),
        supervision=SupervisionActivities(
            models=resources.models,
            transcripts=transcripts,
            usage=usage,
            halts=halts,
            budgets=guard,
            redactor=redactor,
            prompt=resources.agents.check_prompt,
        ),
    )

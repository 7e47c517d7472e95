"""The activities of a worker, each class with the stores and clients that it needs."""

from dataclasses import dataclass

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
from activities.webhooks import WebhookActivities
from config.webhook_secrets import WebhookSecrets
from integrations.keys.keyring import PublicKeys
from integrations.llm.planner import ModelPlanner
from integrations.notify.events import EventSender
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.budgets import PostgresBudgets
from integrations.postgres.grants import PostgresGrants
from integrations.postgres.halts import PostgresHalts
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.targets import PostgresTargets
from integrations.postgres.tool_calls import PostgresToolCalls
from integrations.postgres.transcripts import PostgresTranscripts
from integrations.postgres.usage import PostgresUsage
from integrations.postgres.webhooks import PostgresWebhooks
from worker.resources import Resources


@dataclass(frozen=True, kw_only=True)
class Activities:
    """One object of each class; the two task queues share them."""

    assessment: AssessmentActivities
    approvals: ApprovalActivities
    receipts: ReceiptActivities
    budgets: BudgetActivities
    grants: GrantActivities
    targets: TargetActivities
    outcomes: OutcomeActivities
    planning: PlanningActivities
    turns: TurnActivities
    tools: ToolActivities
    supervision: SupervisionActivities


def build_activities(resources: Resources) -> Activities:
    pool = resources.pool
    return Activities(
        assessment=_assessment(resources),
        approvals=_approvals(resources),
        receipts=_receipts(resources),
        budgets=BudgetActivities(budgets=PostgresBudgets(pool)),
        grants=GrantActivities(policies=resources.files.policies, grants=PostgresGrants(pool)),
        targets=TargetActivities(targets=PostgresTargets(pool)),
        outcomes=OutcomeActivities(orchestrations=PostgresOrchestrations(pool), redactor=resources.redactor),
        planning=_planning(resources),
        turns=_turns(resources),
        tools=_tools(resources),
        supervision=_supervision(resources),
    )


def build_webhook_activities(resources: Resources) -> WebhookActivities:
    """They have a task queue, and so a worker, of their own."""
    return WebhookActivities(webhooks=PostgresWebhooks(resources.pool), sender=EventSender(WebhookSecrets()))


def _assessment(resources: Resources) -> AssessmentActivities:
    return AssessmentActivities(
        policies=resources.files.policies,
        orchestrations=PostgresOrchestrations(resources.pool),
        continue_as_new_after=resources.settings.continue_as_new_after,
    )


def _approvals(resources: Resources) -> ApprovalActivities:
    return ApprovalActivities(
        policies=resources.files.policies,
        approvals=PostgresApprovals(resources.pool),
        transcripts=PostgresTranscripts(resources.pool),
        rereader=resources.linear,
    )


def _receipts(resources: Resources) -> ReceiptActivities:
    return ReceiptActivities(
        policies=resources.files.policies,
        inbox=PostgresInbox(resources.pool),
        verifier=PublicKeys(resources.settings.keys_dir),
        accept_unsigned=resources.settings.embedded,
    )


def _planning(resources: Resources) -> PlanningActivities:
    pool, files = resources.pool, resources.files
    return PlanningActivities(
        planner=ModelPlanner(resources.models, files.agents, resources.toolbox),
        templates=files.templates,
        policies=files.policies,
        orchestrations=PostgresOrchestrations(pool),
        usage=PostgresUsage(pool),
        halts=PostgresHalts(pool),
        budgets=_guard(resources),
        redactor=resources.redactor,
    )


def _turns(resources: Resources) -> TurnActivities:
    pool, files = resources.pool, resources.files
    return TurnActivities(
        agents=files.agents,
        models=resources.models,
        toolbox=resources.toolbox,
        transcripts=PostgresTranscripts(pool),
        tool_calls=PostgresToolCalls(pool),
        usage=PostgresUsage(pool),
        policies=files.policies,
        halts=PostgresHalts(pool),
        budgets=_guard(resources),
        redactor=resources.redactor,
    )


def _tools(resources: Resources) -> ToolActivities:
    pool, files = resources.pool, resources.files
    return ToolActivities(
        agents=files.agents,
        toolbox=resources.toolbox,
        transcripts=PostgresTranscripts(pool),
        tool_calls=PostgresToolCalls(pool),
        policies=files.policies,
        halts=PostgresHalts(pool),
        inbox=PostgresInbox(pool),
        grants=PostgresGrants(pool),
        redactor=resources.redactor,
    )


def _supervision(resources: Resources) -> SupervisionActivities:
    pool = resources.pool
    return SupervisionActivities(
        models=resources.models,
        transcripts=PostgresTranscripts(pool),
        usage=PostgresUsage(pool),
        halts=PostgresHalts(pool),
        budgets=_guard(resources),
        redactor=resources.redactor,
        prompt=resources.files.agents.check_prompt,
    )


def _guard(resources: Resources) -> BudgetGuard:
    return BudgetGuard(
        models=resources.models,
        budgets=PostgresBudgets(resources.pool),
        policies=resources.files.policies,
    )

"""The two Temporal workers of a worker process, one for each task queue."""

from datetime import timedelta

from pydantic import ValidationError
from temporalio.client import Client
from temporalio.worker import PollerBehaviorAutoscaling, Worker

from worker.activities import Activities
from workflows.options import AGENTS_QUEUE, ORCHESTRATIONS_QUEUE
from workflows.orchestration import OrchestrationWorkflow

GRACE = timedelta(seconds=10)
"""How long a stopping worker lets running activities end; the others are retried elsewhere."""


def build_workers(client: Client, activities: Activities, *, queues: frozenset[str]) -> list[Worker]:
    """Workers for the given task queues; the activities of the gate live beside the workflows."""
    built = []
    if ORCHESTRATIONS_QUEUE in queues:
        built.append(_orchestrations(client, activities))
    if AGENTS_QUEUE in queues:
        built.append(_agents(client, activities))
    return built


def _orchestrations(client: Client, activities: Activities) -> Worker:
    return Worker(
        client,
        task_queue=ORCHESTRATIONS_QUEUE,
        workflows=[OrchestrationWorkflow],
        activities=[
            activities.assessment.assess_risk,
            activities.assessment.check_dispatch,
            activities.assessment.check_step,
            activities.approvals.open_approval_request,
            activities.approvals.close_gate,
            activities.approvals.record_verdict,
            activities.approvals.record_answer,
            activities.approvals.announce,
            activities.budgets.follow_budget_request,
            activities.receipts.verify_receipt,
            activities.grants.use_grant,
            activities.outcomes.record_status,
            activities.outcomes.finish_orchestration,
            activities.tools.refuse_tool_call,
            activities.targets.claim_target,
            activities.targets.release_target,
        ],
        graceful_shutdown_timeout=GRACE,
        max_cached_workflows=1000,
        workflow_task_poller_behavior=PollerBehaviorAutoscaling(),
        # an argument that does not validate fails the workflow instead of its task, for ever
        workflow_failure_exception_types=[ValidationError],
    )


def _agents(client: Client, activities: Activities) -> Worker:
    return Worker(
        client,
        task_queue=AGENTS_QUEUE,
        activities=[
            activities.planning.make_plan,
            activities.turns.take_turn,
            activities.tools.call_tool,
            activities.tools.check_edit,
            activities.supervision.check_result,
        ],
        max_concurrent_activities=50,
        graceful_shutdown_timeout=GRACE,
        activity_task_poller_behavior=PollerBehaviorAutoscaling(),
    )

"""Webhooks: a workflow for each delivery, on a task queue of their own."""

import asyncio
from datetime import timedelta

import structlog
from temporalio.client import Client
from temporalio.common import WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError
from temporalio.worker import Worker

from activities.webhooks import WebhookActivities
from domain.errors import UnavailableError
from domain.webhooks import DeliveryRound, WebhookStore
from workflows.options import WEBHOOKS_QUEUE
from workflows.webhook_delivery import WebhookDeliveryWorkflow

PERIOD_SECONDS = 1.0
AT_ONCE = 100
GIVE_UP_AFTER = timedelta(hours=24)
SENDS_AT_ONCE = 20
GRACE = timedelta(seconds=10)

logger = structlog.get_logger(__name__)


def build_webhook_worker(client: Client, activities: WebhookActivities) -> Worker:
    return Worker(
        client,
        task_queue=WEBHOOKS_QUEUE,
        workflows=[WebhookDeliveryWorkflow],
        activities=[activities.deliver_event, activities.bury_delivery],
        max_concurrent_activities=SENDS_AT_ONCE,
        max_cached_workflows=200,
        graceful_shutdown_timeout=GRACE,
    )


class WebhookDispatcher:
    """Starts what no workflow has taken. Several may: a workflow's id is its delivery's, and starts once."""

    def __init__(
        self, client: Client, webhooks: WebhookStore, *, give_up_after: timedelta = GIVE_UP_AFTER
    ) -> None:
        self._client = client
        self._give_up_after = give_up_after
        self._webhooks = webhooks

    async def serve(self) -> None:
        """Until cancelled. An outage of Postgres or Temporal is waited out."""
        while True:
            try:
                found = await self.once()
            except UnavailableError as error:
                logger.warning("webhooks wait", reason=str(error))
                found = 0
            if found < AT_ONCE:
                await asyncio.sleep(PERIOD_SECONDS)

    async def once(self) -> int:
        """Start what is due; returns how many there were."""
        due = await self._webhooks.unstarted(limit=AT_ONCE)
        for delivery in due:
            await self._start(delivery)
        if due:
            await self._webhooks.started(due)
        return len(due)

    async def _start(self, delivery: DeliveryRound) -> None:
        try:
            await self._client.start_workflow(
                WebhookDeliveryWorkflow.run,
                delivery.model_copy(update={"give_up_after": self._give_up_after}),
                id=delivery.workflow_id,
                task_queue=WEBHOOKS_QUEUE,
                id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
            )
        except WorkflowAlreadyStartedError:
            pass
        except RPCError as error:
            raise UnavailableError(f"Temporal starts nothing: {error.message}") from error

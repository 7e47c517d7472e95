"""One event to one webhook, tried again for a day; then it is among the dead, which can be sent again."""

from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, is_cancelled_exception

with workflow.unsafe.imports_passed_through():
    from activities.webhooks import WebhookActivities
    from domain.webhooks import DeliveryRound
    from workflows.options import PATIENT

ATTEMPT = timedelta(seconds=30)
BACK_OFF = RetryPolicy(
    initial_interval=timedelta(seconds=2), backoff_coefficient=2, maximum_interval=timedelta(minutes=5)
)


@workflow.defn
class WebhookDeliveryWorkflow:
    @workflow.run
    async def run(self, delivery: DeliveryRound) -> None:
        try:
            await workflow.execute_activity_method(
                WebhookActivities.deliver_event,
                delivery,
                start_to_close_timeout=ATTEMPT,
                schedule_to_close_timeout=delivery.give_up_after,
                retry_policy=BACK_OFF,
            )
        except ActivityError as error:
            if is_cancelled_exception(error):
                raise
            await workflow.execute_activity_method(
                WebhookActivities.bury_delivery,
                delivery,
                start_to_close_timeout=ATTEMPT,
                retry_policy=PATIENT,
            )

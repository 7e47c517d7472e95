"""One event to one webhook."""

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.failures import temporal_failures
from domain.errors import NotificationError
from domain.notifications.deliveries import DeliveryStatus
from domain.webhooks import DeliveryRound, WebhookSender, WebhookStore


class WebhookActivities:
    def __init__(self, *, webhooks: WebhookStore, sender: WebhookSender) -> None:
        self._webhooks = webhooks
        self._sender = sender

    @activity.defn
    async def deliver_event(self, delivery: DeliveryRound) -> None:
        """One attempt. Done at once where it was sent, or nobody wants it any more."""
        with temporal_failures():
            found = await self._webhooks.get(delivery.delivery_id)
            if found.status is not DeliveryStatus.WAITING or found.round != delivery.round:
                return
            try:
                await self._sender.send(found)
            except NotificationError as error:
                await self._webhooks.attempted(found, error=str(error))
                raise ApplicationError(str(error), type=error.kind) from error
            await self._webhooks.attempted(found, error=None)

    @activity.defn
    async def bury_delivery(self, delivery: DeliveryRound) -> None:
        with temporal_failures():
            await self._webhooks.bury(delivery)

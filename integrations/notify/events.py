"""Events as webhooks: signed and posted as notifications are."""

import asyncio
import json

from config.webhook_secrets import WebhookSecrets
from domain.errors import NotificationError
from domain.models import timestamp
from domain.webhooks import WebhookDelivery
from integrations.notify.webhook import Webhooks

SEND_SECONDS = 15.0
"""One attempt takes no longer, whatever the server does."""


class EventSender:
    """Implements :class:`domain.webhooks.WebhookSender`."""

    def __init__(self, secrets: WebhookSecrets, *, send_seconds: float = SEND_SECONDS) -> None:
        self._secrets = secrets
        self._send_seconds = send_seconds
        self._webhooks = Webhooks(timeout=send_seconds)

    async def send(self, delivery: WebhookDelivery) -> None:
        webhook = delivery.webhook
        try:
            url = webhook.url or self._secrets.url(webhook.url_env or "")
            key = self._secrets.key(webhook.secret_env) if webhook.secret_env else None
        except ValueError as error:
            raise NotificationError(str(error)) from error
        try:
            async with asyncio.timeout(self._send_seconds):
                await self._webhooks.post(
                    url, build_body(delivery), delivery_id=delivery.delivery_id, key=key
                )
        except TimeoutError as error:
            raise NotificationError(f"no answer within {self._send_seconds:g} s") from error


def build_body(delivery: WebhookDelivery) -> bytes:
    """``data.id`` orders the events; ``id`` is the same at every attempt."""
    event = delivery.event
    data = {"id": event.id, "task_id": event.task_id, "payload": event.payload}
    body = {"id": delivery.delivery_id, "type": event.kind, "timestamp": timestamp(event.at), "data": data}
    return json.dumps(body, ensure_ascii=False).encode()

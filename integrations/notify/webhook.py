"""Outgoing webhooks: signed JSON, in which ``text`` is what Slack and its likes show.

Headers and signature are those of https://www.standardwebhooks.com, for which receivers find libraries:
``webhook-signature`` is ``v1,`` and base64 of HMAC-SHA256 over ``<webhook-id>.<webhook-timestamp>.<body>``.
"""

import base64
import hashlib
import hmac
import json
import time
from urllib.parse import urlsplit

import httpx

from domain.errors import NotificationError
from domain.models import timestamp
from domain.notifications.channels import WebhookChannel
from domain.notifications.deliveries import Message

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Webhooks:
    """``timeout`` in seconds is for each step of a request; whoever calls limits the whole."""

    def __init__(self, *, timeout: float = 10.0) -> None:
        self._timeout = timeout

    async def send(self, channel: WebhookChannel, *, delivery_id: str, message: Message) -> None:
        """Raises :class:`~domain.errors.NotificationError` unless the answer is a 2xx.

        Redirects are not followed. The error never tells the URL, which may be a secret.
        """
        if channel.url is None:
            raise NotificationError("the webhook's URL is not known here")
        await self.post(
            channel.url.get_secret_value(),
            build_body(message, delivery_id=delivery_id),
            delivery_id=delivery_id,
            key=channel.key.get_secret_value() if channel.key else None,
        )

    async def post(self, url: str, body: bytes, *, delivery_id: str, key: bytes | None) -> None:
        """As :meth:`send`, of any JSON."""
        headers = {"Content-Type": "application/json", "webhook-id": delivery_id}
        headers["webhook-timestamp"] = sent_at = str(int(time.time()))
        if key is not None:
            signed = f"{delivery_id}.{sent_at}.".encode() + body
            headers["webhook-signature"] = signature(key, signed)
        local = urlsplit(url).hostname in LOOPBACK  # no proxy of the environment's leads there
        try:
            async with (
                httpx.AsyncClient(timeout=self._timeout, trust_env=not local) as client,
                client.stream("POST", url, content=body, headers=headers) as response,
            ):
                pass  # what it says beyond its status is not read, however long it is
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise NotificationError(f"the webhook did not answer: {type(error).__name__}") from error
        if not response.is_success:
            raise NotificationError(f"the webhook answered {response.status_code}")


def build_body(message: Message, *, delivery_id: str) -> bytes:
    return json.dumps(
        {
            "id": delivery_id,
            "type": message.kind,
            "timestamp": timestamp(message.at),
            "text": for_slack(f"*{message.subject}*\n{message.text}"),
            "data": message.data,
        },
        ensure_ascii=False,
    ).encode()


def for_slack(text: str) -> str:
    """Escaped as Slack asks, so that no text can call a channel (``<!channel>``) or hide a link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def signature(key: bytes, signed: bytes) -> str:
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()

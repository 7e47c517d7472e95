"""Webhooks as a receiver gets them: it can tell from whom, and what it has seen already."""

import base64
import hashlib
import hmac
import time

import pytest
from pydantic import SecretBytes, SecretStr

from domain.errors import NotificationError
from domain.notifications.channels import WebhookChannel
from integrations.notify.webhook import Webhooks
from tests.support.loopback import Request
from tests.support.notices import REQUEST, a_message
from tests.support.webhook_server import WebhookServer

KEY = b"0123456789abcdef"


def hook(server: WebhookServer, *, key: bytes | None = KEY) -> WebhookChannel:
    return WebhookChannel(
        name="hook",
        tiers=frozenset(),
        events=frozenset(),
        url=SecretStr(server.url),
        key=SecretBytes(key) if key else None,
    )


def is_genuine(call: Request, key: bytes) -> bool:
    """As https://www.standardwebhooks.com tells receivers to check."""
    signed = b".".join(
        [call.headers["webhook-id"].encode(), call.headers["webhook-timestamp"].encode(), call.body]
    )
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    fresh = abs(time.time() - int(call.headers["webhook-timestamp"])) < 300
    return fresh and call.headers["webhook-signature"].split(" ") == [f"v1,{expected}"]


async def test_a_receiver_can_check_who_sent_it() -> None:
    async with WebhookServer().running() as server:
        await Webhooks().send(hook(server), delivery_id="d-1", message=a_message())

    (call,) = server.requests
    assert is_genuine(call, KEY)
    assert not is_genuine(call, b"another key of it")
    assert call.headers["webhook-id"] == call.json["id"] == "d-1"
    assert call.json["type"] == "approval.opened"
    assert call.json["timestamp"] == "2026-11-23T13:05:00.000000Z"
    assert call.json["data"] == {
        "event_id": 7,
        "task_id": "t-1",
        "request_id": REQUEST,
        "kind": "plan",
        "level": "high",
        "status": "pending",
        "description": "Deploy auth service to production",
        "requester": "rita@example.org",
        "approver_roles": ["tech_lead"],
        "expires_at": "2026-11-23T14:05:00+00:00",
        "person": None,
        "url": f"http://127.0.0.1:8001/approvals/{REQUEST}",
    }


async def test_the_text_calls_no_channel_and_hides_no_link() -> None:
    message = a_message(description="<!channel> <https://evil.example|Approve> & go")
    async with WebhookServer().running() as server:
        await Webhooks().send(hook(server, key=None), delivery_id="d-1", message=message)

    (call,) = server.requests
    assert "webhook-signature" not in call.headers
    assert "<" not in call.json["text"]
    assert "&lt;!channel&gt;" in call.json["text"]
    assert call.json["text"].startswith("*[high] approval needed: ")


@pytest.mark.parametrize("status", [302, 404, 500])
async def test_anything_but_a_2xx_is_a_failure_that_may_pass(status: int) -> None:
    async with WebhookServer(statuses=[status]).running() as server:
        with pytest.raises(NotificationError, match=str(status)) as failed:
            await Webhooks().send(hook(server), delivery_id="d-1", message=a_message())
    assert not failed.value.permanent
    assert "secret" not in str(failed.value)


async def test_an_address_where_nobody_listens_is_not_told_in_the_error() -> None:
    with pytest.raises(NotificationError) as failed:
        await Webhooks().send(hook(WebhookServer()), delivery_id="d-1", message=a_message())
    assert "secret" not in str(failed.value)

"""Events told to other systems: signed, tried again through Temporal, given up at last and sent again."""

import base64
import hashlib
import hmac
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
import pytest_asyncio
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from activities.webhooks import WebhookActivities
from config.webhook_secrets import WebhookSecrets
from domain.errors import ConflictError
from domain.notifications.deliveries import DeliveryStatus
from domain.webhooks import DeliveryRound, WebhookDelivery, WebhookDraft
from integrations.notify.events import EventSender
from integrations.postgres.events import PostgresEvents
from integrations.postgres.pool import Pool
from integrations.postgres.webhooks import PostgresWebhooks
from tests.support.webhook_server import WebhookServer
from worker.webhooks import WebhookDispatcher, build_webhook_worker

SHORT = timedelta(seconds=1)
"""Less than the first pause between two tries."""
KEY = "a key of thirty-two characters!!"


@dataclass
class Post:
    """The sending side, as a worker process has it."""

    client: Client
    store: PostgresWebhooks
    events: PostgresEvents

    def worker(self, **environ: str) -> Worker:
        sender = EventSender(WebhookSecrets({"HOOK_SECRET": KEY} | environ))
        return build_webhook_worker(self.client, WebhookActivities(webhooks=self.store, sender=sender))

    async def happen(self, kind: str, **payload: object) -> None:
        await self.events.append(task_id="t1", kind=kind, payload=dict(payload))

    async def deliver(self, *, patience: timedelta = timedelta(hours=1)) -> list[WebhookDelivery]:
        """Start what is due, and let each delivery end."""
        rounds = await self.store.unstarted(limit=100)
        await WebhookDispatcher(self.client, self.store, give_up_after=patience).once()
        for each in rounds:
            await self.client.get_workflow_handle(each.workflow_id).result()
        return [await self.store.get(each.delivery_id) for each in rounds]


@pytest_asyncio.fixture
async def post(temporal: WorkflowEnvironment, pool: Pool) -> Post:
    return Post(temporal.client, PostgresWebhooks(pool), PostgresEvents(pool))


@pytest_asyncio.fixture
async def receiver() -> AsyncIterator[WebhookServer]:
    async with WebhookServer().running() as server:
        yield server


def to(receiver: WebhookServer, *kinds: str, name: str = "pager") -> WebhookDraft:
    return WebhookDraft(name=name, url=receiver.url, secret_env="HOOK_SECRET", kinds=kinds)


async def test_an_event_arrives_signed_and_without_secrets(post: Post, receiver: WebhookServer) -> None:
    await post.store.add(to(receiver), person="ada@example.org")
    await post.happen("tool.finished", tool="git.log", password="hunter2-and-more")

    async with post.worker():
        (sent,) = await post.deliver()

    (call,) = receiver.requests
    signed = f"{call.headers['webhook-id']}.{call.headers['webhook-timestamp']}.".encode() + call.body
    expected = base64.b64encode(hmac.new(KEY.encode(), signed, hashlib.sha256).digest()).decode()
    assert call.headers["webhook-signature"] == f"v1,{expected}"
    assert call.json["id"] == call.headers["webhook-id"] == sent.delivery_id
    assert (call.json["type"], call.json["data"]["task_id"]) == ("tool.finished", "t1")
    assert b"hunter2" not in call.body
    assert (sent.status, sent.attempts) == (DeliveryStatus.SENT, 1)


async def test_a_receiver_that_fails_is_tried_again_with_the_same_id(
    post: Post, receiver: WebhookServer
) -> None:
    receiver.statuses = [503]
    await post.store.add(to(receiver), person="ada@example.org")
    await post.happen("halt.set")

    async with post.worker():
        (sent,) = await post.deliver()

    assert (sent.status, sent.attempts, sent.error) == (DeliveryStatus.SENT, 2, None)
    assert len({call.headers["webhook-id"] for call in receiver.requests}) == 1


async def test_what_is_given_up_is_dead_and_can_be_sent_again(post: Post, receiver: WebhookServer) -> None:
    receiver.statuses = [500]
    await post.store.add(to(receiver), person="ada@example.org")
    await post.happen("halt.set")

    async with post.worker():
        (dead,) = await post.deliver(patience=SHORT)
        assert (dead.status, dead.error) == (DeliveryStatus.DEAD, "the webhook answered 500")
        assert [each.delivery_id for each in await post.store.list(status=DeliveryStatus.DEAD)] == [
            dead.delivery_id
        ]

        assert await post.store.retry(dead.delivery_id) == 1
        (sent,) = await post.deliver()

    assert (sent.status, sent.delivery_id, sent.round) == (DeliveryStatus.SENT, dead.delivery_id, 2)
    with pytest.raises(ConflictError, match="is sent"):
        await post.store.retry(dead.delivery_id)


async def test_each_webhook_is_told_what_it_asked_for(post: Post, receiver: WebhookServer) -> None:
    for name, kinds in (("all", ()), ("halts", ("halt.*",)), ("one", ("approval.opened",))):
        await post.store.add(to(receiver, *kinds, name=name), person="ada@example.org")
    for kind in ("halt.set", "approval.opened", "approval.denied"):
        await post.happen(kind)

    async with post.worker():
        sent = await post.deliver()

    told = {(each.webhook.name, each.event.kind) for each in sent}
    assert told == {
        ("all", "halt.set"),
        ("all", "approval.opened"),
        ("all", "approval.denied"),
        ("halts", "halt.set"),
        ("one", "approval.opened"),
    }
    assert len(receiver.requests) == len(told)


async def test_one_that_was_removed_is_told_nothing(post: Post, receiver: WebhookServer) -> None:
    await post.store.add(to(receiver), person="ada@example.org")
    await post.happen("halt.set")
    (waiting,) = await post.store.unstarted(limit=10)
    await post.store.remove("pager")

    async with post.worker():
        await post.client.execute_workflow(
            "WebhookDeliveryWorkflow", waiting, id=waiting.workflow_id, task_queue="webhooks"
        )

    assert receiver.requests == []
    assert (await post.store.get(waiting.delivery_id)).status is DeliveryStatus.OBSOLETE
    await post.happen("halt.lifted")
    assert await post.store.unstarted(limit=10) == []


async def test_without_its_key_nothing_is_sent_and_the_reason_names_the_variable(
    post: Post, receiver: WebhookServer
) -> None:
    await post.store.add(to(receiver), person="ada@example.org")
    await post.happen("halt.set")

    async with post.worker(HOOK_SECRET="short-secret"):
        (dead,) = await post.deliver(patience=SHORT)

    assert receiver.requests == []
    assert dead.status is DeliveryStatus.DEAD
    assert dead.error == "HOOK_SECRET: 16 bytes are needed at least"


async def test_two_dispatchers_send_once(post: Post, receiver: WebhookServer) -> None:
    await post.store.add(to(receiver), person="ada@example.org")
    await post.happen("halt.set")
    (due,) = await post.store.unstarted(limit=10)

    async with post.worker():
        await post.client.start_workflow(
            "WebhookDeliveryWorkflow",
            DeliveryRound(delivery_id=due.delivery_id, round=due.round),
            id=due.workflow_id,
            task_queue="webhooks",
        )
        (sent,) = await post.deliver()

    assert (sent.status, len(receiver.requests)) == (DeliveryStatus.SENT, 1)

"""The webhooks of the loopback Linear: signed, in the order of events, tried again, under the test's control.

Linear counts only HTTP 200 within 5 s; it tries again after 1 minute, 1 hour and 6 hours, with the same
``Linear-Delivery``, a new ``webhookTimestamp`` and so a new signature; then it may disable the webhook.
"""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

import httpx

from tests.support.linear.entities import Event, Webhook
from tests.support.linear.payloads import iso
from tests.support.linear.store import Store

RETRY_DELAYS = (60.0, 3600.0, 21_600.0)
TIMEOUT = 5.0


@dataclass(frozen=True)
class Attempt:
    """``status`` is the answer's, None where none came; ``body`` is what was sent, byte for byte."""

    delivery_id: str
    url: str
    headers: dict[str, str]
    body: bytes
    status: int | None
    error: str | None = None

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass
class Delivery:
    """One event to one webhook. ``state``: waiting, held, delivered or dead."""

    webhook: Webhook
    event: Event
    organization_id: str
    id: str = field(default_factory=lambda: str(uuid4()))
    state: str = "waiting"
    tries: int = 0

    def body(self, moment: datetime) -> bytes:
        event = self.event
        envelope = {
            "action": event.action,
            "actor": event.actor,
            "createdAt": iso(event.created_at),
            "data": event.data,
            **({"updatedFrom": event.updated_from} if event.updated_from is not None else {}),
            "url": event.url,
            "type": event.type,
            "organizationId": self.organization_id,
            "webhookTimestamp": int(moment.timestamp() * 1000),
            "webhookId": self.webhook.id,
        }
        return json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode()


def sign(secret: str, body: bytes) -> str:
    """The header ``Linear-Signature``."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


class Deliveries:
    """Sends while it is ``running``. ``retry_delays`` in seconds; after the last the webhook is disabled."""

    def __init__(self, store: Store, *, retry_delays: Sequence[float] = RETRY_DELAYS) -> None:
        self.retry_delays = retry_delays
        self.all: list[Delivery] = []
        self.attempts: list[Attempt] = []
        self._store = store
        self._holding = False
        self._is_down = False
        self._queue: asyncio.Queue[Delivery] = asyncio.Queue()
        self._again: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Event()
        store.listeners.append(self._on_event)

    @property
    def held(self) -> list[Delivery]:
        """Those kept back, in the order of their events."""
        return [each for each in self.all if each.state == "held"]

    @property
    def pending(self) -> list[Delivery]:
        return [each for each in self.all if each.state == "waiting"]

    def hold(self) -> None:
        """Keep back what is told of from now on."""
        self._holding = True

    def stop_holding(self) -> None:
        """Send what is told of from now on; what is held stays so until it is released."""
        self._holding = False

    async def release(self, *deliveries: Delivery) -> list[Attempt]:
        """Send these now, in this order, whatever became of them before; by default all that are held."""
        chosen = deliveries or tuple(self.held)
        return [await self._try(each) for each in chosen]

    def down(self) -> None:
        """From now on the endpoint cannot be reached: attempts fail and are tried again."""
        self._is_down = True

    def up(self) -> None:
        self._is_down = False

    async def settled(self, *, seconds: float = 10.0) -> None:
        """Wait until all are delivered, dead or held; AssertionError where that takes longer."""
        try:
            async with asyncio.timeout(seconds):
                while self.pending:
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError as error:
            waiting = ", ".join(f"{each.event.type} {each.event.action}" for each in self.pending)
            raise AssertionError(f"not delivered after {seconds:g} s: {waiting}") from error

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Deliveries"]:
        worker = asyncio.create_task(self._work())
        try:
            yield self
        finally:
            for task in (worker, *self._again):
                task.cancel()
            for task in (worker, *self._again):
                with suppress(asyncio.CancelledError):
                    await task

    def _on_event(self, event: Event) -> None:
        for webhook in self._store.webhooks:
            if not webhook.enabled or event.type not in webhook.resource_types:
                continue
            delivery = Delivery(webhook, event, self._store.organization.id)
            self.all.append(delivery)
            if self._holding:
                delivery.state = "held"
            else:
                self._queue.put_nowait(delivery)

    async def _work(self) -> None:
        while True:
            delivery = await self._queue.get()
            await self._try(delivery)
            if delivery.state == "waiting":
                task = asyncio.create_task(self._try_again(delivery))
                self._again.add(task)
                task.add_done_callback(self._again.discard)

    async def _try_again(self, delivery: Delivery) -> None:
        for delay in self.retry_delays:
            await asyncio.sleep(delay)
            await self._try(delivery)
            if delivery.state == "delivered":
                return
        delivery.state = "dead"
        delivery.webhook.enabled = False
        self._changed.set()

    async def _try(self, delivery: Delivery) -> Attempt:
        body = delivery.body(self._store.now())
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Linear-Webhook",
            "Linear-Delivery": delivery.id,
            "Linear-Event": delivery.event.type,
            "Linear-Signature": sign(delivery.webhook.secret, body),
        }
        delivery.tries += 1
        status, error = await self._post(delivery.webhook.url, headers, body)
        attempt = Attempt(delivery.id, delivery.webhook.url, headers, body, status, error)
        self.attempts.append(attempt)
        if status == 200:
            delivery.state = "delivered"
        self._changed.set()
        return attempt

    async def _post(self, url: str, headers: dict[str, str], body: bytes) -> tuple[int | None, str | None]:
        if self._is_down:
            return None, "the endpoint is down"
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT, trust_env=False) as http:
                answer = await http.post(url, headers=headers, content=body)
        except httpx.HTTPError as error:
            return None, f"{type(error).__name__}: {error}"
        return answer.status_code, None

"""Notifier: what happened to an approval request is told to people, outside Linear.

Events wait in a queue that the transaction of each event fills. They become deliveries, one for each channel
and recipient, and those are sent, several at once of each channel: one that hangs holds up its own channel
only, and never a run. Several workers share the work. Everything is sent at least once; who gets a message
twice, after a crash, knows it by its id.
"""

import asyncio
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime

import structlog

from domain.approvals.requests import ApprovalRecord, ApprovalStore
from domain.errors import NotFoundError, NotificationError, UnavailableError
from domain.events import Event
from domain.notifications.channels import AnyChannel, EmailChannel, occasion_of
from domain.notifications.deliveries import (
    WEBHOOK,
    ChannelSource,
    Delivery,
    DeliveryStatus,
    Message,
    NotificationStore,
    Target,
)
from domain.notifications.messages import compose, trial_message
from domain.notifications.recipients import recipients
from domain.policies import Policies
from integrations.notify.smtp import Mailer
from integrations.notify.webhook import Webhooks

PERIOD_SECONDS = 1.0
SEND_SECONDS = 15.0
"""One attempt takes no longer, whatever the server does."""
CLAIM_SECONDS = 60.0
"""After so long without a word somebody else may take it."""
EVENTS_AT_ONCE = 50
SENDS_AT_ONCE = 4
"""Of each channel."""

logger = structlog.get_logger(__name__)


class Notifier:
    """``api_url`` is where messages point to."""

    def __init__(
        self,
        *,
        store: NotificationStore,
        approvals: ApprovalStore,
        channels: ChannelSource,
        policies: Policies,
        api_url: str,
        send_seconds: float = SEND_SECONDS,
    ) -> None:
        self._store = store
        self._approvals = approvals
        self._channels = channels
        self._policies = policies
        self._api_url = api_url
        self._send_seconds = send_seconds
        self._mailer = Mailer()
        self._webhooks = Webhooks(timeout=send_seconds)
        self._sending: dict[asyncio.Task[None], str] = {}
        self._again = asyncio.Event()

    async def serve(self) -> None:
        """Until cancelled. Whatever goes wrong here is logged, and harms nothing else in the worker."""
        try:
            while True:
                self._again.clear()
                try:
                    await self.once()
                except UnavailableError as error:
                    logger.warning("notifications wait", reason=str(error))
                except Exception:  # telling people must never end a worker
                    logger.exception("notifications wait")
                with suppress(TimeoutError):
                    async with asyncio.timeout(PERIOD_SECONDS):
                        await self._again.wait()
        finally:
            await self._stop()

    async def once(self) -> None:
        """Expand what is queued, and begin to send what is due."""
        events = await self._store.claim_events(limit=EVENTS_AT_ONCE, seconds=CLAIM_SECONDS)
        if len(events) == EVENTS_AT_ONCE:
            self._again.set()  # there may be more
        for event in events:
            await self._expand(event)
        for channel in self._channels.channels().channels:
            await self._begin(channel)
        for delivery in await self._store.give_up():
            _log_dead(delivery, delivery.error or "")

    async def idle(self) -> None:
        """Until nothing is being sent."""
        while self._sending:
            await asyncio.wait(set(self._sending))

    async def _stop(self) -> None:
        for task in self._sending:
            task.cancel()
        await self.idle()

    async def _expand(self, event: Event) -> None:
        try:
            await self._store.expand(event.id, await self._targets(event))
        except UnavailableError:
            raise
        except Exception:  # one event that cannot be read must not hold up the others; its claim runs out
            logger.exception("an event waits in the notifier's queue", event_id=event.id)

    async def _targets(self, event: Event) -> list[Target]:
        record = await self._record(event)
        if record is None:
            logger.warning("an event about no request is told to nobody", event_id=event.id, kind=event.kind)
            return []
        occasion, targets = occasion_of(event.kind), list[Target]()
        if occasion.asks and not record.status.is_open:
            return []
        for channel in self._channels.channels().channels:
            if not channel.carries(occasion, record.level):
                continue
            found = self._recipients(channel, event, record)
            if not found:
                logger.warning("nobody to tell", channel=channel.name, request_id=record.request_id)
            targets += [Target(channel=channel.name, recipient=recipient) for recipient in found]
        return targets

    def _recipients(self, channel: AnyChannel, event: Event, record: ApprovalRecord) -> tuple[str, ...]:
        if not isinstance(channel, EmailChannel):
            return (WEBHOOK,)
        return recipients(
            channel.audience,
            occasion_of(event.kind),
            record=record,
            payload=event.payload,
            approvers=self._policies.approvers(),
            now=datetime.now(tz=UTC),
        )

    async def _record(self, event: Event) -> ApprovalRecord | None:
        """The request that the event is about, if it is one of the event's own task."""
        try:
            record = await self._approvals.get(str(event.payload.get("request_id")))
        except NotFoundError:
            return None
        return record if record.task_id == event.task_id else None

    async def _begin(self, channel: AnyChannel) -> None:
        """As many as there are places left on the channel; who ends makes room for the next at once."""
        places = SENDS_AT_ONCE - Counter(self._sending.values())[channel.name]
        if places <= 0:
            return
        for delivery in await self._store.claim(channel.name, limit=places, seconds=CLAIM_SECONDS):
            task = asyncio.create_task(self._deliver(channel, delivery))
            self._sending[task] = channel.name
            task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        del self._sending[task]
        self._again.set()

    async def _deliver(self, channel: AnyChannel, delivery: Delivery) -> None:
        try:
            await self._attempt(channel, delivery)
        except UnavailableError as error:  # its claim runs out, then it is tried again
            logger.warning("a notification's fate is not recorded", reason=str(error))
        except Exception:  # one message that cannot be made must not hold up the others
            logger.exception("a notification failed", delivery_id=delivery.delivery_id)
            with suppress(UnavailableError):
                await self._store.postpone(delivery, error="an unexpected error, see the worker's log")

    async def _attempt(self, channel: AnyChannel, delivery: Delivery) -> None:
        message = await self._message(delivery)
        if message is None:
            await self._store.settle(
                delivery.delivery_id, DeliveryStatus.OBSOLETE, error="the request was decided before"
            )
            return
        try:
            async with asyncio.timeout(self._send_seconds):
                await self._send(channel, delivery, message)
        except TimeoutError:
            await self._failed(delivery, f"no answer within {self._send_seconds:g} s")
        except NotificationError as error:
            await self._failed(delivery, str(error), permanent=error.permanent)
        else:
            await self._store.settle(delivery.delivery_id, DeliveryStatus.SENT)
            logger.info("notified", delivery_id=delivery.delivery_id, channel=channel.name)

    async def _message(self, delivery: Delivery) -> Message | None:
        """None where there is nothing to say any more."""
        if delivery.event is None:
            return trial_message(delivery.channel, at=delivery.created_at)
        record = await self._record(delivery.event)
        if record is None or (occasion_of(delivery.event.kind).asks and not record.status.is_open):
            return None
        return compose(delivery.event, record, api_url=self._api_url)

    async def _send(self, channel: AnyChannel, delivery: Delivery, message: Message) -> None:
        if isinstance(channel, EmailChannel):
            await self._mailer.send(
                channel, delivery_id=delivery.delivery_id, recipient=delivery.recipient, message=message
            )
        else:
            await self._webhooks.send(channel, delivery_id=delivery.delivery_id, message=message)

    async def _failed(self, delivery: Delivery, why: str, *, permanent: bool = False) -> None:
        if permanent or delivery.event is None:  # somebody waits for the outcome of a test
            await self._store.settle(delivery.delivery_id, DeliveryStatus.DEAD, error=why)
            _log_dead(delivery, why)
            return
        await self._store.postpone(delivery, error=why)
        logger.warning(
            "a notification waits for another try",
            delivery_id=delivery.delivery_id,
            channel=delivery.channel,
            reason=why,
        )


def _log_dead(delivery: Delivery, why: str) -> None:
    logger.error(
        "a notification is given up",
        delivery_id=delivery.delivery_id,
        channel=delivery.channel,
        recipient=delivery.recipient,
        reason=why,
    )

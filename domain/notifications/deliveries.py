"""A delivery: one event, on its way to one recipient by one channel."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from domain.events import Event
from domain.models import Value
from domain.notifications.channels import Channels

WEBHOOK = "webhook"
"""The recipient of a webhook's deliveries: its address may be a secret."""


class DeliveryStatus(StrEnum):
    """``obsolete``: the request was decided before its approvers could be told of it.

    ``dead``: given up; only :meth:`NotificationStore.retry` brings it back.
    """

    WAITING = "waiting"
    SENT = "sent"
    OBSOLETE = "obsolete"
    DEAD = "dead"


class Target(Value):
    """Where to: a channel, and an address or :data:`WEBHOOK`."""

    channel: str
    recipient: str


class Delivery(Target):
    """``delivery_id`` is the same at every attempt. ``event`` is None for a test message."""

    delivery_id: str
    event: Event | None
    status: DeliveryStatus
    attempts: int
    error: str | None
    created_at: datetime
    due_at: datetime
    ended_at: datetime | None


class Message(Value):
    """What is said: a line, a text, and the same for machines. ``thread`` groups what belongs together."""

    kind: str
    at: datetime
    thread: str
    subject: str
    text: str
    data: Mapping[str, Any]


class ChannelSource(Protocol):
    """The configuration as it is now; an operator may edit it under a running worker."""

    def channels(self) -> Channels: ...


class NotificationStore(Protocol):
    """Rows of ``notification_queue`` and ``notification_deliveries``.

    Who claims has it for a while: after a crash somebody else gets it, so that everything is told at least
    once.
    """

    async def claim_events(self, *, limit: int, seconds: float) -> Sequence[Event]:
        """Queued events that nobody else has claimed, oldest first."""

    async def expand(self, event_id: int, targets: Sequence[Target]) -> None:
        """A delivery for each target that has none of this event yet; the event leaves the queue."""

    async def claim(self, channel: str, *, limit: int, seconds: float) -> Sequence[Delivery]:
        """Deliveries that are due; each counts one more attempt."""

    async def settle(self, delivery_id: str, status: DeliveryStatus, *, error: str | None = None) -> None:
        """It ended thus. What was sent stays sent."""

    async def postpone(self, delivery: Delivery, *, error: str) -> None:
        """Try again after a while: 2 s, doubling up to 5 min."""

    async def give_up(self) -> Sequence[Delivery]:
        """What has been waiting for 24 hours is dead; returns what that was."""

    async def add_test(self, targets: Sequence[Target]) -> Sequence[Delivery]:
        """Deliveries of a test message."""

    async def list(self, *, status: DeliveryStatus | None = None, limit: int = 50) -> Sequence[Delivery]:
        """Newest first."""

    async def get(self, delivery_id: str) -> Delivery:
        """Raises :class:`~domain.errors.NotFoundError`."""

    async def retry(self, delivery_id: str) -> Delivery:
        """Due now, and for another 24 hours.

        Raises :class:`~domain.errors.NotFoundError`, and :class:`~domain.errors.ConflictError` for what was
        sent or is obsolete.
        """

"""Outgoing webhooks: events, told to other systems by HTTP."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated, Protocol

from pydantic import Field

from domain.events import KIND, Event
from domain.models import Value
from domain.notifications.deliveries import DeliveryStatus

WEBHOOK_NAME = r"^[a-z][a-z0-9-]{0,39}$"
VARIABLE = r"^[A-Za-z_][A-Za-z0-9_]*$"


class WebhookDraft(Value):
    """Where to, what and by whose word. ``url_env`` names the variable of an address that is a secret itself;
    ``secret_env`` that of the key to sign with. No kinds: all.
    """

    name: Annotated[str, Field(pattern=WEBHOOK_NAME)]
    url: str | None = None
    url_env: Annotated[str, Field(pattern=VARIABLE)] | None = None
    secret_env: Annotated[str, Field(pattern=VARIABLE)] | None = None
    kinds: tuple[Annotated[str, Field(pattern=KIND)], ...] = ()


class Webhook(WebhookDraft):
    webhook_id: str
    added_by: str
    added_at: datetime
    waiting: int = 0
    dead: int = 0


class WebhookDelivery(Value):
    """One event on its way to one webhook. ``delivery_id`` is the same at every attempt, in every round."""

    delivery_id: str
    webhook: WebhookDraft
    event: Event
    status: DeliveryStatus
    round: int
    attempts: int
    error: str | None
    created_at: datetime
    ended_at: datetime | None


class DeliveryRound(Value):
    """What a delivery's workflow is started with; after ``give_up_after`` of failures it is dead."""

    delivery_id: str
    round: int
    give_up_after: timedelta = timedelta(hours=24)

    @property
    def workflow_id(self) -> str:
        return f"webhook-{self.delivery_id}-{self.round}"


class WebhookSender(Protocol):
    async def send(self, delivery: WebhookDelivery) -> None:
        """Raises :class:`~domain.errors.NotificationError` unless it was taken."""


class WebhookStore(Protocol):
    """Rows of ``webhooks`` and ``webhook_deliveries``; deliveries are made with their events."""

    async def add(self, draft: WebhookDraft, *, person: str) -> Webhook:
        """Raises :class:`~domain.errors.ConflictError` where there is one of this name."""

    async def remove(self, name: str) -> Webhook:
        """What waits for it is obsolete. Raises :class:`~domain.errors.NotFoundError`."""

    async def all(self) -> Sequence[Webhook]: ...

    async def unstarted(self, *, limit: int) -> Sequence[DeliveryRound]:
        """Deliveries that no workflow has taken, oldest first."""

    async def started(self, rounds: Sequence[DeliveryRound]) -> None: ...

    async def get(self, delivery_id: str) -> WebhookDelivery:
        """Raises :class:`~domain.errors.NotFoundError`."""

    async def list(
        self, *, status: DeliveryStatus | None = None, limit: int = 50
    ) -> Sequence[WebhookDelivery]:
        """Newest first."""

    async def attempted(self, delivery: WebhookDelivery, *, error: str | None) -> None:
        """One more attempt; without an error it is sent."""

    async def bury(self, delivery: DeliveryRound) -> None:
        """Given up, unless it was sent or another round has begun."""

    async def retry(self, delivery_id: str | None) -> int:
        """Another round for a dead one, or for all that are dead; how many there were.

        Raises :class:`~domain.errors.NotFoundError`; for one that is not dead
        :class:`~domain.errors.ConflictError`.
        """

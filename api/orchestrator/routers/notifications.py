"""What people were told outside Linear, and what could not be delivered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.orchestrator.dependencies import Decider, Events, Policies
from api.problems import responses
from domain.approvals.approvers import Approvers
from domain.errors import InvalidInputError
from domain.notifications.channels import AnyChannel, EmailChannel
from domain.notifications.deliveries import WEBHOOK, Delivery, DeliveryStatus, Target
from domain.notifications.messages import TEST_KIND
from domain.notifications.recipients import is_mailbox

router = APIRouter(prefix="/notifications", tags=["notifications"], responses=responses(401, 403))

EXAMPLE_ERROR = "notifications.yaml:12: channels.mail.host: Field required"


class Notification(BaseModel):
    """One event on its way to one recipient. ``error`` is of the last attempt; ``due_at`` of the next."""

    notification_id: str
    channel: str = Field(examples=["mail"])
    recipient: str = Field(examples=["ada@example.org"])
    kind: str = Field(examples=["approval.opened"])
    task_id: str | None
    request_id: str | None
    status: DeliveryStatus
    attempts: int
    error: str | None
    created_at: datetime
    due_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, delivery: Delivery) -> "Notification":
        event = delivery.event
        return cls(
            **delivery.model_dump(exclude={"delivery_id", "event"}),
            notification_id=delivery.delivery_id,
            kind=event.kind if event else TEST_KIND,
            task_id=event.task_id if event else None,
            request_id=event.payload.get("request_id") if event else None,
        )


class NotificationList(BaseModel):
    """``channels`` are configured; ``faults``: an edit of the file that was refused, with file and line."""

    notifications: list[Notification]
    channels: list[str]
    faults: list[str] = Field(examples=[[EXAMPLE_ERROR]])


class TrialBody(BaseModel):
    """``channel``: by default every one. ``to``: by default the caller, else the channel's own addresses."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"channel": "mail"}]})

    channel: Annotated[str, Field(min_length=1, max_length=40)] | None = None
    to: Annotated[str, Field(min_length=3, max_length=254)] | None = None


@router.get("", summary="List notifications, newest first")
async def list_notifications(
    _person: Decider,
    events: Events,
    status: DeliveryStatus | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> NotificationList:
    """What workers have sent, have yet to send, or have given up (`dead`)."""
    return _listed(events, await events.deliveries.list(status=status, limit=limit))


@router.post("/test", summary="Send a test message", status_code=202)
async def send_test(
    person: Decider, events: Events, policies: Policies, body: TrialBody | None = None
) -> NotificationList:
    """A worker sends it, as it would any other; read it again by its id to see what came of it.

    Mail goes to the caller, to an address of the channel, or to somebody of approvers.yaml: to nobody else.
    """
    wanted = body or TrialBody()
    channels = events.notifications.channels().channels
    chosen = [channel for channel in channels if wanted.channel in (None, channel.name)]
    if not chosen:
        known = ", ".join(channel.name for channel in channels) or "none"
        raise InvalidInputError(f"no such channel is configured; there are: {known}", field="/channel")
    approvers = policies.approvers()
    targets = [
        Target(channel=channel.name, recipient=recipient)
        for channel in chosen
        for recipient in _addresses(channel, person=person, to=wanted.to, approvers=approvers)
    ]
    return _listed(events, await events.deliveries.add_test(targets))


@router.get("/{notification_id}", summary="Read one notification", responses=responses(404))
async def read_notification(notification_id: str, _person: Decider, events: Events) -> Notification:
    return Notification.of(await events.deliveries.get(notification_id))


@router.post("/{notification_id}/retry", summary="Send it again", responses=responses(404, 409))
async def retry(notification_id: str, _person: Decider, events: Events) -> Notification:
    """For what is dead or waits for its next attempt: it is due now, and tried for another 24 hours."""
    return Notification.of(await events.deliveries.retry(notification_id))


def _listed(events: Events, deliveries: Sequence[Delivery]) -> NotificationList:
    error = events.notifications.error
    return NotificationList(
        notifications=[Notification.of(delivery) for delivery in deliveries],
        channels=[channel.name for channel in events.notifications.channels().channels],
        faults=[error] if error else [],
    )


def _addresses(channel: AnyChannel, *, person: str, to: str | None, approvers: Approvers) -> tuple[str, ...]:
    if not isinstance(channel, EmailChannel):
        return (WEBHOOK,)
    own = channel.audience.addresses
    if to is None:
        found = (person,) if is_mailbox(person) else own
        if not found:
            raise InvalidInputError(f"{channel.name}: whom to write to? `to` is needed", field="/to")
        return found
    allowed = {person, *(address.casefold() for address in own), *(who.email for who in approvers.people)}
    if to.casefold() not in allowed or not is_mailbox(to):
        raise InvalidInputError(f"{channel.name} does not write to such an address", field="/to")
    return (to.casefold(),)

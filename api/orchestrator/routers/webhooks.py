"""Outgoing webhooks: who is told of events, and what could not be delivered."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.orchestrator.dependencies import Decider, Events
from api.problems import responses
from config.webhook_secrets import is_safe_url
from domain.errors import InvalidInputError
from domain.events import KIND
from domain.notifications.deliveries import DeliveryStatus
from domain.webhooks import VARIABLE, WEBHOOK_NAME, Webhook, WebhookDelivery, WebhookDraft

router = APIRouter(prefix="/webhooks", tags=["webhooks"], responses=responses(401, 403))


class WebhookBody(BaseModel):
    """One of `url` and `url_env`; with a `url`, `secret_env` too. No `kinds`: all events.

    Secrets are named, never sent: the variables are those of the workers' environment.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "name": "pager",
                    "url": "https://pager.example.org/hooks/devtools",
                    "secret_env": "PAGER_SECRET",
                    "kinds": ["approval.opened", "halt.*"],
                }
            ]
        },
    )

    name: Annotated[str, Field(pattern=WEBHOOK_NAME)]
    url: Annotated[str, Field(min_length=1, max_length=2_000)] | None = None
    url_env: Annotated[str, Field(pattern=VARIABLE, max_length=200)] | None = None
    secret_env: Annotated[str, Field(pattern=VARIABLE, max_length=200)] | None = None
    kinds: Annotated[list[Annotated[str, Field(pattern=KIND)]], Field(max_length=50)] = []

    def to_domain(self) -> WebhookDraft:
        if (self.url is None) == (self.url_env is None):
            raise InvalidInputError("one of url and url_env is needed", field="/url")
        if self.url is not None and self.secret_env is None:
            raise InvalidInputError(
                "secret_env is needed: whoever receives must be able to tell that it is from here",
                field="/secret_env",
            )
        if self.url is not None and not is_safe_url(self.url):
            raise InvalidInputError("an https:// URL is needed, or http:// on loopback", field="/url")
        return WebhookDraft.model_validate(self.model_dump())


class WebhookList(BaseModel):
    webhooks: list[Webhook]


class Delivery(BaseModel):
    """One event on its way to one webhook. ``error`` is of the last attempt."""

    delivery_id: str
    webhook: str
    event_id: int
    task_id: str
    kind: str
    status: DeliveryStatus
    attempts: int
    error: str | None
    created_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, found: WebhookDelivery) -> "Delivery":
        event = found.event
        return cls(
            **found.model_dump(
                include={"delivery_id", "status", "attempts", "error", "created_at", "ended_at"}
            ),
            webhook=found.webhook.name,
            event_id=event.id,
            task_id=event.task_id,
            kind=event.kind,
        )


class DeliveryList(BaseModel):
    deliveries: list[Delivery]


class Retried(BaseModel):
    """How many are sent again."""

    retried: int


@router.post("", status_code=201, summary="Tell somebody of events", responses=responses(409))
async def add_webhook(body: WebhookBody, person: Decider, events: Events) -> Webhook:
    """From now on. Requests are signed as https://www.standardwebhooks.com says."""
    return await events.webhooks.add(body.to_domain(), person=person)


@router.get("", summary="List webhooks")
async def list_webhooks(_person: Decider, events: Events) -> WebhookList:
    return WebhookList(webhooks=list(await events.webhooks.all()))


@router.get("/deliveries", summary="List deliveries, newest first")
async def list_deliveries(
    _person: Decider,
    events: Events,
    status: DeliveryStatus | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> DeliveryList:
    """What was sent, waits, or was given up after a day (`dead`)."""
    found = await events.webhooks.list(status=status, limit=limit)
    return DeliveryList(deliveries=[Delivery.of(each) for each in found])


@router.post("/deliveries/retry", summary="Send all that is dead again")
async def retry_all(_person: Decider, events: Events) -> Retried:
    return Retried(retried=await events.webhooks.retry(None))


@router.post("/deliveries/{delivery_id}/retry", summary="Send it again", responses=responses(404, 409))
async def retry_delivery(delivery_id: str, _person: Decider, events: Events) -> Retried:
    """For what is dead: it is tried for another day."""
    return Retried(retried=await events.webhooks.retry(delivery_id))


@router.post("/{name}/remove", summary="Tell it nothing any more", responses=responses(404))
async def remove_webhook(name: str, _person: Decider, events: Events) -> Webhook:
    return await events.webhooks.remove(name)

"""Linear's webhooks, and the inbox of those that could not be worked off at once."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from pydantic import BaseModel

from api.orchestrator.dependencies import Decider, Linear
from api.orchestrator.linear import PATH, require
from api.problems import responses
from domain.linear.inbox import InboxRow, InboxStatus

router = APIRouter(tags=["linear"], responses=responses(401))

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"type": "object"}}},
        "description": "As Linear sends it: `webhookTimestamp` within a minute, up to 5 MiB.",
    }
}


class Taken(BaseModel):
    """``waiting``: it is stored, and is tried again by itself."""

    delivery_id: str
    status: InboxStatus


class InboxEntry(BaseModel):
    """``note``: what was done, why nothing was, or the last error."""

    delivery_id: str
    kind: str
    status: InboxStatus
    attempts: int
    note: str | None
    received_at: datetime
    next_try_at: datetime

    @classmethod
    def of(cls, row: InboxRow) -> "InboxEntry":
        return cls(**row.model_dump(exclude={"body"}))


class Inbox(BaseModel):
    webhooks: list[InboxEntry]


class Retried(BaseModel):
    """How many are tried again."""

    retried: int


@router.post(PATH, summary="Linear's webhook", openapi_extra=_BODY, responses=responses(413))
async def take_webhook(
    request: Request,
    linear: Linear,
    linear_signature: Annotated[str | None, Header(description="HMAC-SHA256 of the body, in hex.")] = None,
    linear_delivery: Annotated[str | None, Header(description="Linear's id of this delivery.")] = None,
) -> Taken:
    """A decision on an approval issue, an answer, or a task. Needs no token but the signature.

    200 as soon as it is stored; what cannot be done now is done when it can.
    """
    hook = require(linear.hook)
    row = await hook.take(await request.body(), signature=linear_signature, delivery_id=linear_delivery)
    return Taken(delivery_id=row.delivery_id, status=row.status)


@router.get("/inbox", summary="List Linear's webhooks, newest first", responses=responses(403))
async def list_inbox(
    _person: Decider,
    linear: Linear,
    status: InboxStatus | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Inbox:
    """`waiting` ones are tried again by themselves for about two hours, then they are `parked`."""
    rows = await linear.inbox.list(status=status, limit=limit)
    return Inbox(webhooks=[InboxEntry.of(row) for row in rows])


@router.post("/inbox/retry", summary="Try all that is parked again", responses=responses(403))
async def retry_all(_person: Decider, linear: Linear) -> Retried:
    return Retried(retried=await linear.inbox.retry(None))


@router.post("/inbox/{delivery_id}/retry", summary="Try it again", responses=responses(403, 404, 409))
async def retry_one(delivery_id: str, _person: Decider, linear: Linear) -> Retried:
    return Retried(retried=await linear.inbox.retry(delivery_id))

"""What the gateway's routes ask for, by name."""

from typing import Annotated

from fastapi import Depends, Header, Request
from fastapi.security import HTTPAuthorizationCredentials

from api.browsers import is_loopback
from api.gateway.resources import Resources
from api.principals import bearer, principal_of
from domain.approvals.approvers import ANONYMOUS
from domain.errors import ForbiddenError, UnauthenticatedError
from domain.principals import Principal

WORKER = Principal(name="worker", kind="service")
TICKET_HEADER = "X-DevTools-Ticket"


async def resources_of(request: Request) -> Resources:
    resources = request.app.state.resources
    assert isinstance(resources, Resources)
    return resources


Res = Annotated[Resources, Depends(resources_of)]


async def _principal(
    request: Request,
    resources: Res,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
) -> Principal | None:
    """A worker's pass or a token of the installation."""
    if credentials is not None and resources.verifier.is_worker(credentials.credentials):
        return WORKER
    return principal_of(request, credentials, tokens=resources.tokens)


async def _requester(resources: Res, principal: Annotated[Principal | None, Depends(_principal)]) -> str:
    if principal is not None:
        return principal.name
    if not is_loopback(resources.settings.host):
        raise UnauthenticatedError("this gateway is not on loopback: a token is needed")
    return ANONYMOUS


async def _person(principal: Annotated[Principal | None, Depends(_principal)]) -> str:
    if principal is None:
        raise UnauthenticatedError("who accepts must be known: a token is needed, on loopback too")
    if principal.kind != "person":
        raise ForbiddenError("people accept: this token is a service's")
    return principal.name


Requester = Annotated[str, Depends(_requester)]
"""Who lists or reads: open on loopback."""
Person = Annotated[str, Depends(_person)]
"""Who accepts what has changed."""
Ticket = Annotated[
    str | None,
    Header(alias=TICKET_HEADER, max_length=4096, description="A worker's ticket for this very call."),
]

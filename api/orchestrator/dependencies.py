"""What routes ask for, by name: who calls, and each noun of :mod:`api.orchestrator.resources`."""

from typing import Annotated

from fastapi import Depends, Header, Request
from fastapi.security import HTTPAuthorizationCredentials

from api.browsers import is_loopback
from api.orchestrator.resources import Resources, approvals, events, ledger, linear, models, tasks
from api.principals import bearer, principal_of
from config.policies import FilePolicies
from domain.approvals.approvers import ANONYMOUS
from domain.approvals.decisions import Channel
from domain.errors import ForbiddenError, UnauthenticatedError
from domain.principals import Principal

CLI_AGENT = "devtools-cli/"
"""How the command line names itself in User-Agent."""


async def resources_of(request: Request) -> Resources:
    resources = request.app.state.resources
    assert isinstance(resources, Resources)
    return resources


Res = Annotated[Resources, Depends(resources_of)]


async def _policies(resources: Res) -> FilePolicies:
    return resources.policies


async def _tasks(resources: Res) -> tasks.Tasks:
    return resources.tasks


async def _approvals(resources: Res) -> approvals.Approvals:
    return resources.approvals


async def _models(resources: Res) -> models.Models:
    return resources.models


async def _events(resources: Res) -> events.Events:
    return resources.events


async def _ledger(resources: Res) -> ledger.Ledger:
    return resources.ledger


async def _linear(resources: Res) -> linear.Linear:
    return resources.linear


Policies = Annotated[FilePolicies, Depends(_policies)]
Tasks = Annotated[tasks.Tasks, Depends(_tasks)]
Approvals = Annotated[approvals.Approvals, Depends(_approvals)]
Models = Annotated[models.Models, Depends(_models)]
Events = Annotated[events.Events, Depends(_events)]
Ledger = Annotated[ledger.Ledger, Depends(_ledger)]
Linear = Annotated[linear.Linear, Depends(_linear)]


async def _principal(
    request: Request,
    resources: Res,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
) -> Principal | None:
    return principal_of(request, credentials, tokens=resources.tokens)


async def _requester(resources: Res, principal: Annotated[Principal | None, Depends(_principal)]) -> str:
    if principal is not None:
        return principal.name
    if not is_loopback(resources.settings.host):
        raise UnauthenticatedError("this API is not on loopback: a token is needed")
    return ANONYMOUS


async def _known(principal: Annotated[Principal | None, Depends(_principal)]) -> Principal:
    if principal is None:
        raise UnauthenticatedError("who decides or stops must be known: a token is needed, on loopback too")
    return principal


async def _decider(principal: Annotated[Principal, Depends(_known)]) -> str:
    if principal.kind != "person":
        raise ForbiddenError("people decide: this token is a service's")
    return principal.name


async def _channel(user_agent: Annotated[str, Header(include_in_schema=False)] = "") -> Channel:
    return Channel.CLI if user_agent.startswith(CLI_AGENT) else Channel.API


Requester = Annotated[str, Depends(_requester)]
"""Who reads or submits: open on loopback."""
Known = Annotated[Principal, Depends(_known)]
"""Who stops, pauses or answers: never anonymous."""
Decider = Annotated[str, Depends(_decider)]
"""Who decides or repairs: a person."""
CallerChannel = Annotated[Channel, Depends(_channel)]
IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=255,
        description="Repeat a request with the same key and it is done once; the answer is the same.",
    ),
]

"""The policies in force, and when each came into force."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from api.orchestrator.dependencies import Ledger, Policies, Requester
from api.problems import responses
from config.policies import FILES
from domain.policies import PolicyLoad, PolicyName

router = APIRouter(prefix="/policy", tags=["policy"], responses=responses(401))

EXAMPLE_ERROR = "risk-rules.yaml:17: rules.2.level: Input should be 'low', 'medium', 'high' or 'critical'"


class PolicyInForce(BaseModel):
    """``version`` is the hash of the file's parsed content: comments and layout do not count."""

    policy: PolicyName
    version: str = Field(examples=["1f0c9a52d1e7b3aa"])
    file: str = Field(examples=["risk-rules.yaml"])


class PoliciesInForce(BaseModel):
    """``errors``: edits that were refused, with file and line; what was in force before them still is."""

    policies: list[PolicyInForce]
    errors: list[str] = Field(examples=[[EXAMPLE_ERROR]])


class PolicyLoaded(BaseModel):
    """One entry of the ledger: the version that a worker took into force, and what it replaced."""

    seq: int = Field(examples=[42])
    at: datetime
    policy: PolicyName
    version: str = Field(examples=["1f0c9a52d1e7b3aa"])
    previous: str | None = Field(examples=["b61d20c7aa04e19f"])
    file: str = Field(examples=["risk-rules.yaml"])


class PolicyHistory(BaseModel):
    """Newest first. ``next`` is the address of the page after this one."""

    loads: list[PolicyLoaded]
    next: str | None = None


@router.get("", summary="Which policies are in force")
def read_policies(_requester: Requester, policies: Policies) -> PoliciesInForce:
    """As this API sees its files. Workers read theirs: see the history for what they took into force."""
    versions = policies.versions()
    return PoliciesInForce(
        policies=[
            PolicyInForce(policy=name, version=version, file=FILES[name].name)
            for name, version in versions.items()
        ],
        errors=list(policies.errors),
    )


@router.get("/history", summary="When policies came into force, newest first")
async def read_history(
    request: Request,
    _requester: Requester,
    ledger: Ledger,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    before: Annotated[int | None, Query(ge=1, le=2**63 - 1, description="`seq` of the last one seen")] = None,
) -> PolicyHistory:
    """Every version that a worker started with or reloaded, from the ledger."""
    loads = await ledger.policies.loads(limit=limit, before=before)
    following = None
    if len(loads) == limit:
        following = str(request.url.include_query_params(limit=limit, before=loads[-1].seq))
    return PolicyHistory(loads=_answers(loads), next=following)


def _answers(loads: Sequence[PolicyLoad]) -> list[PolicyLoaded]:
    return [PolicyLoaded.model_validate(load.model_dump()) for load in loads]

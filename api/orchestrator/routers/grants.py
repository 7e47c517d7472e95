"""Grants: approvals of tool calls in advance."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.orchestrator.bodies import REASON_LIMIT, Said, Text
from api.orchestrator.dependencies import Approvals, Decider, IdempotencyKey, Policies
from api.orchestrator.oversight import allow
from api.problems import responses
from domain.approvals.grants import Grant, GrantDraft, GrantScope
from domain.approvals.standing import check_grant, role_refusal

router = APIRouter(prefix="/grants", tags=["grants"], responses=responses(401, 403))
GRANTS = uuid.UUID("b2a8f0c4-52cb-4f0d-9a53-6d1f1c6b7f3e")
"""The namespace of grant ids that are made of an idempotency key."""
LONGEST_MINUTES = 60 * 24
EXAMPLE_SCOPE = "git.git_commit/feature-dev/development/*"

Why = Annotated[Text, Field(max_length=REASON_LIMIT)]


class GrantBody(BaseModel):
    """``scope`` is four patterns, ``tool/agent/environment/operation``; ``*`` and ``?`` let anything pass."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"role": "tech_lead", "scope": EXAMPLE_SCOPE, "minutes": 30, "reason": "release branch"}
            ]
        },
    )

    role: Annotated[Said, Field(max_length=100)]
    scope: Annotated[Text, Field(max_length=1_000)]
    minutes: Annotated[float, Field(gt=0, le=LONGEST_MINUTES, allow_inf_nan=False)]
    reason: Why | None = None


class RevokeBody(BaseModel):
    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "The release is out"}]}
    )

    reason: Why | None = None


class GrantAnswer(BaseModel):
    """``status`` is active, expired or revoked; ``uses`` counts the calls that the grant cleared."""

    grant_id: str
    status: str = Field(examples=["active"])
    role: str
    scope: str = Field(examples=[EXAMPLE_SCOPE])
    person: str
    reason: str | None
    added_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    revoked_by: str | None
    revoke_reason: str | None
    uses: int

    @classmethod
    def of(cls, grant: Grant) -> "GrantAnswer":
        return cls(
            **grant.model_dump(exclude={"scope"}),
            scope=str(grant.scope),
            status=grant.state_at(datetime.now(tz=UTC)),
        )


class GrantList(BaseModel):
    grants: list[GrantAnswer]


@router.get("", summary="List grants, newest first")
async def list_grants(
    _person: Decider,
    approvals: Approvals,
    *,
    active: Annotated[bool, Query(description="Only those in force")] = False,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> GrantList:
    found = await approvals.grants.list(active=active, limit=limit)
    return GrantList(grants=[GrantAnswer.of(grant) for grant in found])


@router.post("", status_code=201, summary="Grant tool calls in advance", responses=responses(409))
async def add_grant(
    person: Decider,
    approvals: Approvals,
    policies: Policies,
    body: GrantBody,
    idempotency_key: IdempotencyKey = None,
) -> GrantAnswer:
    """Calls that match are made without asking while the grant lasts, each one on record in the ledger.

    The caller must hold the role. Plans, critical calls and those that may destroy are never cleared, nor
    calls of a run that the caller asked for, unless the tier lets people approve their own work.
    """
    draft = GrantDraft(
        grant_id=_grant_id(person, idempotency_key),
        person=person,
        role=body.role,
        scope=GrantScope.parse(body.scope),
        duration=timedelta(minutes=body.minutes),
        reason=body.reason or None,
    )
    refusal = role_refusal(person, (body.role,), policies.approvers())
    subject = f"{body.role} {draft.scope}"
    await allow(approvals.refusals, "grant.add", person=person, refusal=refusal, subject=subject)
    check_grant(draft, policies.approvals())
    return GrantAnswer.of(await approvals.grants.add(draft))


@router.post("/{grant_id}/revoke", summary="Revoke a grant", responses=responses(404))
async def revoke_grant(
    grant_id: str, person: Decider, approvals: Approvals, policies: Policies, body: RevokeBody | None = None
) -> GrantAnswer:
    """Any approver may. From the answer on the grant clears nothing; a repeat changes nothing."""
    refusal = role_refusal(person, (), policies.approvers())
    await allow(approvals.refusals, "grant.revoke", person=person, refusal=refusal, subject=grant_id[:80])
    revoked = await approvals.grants.revoke(
        grant_id[:80], person=person, reason=(body.reason or None) if body else None
    )
    return GrantAnswer.of(revoked)


def _grant_id(person: str, key: str | None) -> str:
    return str(uuid.uuid4() if key is None else uuid.uuid5(GRANTS, f"{person}\0{key}"))

"""A signed decision to carry to Temporal by hand, where unsigned signals do not count."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from api.orchestrator.bodies import CONFIRMED_LIMIT, REASON_LIMIT, Slug, Text
from api.orchestrator.dependencies import Approvals, Decider, IdempotencyKey
from api.orchestrator.routers.approvals import RequestId
from api.orchestrator.rulings import Wish
from api.problems import responses
from domain.approvals.decisions import Channel, DecisionKind, decision_evidence
from domain.models import canonical_json

router = APIRouter(prefix="/approvals", tags=["approvals"], responses=responses(401))


class SignBody(BaseModel):
    """The decision to sign."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"decision": "approved", "reason": "Reviewed the plan"}]},
    )

    decision: DecisionKind
    reason: Text | None = Field(default=None, max_length=REASON_LIMIT)
    confirmed: list[Slug] = Field(default_factory=list, max_length=CONFIRMED_LIMIT)


class Signed(BaseModel):
    """``input`` is one line of JSON for ``temporal workflow signal --name approval_decision --input``."""

    receipt_id: str
    workflow_id: str
    input: str = Field(examples=['{"decision":"approved","receipt_id":"7f3b7e0a-…"}'])


@router.post(
    "/{request_id}/sign", summary="Sign a decision for the temporal CLI", responses=responses(404, 409)
)
async def sign(  # noqa: PLR0917 - what FastAPI injects
    request_id: RequestId,
    body: SignBody,
    person: Decider,
    approvals: Approvals,
    request: Request,
    idempotency_key: IdempotencyKey = None,
) -> Signed:
    """The decision is recorded and signed now, and this moment is held against the deadline.

    It counts once a signal brings it; where none does, the relay brings it after a few seconds.
    """
    receipt = await approvals.rulings.sign(
        Wish(
            request_id=request_id,
            decision=body.decision,
            person=person,
            channel=Channel.TEMPORAL,
            reason=body.reason or None,
            idempotency_key=idempotency_key,
            evidence_sha256=decision_evidence(await request.body()),
            confirmed=tuple(sorted(set(body.confirmed))),
        )
    )
    line = canonical_json({"decision": receipt.decision.value, "receipt_id": receipt.receipt_id})
    return Signed(receipt_id=receipt.receipt_id, workflow_id=receipt.workflow_id, input=line.decode())

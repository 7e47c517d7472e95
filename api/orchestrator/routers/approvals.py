"""Approval requests: read, decide, repair."""
# ruff: noqa: FAST003 - the dependency behind DecisionAsked reads request_id

import uuid
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from api.orchestrator.answers import Approval, ApprovalList, DecisionTaken, Repaired
from api.orchestrator.bodies import ApproveBody, ReasonedBody
from api.orchestrator.dependencies import Approvals, CallerChannel, Decider, IdempotencyKey, Tasks
from api.orchestrator.rulings import Rulings, Wish
from api.problems import ProblemError, responses
from domain.approvals.decisions import Channel, DecisionKind, decision_evidence
from domain.approvals.requests import ApprovalStatus
from domain.errors import NotFoundError
from integrations.telemetry.metrics import ApiMetrics

router = APIRouter(prefix="/approvals", tags=["approvals"], responses=responses(401))
RECORDED = "recorded"


async def _request_id(request_id: str) -> str:
    try:
        return str(uuid.UUID(request_id))
    except ValueError:
        raise NotFoundError(f"no approval request {request_id[:80]!r}") from None


RequestId = Annotated[str, Depends(_request_id)]


@router.get("", summary="List approval requests, newest first")
async def list_approvals(
    _person: Decider,
    approvals: Approvals,
    status: ApprovalStatus | None = None,
    task_id: Annotated[str | None, Query(pattern=r"^[0-9a-f]{32}$")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ApprovalList:
    records = await approvals.requests.list(status=status, task_id=task_id, limit=limit)
    return ApprovalList(approvals=[Approval.of(record) for record in records])


@router.get("/{request_id}", summary="Read one approval request", responses=responses(404))
async def read_approval(request_id: RequestId, _person: Decider, approvals: Approvals) -> Approval:
    return Approval.of(await approvals.requests.get(request_id))


@router.post("/repair", summary="Close rows whose workflow is over", responses=responses(403))
async def repair(_person: Decider, tasks: Tasks) -> Repaired:
    """Writes down how Temporal closed a run whose row still says that it is open. Decides nothing."""
    return await tasks.repairs.run()


class _Decision:
    """What the three deciding routes have in common."""

    def __init__(
        self,
        *,
        request_id: RequestId,
        person: Decider,
        channel: CallerChannel,
        approvals: Approvals,
        request: Request,
        response: Response,
        idempotency_key: IdempotencyKey = None,
    ) -> None:
        self._request_id = request_id
        self._person = person
        self._channel: Channel = channel
        self._rulings: Rulings = approvals.rulings
        self._request = request
        self._response = response
        self._idempotency_key = idempotency_key

    async def take(
        self,
        decision: DecisionKind,
        reason: str | None,
        *,
        confirmed: Sequence[str] = (),
        edited_arguments: dict[str, Any] | None = None,
    ) -> DecisionTaken:
        wish = Wish(
            request_id=self._request_id,
            decision=decision,
            person=self._person,
            channel=self._channel,
            reason=reason or None,
            idempotency_key=self._idempotency_key,
            evidence_sha256=decision_evidence(await self._request.body()),
            confirmed=tuple(sorted(set(confirmed))),
            edited_arguments=edited_arguments,
        )
        metrics: ApiMetrics = self._request.app.state.metrics
        try:
            ruling = await self._rulings.decide(wish)
        except ProblemError as refusal:
            metrics.decision(decision=decision, outcome=refusal.kind)
            raise
        outcome = ruling.verdict.outcome.value if ruling.verdict else RECORDED
        metrics.decision(decision=decision, outcome=outcome)
        if ruling.verdict is None:
            self._response.status_code = 202
        return DecisionTaken(
            request_id=self._request_id,
            receipt_id=ruling.receipt_id,
            outcome=outcome,
            status=ruling.status.value if ruling.verdict else RECORDED,
            explanation=ruling.verdict.explanation if ruling.verdict else "stored; it will be judged",
        )


DecisionAsked = Annotated[_Decision, Depends()]
_ANSWERS = responses(403, 404, 409, 422) | {
    202: {"model": DecisionTaken, "description": "Stored in time, not judged yet"}
}


@router.post("/{request_id}/approve", summary="Approve", responses=_ANSWERS)
async def approve(decision: DecisionAsked, body: ApproveBody | None = None) -> DecisionTaken:
    """Counts if the caller has one of the roles that the request names, did not ask for it themself, brings
    what the tier demands, and the deadline has not passed.
    """
    asked = body or ApproveBody()
    return await decision.take(
        DecisionKind.APPROVED,
        asked.reason,
        confirmed=asked.confirmed,
        edited_arguments=asked.edited_arguments,
    )


@router.post("/{request_id}/reject", summary="Reject", responses=_ANSWERS)
async def reject(decision: DecisionAsked, body: ReasonedBody) -> DecisionTaken:
    """One rejection by anyone entitled ends the request."""
    return await decision.take(DecisionKind.DENIED, body.reason)


@router.post("/{request_id}/request-info", summary="Ask for more information", responses=_ANSWERS)
async def request_info(decision: DecisionAsked, body: ReasonedBody) -> DecisionTaken:
    """The reason is the question. Where the tier says so, the time until the answer is given back."""
    return await decision.take(DecisionKind.MORE_INFO, body.reason)


@router.post("/{request_id}/break-glass", summary="Start at once, in an emergency", responses=_ANSWERS)
async def break_glass(decision: DecisionAsked, body: ReasonedBody) -> DecisionTaken:
    """By a role that the policy names, for one's own tasks too. Everyone is told, and a review is due."""
    return await decision.take(DecisionKind.BREAK_GLASS, body.reason)

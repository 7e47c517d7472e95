"""Several approval requests decided at once: each by a receipt of its own, each with an answer of its own."""

import asyncio
import logging
import uuid
from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from api.orchestrator.bodies import REASON_LIMIT, Short, Text
from api.orchestrator.dependencies import Approvals, CallerChannel, Decider, IdempotencyKey
from api.orchestrator.rulings import Ruling, Rulings, Wish
from api.problems import TYPE_PREFIX, Problem, ProblemError, responses
from domain.approvals.decisions import DecisionKind, decision_evidence
from domain.errors import DevToolsError, NotFoundError, UnavailableError
from integrations.telemetry.metrics import ApiMetrics

router = APIRouter(prefix="/approvals", tags=["approvals"], responses=responses(401, 403))
BATCH_LIMIT = 100
AT_ONCE = 8
"""Decisions of one batch that are under way together."""
RECORDED = "recorded"
REFUSED = "refused"
_NEED_WORDS = ("denied", "more_info")

logger = logging.getLogger(__name__)


class BatchBody(BaseModel):
    """One decision on several requests. A denial and a question need a ``reason``."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "request_ids": ["0b9f3f0e-8c1e-4a57-9d5e-3f1f6f0f9a11"],
                    "decision": "approved",
                    "reason": "Read all of them",
                }
            ]
        },
    )

    request_ids: Annotated[list[Short], Field(min_length=1, max_length=BATCH_LIMIT)]
    decision: Literal["approved", "denied", "more_info"]
    reason: Annotated[Text, Field(max_length=REASON_LIMIT)] | None = Field(
        default=None, validate_default=True
    )
    confirmed: Annotated[tuple[Short, ...], Field(max_length=BATCH_LIMIT)] = ()

    @field_validator("reason")
    @classmethod
    def _said_where_needed(cls, reason: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("decision") in _NEED_WORDS and not (reason or "").strip():
            raise ValueError("is needed to deny or to ask")
        return reason


class BatchResult(BaseModel):
    """What became of one id. ``outcome``: that of a single decision, or ``refused``; then see ``problem``."""

    request_id: str
    outcome: str
    explanation: str
    receipt_id: str | None = None
    status: str | None = None
    problem: Problem | None = None


class BatchAnswer(BaseModel):
    """In the order of the ids."""

    results: list[BatchResult]


@router.post("/batch", summary="Decide several requests at once")
async def decide_batch(
    body: BatchBody,
    *,
    person: Decider,
    channel: CallerChannel,
    approvals: Approvals,
    request: Request,
    idempotency_key: IdempotencyKey = None,
) -> BatchAnswer:
    """Answers 200 however the single decisions end; one that is refused does not stop the others.

    A key holds for each id by itself: the same batch again gives the same receipts.
    """
    batch = _Batch(
        rulings=approvals.rulings,
        metrics=request.app.state.metrics,
        wish=Wish(
            request_id="",
            decision=DecisionKind(body.decision),
            person=person,
            channel=channel,
            reason=body.reason or None,
            idempotency_key=idempotency_key,
            evidence_sha256=decision_evidence(await request.body()),
            confirmed=body.confirmed,
        ),
    )
    return BatchAnswer(results=await batch.decide(body.request_ids))


class _Batch:
    """``wish`` is what is asked of every request; its own ``request_id`` does not matter."""

    def __init__(self, *, rulings: Rulings, metrics: ApiMetrics, wish: Wish) -> None:
        self._rulings = rulings
        self._metrics = metrics
        self._wish = wish
        self._room = asyncio.Semaphore(AT_ONCE)

    async def decide(self, request_ids: Sequence[str]) -> list[BatchResult]:
        """An id that is given twice is decided once."""
        distinct = list(dict.fromkeys(request_ids))
        results = dict(zip(distinct, await asyncio.gather(*map(self._one, distinct)), strict=True))
        return [results[request_id] for request_id in request_ids]

    async def _one(self, request_id: str) -> BatchResult:
        async with self._room:
            result = await self._taken_or_refused(request_id)
        outcome = result.problem.type.removeprefix(TYPE_PREFIX) if result.problem else result.outcome
        self._metrics.decision(decision=self._wish.decision, outcome=outcome)
        return result

    async def _taken_or_refused(self, request_id: str) -> BatchResult:
        try:
            ruling = await self._rulings.decide(self._wish._replace(request_id=_as_id(request_id)))
        except ProblemError as refusal:
            problem = _problem(kind=refusal.kind, status=refusal.status, detail=refusal.detail)
            return _refused(request_id, problem, receipt_id=refusal.more.get("receipt_id"))
        except Exception as error:  # noqa: BLE001 - it must not hide what became of the other ids
            return _refused(request_id, _problem_of(error))
        return _taken(request_id, ruling)


def _as_id(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise NotFoundError(f"no approval request {text[:80]!r}") from None


def _taken(request_id: str, ruling: Ruling) -> BatchResult:
    verdict = ruling.verdict
    return BatchResult(
        request_id=request_id,
        receipt_id=ruling.receipt_id,
        outcome=verdict.outcome.value if verdict else RECORDED,
        status=ruling.status.value if verdict else RECORDED,
        explanation=verdict.explanation if verdict else "stored; it will be judged",
    )


def _refused(request_id: str, problem: Problem, *, receipt_id: str | None = None) -> BatchResult:
    return BatchResult(
        request_id=request_id,
        receipt_id=receipt_id,
        outcome=REFUSED,
        explanation=problem.detail,
        problem=problem,
    )


def _problem(*, kind: str, status: int, detail: str) -> Problem:
    return Problem(type=TYPE_PREFIX + kind, title=HTTPStatus(status).phrase, status=status, detail=detail)


def _problem_of(error: Exception) -> Problem:
    """As the single route would answer: what is not the caller's business goes to the log only."""
    if isinstance(error, DevToolsError) and (
        error.status < HTTPStatus.INTERNAL_SERVER_ERROR or isinstance(error, UnavailableError)
    ):
        return _problem(kind=error.kind, status=error.status, detail=str(error))
    logger.error("a decision of a batch failed", exc_info=error)
    return _problem(kind="internal", status=500, detail="an unexpected error; the log has it")

"""A person's decision on its way to the judge: receipt first, then the workflow, then the verdict."""

import uuid
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, NamedTuple

from api.problems import ProblemError
from domain.approvals.decisions import (
    Actor,
    Channel,
    Decision,
    DecisionInbox,
    DecisionKind,
    DecisionMessage,
    Receipt,
    Signer,
    Verdict,
    VerdictOutcome,
)
from domain.approvals.requests import ApprovalRecord, ApprovalStatus, ApprovalStore
from domain.approvals.standing import Refusal, RefusalLog
from domain.errors import ConflictError, IdempotencyConflictError, NotFoundError
from domain.orchestrations import OrchestrationStore
from integrations.temporal.orchestrations import TemporalOrchestrations

RECEIPTS = uuid.UUID("6f6a4a3e-7a4c-5a55-9a0a-3d5d3d4b8f10")
"""The namespace of receipt ids that are made of an idempotency key."""

_NOT_ENTITLED = frozenset({"not-an-approver", "wrong-role", "unsigned", "self-approval", "not-break-glass"})
_NOT_ENOUGH = frozenset(
    {"missing-justification", "unconfirmed-actions", "invalid-arguments", "edited-riskier"}
)
_SAME: Mapping[ApprovalStatus, tuple[DecisionKind, VerdictOutcome]] = {
    ApprovalStatus.APPROVED: (DecisionKind.APPROVED, VerdictOutcome.APPROVED),
    ApprovalStatus.DENIED: (DecisionKind.DENIED, VerdictOutcome.DENIED),
}


class Wish(NamedTuple):
    """What a person asked for. ``evidence_sha256`` is of the bytes in which they did.

    ``confirmed``: slugs of the required actions. ``edited_arguments``: to call the tool with instead.
    """

    request_id: str
    decision: DecisionKind
    person: str
    channel: Channel
    reason: str | None
    idempotency_key: str | None
    evidence_sha256: str
    confirmed: tuple[str, ...] = ()
    edited_arguments: dict[str, Any] | None = None

    @property
    def receipt_id(self) -> str:
        if self.idempotency_key is None:
            return str(uuid.uuid4())
        return str(uuid.uuid5(RECEIPTS, f"{self.person}\0{self.request_id}\0{self.idempotency_key}"))


class Ruling(NamedTuple):
    """``verdict`` is None where the receipt is stored but the judge has not ruled in time."""

    receipt_id: str
    verdict: Verdict | None
    status: ApprovalStatus


class Rulings:
    def __init__(
        self,
        *,
        approvals: ApprovalStore,
        orchestrations: OrchestrationStore,
        inbox: DecisionInbox,
        temporal: TemporalOrchestrations,
        signer: Callable[[], Signer],
        refusals: RefusalLog,
    ) -> None:
        self._approvals = approvals
        self._orchestrations = orchestrations
        self._inbox = inbox
        self._temporal = temporal
        self._signer = signer
        self._refusals = refusals

    async def decide(self, wish: Wish) -> Ruling:
        """Record, tell, wait for the verdict.

        Raises :class:`~domain.errors.NotFoundError`; :class:`~api.problems.ProblemError` with the judge's
        refusal (403 for who asks, 422 for what is missing, 409 for what or when), or with ``already-decided``
        and the like at once where the run is over and nobody would judge. Those are on record too.
        """
        record = await self._asked_for(wish)
        receipt_id = wish.receipt_id
        verdict = await self._inbox.verdict(receipt_id) if wish.idempotency_key else None
        if verdict is None and not record.status.is_open and await self._is_over(record):
            try:
                return _too_late(record, wish, receipt_id)
            except ProblemError as error:
                await self._record(wish, Refusal(error.kind, error.detail))
                raise
        receipt = await self._receive(record, wish, receipt_id)
        if verdict is None:
            verdict = await self._temporal.decide(record.workflow_id, _message(receipt))
        if verdict is not None and verdict.outcome is VerdictOutcome.REFUSED:
            raise _refused(verdict, wish)
        return Ruling(receipt_id, verdict, (await self._approvals.get(wish.request_id)).status)

    async def sign(self, wish: Wish) -> Receipt:
        """Record, and leave it to the caller to tell the workflow; the relay does where they do not.

        Raises :class:`~domain.errors.NotFoundError`, and :class:`~domain.errors.ConflictError` where the
        request is closed.
        """
        record = await self._asked_for(wish)
        if not record.status.is_open:
            raise ConflictError(f"the request is already {record.status}")
        return await self._receive(record, wish, wish.receipt_id)

    async def _asked_for(self, wish: Wish) -> ApprovalRecord:
        try:
            return await self._approvals.get(wish.request_id)
        except NotFoundError as error:
            await self._record(wish, Refusal("unknown-request", str(error)))
            raise

    async def _receive(self, record: ApprovalRecord, wish: Wish, receipt_id: str) -> Receipt:
        receipt = await self._inbox.record(_decision(record, wish, receipt_id), self._signer())
        if not _says(receipt, wish):
            raise IdempotencyConflictError("this Idempotency-Key was used for another decision")
        return receipt

    async def _record(self, wish: Wish, refusal: Refusal) -> None:
        """What no judge will see: there is no request, or its run is over."""
        await self._refusals.record(
            f"approval.{wish.decision}", person=wish.person, refusal=refusal, subject=wish.request_id
        )

    async def _is_over(self, record: ApprovalRecord) -> bool:
        return (await self._orchestrations.get(record.task_id)).status.is_final


def _says(receipt: Receipt, wish: Wish) -> bool:
    """A receipt that an earlier request with the same key left is of this very wish."""
    return (receipt.decision, receipt.reason, receipt.confirmed, receipt.edited_arguments) == (
        wish.decision,
        wish.reason,
        wish.confirmed,
        wish.edited_arguments,
    )


def _decision(record: ApprovalRecord, wish: Wish, receipt_id: str) -> Decision:
    return Decision(
        receipt_id=receipt_id,
        request_id=record.request_id,
        workflow_id=record.workflow_id,
        decision=wish.decision,
        actor=Actor(email=wish.person),
        channel=wish.channel,
        digest=record.digest,
        reason=wish.reason,
        edited_arguments=wish.edited_arguments,
        confirmed=wish.confirmed,
        evidence_sha256=wish.evidence_sha256,
    )


def _message(receipt: Receipt) -> DecisionMessage:
    return DecisionMessage.of(receipt)


def _too_late(record: ApprovalRecord, wish: Wish, receipt_id: str) -> Ruling:
    """Who repeats what they decided gets the same answer; anyone else a conflict."""
    same, outcome = _SAME.get(record.status, (None, VerdictOutcome.VOID))
    if (
        wish.decision is same
        and not wish.edited_arguments
        and wish.person in (record.decided_by or "").split(", ")
    ):
        verdict = Verdict(
            receipt_id=receipt_id,
            request_id=record.request_id,
            outcome=outcome,
            explanation=f"already {record.status} by {record.decided_by}",
        )
        return Ruling(receipt_id, verdict, record.status)
    kind = "expired" if record.status is ApprovalStatus.EXPIRED else "already-decided"
    raise ProblemError(
        kind=kind,
        status=HTTPStatus.CONFLICT,
        detail=f"the request is already {record.status}"
        + (f" by {record.decided_by}" if record.decided_by else ""),
        more={"request_id": record.request_id},
    )


def _refused(verdict: Verdict, wish: Wish) -> ProblemError:
    slug = verdict.refusal or "refused"
    status = HTTPStatus.FORBIDDEN if slug in _NOT_ENTITLED else HTTPStatus.CONFLICT
    return ProblemError(
        kind=slug,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if slug in _NOT_ENOUGH else status,
        detail=verdict.explanation,
        more={"request_id": wish.request_id, "receipt_id": verdict.receipt_id},
    )

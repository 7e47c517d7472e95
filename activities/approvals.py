"""The gate's dealings with the world: open a request, verify a receipt, seal, commit a verdict."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Protocol
from uuid import UUID, uuid5

from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from activities.failures import temporal_failures
from domain.agents import TranscriptStore
from domain.approvals.approvers import OPERATOR, Approvers
from domain.approvals.decisions import (
    Actor,
    Channel,
    Decision,
    DecisionInbox,
    DecisionMessage,
    JudgedReceipt,
    Receipt,
    VerifiedReceipt,
    Verifier,
    decision_evidence,
)
from domain.approvals.gate import CallAt, Gate
from domain.approvals.requests import ApprovalDraft, ApprovalStore, Deadline, Notice, Seal, SubjectKind
from domain.errors import AlreadyAskedError, DevToolsError, InvalidInputError, NotFoundError, UnavailableError
from domain.models import Value, canonical_json
from domain.policies import Policies
from domain.risk.levels import RiskLevel

_UNSIGNED = UUID("6f7b8f6e-58c1-4d6e-9b1c-2f4b6f2d9a10")
"""Namespace of receipt ids for unsigned signals."""
READ_SECONDS = 20.0
READING_TRIED = timedelta(minutes=2)
"""After the deadline."""


class Rereader(Protocol):
    """Where decisions are made that may have reached nobody."""

    async def read_again(self, request_id: str) -> None:
        """Record what was decided there. Raises :class:`~domain.errors.DevToolsError`."""


class OpenRequest(Value):
    """What the workflow wants decided; ``call`` is where the call of a tool-call request stands.

    ``editable``: whether an approver may change the arguments. ``budget``: which one more is asked for.
    """

    request_id: str
    task_id: str
    workflow_id: str
    run_id: str
    kind: SubjectKind
    level: RiskLevel
    digest: str
    policy_version: str
    subject: dict[str, object]
    requester: str = ""
    call: CallAt | None = None
    editable: bool = True
    budget: str | None = None


class Announcement(Value):
    """``index`` counts the notices of a kind from 0."""

    request_id: str
    notice: Notice
    index: int


class Answered(Value):
    """The requester's answer to an approver's question."""

    request_id: str
    text: str


class ReceiptCheck(Value):
    """A decision as it reached the workflow.

    ``arrival`` numbers the unsigned signals of the workflow: a signal that a reset applies again finds the
    receipt that it made before.
    """

    workflow_id: str
    message: DecisionMessage
    arrival: str
    request_id: str | None = None
    digest: str | None = None


class ApprovalActivities:
    def __init__(
        self,
        *,
        policies: Policies,
        approvals: ApprovalStore,
        inbox: DecisionInbox,
        transcripts: TranscriptStore,
        verifier: Verifier,
        accept_unsigned: bool,
        rereader: Rereader | None = None,
    ) -> None:
        self._policies = policies
        self._approvals = approvals
        self._inbox = inbox
        self._transcripts = transcripts
        self._verifier = verifier
        self._accept_unsigned = accept_unsigned
        self._rereader = rereader

    @activity.defn
    async def open_approval_request(self, asked: OpenRequest) -> Gate:
        """Store the request with the tier's roles and deadline as they are now; idempotent by its id.

        Fails for good with ``already-asked`` and the id of the request that asks for the same budget.
        """
        with temporal_failures():
            policies = self._policies.approvals()
            tier = policies.tier(asked.level)
            if tier is None:
                raise InvalidInputError(f"level {asked.level} needs no approval")
            subject = dict(asked.subject)
            if asked.call is not None:
                subject["arguments"] = await self._arguments(asked.call)
            draft = ApprovalDraft(
                **asked.model_dump(include=ApprovalDraft.model_fields.keys() - {"subject", "tier"}),
                subject=subject,
                tier=tier,
                break_glass_roles=policies.break_glass_roles,
            )
            try:
                opened = await self._approvals.open(draft)
            except AlreadyAskedError as error:
                raise _waits_for(error) from error
        return Gate(
            request_id=asked.request_id,
            kind=asked.kind,
            level=asked.level,
            roles=tier.roles,
            quorum=tier.quorum,
            digest=asked.digest,
            policy_version=asked.policy_version,
            opened_at=opened.opened_at,
            deadlines=opened.deadlines,
            requester=asked.requester,
            self_approval=tier.self_approval,
            justification=tier.justification,
            required_actions=tuple(tier.required_actions),
            break_glass_roles=policies.break_glass_roles,
            reminders=opened.reminders,
            rungs=opened.rungs,
            call=asked.call,
            editable=asked.editable,
        )

    @activity.defn
    async def verify_receipt(self, check: ReceiptCheck) -> VerifiedReceipt:
        """Whose decision is it, may it count, when was it recorded: signature, row and current approvers.

        A message without a receipt is unsigned: on the embedded server it is recorded here and now as the
        operator's, elsewhere refused.
        """
        with temporal_failures():
            if check.message.receipt_id is None:
                return await self._verify_unsigned(check)
            return await self._verify_signed(check, check.message.receipt_id)

    @activity.defn
    async def close_gate(self, request_id: str) -> Seal:
        """Seal the request if its deadline has passed; returns the in-time receipts without a verdict.

        Before that its Linear issue is read once more: a decision made there in time may have reached nobody.
        Tried for two minutes; then it is sealed without, and says so.
        """
        with temporal_failures():
            unread = await self._read_again(request_id)
            seal = await self._approvals.seal(request_id)
            return seal.model_copy(update={"unread": unread}) if unread and seal.sealed else seal

    @activity.defn
    async def record_verdict(self, judged: JudgedReceipt) -> JudgedReceipt:
        """Commit the verdict before anything is dispatched on it; returns the one that stands."""
        with temporal_failures():
            return await self._approvals.record_verdict(judged)

    @activity.defn
    async def record_answer(self, answered: Answered) -> tuple[Deadline, ...]:
        """Put the request back to ``pending`` and the answer before its approvers.

        Returns every version of the deadline: the answer may have extended it.
        """
        with temporal_failures():
            return await self._approvals.answer(answered.request_id, answered.text)

    @activity.defn
    async def announce(self, announcement: Announcement) -> None:
        """Remind those who may decide, or let the next rung of the ladder in."""
        with temporal_failures():
            await self._approvals.announce(announcement.request_id, announcement.notice, announcement.index)

    async def _read_again(self, request_id: str) -> str | None:
        """Why Linear could not be read, once there is no more time to try."""
        if self._rereader is None:
            return None
        try:
            async with asyncio.timeout(READ_SECONDS):
                await self._rereader.read_again(request_id)
        except Exception as error:  # whatever it is, the gate must close and the run go on
            if not isinstance(error, DevToolsError | TimeoutError):
                activity.logger.exception("an issue could not be read")
            waited = datetime.now(tz=UTC) - (await self._approvals.get(request_id)).expires_at
            if waited < READING_TRIED:
                raise UnavailableError(f"its Linear issue cannot be read: {error!r}") from error
            return str(error) or "no answer"
        return None

    async def _arguments(self, at: CallAt) -> dict[str, object]:
        turn = await self._transcripts.find(at.turn_id)
        if turn is None or at.index >= len(turn.reply.calls):
            raise NotFoundError(f"turn {at.turn_id} has no call {at.index}")
        return turn.reply.calls[at.index].arguments

    async def _verify_signed(self, check: ReceiptCheck, receipt_id: str) -> VerifiedReceipt:
        approvers = self._policies.approvers()
        receipt = await self._inbox.find(receipt_id) if _is_uuid(receipt_id) else None
        refusal = self._fault_of(receipt, check.workflow_id)
        if receipt is None or refusal:
            return VerifiedReceipt(
                receipt_id=receipt_id,
                valid=False,
                refusal=refusal,
                decision=check.message.decision,
                request_id=check.message.request_id,
                approvers_version=approvers.version,
            )
        return _verified(receipt, approvers)

    def _fault_of(self, receipt: Receipt | None, workflow_id: str) -> str | None:
        if receipt is None:
            return "unknown-receipt"
        if receipt.workflow_id != workflow_id:
            return "receipt-of-another-workflow"
        if receipt.kid is None or receipt.signature is None:
            return "unsigned"
        signed = canonical_json(receipt.signed_part(receipt.kid))
        if not self._verifier.verify(kid=receipt.kid, data=signed, signature=receipt.signature):
            return "bad-signature"
        return None

    async def _verify_unsigned(self, check: ReceiptCheck) -> VerifiedReceipt:
        approvers = self._policies.approvers()
        receipt_id = str(uuid5(_UNSIGNED, f"{check.workflow_id}/{check.request_id}/{check.arrival}"))
        message = check.message
        refusal = self._fault_of_unsigned(check, approvers)
        if refusal or check.request_id is None or check.digest is None:
            return VerifiedReceipt(
                receipt_id=receipt_id,
                valid=False,
                refusal=refusal or "unknown-request",
                decision=message.decision,
                request_id=check.request_id,
                unsigned=True,
                approvers_version=approvers.version,
            )
        receipt = await self._inbox.record(
            Decision(
                receipt_id=receipt_id,
                request_id=check.request_id,
                workflow_id=check.workflow_id,
                decision=message.decision,
                actor=Actor(email=OPERATOR),
                channel=Channel.TEMPORAL,
                digest=check.digest,
                reason=message.reason,
                evidence_sha256=decision_evidence(message.model_dump(mode="json")),
            ),
            None,
        )
        return _verified(receipt, approvers).model_copy(update={"unsigned": True})

    def _fault_of_unsigned(self, check: ReceiptCheck, approvers: Approvers) -> str | None:
        """Claims are not believed, but a claim to be a stranger is refused."""
        if not self._accept_unsigned:
            return "unsigned"
        actor = check.message.actor
        claims_someone = actor.email or actor.id
        if claims_someone and approvers.find(email=actor.email, linear_id=actor.id) is None:
            return "not-an-approver"
        return None


def _waits_for(error: AlreadyAskedError) -> ApplicationError:
    """No failure: the workflow goes by what becomes of the request named in the details."""
    return ApplicationError(
        str(error),
        error.request_id,
        type=error.kind,
        non_retryable=True,
        category=ApplicationErrorCategory.BENIGN,
    )


def _verified(receipt: Receipt, approvers: Approvers) -> VerifiedReceipt:
    person, at = approvers.find(email=receipt.actor.email, linear_id=receipt.actor.id), receipt.received_at
    return VerifiedReceipt(
        receipt_id=receipt.receipt_id,
        valid=True,
        decision=receipt.decision,
        request_id=receipt.request_id,
        digest=receipt.digest,
        person=person.email if person else None,
        roles=person.roles if person else (),
        loans=approvers.loans_to(person, at) if person else (),
        delegate=person.delegate(at) if person else None,
        channel=receipt.channel,
        reason=receipt.reason,
        confirmed=receipt.confirmed,
        edited=receipt.edited_arguments is not None,
        received_at=receipt.received_at,
        verified_at=datetime.now(tz=UTC),
        kid=receipt.kid,
        approvers_version=approvers.version,
    )


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True

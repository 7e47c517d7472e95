"""Receipts of decisions: whose they are, whether they may count, and when they were recorded."""

from datetime import UTC, datetime
from uuid import UUID, uuid5

from temporalio import activity

from activities.failures import temporal_failures
from domain.approvals.approvers import OPERATOR, Approvers
from domain.approvals.decisions import (
    Actor,
    Channel,
    Decision,
    DecisionInbox,
    DecisionMessage,
    Receipt,
    VerifiedReceipt,
    Verifier,
    decision_evidence,
)
from domain.models import Value, canonical_json
from domain.policies import Policies

_UNSIGNED = UUID("6f7b8f6e-58c1-4d6e-9b1c-2f4b6f2d9a10")
"""Namespace of receipt ids for unsigned signals."""


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


class ReceiptActivities:
    """``accept_unsigned``: signals without a receipt count, as the operator's."""

    def __init__(
        self, *, policies: Policies, inbox: DecisionInbox, verifier: Verifier, accept_unsigned: bool
    ) -> None:
        self._policies = policies
        self._inbox = inbox
        self._verifier = verifier
        self._accept_unsigned = accept_unsigned

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

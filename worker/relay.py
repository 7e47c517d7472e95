"""Relay: decisions that were recorded but, for whatever reason, never ruled on are signalled again.

A signal survives where an update dies with its server; the judge answers a repeat with the same verdict.
"""

import asyncio

import structlog

from domain.approvals.decisions import (
    DecisionInbox,
    DecisionMessage,
    JudgedReceipt,
    Receipt,
    Verdict,
    VerdictOutcome,
)
from domain.approvals.requests import ApprovalStore
from domain.errors import DevToolsError, NotFoundError
from domain.orchestrations import OrchestrationStore
from integrations.temporal.orchestrations import TemporalOrchestrations

PERIOD_SECONDS = 1.0
OLDER_THAN_SECONDS = 3.0
"""Younger receipts are still on their way by update."""

logger = structlog.get_logger(__name__)


class Relay:
    def __init__(
        self,
        temporal: TemporalOrchestrations,
        inbox: DecisionInbox,
        approvals: ApprovalStore,
        orchestrations: OrchestrationStore,
    ) -> None:
        self._temporal = temporal
        self._inbox = inbox
        self._approvals = approvals
        self._orchestrations = orchestrations

    async def serve(self) -> None:
        """Until cancelled. Whatever Postgres or Temporal answer is waited out."""
        while True:
            try:
                await self.once()
            except DevToolsError as error:
                logger.warning("relay waits", reason=str(error))
            await asyncio.sleep(PERIOD_SECONDS)

    async def once(self) -> int:
        """Signal every receipt that is due; returns how many were."""
        due = await self._inbox.unjudged(older_than_seconds=OLDER_THAN_SECONDS)
        for receipt in due:
            await self._inbox.relayed(receipt.receipt_id)
            await self._signal(receipt)
        return len(due)

    async def _signal(self, receipt: Receipt) -> None:
        try:
            await self._temporal.signal(receipt.workflow_id, DecisionMessage.of(receipt))
        except NotFoundError:
            await self._close(receipt)
            return
        logger.info("decision relayed", receipt_id=receipt.receipt_id, workflow_id=receipt.workflow_id)

    async def _close(self, receipt: Receipt) -> None:
        """No such workflow is open. Once the row says so too, the decision came too late for anything."""
        row = await self._orchestrations.get(receipt.workflow_id)
        if not row.status.is_final:
            logger.warning("a decision's workflow is not open, its row is", workflow_id=receipt.workflow_id)
            return
        verdict = Verdict(
            receipt_id=receipt.receipt_id,
            request_id=receipt.request_id,
            outcome=VerdictOutcome.REFUSED,
            refusal="run-over",
            explanation=f"the orchestration was already {row.status}",
        )
        await self._approvals.record_verdict(
            JudgedReceipt(
                verdict=verdict,
                event_key=receipt.receipt_id,
                task_id=row.task_id,
                workflow_id=receipt.workflow_id,
                run_id="",
                request_status=None,
                channel=receipt.channel,
                decision=receipt.decision,
                reason=receipt.reason,
                digest=receipt.digest,
                received_at=receipt.received_at,
                kid=receipt.kid,
            )
        )

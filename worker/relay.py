"""Relay: decisions that were recorded but, for whatever reason, never ruled on are signalled again.

A signal survives where an update dies with its server; the judge answers a repeat with the same verdict.
"""

import asyncio

import structlog
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from domain.approvals.decisions import DecisionInbox, DecisionMessage, Receipt
from domain.errors import UnavailableError

PERIOD_SECONDS = 1.0
OLDER_THAN_SECONDS = 3.0
"""Younger receipts are still on their way by update."""

logger = structlog.get_logger(__name__)


class Relay:
    def __init__(self, client: Client, inbox: DecisionInbox) -> None:
        self._client = client
        self._inbox = inbox

    async def serve(self) -> None:
        """Until cancelled. An outage of Postgres or Temporal is waited out."""
        while True:
            try:
                await self.once()
            except UnavailableError as error:
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
        message = DecisionMessage(
            decision=receipt.decision,
            receipt_id=receipt.receipt_id,
            request_id=receipt.request_id,
            actor=receipt.actor,
            reason=receipt.reason,
        )
        handle = self._client.get_workflow_handle(receipt.workflow_id)
        try:
            await handle.signal("approval_decision", message)
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                logger.warning("a decision's workflow is closed", receipt_id=receipt.receipt_id)
                return
            raise UnavailableError(f"Temporal does not take signals: {error.message}") from error
        logger.info("decision relayed", receipt_id=receipt.receipt_id, workflow_id=receipt.workflow_id)

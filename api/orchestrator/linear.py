"""Linear's webhooks: stored first, then done, then answered; what cannot be done now is done later.

Linear takes nothing but 200 for an answer and sends again a few times, hours apart. So whatever is stored is
answered with 200, and whatever cannot be stored is not.
"""

import asyncio
from datetime import UTC, datetime

import structlog

from config.linear import LinearSettings
from domain.approvals.decisions import Receipt
from domain.errors import DevToolsError, InvalidInputError, UnauthenticatedError
from domain.linear.inbox import InboxRow, InboxStatus, WebhookInbox
from domain.linear.intake import Done, Intake
from integrations.linear.desk import Desk
from integrations.linear.signatures import verified

PATH = "/webhooks/linear"
BODY_LIMIT = 5 * 1024 * 1024
"""Bytes."""
ID_LIMIT = 200
LOOK_AGAIN_SECONDS = 30.0
WORK_SECONDS = 3.0
"""Linear waits for five."""

logger = structlog.stdlib.get_logger(__name__)


class LinearHook:
    def __init__(self, settings: LinearSettings, *, desk: Desk, intake: Intake, inbox: WebhookInbox) -> None:
        self._secrets = settings.secret_bytes()
        self._desk = desk
        self._intake = intake
        self._inbox = inbox
        self._fault: str | None = None
        self._settling = set[asyncio.Task[None]]()

    @property
    def fault(self) -> str | None:
        """Why Linear is not usable, as far as is known; None where it is, or nothing is known yet."""
        if not self._secrets:
            return "no webhook secret: decisions reach us by reconciliation only"
        return None if self._desk.known_directory else self._fault

    async def take(self, body: bytes, *, signature: str | None, delivery_id: str | None) -> InboxRow:
        """Raises :class:`~domain.errors.UnauthenticatedError` for what is not Linear's, and
        :class:`~domain.errors.UnavailableError` where it could not be stored.
        """
        found = verified(body, signature, secrets=self._secrets, now=datetime.now(tz=UTC))
        if not delivery_id or len(delivery_id) > ID_LIMIT:
            raise InvalidInputError("Linear-Delivery is missing")
        kind = f"{found.get('type')}.{found.get('action')}"
        row = await self._inbox.take_in(delivery_id, kind=kind[:ID_LIMIT], body=body)
        return await self._work_off(row) if row.status is InboxStatus.WAITING else row

    async def _work_off(self, row: InboxRow) -> InboxRow:
        try:
            async with asyncio.timeout(WORK_SECONDS):
                done = await self._intake.work_off(row)
        except (DevToolsError, TimeoutError) as error:
            said = str(error) or "it took too long"
            logger.warning("a webhook waits", delivery_id=row.delivery_id, reason=said)
            await self._inbox.postpone(row.delivery_id, error=said, park=False)
            return row.model_copy(update={"note": said})
        for receipt in done.receipts:
            await self._tell(receipt)
        self._settle_later(row, done)
        return row.model_copy(update={"status": done.status, "note": done.note})

    def _settle_later(self, row: InboxRow, done: Done) -> None:
        """Linear need not wait for it: a webhook that was not settled is tried again, which does nothing."""
        task = asyncio.create_task(self._settle(row, done))
        self._settling.add(task)
        task.add_done_callback(self._settling.discard)

    async def _settle(self, row: InboxRow, done: Done) -> None:
        try:
            await self._inbox.settle(row.delivery_id, done.status, note=done.note)
        except DevToolsError as error:
            logger.warning("a webhook is not settled", delivery_id=row.delivery_id, reason=str(error))

    async def settled(self) -> None:
        """Wait for what is still to be written."""
        if self._settling:
            await asyncio.wait(self._settling)

    async def _tell(self, receipt: Receipt) -> None:
        try:
            await self._intake.tell(receipt)
        except DevToolsError as error:  # the receipt is stored: the relay brings it
            logger.info("a decision waits for the relay", receipt_id=receipt.receipt_id, reason=str(error))

    async def look_up_forever(self) -> None:
        """So that no webhook has to wait for it."""
        while True:
            try:
                await self._desk.directory()
            except DevToolsError as error:
                self._fault = str(error)
                logger.warning("Linear is not usable", reason=str(error))
            except Exception:  # the API must outlive whatever Linear answers
                self._fault = "an unexpected answer, see the log"
                logger.exception("Linear is not usable")
            else:
                return
            await asyncio.sleep(LOOK_AGAIN_SECONDS)


def require(hook: LinearHook | None) -> LinearHook:
    """Raises :class:`~domain.errors.UnauthenticatedError`: without a configuration nothing is Linear's."""
    if hook is None:
        raise UnauthenticatedError("Linear is not configured here: nothing is taken")
    return hook

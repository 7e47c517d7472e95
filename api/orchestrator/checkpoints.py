"""Signs the head of the ledger and takes it out of the reach of whoever owns the database."""

import asyncio
from collections.abc import Callable
from typing import Protocol

import structlog

from domain.approvals.decisions import Signer
from domain.errors import ConfigurationError, DevToolsError
from domain.ledger.checkpoints import Checkpoint
from domain.ledger.entries import Head, LedgerStore
from domain.models import canonical_json, timestamp
from integrations.checkpoints.files import CheckpointFile

CLOSE_SECONDS = 2.0

logger = structlog.stdlib.get_logger(__name__)


class CheckpointStore(Protocol):
    async def put(self, checkpoint: Checkpoint) -> None: ...


class Checkpoints:
    """``fault`` says why the newest entries have no checkpoint; None while all is well.

    A ledger that no longer has what was signed before gets no further checkpoint: that would vouch for it.
    """

    def __init__(
        self,
        ledger: LedgerStore,
        signer: Callable[[], Signer],
        file: CheckpointFile,
        store: CheckpointStore | None = None,
        *,
        period_seconds: float,
    ) -> None:
        self._ledger = ledger
        self._signer = signer
        self._file = file
        self._store = store
        self._period = period_seconds
        self._stored = 0
        self.fault: str | None = None
        self.newest: Checkpoint | None = None

    async def serve(self) -> None:
        """Until cancelled. Whatever fails is tried again."""
        while True:
            await self.once()
            await asyncio.sleep(self._period)

    async def close(self) -> None:
        """A last checkpoint, as far as it can be had quickly."""
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await self.once()
        except TimeoutError:
            logger.warning("the newest ledger entries have no checkpoint yet")

    async def once(self) -> None:
        """Sign the head if it moved, and see that the newest checkpoint is stored."""
        try:
            await self._sign()
            await self._put()
        except (DevToolsError, OSError) as error:
            if str(error) != self.fault:
                logger.warning("no ledger checkpoint", reason=str(error))
            self.fault = str(error)
        else:
            self.fault = None

    async def _sign(self) -> None:
        self.newest = await asyncio.to_thread(self._file.last)
        head = await self._ledger.head()
        if self.newest is not None:
            await self._check(self.newest, head)
        if head is None or (self.newest is not None and head.seq <= self.newest.seq):
            return
        checkpoint = _signed(head, self._signer())
        if await asyncio.to_thread(self._file.append, checkpoint):
            self.newest = checkpoint

    async def _check(self, newest: Checkpoint, head: Head | None) -> None:
        found = await self._ledger.entries(after=newest.seq - 1, limit=1) if head else ()
        if not found or (found[0].seq, found[0].hash) != (newest.seq, newest.hash):
            raise ConfigurationError(
                f"the ledger no longer has entry {newest.seq} as it was signed at {newest.at}: run `devtools "
                "ledger verify`; if the database was replaced on purpose, move the checkpoint file away"
            )

    async def _put(self) -> None:
        if self._store is None or self.newest is None or self.newest.seq <= self._stored:
            return
        await self._store.put(self.newest)
        self._stored = self.newest.seq


def _signed(head: Head, signer: Signer) -> Checkpoint:
    draft = Checkpoint(seq=head.seq, hash=head.hash, at=timestamp(head.at), kid=signer.kid, signature="")
    return draft.model_copy(update={"signature": signer.sign(canonical_json(draft.signed_part()))})

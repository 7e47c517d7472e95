"""When a signing key came into use and when it was retired, on record in the ledger."""

import asyncio

import structlog

from domain.errors import UnavailableError
from domain.ledger.entries import LedgerStore
from domain.ledger.receipts import KEY_ACTIVATED, KEY_RETIRED
from integrations.keys.rotation import Keyring, KeyStatus, list_keys

PERIOD_SECONDS = 3.0
_KINDS = {KeyStatus.ACTIVE: KEY_ACTIVATED, KeyStatus.RETIRED: KEY_RETIRED}

logger = structlog.stdlib.get_logger(__name__)


class KeyRecorder:
    """Looks at the folder of a :class:`Keyring`; each event is recorded once, whoever sees it first."""

    def __init__(self, keyring: Keyring, ledger: LedgerStore) -> None:
        self._keyring = keyring
        self._ledger = ledger
        self._recorded: set[tuple[str, str]] = set()

    async def serve(self) -> None:
        """Until cancelled. An outage of Postgres is waited out."""
        while True:
            try:
                await self.once()
            except (UnavailableError, OSError) as error:
                logger.warning("signing keys are not recorded", reason=str(error))
            await asyncio.sleep(PERIOD_SECONDS)

    async def once(self) -> None:
        """Take up a new key first, so that nothing is signed with one whose end is on record."""
        self._keyring.current()
        for key in list_keys(self._keyring.folder):
            kind = _KINDS.get(key.status)
            if kind is None or (kind, key.kid) in self._recorded:
                continue
            entry = await self._ledger.note(kind, event_key=f"{kind}/{key.kid}", kid=key.kid)
            self._recorded.add((kind, key.kid))
            logger.info(kind, kid=key.kid, seq=entry.seq)

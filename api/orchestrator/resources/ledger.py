"""The ledger: its entries, the checkpoints that vouch for them, and the keys that sign."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from api.background import in_background
from api.orchestrator.checkpoints import Checkpoints
from api.orchestrator.key_log import KeyRecorder
from config.settings import Settings
from domain.ledger.entries import LedgerStore
from domain.policies import PolicyLog
from integrations.checkpoints.files import CheckpointFile
from integrations.checkpoints.objects import CheckpointObjects
from integrations.keys.rotation import Keyring
from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.pool import Pool


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """``policies``: when each came into force."""

    store: LedgerStore
    policies: PolicyLog
    checkpoints: Checkpoints


@asynccontextmanager
async def open_ledger(settings: Settings, pool: Pool, *, keyring: Keyring) -> AsyncIterator[Ledger]:
    """Its head is signed, and its keys are recorded, all the while; its last head at the end."""
    store, url = PostgresLedger(pool), settings.checkpoint_url
    checkpoints = Checkpoints(
        store,
        keyring.current,
        CheckpointFile(settings.checkpoint_path),
        CheckpointObjects(url) if url else None,
        period_seconds=settings.checkpoint_seconds,
    )
    keys = KeyRecorder(keyring, store)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(checkpoints.close)
        await stack.enter_async_context(in_background(checkpoints.serve(), keys.serve()))
        yield Ledger(store=store, policies=store, checkpoints=checkpoints)

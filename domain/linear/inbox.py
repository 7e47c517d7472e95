"""The webhook inbox: every webhook whose signature was right, until something was done with it."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.models import Value


class InboxStatus(StrEnum):
    """``waiting``: it could not be done, and is tried again. ``parked``: given up, until somebody retries."""

    WAITING = "waiting"
    DONE = "done"
    IGNORED = "ignored"
    PARKED = "parked"


class InboxRow(Value):
    """``delivery_id`` is Linear's. ``note``: what was done, or why nothing was, or the last error."""

    delivery_id: str
    kind: str
    body: bytes
    status: InboxStatus
    attempts: int = 0
    note: str | None = None
    received_at: datetime
    next_try_at: datetime


class WebhookInbox(Protocol):
    """Rows of ``webhook_inbox``."""

    async def take_in(self, delivery_id: str, *, kind: str, body: bytes) -> InboxRow:
        """Insert as ``waiting``, or the row that is there."""

    async def settle(self, delivery_id: str, status: InboxStatus, *, note: str | None) -> None: ...

    async def postpone(self, delivery_id: str, *, error: str, park: bool) -> None:
        """Tried again after 5 s, doubling up to 10 min; ``park``: not any more."""

    async def due(self, *, limit: int = 50) -> Sequence[InboxRow]:
        """Waiting, with their time come."""

    async def list(self, *, status: InboxStatus | None = None, limit: int = 50) -> Sequence[InboxRow]:
        """Newest first."""

    async def retry(self, delivery_id: str | None) -> int:
        """Parked ones wait again: this one, or all; how many. Raises NotFoundError, ConflictError."""

    async def parked(self) -> int:
        """How many wait for somebody."""

    async def forget_old(self) -> int:
        """Rows that were settled over 30 days ago; returns how many."""

"""Reviews: after a break-glass start somebody else must look at what was done, and say what they found."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from domain.models import Value

DUE_AFTER = timedelta(hours=72)


class Review(Value):
    """``review_id`` is the id of the request that was started at once. ``roles`` are that request's.

    ``person`` broke the glass, with ``reason``; ``requester`` had asked for the work.
    """

    review_id: str
    task_id: str
    description: str
    requester: str
    roles: tuple[str, ...]
    person: str
    reason: str
    opened_at: datetime
    due_at: datetime
    overdue: bool = False
    closed_at: datetime | None = None
    closed_by: str | None = None
    finding: str | None = None


class ReviewCount(Value):
    """``overdue`` are among the ``open`` ones."""

    open: int = 0
    overdue: int = 0


class ReviewStore(Protocol):
    """Rows of ``reviews``; opening and closing are ledger entries in the same transaction."""

    async def get(self, review_id: str) -> Review:
        """Raises :class:`~domain.errors.NotFoundError`."""

    async def list(self, *, open_only: bool = True, limit: int = 50) -> Sequence[Review]:
        """The one that is due first is first."""

    async def close(self, review_id: str, *, person: str, finding: str) -> Review:
        """The same words by the same person again change nothing.

        Raises :class:`~domain.errors.NotFoundError`, and :class:`~domain.errors.ConflictError` where somebody
        closed it otherwise.
        """

    async def count(self) -> ReviewCount: ...

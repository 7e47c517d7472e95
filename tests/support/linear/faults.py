"""What can go wrong with Linear's API, as a test asks for it."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tests.support.linear.errors import RateLimitedError
from tests.support.linear.store import Store

REQUESTS_AN_HOUR = 2500


@dataclass
class _Failure:
    status: int
    left: int


class Faults:
    """``gate``: answers wait until it is set; ``asked`` is set as soon as a request waits at it."""

    def __init__(self, store: Store) -> None:
        self.gate: asyncio.Event | None = None
        self.asked = asyncio.Event()
        self._store = store
        self._failures: list[_Failure] = []
        self._limited = 0
        self._used = 0
        self._resets_at = datetime.max.replace(tzinfo=UTC)

    def rate_limit(self, requests: int = 1, *, reset_after: timedelta = timedelta(hours=1)) -> datetime:
        """Refuse so many of the next requests as RATELIMITED; the time that they name for the reset."""
        self._limited = requests
        self._resets_at = self._store.now() + reset_after
        return self._resets_at

    def fail(self, status: int = 500, *, times: int = 1) -> None:
        """Answer so many of the next requests with this HTTP status and a page of HTML."""
        self._failures.append(_Failure(status, times))

    def close_gate(self) -> asyncio.Event:
        """From now on answers wait until the event that is returned is set."""
        self.gate = asyncio.Event()
        self.asked.clear()
        return self.gate

    async def wait(self) -> None:
        if self.gate is not None:
            self.asked.set()
            await self.gate.wait()

    def failure(self) -> int | None:
        """The HTTP status with which this request fails."""
        while self._failures and not self._failures[0].left:
            self._failures.pop(0)
        if not self._failures:
            return None
        self._failures[0].left -= 1
        return self._failures[0].status

    def check_rate(self) -> None:
        self._used += 1
        if self._limited:
            self._limited -= 1
            raise RateLimitedError(REQUESTS_AN_HOUR)

    def headers(self, *, limited: bool) -> dict[str, str]:
        """Of every answer; the reset in milliseconds since 1970."""
        resets_at = self._resets_at if limited else self._store.now() + timedelta(hours=1)
        return {
            "X-RateLimit-Requests-Limit": str(REQUESTS_AN_HOUR),
            "X-RateLimit-Requests-Remaining": str(0 if limited else max(REQUESTS_AN_HOUR - self._used, 1)),
            "X-RateLimit-Requests-Reset": str(int(resets_at.timestamp() * 1000)),
        }

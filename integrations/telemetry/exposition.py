"""What stands in Postgres for Prometheus, so that every copy of the API tells the same."""

import asyncio
import time
from abc import ABC, abstractmethod

from prometheus_client import generate_latest
from prometheus_client.registry import Collector, CollectorRegistry

FRESH_SECONDS = 5.0
"""Scrapes within it share one reading."""


class StoredMetrics(ABC):
    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._read_at: float | None = None
        self._text = b""

    async def exposition(self) -> bytes:
        """Prometheus' text format. Raises :class:`~domain.errors.UnavailableError`."""
        async with self._lock:
            if self._read_at is None or time.monotonic() - self._read_at > FRESH_SECONDS:
                registry = CollectorRegistry()
                registry.register(await self.read())
                self._text, self._read_at = generate_latest(registry), time.monotonic()
            return self._text

    @abstractmethod
    async def read(self) -> Collector: ...

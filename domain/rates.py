"""How often an agent's models may be asked."""

from typing import Protocol

WINDOW_SECONDS = 60.0


class RateStore(Protocol):
    async def admit(self, agent: str, *, per_minute: int) -> float:
        """0: the request is counted and may be made. Else the seconds until one may be, and nothing counts.

        Never more than ``per_minute`` in any :data:`WINDOW_SECONDS`, whatever process asks.
        """

"""Whether a provider's endpoint is asked at all: not while it seems dead."""

from datetime import datetime
from enum import StrEnum

from domain.models import Value


class CircuitPhase(StrEnum):
    """``half-open``: one call is on its way, to see whether the endpoint answers again."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half-open"


class CircuitReport(Value):
    """One endpoint as one process sees it.

    ``endpoint`` is provider and host, as ``openai-compatible at llm.example.org``; ``reason`` the code of the
    newest failure, ``retry_at`` when the next call may be tried. Both are None while the circuit is closed.
    """

    endpoint: str
    phase: CircuitPhase = CircuitPhase.CLOSED
    reason: str | None = None
    retry_at: datetime | None = None

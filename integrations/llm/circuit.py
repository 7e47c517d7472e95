"""An endpoint that seems dead is not asked for a while: its calls go at once to a fallback, or wait.

Of this process: each worker finds out for itself. What counts is that the endpoint cannot be reached, does
not answer in time or answers 5xx; whoever says 429, 4xx or nonsense is alive.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from domain.agents import ChatModel, Message, ModelReply
from domain.circuits import CircuitPhase, CircuitReport
from domain.errors import ModelError
from domain.tools import ToolSpec
from integrations.llm.failures import is_dead

OPENS_AFTER = 5
"""Failures in a row."""
WITHIN = timedelta(minutes=10)
"""From the first of them to the last; five answers that time out take as long."""
COOL_DOWN = timedelta(seconds=30)
"""From the last failure to the one call that tries again."""
OPEN = "LlmCircuitOpen"

logger = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


class Circuit:
    """Of one endpoint; ``name`` is shown to people.

    While it is open after a call, or before it, the call's error is ``shut``.
    """

    def __init__(self, name: str, *, now: Callable[[], datetime] = _now) -> None:
        self._name = name
        self._now = now
        self._failed: deque[datetime] = deque(maxlen=OPENS_AFTER)
        self._reason = ""
        self._retry_at: datetime | None = None
        self._probing = False

    @property
    def report(self) -> CircuitReport:
        if self._retry_at is None:
            return CircuitReport(endpoint=self._name)
        phase = CircuitPhase.HALF_OPEN if self._probing else CircuitPhase.OPEN
        return CircuitReport(endpoint=self._name, phase=phase, reason=self._reason, retry_at=self._retry_at)

    @contextmanager
    def call(self) -> Iterator[None]:
        """Around one call. Raises :class:`~domain.errors.ModelError` where it may not be made now."""
        probe = self._enter()
        try:
            yield
        except ModelError as error:
            self._ended(error)
            error.shut = self._retry_at is not None
            raise
        except BaseException:  # cancelled, or a mistake of ours: it says nothing of the endpoint
            if probe:
                self._probing = False
            raise
        self._ended(None)

    def _enter(self) -> bool:
        if self._retry_at is None:
            return False
        left = (self._retry_at - self._now()).total_seconds()
        if self._probing or left > 0:
            wait = COOL_DOWN.total_seconds() if self._probing else left
            why = f"{self._name} is not asked for now, after {self._reason}"
            error = ModelError(why, code=OPEN, retry_after=wait, unasked=True)
            error.shut = True
            raise error
        self._probing, self._retry_at = True, self._now() + COOL_DOWN
        logger.info("%s is tried again", self._name)
        return True

    def _ended(self, error: ModelError | None) -> None:
        if error is None or not is_dead(error):
            self._alive()
        else:
            self._dead(error.code)

    def _alive(self) -> None:
        self._failed.clear()
        if self._retry_at is not None:
            logger.warning("%s answers again: its circuit is closed", self._name)
        self._retry_at, self._probing = None, False

    def _dead(self, reason: str) -> None:
        now = self._now()
        self._failed.append(now)
        opens = len(self._failed) == OPENS_AFTER and now - self._failed[0] <= WITHIN
        if not opens and self._retry_at is None:
            return
        if self._retry_at is None:
            logger.warning(
                "%s failed %s times in a row, now by %s: its circuit is open", self._name, OPENS_AFTER, reason
            )
        self._reason, self._retry_at, self._probing = reason, now + COOL_DOWN, False


class GuardedModel:
    """Implements :class:`~domain.agents.ChatModel`: asked only where its endpoint seems alive."""

    def __init__(self, model: ChatModel, circuit: Circuit) -> None:
        self._model = model
        self._circuit = circuit

    @property
    def label(self) -> str:
        return self._model.label

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> ModelReply:
        """Raises :class:`~domain.errors.ModelError`; ``unasked`` while the circuit is open."""
        with self._circuit.call():
            return await self._model.reply(messages, tools)

"""The life of one part: start, wait until it is ready, keep it up."""

import asyncio
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

from cli.stack.children import Child, spawn
from cli.stack.logs import PartLog
from cli.stack.part import Part
from cli.stack.state import PartPhase, PartState
from domain.errors import ConfigurationError, DevToolsError, UnavailableError

FIRST_DELAY = 0.5
LONGEST_DELAY = 30.0
STEADY_AFTER = 60.0
"""Seconds up after which a crash counts as the first again."""
START_ATTEMPTS = 3
"""How often a part that never became ready is tried before the stack gives up."""
EXIT_CONFIGURATION = 2
"""The exit code by which a part says that an operator must mend something: no use in trying again."""


@dataclass
class Backoff:
    """0.5 s, doubling up to 30 s; all times in seconds."""

    delay: float = FIRST_DELAY

    def after(self, uptime: float) -> float:
        """How long to wait after a process that was up for ``uptime``."""
        if uptime >= STEADY_AFTER:
            self.delay = FIRST_DELAY
        now, self.delay = self.delay, min(self.delay * 2, LONGEST_DELAY)
        return now


@dataclass(frozen=True)
class _End:
    """Why a process is not there any more."""

    why: str
    hopeless: bool = False


class PartRunner:
    """``changed`` is called after each change of :attr:`state`; ``say`` gets one line for a person."""

    def __init__(
        self, part: Part, *, log: PartLog, changed: Callable[[], None], say: Callable[[str], None]
    ) -> None:
        self.part = part
        self.state = PartState(name=part.name, address=part.address)
        self.ready = asyncio.Event()
        self._log = log
        self._changed = changed
        self._say = say
        self._child: Child | None = None

    async def run(self) -> None:
        """Keep the part up until cancelled; returns early only where there is no process to keep.

        Raises :class:`~domain.errors.DevToolsError` when the part does not come up for the first time.
        """
        began = time.monotonic()
        if self.part.program is None:
            self._enter(PartPhase.STARTING)
            await self.part.ready(lambda: True)
            self._now_ready(PartPhase.EXTERNAL if self.part.external else PartPhase.DONE, began)
            return
        backoff = Backoff()
        attempts = 0
        while True:
            attempts += 1
            started = time.monotonic()
            end = await self._live(began)
            self._give_up_if_new(end, attempts)
            delay = backoff.after(time.monotonic() - started)
            self.state.restarts += 1
            self._enter(PartPhase.CRASHED)
            self._tell(f"{end.why}; starting it again in {delay:g} s (restart {self.state.restarts})")
            await asyncio.sleep(delay)

    async def stop(self) -> None:
        """Stop the process, if there is one; :meth:`run` must be cancelled before."""
        if self._child is not None:
            await self._child.stop()
            self._child = None
            self._enter(PartPhase.STOPPED)
        self._log.close()

    def kill(self) -> None:
        """Cut short a :meth:`stop` that is under way."""
        if self._child is not None and self._child.is_alive():
            self._child.kill()

    async def _live(self, began: float) -> _End:
        """One process, from its start to its end."""
        self._enter(PartPhase.STARTING)
        try:
            child = await self._spawn()
            await self._wait_ready(child)
        except ConfigurationError as error:
            return await self._end_of_failed_start(str(error), hopeless=True)
        except (DevToolsError, OSError, TimeoutError) as error:
            why = str(error) or f"was not ready within {self.part.ready_within:g} s"
            return await self._end_of_failed_start(why)
        self._now_ready(PartPhase.READY, began)
        end = _End(_describe(await child.wait()))
        self._child = None
        return end

    async def _spawn(self) -> Child:
        assert self.part.program is not None
        await self.part.prepare()
        program = self.part.program()
        child = self._child = await spawn(program, self._log)
        self.state.pid, self.state.created = child.pid, child.created
        self.state.argv = list(program.argv)
        self.state.stop_signal = int(program.stop_signal)
        self._enter(PartPhase.STARTING)
        return child

    async def _wait_ready(self, child: Child) -> None:
        """Wait for readiness or the end of the process, whichever comes first."""
        ready = asyncio.ensure_future(self.part.ready(child.is_alive))
        ended = asyncio.ensure_future(child.process.wait())
        try:
            async with asyncio.timeout(self.part.ready_within):
                await asyncio.wait({ready, ended}, return_when=asyncio.FIRST_COMPLETED)
            if ended.done():
                raise UnavailableError(_describe(ended.result()))
            ready.result()
        finally:
            for task in (ready, ended):
                task.cancel()
            await asyncio.gather(ready, ended, return_exceptions=True)

    async def _end_of_failed_start(self, why: str, *, hopeless: bool = False) -> _End:
        child, self._child = self._child, None
        if child is None:
            return _End(why, hopeless)
        await child.stop()
        return _End(why, hopeless or child.process.returncode == EXIT_CONFIGURATION)

    def _give_up_if_new(self, end: _End, attempts: int) -> None:
        if self.ready.is_set() or not (end.hopeless or attempts >= START_ATTEMPTS):
            return
        lines = "".join(f"\n  {line}" for line in self._log.tail())
        raise UnavailableError(
            f"{self.part.name} {end.why}"
            + (f"; its log ends:{lines}" if lines and "\n" not in end.why else "")
        )

    def _tell(self, what: str) -> None:
        self._log.write(f"[supervisor] {what}")
        self._say(f"{self.part.name} {what}")

    def _now_ready(self, phase: PartPhase, began: float) -> None:
        if not self.ready.is_set():
            self.state.took = time.monotonic() - began
        self.state.since = time.time()
        self.ready.set()
        self._enter(phase)

    def _enter(self, phase: PartPhase) -> None:
        self.state.phase = phase
        if phase in (PartPhase.CRASHED, PartPhase.STOPPED):
            self.state.pid = self.state.created = self.state.since = None
        self._changed()


def _describe(code: int) -> str:
    if code >= 0:
        return f"ended by itself (exit code {code})"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"

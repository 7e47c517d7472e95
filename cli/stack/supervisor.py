"""Starts the parts in the order of their needs, keeps them up, and stops them in reverse."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from cli.stack.logs import PartLog
from cli.stack.part import Part, waves
from cli.stack.runner import PartRunner
from cli.stack.state import PartState, StackState


class Audience(Protocol):
    """Whoever watches a stack come up and live."""

    def show(self, states: Sequence[PartState]) -> None:
        """Some part changed."""

    def say(self, line: str) -> None:
        """Something happened that a person should know."""


class Supervisor:
    """Writes ``state`` to ``state_dir`` at each change; the caller holds the lock of that folder."""

    def __init__(
        self, parts: Sequence[Part], *, state: StackState, state_dir: Path, audience: Audience
    ) -> None:
        self._waves = waves(parts)
        self._state = state
        self._state_dir = state_dir
        self._audience = audience
        self._tasks: list[asyncio.Task[None]] = []
        self._runners = {
            part.name: PartRunner(
                part, log=PartLog(state_dir / "logs", part.name), changed=self._changed, say=audience.say
            )
            for wave in self._waves
            for part in wave
        }
        state.parts = [runner.state for runner in self._runners.values()]

    async def start(self, exports: Callable[[], dict[str, str]] = dict) -> None:
        """Return when every part is ready; only then is ``exports`` asked for the stack's addresses.

        Raises :class:`~domain.errors.DevToolsError` of the first part that cannot be brought up; the
        others may run by then: :meth:`stop` comes in any case.
        """
        self._tasks = [asyncio.create_task(self._keep(runner)) for runner in self._runners.values()]
        all_ready = asyncio.create_task(self._all_ready())
        try:
            waiting: set[asyncio.Task[None]] = {all_ready, *self._tasks}
            while not all_ready.done():
                done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
        finally:
            all_ready.cancel()
        self._state.exports = exports()
        self._state.ready = True
        self._changed()

    async def stop(self) -> None:
        """Stop all parts, the last started first; nothing of them is left when it returns."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._state.ready = False
        for wave in reversed(self._waves):
            await asyncio.gather(*(self._runners[part.name].stop() for part in wave))
        self._changed()

    def kill(self) -> None:
        """Be done with a :meth:`stop` that takes too long."""
        for runner in self._runners.values():
            runner.kill()

    async def _keep(self, runner: PartRunner) -> None:
        for need in runner.part.needs:
            await self._runners[need].ready.wait()
        await runner.run()

    async def _all_ready(self) -> None:
        for runner in self._runners.values():
            await runner.ready.wait()

    def _changed(self) -> None:
        with suppress(OSError):  # a full disk must not take the stack down
            self._state.save(self._state_dir)
        self._audience.show(self._state.parts)

"""Blocking work in a thread that nobody waits for: a process ends in spite of it."""

import asyncio
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

Result = TypeVar("Result")


class DaemonThread:
    """One thread, started with its first work. Unlike a pool's, the interpreter does not join it at exit."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._work: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    async def run(self, work: Callable[[], Result], *, seconds: float) -> Result:
        """Raises ``TimeoutError`` after ``seconds``; the thread may be at it still, and other work waits."""
        loop, done = asyncio.get_running_loop(), asyncio.get_running_loop().create_future()
        self._start()
        self._work.put(lambda: _hand_over(loop, done, work))
        async with asyncio.timeout(seconds):
            result: Result = await done
        return result

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            self._work.get()()


def _hand_over(loop: asyncio.AbstractEventLoop, done: "asyncio.Future[Any]", work: Callable[[], Any]) -> None:
    if done.done():  # given up before its turn came
        return
    try:
        result, error = work(), None
    except Exception as raised:  # noqa: BLE001 -- whoever waits gets it
        result, error = None, raised
    with suppress(RuntimeError):  # the loop was closed meanwhile
        loop.call_soon_threadsafe(_settle, done, result, error)


def _settle(done: "asyncio.Future[Any]", result: Any, error: Exception | None) -> None:
    if done.done():
        return
    if error is None:
        done.set_result(result)
    else:
        done.set_exception(error)

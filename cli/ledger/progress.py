"""How far a long task is, on standard error: shown once it has taken a second."""

import sys
import time
from types import TracebackType
from typing import Self

from rich import progress as rich_progress
from rich.console import Console

FIRST_SECONDS = 1.0
LINE_SECONDS = 5.0
"""Between two lines where no terminal shows a bar."""
EVERY = 256
"""Steps between two looks at the clock."""


class Progress:
    """``what`` is done by so many of ``total``, or of an unknown number."""

    def __init__(self, what: str, total: int | None = None) -> None:
        self.total = total
        self._what = what
        self._steps = 0
        self._next = time.monotonic() + FIRST_SECONDS
        self._console = Console(stderr=True)
        self._bar: rich_progress.Progress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def step(self, done: int) -> None:
        """One more step; ``done`` is in the unit of ``total``."""
        self._steps += 1
        if self._steps % EVERY == 0 and time.monotonic() >= self._next:
            self._show(done)

    def _show(self, done: int) -> None:
        if not self._console.is_terminal:
            self._next = time.monotonic() + LINE_SECONDS
            share = f"{done / self.total:.0%}" if self.total else f"{done:,}"
            sys.stderr.write(f"{self._what}: {share}\n")
            return
        if self._bar is None:
            self._bar = rich_progress.Progress(console=self._console, transient=True)
            self._bar.add_task(self._what, total=self.total)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=done, total=self.total)

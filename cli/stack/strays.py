"""Processes that must not outlive their stack: finding them again, for certain, and ending them.

A pid alone proves nothing, as the kernel gives it out again: a process is ours if it was also created
when we noted and runs the command that we noted.
"""

import os
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from cli.stack.state import PartState

if TYPE_CHECKING:
    import psutil

CLOCK_SLACK = 2.0
"""Seconds by which the kernel's and our idea of a creation time may differ."""
GRACE = 10.0
"""Seconds that a left-over process has to stop by itself."""


def kill_group(leader: int) -> None:
    """SIGKILL for whoever is left in the process group of ``leader``."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def created(pid: int) -> float | None:
    """When the process was created, in seconds since the epoch; None if it is gone."""
    import psutil

    try:
        return psutil.Process(pid).create_time()
    except psutil.Error:
        return None


def descendants(pid: int) -> "list[psutil.Process]":
    import psutil

    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.Error:
        return []


def kill_all(processes: "Sequence[psutil.Process]") -> None:
    """SIGKILL for those of ``processes`` that are still the ones we saw (psutil compares creation times)."""
    import psutil

    for process in processes:
        with suppress(psutil.Error):
            process.kill()


def find(part: PartState) -> "psutil.Process | None":
    """The recorded process, if it still runs and is ours."""
    import psutil

    if part.pid is None or part.created is None:
        return None
    try:
        process = psutil.Process(part.pid)
        if (
            process.status() == psutil.STATUS_ZOMBIE
            or abs(process.create_time() - part.created) > CLOCK_SLACK
        ):
            return None
        command = process.cmdline()
    except psutil.Error:
        return None
    # a wrapper may have replaced itself by the last words of its command
    return process if command and part.argv[-len(command) :] == command else None


def stop_left_over(parts: Sequence[PartState]) -> list[str]:
    """Stop what an earlier supervisor, itself killed, left running; the last started goes first.

    Returns the names of the parts that were stopped.
    """
    import psutil

    stopped: list[str] = []
    for part in reversed(parts):
        process = find(part)
        if process is None:
            continue
        stopped.append(part.name)
        family = descendants(process.pid)
        with suppress(psutil.Error):
            process.send_signal(part.stop_signal)
            wait_gone(process, GRACE)
        kill_group(process.pid)
        kill_all(family)
        wait_gone(process, GRACE)
    return stopped


def wait_gone(process: "psutil.Process", seconds: float) -> None:
    """Wait for a process that is nobody's child here: a zombie counts as gone."""
    import psutil

    deadline = time.monotonic() + seconds
    with suppress(psutil.Error):
        while (
            process.is_running() and process.status() != psutil.STATUS_ZOMBIE and time.monotonic() < deadline
        ):
            time.sleep(0.05)

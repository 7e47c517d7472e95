"""Postgres processes that outlived whoever started them, still on our data folder."""

import signal
from contextlib import suppress
from pathlib import Path

import psutil

from domain.errors import ConfigurationError

GRACE_SECONDS = 10.0


def end_leftovers(data: Path) -> None:
    """End every Postgres process that works in ``data``: the caller's lock says that nobody owns them.

    The server is asked first, with time to write its checkpoint; its children without a server end by
    themselves within moments, and a new server would refuse to start beside them.
    Raises :class:`~domain.errors.ConfigurationError` for one that cannot be ended.
    """
    if not (data / "postmaster.pid").exists():
        return
    found = [process for process in psutil.process_iter() if _works_in(process, data)]
    for process in found:
        if process.pid == _server_pid(data):
            with suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGINT)
    _, alive = psutil.wait_procs(found, timeout=GRACE_SECONDS)
    for process in alive:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    _, alive = psutil.wait_procs(alive, timeout=GRACE_SECONDS)
    if alive:
        raise ConfigurationError(f"Postgres process {alive[0].pid} still uses {data} and cannot be ended")


def _works_in(process: psutil.Process, data: Path) -> bool:
    try:
        return process.name() == "postgres" and Path(process.cwd()).samefile(data)
    except (psutil.Error, OSError):
        return False


def _server_pid(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None

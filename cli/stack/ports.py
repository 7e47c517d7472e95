"""Ports: which are taken, by whom, and which to take instead."""

import errno
import socket
from collections.abc import Iterable, Mapping

from domain.errors import ConflictError

DEFAULTS: Mapping[str, int] = {
    "temporal": 7233,
    "temporal_ui": 8233,
    "temporal_metrics": 8234,
    "postgres": 5432,
}
"""The ports of the embedded servers; each moves to a free one when it is taken."""
LOOPBACK = "127.0.0.1"
SEARCHED = 200
"""How many ports after a taken one are tried before the kernel is asked for any."""
TOP = 65_535


def is_taken(port: int, host: str = LOOPBACK) -> bool:
    """Someone listens there, or we could not."""
    return _answers(port) or not _can_bind(port, host)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex((LOOPBACK, port)) == 0


def _can_bind(port: int, host: str) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
    return True


def require_free(port: int, host: str, *, name: str) -> None:
    """Raises :class:`~domain.errors.ConflictError` naming who has the port."""
    if is_taken(port, host):
        raise ConflictError(
            f"port {port} ({name}) is taken by {owner_of(port)}: stop it, or move all with `--port-offset N`"
        )


def choose(
    names: Iterable[str], *, offset: int, remembered: Mapping[str, int], reserved: Iterable[int] = ()
) -> tuple[dict[str, int], list[str]]:
    """A port for each of ``names`` (of :data:`DEFAULTS`), and a sentence for each that moved.

    The one of last time is preferred. ``reserved`` ports are left alone.
    """
    chosen: dict[str, int] = {}
    moved: list[str] = []
    for name in names:
        wanted = remembered.get(name, DEFAULTS[name] + offset)
        used = {*reserved, *chosen.values()}
        chosen[name] = wanted if wanted not in used and not is_taken(wanted) else _free_after(wanted, used)
        if chosen[name] != wanted:
            moved.append(f"port {wanted} ({name}) is taken by {owner_of(wanted)}: using {chosen[name]}")
    return chosen, moved


def _free_after(port: int, used: set[int]) -> int:
    for candidate in range(port + 1, min(port + SEARCHED, TOP)):
        if candidate not in used and not is_taken(candidate):
            return candidate
    with socket.socket() as any_port:
        any_port.bind((LOOPBACK, 0))
        return int(any_port.getsockname()[1])


def owner_of(port: int) -> str:
    """``name (process 123: command line)`` of the listener, as far as we may see it."""
    import psutil

    try:
        listeners = [
            found
            for found in psutil.net_connections(kind="tcp")
            if found.status == psutil.CONN_LISTEN and found.laddr and found.laddr.port == port
        ]
        pids = [found.pid for found in listeners if found.pid]
        if pids:
            process = psutil.Process(pids[0])
            return f"{process.name()} (process {pids[0]}: {' '.join(process.cmdline())[:120]})"
    except psutil.Error:
        pass
    return "a process of another user"

"""Tool servers without a network, where this platform can do that without being root."""

import shutil
import subprocess
from collections.abc import Sequence
from functools import cache

UNSHARE = ("--user", "--map-current-user", "--net", "--")
PROBE_SECONDS = 5


@cache
def network_can_be_cut() -> bool:
    """Whether a program can be started in a network namespace of its own here (Linux, ``unshare``)."""
    program = shutil.which("unshare")
    if program is None:
        return False
    try:
        done = subprocess.run(
            [program, *UNSHARE, "true"], capture_output=True, timeout=PROBE_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def without_network(argv: Sequence[str]) -> tuple[str, ...]:
    """The command in a network namespace with nothing in it, not even loopback.

    ``unshare`` becomes the command: same process id, same signals.
    """
    program = shutil.which("unshare")
    assert program is not None
    return (program, *UNSHARE, *argv)

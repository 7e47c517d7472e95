"""Python programs as processes of their own that need not import everything again.

Most of what a test with a real MCP server or a command line takes is Python's start: a second of imports. A
server that has done them forks for each; what runs is the same program, in a process of its own, with its
own environment, folder, pipes and exit code. Where it is killed, so is whoever started it, and the other way
round.

``python -m tests.support.forks SOCKET`` is the server. It ends with its standard input.
"""

import atexit
import functools
import importlib
import json
import os
import runpy
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

SUPPORT = Path(__file__).parent
ROOT = SUPPORT.parents[1]
LAUNCHER = SUPPORT / "fork_launch.py"
IMPORTED = ("mcp.server.mcpserver", "uvicorn", "cli.main", "cli.client", "cli.approval_page")


def forked(*argv: str) -> list[str]:
    """The command that runs a script, or ``-m`` and a module, in a fork of this run's server."""
    return [sys.executable, "-S", "-E", str(LAUNCHER), _server(), *argv]


@functools.cache
def _server() -> str:
    folder = tempfile.TemporaryDirectory(prefix="forks-")
    path = f"{folder.name}/socket"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.forks", path],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )

    def stop() -> None:
        process.kill()
        process.wait()
        folder.cleanup()

    atexit.register(stop)
    while not Path(path).exists():
        assert process.poll() is None, "the fork server did not start"
        time.sleep(0.01)
    return path


def main(path: str) -> int:
    for name in IMPORTED:
        importlib.import_module(name)
    return _run(_next_wish(path))


def _next_wish(path: str) -> socket.socket:
    """Returns in a new process each time somebody asks for one."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(f"{path}.new")
    listener.listen(64)
    Path(f"{path}.new").rename(path)
    server = os.getpid()
    threading.Thread(target=_die_with_input, daemon=True).start()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # they tell their exit code themselves
    while True:
        wish, _ = listener.accept()
        if os.fork() == 0:
            assert os.getpid() != server
            listener.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            return wish
        wish.close()


def _run(wish: socket.socket) -> int:
    told, code = _received(wish), 1
    os.chdir(told["cwd"])
    os.environ.clear()
    os.environ.update(told["environment"])

    def tell() -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        wish.send(bytes([code]))

    atexit.register(tell)
    threading.Thread(target=_die_with, args=(wish,), daemon=True).start()
    argv = told["argv"]
    try:
        if argv[0] == "-m":
            sys.argv = argv[1:]
            sys.modules.pop(argv[1], None)
            runpy.run_module(argv[1], run_name="__main__", alter_sys=True)
        else:
            sys.argv = argv
            runpy.run_path(argv[0], run_name="__main__")
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        raise
    return code


def _received(wish: socket.socket) -> dict[str, Any]:
    (size,) = struct.unpack("!I", wish.recv(4, socket.MSG_WAITALL))
    body, files, _, _ = socket.recv_fds(wish, size, 3, socket.MSG_WAITALL)
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    for name, mode, number in (("stdin", "r", 0), ("stdout", "w", 1), ("stderr", "w", 2)):
        setattr(sys, name, open(number, mode, closefd=False, encoding="utf-8"))  # noqa: SIM115 - a descriptor, to the end
    found: dict[str, Any] = json.loads(body)
    return found


def _die_with_input() -> None:
    while os.read(0, 1):
        pass
    os._exit(0)


def _die_with(wish: socket.socket) -> None:
    """When whoever asked is gone: at once, and with all that was started from here."""
    wish.recv(1)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

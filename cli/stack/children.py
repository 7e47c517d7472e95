"""One child process: started in a session of its own, logged, and gone for certain when it is stopped."""

import asyncio
import ctypes
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from cli.stack import strays
from cli.stack.logs import PartLog
from cli.stack.part import Program

PR_SET_PDEATHSIG = 1
KILL_PATIENCE = 5.0
"""Seconds in which a killed process must be gone."""
PUMP_PATIENCE = 0.5
"""Seconds for the last output of a process that has ended; a grandchild may hold the pipe for longer."""


@dataclass
class Child:
    """A running process. ``created`` (seconds since the epoch) tells it from a later one of the same pid."""

    process: asyncio.subprocess.Process
    program: Program
    created: float | None
    _pump: asyncio.Task[None]
    _pipe: asyncio.ReadTransport

    @property
    def pid(self) -> int:
        return self.process.pid

    def is_alive(self) -> bool:
        return self.process.returncode is None

    async def wait(self) -> int:
        """The exit code (negative: the signal that ended it), once its last output is in the log."""
        code = await self.process.wait()
        strays.kill_group(self.pid)
        if self._pump.done():
            return code
        await asyncio.wait({self._pump}, timeout=PUMP_PATIENCE)
        self._pipe.close()
        self._pump.cancel()
        return code

    async def stop(self) -> None:
        """Ask, wait for the program's grace, kill; takes its descendants with it."""
        family = strays.descendants(self.pid)
        if self.is_alive():
            with suppress(ProcessLookupError):
                self.process.send_signal(self.program.stop_signal)
            try:
                async with asyncio.timeout(self.program.grace):
                    await self.process.wait()
            except TimeoutError:
                family += strays.descendants(self.pid)
                self.kill()
        with suppress(TimeoutError):  # in the kernel's hands; nothing more can be done
            async with asyncio.timeout(KILL_PATIENCE):
                await self.wait()
        strays.kill_all(family)

    def kill(self) -> None:
        """End the process and its group at once."""
        strays.kill_group(self.pid)


async def spawn(program: Program, log: PartLog) -> Child:
    """Start ``program``; its output goes to ``log``. Raises OSError when it cannot be started."""
    read_end, write_end = os.pipe()
    stream = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    pipe, _ = await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(stream), os.fdopen(read_end, "rb", buffering=0)
    )
    try:
        options = {"start_new_session": True, "env": dict(program.env), **program.popen_kwargs}
        process = await asyncio.create_subprocess_exec(
            *program.argv,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=write_end,
            stderr=write_end,
            preexec_fn=_dies_with_us(program.stop_signal),
            **options,
        )
    except BaseException:  # whatever it was, the pipe has no reader now
        pipe.close()
        raise
    finally:
        os.close(write_end)
    pump = asyncio.create_task(log.pump(stream))
    return Child(process, program, strays.created(process.pid), pump, pipe)


def _dies_with_us(stop_signal: signal.Signals) -> Callable[[], None] | None:
    """On Linux the kernel tells the child when this process dies, even by ``kill -9``.

    It runs after the change of user, which would undo it; a wrapper that changes user namespaces still
    may, which is why the next start also looks for what was left (:mod:`cli.stack.strays`).
    """
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    supervisor = os.getpid()

    def ask_kernel() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(stop_signal), 0, 0, 0)
        if os.getppid() != supervisor:
            os._exit(1)

    return ask_kernel

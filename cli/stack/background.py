"""A stack without a terminal: ``up --detach`` and ``down``."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

from rich.console import Console

from cli.stack import strays
from cli.stack.display import Terminal, print_addresses
from cli.stack.logs import ROTATE_BYTES, tail
from cli.stack.state import (
    is_locked,
    lock_holder,
    open_state_dir,
    recorded_stack,
    require_unlocked,
    running_stack,
)
from config.settings import Settings
from config.traces import trace_targets
from domain.errors import ForbiddenError, UnavailableError

PAUSE = 0.05
STOP_PATIENCE = 60.0
"""Seconds for a supervisor to stop its parts, before it is killed and they are stopped from here."""


def up_detached(settings: Settings, arguments: Sequence[str], console: Console) -> None:
    """Start a supervisor in its own session and return once it is ready.

    ``arguments`` are those of ``devtools up``. Raises :class:`~domain.errors.DevToolsError`.
    """
    open_state_dir(settings.state_dir)
    require_unlocked(settings.state_dir)
    log = settings.state_dir / "logs" / "supervisor.log"
    if log.exists() and log.stat().st_size > ROTATE_BYTES:
        log.replace(log.with_suffix(".log.1"))
    with log.open("ab") as output:
        start = output.tell()
        supervisor = subprocess.Popen(
            [sys.executable, "-P", "-m", "cli.main", "up", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={**os.environ, "DEVTOOLS_STATE_DIR": str(settings.state_dir)},
        )
    terminal = Terminal(console)
    try:
        _follow(supervisor, settings, terminal)
    except BaseException:  # Ctrl-C too: what was started here is not left behind
        with suppress(ProcessLookupError):
            supervisor.terminate()
        supervisor.wait()
        raise
    finally:
        terminal.settle()
    if supervisor.returncode is not None:
        lines = tail(log, lines=25, start=start)
        raise UnavailableError("the stack did not come up:\n" + "\n".join(f"  {line}" for line in lines))
    state = running_stack(settings.state_dir)
    assert state is not None
    print_addresses(console, state, logs=str(settings.state_dir / "logs"), traces=trace_targets(settings))
    terminal.say(f"the stack runs in the background (process {supervisor.pid}); `devtools down` stops it")
    supervisor.returncode = 0  # it goes on without us: nothing to warn of when this object goes


def _follow(supervisor: "subprocess.Popen[bytes]", settings: Settings, terminal: Terminal) -> None:
    """Show progress until the supervisor is ready or has ended."""
    while supervisor.poll() is None:
        state = recorded_stack(settings.state_dir)
        if state is not None and state.pid == supervisor.pid:
            terminal.show(state.parts)
            if state.ready:
                return
        time.sleep(PAUSE)


def down(settings: Settings, console: Console) -> None:
    """Stop the stack of this state folder and wait until all of it is gone."""
    terminal = Terminal(console)
    terminal.settle()
    state_dir = settings.state_dir
    holder = lock_holder(state_dir)
    if holder is not None:
        terminal.say(f"stopping the stack on {state_dir} (process {holder}) ...")
        _stop_supervisor(settings, holder)
    state = recorded_stack(state_dir)
    stopped = strays.stop_left_over(state.parts) if state and not is_locked(state_dir) else []
    if stopped:
        terminal.say(f"stopped what an earlier stack left running: {', '.join(stopped)}")
    elif holder is None:
        terminal.say(f"no stack runs on {state_dir}")
    if holder is not None:
        terminal.say("stopped; its state is kept")


def _stop_supervisor(settings: Settings, holder: int) -> None:
    import psutil

    try:
        process = psutil.Process(holder)
        process.send_signal(signal.SIGTERM)
        strays.wait_gone(process, STOP_PATIENCE)
        if is_locked(settings.state_dir):
            process.kill()
            strays.wait_gone(process, STOP_PATIENCE)
    except psutil.NoSuchProcess:
        return
    except psutil.AccessDenied as error:
        raise ForbiddenError(f"process {holder} belongs to another user, who must stop it") from error

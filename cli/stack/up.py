"""``devtools up`` in the foreground: bring the stack up, stay, take it down."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console

from cli.stack import ports, strays
from cli.stack.blueprint import Blueprint
from cli.stack.display import Terminal, print_addresses
from cli.stack.part import Part
from cli.stack.state import StackState, open_state_dir, recorded_stack, stack_lock
from cli.stack.supervisor import Supervisor
from config.settings import Settings
from config.traces import trace_targets
from domain.errors import DevToolsError

INTERRUPTED = 130
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, kw_only=True)
class UpOptions:
    """``then`` runs beside the ready stack; an error of it is shown and the stack stays."""

    port_offset: int = 0
    durable: bool = False
    then: Callable[[], Awaitable[None]] | None = None


@dataclass
class Stop:
    """Set by the first signal that asks for the end; ``hurry`` is called by the next ones."""

    event: asyncio.Event = field(default_factory=asyncio.Event)
    hurry: Callable[[], None] | None = None

    def ask(self) -> None:
        if self.event.is_set() and self.hurry:
            self.hurry()
        self.event.set()


async def up(settings: Settings, options: UpOptions, console: Console) -> int:
    """Run the stack until a signal; returns the exit code.

    Raises :class:`~domain.errors.DevToolsError` when it cannot be brought up.
    """
    state_dir = settings.state_dir
    open_state_dir(state_dir)
    with stack_lock(state_dir):
        terminal = Terminal(console)
        try:
            before = recorded_stack(state_dir)
            if before and (stopped := strays.stop_left_over(before.parts)):
                terminal.say(f"stopped what an earlier stack left running: {', '.join(stopped)}")
            blueprint, state = plan(settings, options, before, say=terminal.say)
            return await run(blueprint.parts(), state, settings, options, terminal, exports=blueprint.exports)
        finally:
            terminal.settle()


def plan(
    settings: Settings, options: UpOptions, before: StackState | None, *, say: Callable[[str], None]
) -> tuple[Blueprint, StackState]:
    """Choose the ports. Raises :class:`~domain.errors.ConflictError` when an app's is taken."""
    blueprint = Blueprint(settings, before=before)
    offset = options.port_offset
    apps = {"API": settings.api_port + offset}
    if not blueprint.own_gateway:
        apps["gateway"] = settings.gateway_port + offset
    for name, port in apps.items():
        ports.require_free(port, settings.host, name=name)
    remembered = before.ports if before and before.port_offset == offset else {}
    chosen, moved = ports.choose(
        blueprint.port_names, offset=offset, remembered=remembered, reserved=apps.values()
    )
    for line in moved:
        say(line)
    blueprint.settle(chosen, offset=offset, durable=options.durable)
    ports_now = {**remembered, **chosen}
    return blueprint, StackState(pid=os.getpid(), ports=ports_now, port_offset=offset)


async def run(
    parts: Sequence[Part],
    state: StackState,
    settings: Settings,
    options: UpOptions,
    terminal: Terminal,
    *,
    exports: Callable[[], dict[str, str]],
) -> int:
    """Bring ``parts`` up, stay until a signal, take them down whatever happens."""
    supervisor = Supervisor(parts, state=state, state_dir=settings.state_dir, audience=terminal)
    with _signals() as stop:
        stopping = asyncio.create_task(stop.event.wait())
        try:
            starting = asyncio.create_task(supervisor.start(exports))
            await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not starting.done():
                starting.cancel()
                await asyncio.gather(starting, return_exceptions=True)
                return INTERRUPTED
            starting.result()
            terminal.settle()
            logs = str(settings.state_dir / "logs")
            print_addresses(terminal.console, state, logs=logs, traces=trace_targets(settings))
            await _stay(options, terminal, stopping)
        finally:
            stop.hurry = supervisor.kill
            terminal.settle()
            terminal.say("stopping ...")
            await supervisor.stop()
            stopping.cancel()
            terminal.say("all parts are stopped; their state is kept")
    return 0


async def _stay(options: UpOptions, terminal: Terminal, stopping: "asyncio.Task[bool]") -> None:
    if options.then is not None:
        then = asyncio.ensure_future(options.then())
        await asyncio.wait({then, stopping}, return_when=asyncio.FIRST_COMPLETED)
        then.cancel()
        (result,) = await asyncio.gather(then, return_exceptions=True)
        if isinstance(result, DevToolsError):
            terminal.say(f"the demo ended early: {result}")
        elif isinstance(result, Exception):
            raise result
    if not stopping.done():
        terminal.say("The stack is up; Ctrl-C stops it.")
    await stopping


@contextmanager
def _signals() -> Iterator[Stop]:
    """SIGINT, SIGTERM and (unless ignored, as under nohup) SIGHUP ask the stack to stop."""
    loop = asyncio.get_running_loop()
    stop = Stop()
    wanted = [
        number
        for number in STOP_SIGNALS
        if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN
    ]
    for number in wanted:
        loop.add_signal_handler(number, stop.ask)
    try:
        yield stop
    finally:
        for number in wanted:
            loop.remove_signal_handler(number)

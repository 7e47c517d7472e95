"""A stack on the terminal: live on a tty, plain lines elsewhere."""

import time
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from cli.render import print_rows
from cli.stack.state import PartPhase, PartState, StackState

STYLES = {
    PartPhase.WAITING: "dim",
    PartPhase.STARTING: "yellow",
    PartPhase.READY: "green",
    PartPhase.DONE: "green",
    PartPhase.EXTERNAL: "cyan",
    PartPhase.CRASHED: "red",
    PartPhase.STOPPED: "dim",
}
UP = (PartPhase.READY, PartPhase.DONE, PartPhase.EXTERNAL)


class Terminal:
    """Implements :class:`cli.stack.supervisor.Audience`; shows progress until :meth:`settle`."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._live = Live(console=console, auto_refresh=False) if console.is_terminal else None
        self._seen: dict[str, PartPhase] = {}
        self._showing = True
        if self._live:
            self._live.start()

    def show(self, states: Sequence[PartState]) -> None:
        if not self._showing:
            return
        if self._live:
            self._live.update(_progress(states), refresh=True)
            return
        for state in states:
            if state.phase is not self._seen.get(state.name, PartPhase.WAITING):
                self._seen[state.name] = state.phase
                self.say(f"{state.name}: {_phase_text(state)}")

    def say(self, line: str) -> None:
        self.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def settle(self) -> None:
        """End the progress display; later changes are only told by :meth:`say`."""
        self._showing = False
        if self._live:
            self._live.stop()
            self._live = None


def _phase_text(state: PartState) -> str:
    took = f" ({state.took:.1f} s)" if state.took is not None and state.phase in UP else ""
    note = "not started: its address is set in the environment" if state.phase is PartPhase.EXTERNAL else ""
    return f"{note or state.phase.value}{took}"


def _progress(states: Sequence[PartState]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    for state in states:
        text = Text(_phase_text(state), style=STYLES[state.phase])
        table.add_row(state.name, text, Text(state.address if state.phase in UP else "", style="dim"))
    return table


def print_addresses(
    console: Console, state: StackState, *, logs: str, traces: Mapping[str, str] | None = None
) -> None:
    """Where everything of a ready stack is. ``traces``: where they are sent, by name."""
    parts = {part.name: part for part in state.parts}
    api = state.exports.get("DEVTOOLS_API_URL", "")
    rows = [("API", api), ("API docs", f"{api}/docs")]
    if ui := state.exports.get("DEVTOOLS_TEMPORAL_UI_URL"):
        rows.append(("Temporal UI", ui))
    for name, label, variable in (
        ("gateway", "Tool gateway", "DEVTOOLS_GATEWAY_URL"),
        ("temporal", "Temporal", "TEMPORAL_ADDRESS"),
        ("postgres", "Postgres", "DATABASE_URL"),
    ):
        if part := parts.get(name):
            theirs = f"  (from {variable})" if part.phase is PartPhase.EXTERNAL else ""
            rows.append((label, part.address + theirs))
    rows += [(f"Traces in {name}", target) for name, target in (traces or {}).items()]
    print_rows(console, [*rows, ("Logs", logs)])


def print_parts(console: Console, state: StackState) -> None:
    """What ``devtools ps`` shows."""
    now = time.time()
    rows = [
        (
            part.name,
            part.phase.value,
            str(part.pid or "-"),
            _duration(now - part.since) if part.since and part.pid else "-",
            str(part.restarts),
            part.address or "-",
        )
        for part in state.parts
    ]
    print_rows(console, rows, header=("part", "state", "pid", "uptime", "restarts", "address"))


def _duration(seconds: float) -> str:
    whole = max(int(seconds), 0)
    hours, minutes = whole // 3600, whole % 3600 // 60
    return f"{hours}h{minutes:02}m" if hours else f"{minutes}m{whole % 60:02}s" if minutes else f"{whole}s"

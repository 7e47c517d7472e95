"""Cheap parts: a few lines of Python that say when they are ready and write down what happened."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from cli.stack import probes
from cli.stack.part import Part, Program
from cli.stack.state import PartState, StackState, open_state_dir
from cli.stack.supervisor import Supervisor

SERVE = """
import pathlib, signal, sys, time
name, sign, diary = sys.argv[1:4]
def note(what):
    with open(diary, "a") as file: file.write(f"{what} {name}\\n")
def stop(*_):
    note("stop"); sys.exit(0)
signal.signal(signal.SIGTERM, stop)
note("start")
print("hello from", name, flush=True)
pathlib.Path(sign).touch()
while True: time.sleep(0.05)
"""
STUBBORN = SERVE.replace('note("stop"); sys.exit(0)', 'note("refused")')
FAMILY = "import subprocess, sys; subprocess.Popen(['sleep', '300'], start_new_session=True)\n" + SERVE


class Listener:
    """Implements Audience; keeps what was said."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def show(self, states: Sequence[PartState]) -> None: ...

    def say(self, line: str) -> None:
        self.lines.append(line)


class Bench:
    """Makes parts and supervisors in one state folder."""

    def __init__(self, state_dir: Path) -> None:
        self.state_dir = state_dir
        self.diary = state_dir / "diary"
        self.listener = Listener()
        self.state = StackState(pid=1)
        open_state_dir(state_dir)

    def part(self, name: str, *, needs: tuple[str, ...] = (), code: str = SERVE, grace: float = 5.0) -> Part:
        sign = self.state_dir / "run" / name
        argv = [sys.executable, "-c", code, name, str(sign), str(self.diary)]

        async def prepare() -> None:
            sign.unlink(missing_ok=True)

        return Part(
            name=name,
            needs=needs,
            prepare=prepare,
            program=lambda: Program(argv=argv, env={}, grace=grace),
            ready=lambda alive: probes.file_there(sign, alive),
        )

    def supervisor(self, *parts: Part) -> Supervisor:
        return Supervisor(parts, state=self.state, state_dir=self.state_dir, audience=self.listener)

    def pid(self, name: str) -> int | None:
        return next(part.pid for part in self.state.parts if part.name == name)

    def entries(self) -> list[str]:
        return self.diary.read_text().split("\n")[:-1] if self.diary.exists() else []


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "state")


@pytest.fixture
def codes() -> dict[str, str]:
    return {"serve": SERVE, "stubborn": STUBBORN, "family": FAMILY}

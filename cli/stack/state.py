"""What a stack writes down about itself: its lock, and ``stack.json`` for whoever looks for it."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from domain.errors import ConfigurationError, ConflictError

LOCK_PATIENCE = 1.0
"""Seconds for which a taken lock is tried again: someone who only looks holds it for a moment."""


class PartPhase(StrEnum):
    WAITING = "waiting"
    STARTING = "starting"
    READY = "ready"
    DONE = "done"
    EXTERNAL = "external"
    CRASHED = "crashed"
    STOPPED = "stopped"


class PartState(BaseModel):
    """One part. ``created`` (seconds since the epoch) and ``argv`` tell its process from a later one."""

    name: str
    phase: PartPhase = PartPhase.WAITING
    pid: int | None = None
    created: float | None = None
    argv: list[str] = Field(default_factory=list)
    stop_signal: int = 15
    since: float | None = None
    restarts: int = 0
    took: float | None = None
    """Seconds to the first readiness."""
    address: str = ""


class StackState(BaseModel):
    """The content of ``stack.json``; ``exports`` are the variables that lead to the stack."""

    pid: int
    ready: bool = False
    parts: list[PartState] = Field(default_factory=list)
    exports: dict[str, str] = Field(default_factory=dict)
    ports: dict[str, int] = Field(default_factory=dict)
    port_offset: int = 0

    def save(self, state_dir: Path) -> None:
        """Replace the file at once; only its owner can read it, as addresses carry passwords."""
        path = state_file(state_dir)
        draft = path.with_suffix(".new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(self.model_dump_json(indent=1))
        draft.replace(path)


def state_file(state_dir: Path) -> Path:
    return state_dir / "stack.json"


def recorded_stack(state_dir: Path) -> StackState | None:
    """What the last stack wrote, running or not; None where nothing readable is there."""
    try:
        return StackState.model_validate_json(state_file(state_dir).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValidationError):
        return None
    except PermissionError as error:
        raise ConfigurationError(f"{state_dir} belongs to another user: set DEVTOOLS_STATE_DIR") from error


def running_stack(state_dir: Path) -> StackState | None:
    """The stack that runs on this state folder now; None where none does."""
    state = recorded_stack(state_dir)
    return state if state is not None and is_locked(state_dir) else None


def is_locked(state_dir: Path) -> bool:
    try:
        descriptor = os.open(state_dir / "lock", os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def lock_holder(state_dir: Path) -> int | None:
    """The process that holds the state folder now; None where none does."""
    if not is_locked(state_dir):
        return None
    text = (state_dir / "lock").read_text(encoding="ascii").strip()
    return int(text) if text.isdigit() else None


def require_unlocked(state_dir: Path) -> None:
    """Raises :class:`~domain.errors.ConflictError` naming the process that holds the folder."""
    if is_locked(state_dir):
        raise _taken(state_dir / "lock")


def _taken(path: Path) -> ConflictError:
    owner = path.read_text(encoding="ascii").strip() or "unknown"
    return ConflictError(
        f"a stack already runs on {path.parent} (process {owner}): `devtools ps` shows it, "
        "`devtools down` stops it"
    )


def open_state_dir(state_dir: Path) -> None:
    """Make the state folder and its log folder, closed to others."""
    for folder in (state_dir, state_dir / "logs", state_dir / "run"):
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.chmod(0o700)
        except OSError as error:
            raise ConfigurationError(f"{folder} cannot be made: {error.strerror}") from error


@contextmanager
def stack_lock(state_dir: Path) -> Iterator[None]:
    """Hold the state folder; the kernel lets go of it when this process ends, however it ends.

    Raises :class:`~domain.errors.ConflictError` naming the process that holds it.
    """
    path = state_dir / "lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor, path)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, path: Path) -> None:
    deadline = time.monotonic() + LOCK_PATIENCE
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        if time.monotonic() > deadline:
            raise _taken(path)
        time.sleep(0.05)

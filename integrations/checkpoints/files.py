"""Checkpoints as lines of a file, each for a later entry than the one before it."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from domain.errors import ConfigurationError
from domain.ledger.checkpoints import Checkpoint
from domain.ledger.lines import Unreadable, line_reader, to_line

LONGEST = 4_096
"""Bytes of a line; a checkpoint has a tenth of that."""
_read = line_reader(Checkpoint)


class CheckpointFile:
    """Several processes may append to one file: each looks at its end first, under a lock."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def last(self) -> Checkpoint | None:
        """None where there is no line yet. A line that a crash cut off does not count.

        Raises :class:`~domain.errors.ConfigurationError` for a last line that is no checkpoint.
        """
        try:
            descriptor = os.open(self._path, os.O_RDONLY)
        except FileNotFoundError:
            return None
        try:
            return self._last(descriptor)[0]
        finally:
            os.close(descriptor)

    def append(self, checkpoint: Checkpoint) -> bool:
        """On disk when this returns; False where the file names this entry, or a later one, already."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            last, end = self._last(descriptor)
            if last is not None and last.seq >= checkpoint.seq:
                return False
            os.ftruncate(descriptor, end)
            os.pwrite(descriptor, to_line(checkpoint), end)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        return True

    def _last(self, descriptor: int) -> tuple[Checkpoint | None, int]:
        """And where the last whole line ends."""
        size = os.fstat(descriptor).st_size
        start = max(0, size - 2 * LONGEST)
        tail = os.pread(descriptor, size - start, start)
        whole = tail[: tail.rfind(b"\n") + 1]
        if not whole:
            return None, 0
        last = _read(whole.splitlines(keepends=True)[-1])
        if isinstance(last, Unreadable):
            raise ConfigurationError(f"{self._path}: the last line is no checkpoint: {last.why}")
        return last, start + len(whole)


def read_checkpoints(path: Path) -> Iterator[Checkpoint | Unreadable]:
    """Of a file, or of a folder of ``*.json`` as the object store has them; no more than is there now.

    Raises :class:`~domain.errors.ConfigurationError` where it cannot be read.
    """
    try:
        if path.is_dir():
            for file in sorted(path.glob("*.json")):
                yield _read(file.read_bytes())
            return
        left = path.stat().st_size
        with path.open("rb") as lines:
            while left > 0 and (line := lines.readline(min(left, LONGEST))):
                left -= len(line)
                yield _read(line)
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}") from error

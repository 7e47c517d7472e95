"""``<state>/logs/<part>.log``: what a part printed, each line with its time and the part's name."""

import asyncio
import io
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

ROTATE_BYTES = 10 * 1024 * 1024
CHUNK = 64 * 1024
LINE_LIMIT = 256 * 1024
"""A longer line is cut in pieces, so that a part that never ends its line costs no memory."""


class PartLog:
    """One part's log; a file over :data:`ROTATE_BYTES` becomes ``<part>.log.1`` at start."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / f"{name}.log"
        self._name = name
        if self.path.exists() and self.path.stat().st_size > ROTATE_BYTES:
            self.path.replace(self.path.with_suffix(".log.1"))
        self._start = self.path.stat().st_size if self.path.exists() else 0
        self._file: io.FileIO | None = None

    def write(self, line: str) -> None:
        """Add a line of the supervisor's own."""
        self._write(line.encode())

    def _write(self, line: bytes) -> None:
        now = datetime.now(tz=UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3]
        with suppress(OSError):  # a full disk costs log lines; it must not block the part that prints them
            if self._file is None:
                self._file = io.FileIO(self.path, "ab")
            self._file.write(f"{now}Z {self._name} | ".encode() + line + b"\n")

    async def pump(self, stream: asyncio.StreamReader) -> None:
        """Copy until the stream ends."""
        rest = b""
        while chunk := await stream.read(CHUNK):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self._write(line.rstrip(b"\r"))
            if len(rest) > LINE_LIMIT:
                self._write(rest)
                rest = b""
        if rest:
            self._write(rest)

    def tail(self, lines: int = 15) -> list[str]:
        """The last lines that were written since this log was opened."""
        return tail(self.path, lines=lines, start=self._start)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def tail(path: Path, *, lines: int = 15, start: int = 0) -> list[str]:
    """The last lines of a file, of what stands behind byte ``start``; none if there is no file."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(start, size - CHUNK))
            return file.read().decode(errors="replace").splitlines()[-lines:]
    except FileNotFoundError:
        return []

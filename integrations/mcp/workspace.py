"""Reading a workspace, confined and capped; every answer is text for an agent, and says where it was cut."""

import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from domain.errors import DevToolsError, ForbiddenError
from integrations.mcp.confinement import confined, denial
from integrations.mcp.globs import alternatives, matches

READ_LIMIT = 48 * 1024
"""Bytes of text that one read returns."""
LIST_LIMIT = 500
FIND_LIMIT = 300
MATCH_LIMIT = 100
LINE_LIMIT = 300
"""Characters of a matching line."""
SEARCHED_FILE_LIMIT = 2 * 1024 * 1024
WALK_LIMIT = 50_000
"""Files that one search or find looks at."""
SECONDS = 10.0
"""How long one search or find may take."""

_BINARY_PROBE = 8 * 1024
_CACHE = re.compile(r"^(?:__pycache__|\.\w+_cache|\.hypothesis|\.tox)$")
"""Folders that no search goes through, since nobody wrote what is in them."""


class UnreadableError(DevToolsError):
    """What is asked for is not there, or not of a kind that can be read."""

    kind = "unreadable"


class Workspace:
    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def list_directory(self, path: str) -> str:
        """One entry on a line, folders with ``/`` at the end, files with their size in bytes."""
        folder = self._folder(path)
        lines = []
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            relative = self._relative(folder / entry.name)
            if not self._visible(relative):
                continue
            lines.append(f"{relative}/" if entry.is_dir() else f"{relative} ({_size(entry)} bytes)")
        return _capped(lines, LIST_LIMIT, empty="[the folder is empty, or shows nothing to agents]")

    def read_text_file(self, path: str, *, first_line: int = 1, last_line: int | None = None) -> str:
        """Lines ``first_line`` to ``last_line``, counted from 1, at most :data:`READ_LIMIT` bytes."""
        data = self._bytes(confined(self._root, path), path, limit=None)
        lines = data.decode("utf-8", errors="replace").splitlines(keepends=True)
        wanted = lines[first_line - 1 : last_line]
        if not wanted:
            return f"[{path} has {len(lines)} lines]" if lines else f"[{path} is empty]"
        text, taken = _fitting(wanted)
        after = first_line + taken
        if taken < len(wanted):
            shown = f"lines {first_line}-{after - 1} of {len(lines)}"
            text += f"\n[cut: {shown} are shown; ask for first_line={after}]"
        return text

    def find_files(self, pattern: str, path: str) -> str:
        alternatives(pattern)
        walk = _Walk()
        found = [file for file in self._files(path, walk) if self._matches(file, path, pattern)]
        return _capped(sorted(found), FIND_LIMIT, empty="[no file matches]") + walk.note()

    def search_text(self, text: str, *, path: str, pattern: str, case_sensitive: bool) -> str:
        """``file:line: text`` of each line that holds ``text`` as it stands."""
        alternatives(pattern)
        wanted = text if case_sensitive else text.casefold()
        walk = _Walk()
        found: list[str] = []
        for file in self._files(path, walk):
            if self._matches(file, path, pattern):
                found.extend(self._matching_lines(file, wanted, case_sensitive=case_sensitive))
            if len(found) > MATCH_LIMIT:
                break
        return _capped(found, MATCH_LIMIT, empty="[no line matches]") + walk.note()

    def _matching_lines(self, file: str, wanted: str, *, case_sensitive: bool) -> Iterator[str]:
        try:
            data = self._bytes(confined(self._root, file), file, limit=SEARCHED_FILE_LIMIT)
        except DevToolsError:
            return  # binary, too large, gone or unreadable: not searched
        for number, line in enumerate(data.decode("utf-8", errors="replace").splitlines(), start=1):
            if wanted in (line if case_sensitive else line.casefold()):
                yield f"{file}:{number}: {line.strip()[:LINE_LIMIT]}"

    def _files(self, path: str, walk: "_Walk") -> Iterator[str]:
        """Paths from the root, hidden things and links to folders left out."""
        for folder, folders, files in os.walk(self._folder(path)):
            here = Path(folder)
            folders[:] = sorted(name for name in folders if self._is_walked(here / name))
            for name in sorted(files):
                relative = self._relative(here / name)
                if not walk.go_on():
                    return
                if self._visible(relative):
                    yield relative

    def _is_walked(self, folder: Path) -> bool:
        return not _CACHE.match(folder.name) and denial(self._relative(folder)) is None

    def _visible(self, relative: str) -> bool:
        try:
            confined(self._root, relative)
        except ForbiddenError:
            return False
        return True

    def _relative(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()

    def _matches(self, file: str, path: str, pattern: str) -> bool:
        """By its path from the root, or from the folder that is searched."""
        below = Path(file).relative_to(self._relative(self._folder(path))).as_posix()
        return matches(file, pattern) or matches(below, pattern)

    def _folder(self, path: str) -> Path:
        folder = confined(self._root, path)
        if not folder.is_dir():
            raise UnreadableError(f"{path}: {'is not a folder' if folder.exists() else 'no such folder'}")
        return folder

    def _bytes(self, real: Path, path: str, *, limit: int | None) -> bytes:
        """``real`` is resolved: if its last part has become a link meanwhile, opening fails."""
        try:
            descriptor = os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            raise UnreadableError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from error
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableError(f"{path}: is not a file")
            if limit is not None and status.st_size > limit:
                raise UnreadableError(f"{path}: is too large to be searched")
            head = file.read(_BINARY_PROBE)
            if b"\0" in head:
                raise UnreadableError(f"{path}: is not a text file ({status.st_size} bytes)")
            return head + file.read(_READABLE - len(head))


_READABLE = 32 * 1024 * 1024
"""Bytes of a file that are looked at for its lines at all."""


class _Walk:
    """Bounds of one walk through the tree."""

    def __init__(self) -> None:
        self._left = WALK_LIMIT
        self._until = time.monotonic() + SECONDS
        self._cut = False

    def go_on(self) -> bool:
        self._left -= 1
        self._cut = self._left < 0 or time.monotonic() > self._until
        return not self._cut

    def note(self) -> str:
        return "\n[stopped early: the workspace is large; name a folder in path]" if self._cut else ""


def _capped(lines: list[str], limit: int, *, empty: str) -> str:
    if not lines:
        return empty
    note = f"\n[cut: {limit} shown, there are more]" if len(lines) > limit else ""
    return "\n".join(lines[:limit]) + note


def _fitting(lines: list[str]) -> tuple[str, int]:
    """As many whole lines as fit, at least one, which is cut if it must be."""
    size, taken = 0, 0
    for line in lines:
        size += len(line.encode())
        if size > READ_LIMIT and taken:
            break
        taken += 1
    text = "".join(lines[:taken])
    return (text if len(text.encode()) <= READ_LIMIT else text[: READ_LIMIT // 4] + "[line cut]"), taken


def _size(entry: os.DirEntry[str]) -> int:
    with suppress(OSError):
        return entry.stat().st_size
    return 0

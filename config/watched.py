"""Values built from files that an operator may edit under a running process."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from domain.errors import ConfigurationError

Loaded = TypeVar("Loaded")
_Stamp = tuple[int, int, int]
logger = logging.getLogger(__name__)


class Watched(Generic[Loaded]):
    """Loaded anew when one of ``paths`` changes; a broken edit is logged once and the last good value stays.

    Of a folder the YAML files in it count.

    Building it raises :class:`~domain.errors.ConfigurationError` for a fault. ``error`` is that of the last
    edit, None where it is in force.
    """

    def __init__(self, paths: tuple[Path, ...], load: Callable[[], Loaded]) -> None:
        self._paths = paths
        self._load = load
        self._stamp = self._stamps()
        self._value = load()
        self.error: str | None = None

    def get(self) -> Loaded:
        stamp = self._stamps()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._value = self._load()
                self.error = None
            except ConfigurationError as error:
                self.error = str(error)
                logger.warning("what was in force stays: %s", error)
        return self._value

    def _stamps(self) -> tuple[_Stamp | None, ...]:
        return tuple(_stamp(file) for path in self._paths for file in (path, *sorted(path.glob("*.yaml"))))


def _stamp(path: Path) -> _Stamp | None:
    try:
        status = path.stat()
    except OSError:  # gone, or not to be reached: loading says which
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino  # an inode: a rename may keep the rest

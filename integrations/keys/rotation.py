"""A new signing key in place of the old one, under processes that go on signing."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from domain.errors import ConfigurationError
from domain.models import Value
from integrations.keys.files import locked, write_whole
from integrations.keys.keyring import SigningKey, newest_key

logger = logging.getLogger(__name__)


class KeyStatus(StrEnum):
    """``active``: it signs. ``retired``: it did. ``public``: only its public half was ever here."""

    ACTIVE = "active"
    RETIRED = "retired"
    PUBLIC = "public"


class KeyInfo(Value):
    """``created`` is the date of the public key's file; ``retired`` when it was replaced here."""

    kid: str
    status: KeyStatus
    created: datetime
    retired: datetime | None


class Keyring:
    """The signing key of a folder, whichever that is when it is asked for.

    Building it raises :class:`~domain.errors.ConfigurationError` for a folder that cannot be used. A later
    fault is logged, and the key that was in use stays so.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = SigningKey.load_or_create(folder)
        self._names = self._listed()

    @property
    def folder(self) -> Path:
        return self._folder

    def current(self) -> SigningKey:
        """Hold on to it for one signature: key id and signature must be of the same key."""
        names = self._listed()
        if names != self._names:
            self._names = names
            path = newest_key(self._folder)
            if path is None:
                logger.warning("no private key is left in %s: %s stays in use", self._folder, self._key.kid)
            else:
                self._take(path)
        return self._key

    def _take(self, path: Path) -> None:
        try:
            self._key = SigningKey.load(path)
        except (ConfigurationError, OSError) as error:
            logger.warning("the signing key stays %s: %s", self._key.kid, error)

    def _listed(self) -> frozenset[str]:
        return frozenset(path.name for path in self._folder.glob("*.key"))


def rotate(folder: Path) -> SigningKey:
    """Make a new signing key and remove the private halves of all before it; their public halves stay.

    Raises :class:`~domain.errors.ConfigurationError` for a folder that cannot be used, or has no key yet.
    """
    try:
        with locked(folder):
            old = list(folder.glob("*.key"))
            if not old:
                raise ConfigurationError(
                    f"there is no signing key in {folder}: `devtools up` makes the first"
                )
            key = SigningKey.generate()
            key.save(folder)
            for path in old:
                write_whole(path.with_suffix(".retired"), f"{_now()}\n".encode(), mode=0o644)
                path.unlink()
    except OSError as error:
        raise ConfigurationError(f"the keys in {folder} cannot be rotated: {error}") from error
    return key


def list_keys(folder: Path) -> Sequence[KeyInfo]:
    """Every public key, oldest first."""
    newest = newest_key(folder)
    found = [
        _info(path, active=newest is not None and newest.stem == path.stem) for path in folder.glob("*.pub")
    ]
    return sorted(found, key=lambda info: (info.created, info.kid))


def _info(path: Path, *, active: bool) -> KeyInfo:
    retired = _retirement(path.with_suffix(".retired"))
    status = KeyStatus.RETIRED if retired else KeyStatus.PUBLIC
    return KeyInfo(
        kid=path.stem,
        status=KeyStatus.ACTIVE if active else status,
        created=datetime.fromtimestamp(path.stat().st_mtime, tz=UTC),
        retired=None if active else retired,
    )


def _retirement(path: Path) -> datetime | None:
    try:
        return datetime.fromisoformat(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None


def _now() -> str:
    return datetime.now(tz=UTC).isoformat(timespec="seconds")

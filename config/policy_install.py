"""Putting a risk policy into force: checked, swapped in one step, the one before kept beside it."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from config.risk_policy import RISK_FILE, read_risk_policy
from domain.errors import ConfigurationError, DevToolsError
from domain.risk.policy import RiskPolicy

PREVIOUS = ".previous"


class Installed(NamedTuple):
    """``previous`` is where the replaced file is kept; None where there was none."""

    policy: RiskPolicy
    path: Path
    previous: Path | None


def install_risk_policy(source: Path, config_dir: Path) -> Installed:
    """Make ``source`` the rules of ``config_dir``; readers see the old file or the new, never half of one.

    Raises :class:`~domain.errors.ConfigurationError` naming file and line for a file that would be refused,
    and :class:`~domain.errors.DevToolsError` for a folder that cannot be written.
    """
    read_risk_policy(source)  # so that an error names the file that the caller knows
    target = (config_dir / RISK_FILE).resolve()
    try:
        fresh = _copy(source, target.parent)
        try:
            policy = read_risk_policy(
                fresh
            )  # what is installed is what was checked, whoever writes meanwhile
            previous = _keep(target)
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    except ConfigurationError as error:
        raise ConfigurationError(f"{source} was changed while it was read: {error}") from error
    except OSError as error:
        why = f"{target.parent} cannot be written ({error.strerror or error})"
        raise DevToolsError(
            f"{why}: nothing was changed. Run as a user who may write there, or point DEVTOOLS_CONFIG_DIR "
            "at a folder of your own; where it is mounted read-only, change its source instead"
        ) from error
    with suppress(OSError):  # it is in force already; not every file system can sync a folder
        _sync(target.parent)
    return Installed(policy, target, previous)


def _copy(source: Path, folder: Path) -> Path:
    """A whole copy in ``folder``, on disk, with the mode of a file that others may read."""
    descriptor, name = tempfile.mkstemp(prefix=".risk-rules.", suffix=".yaml", dir=folder)
    with os.fdopen(descriptor, "wb") as file:
        file.write(source.read_bytes())
        file.flush()
        os.fsync(file.fileno())
    path = Path(name)
    path.chmod(0o644)
    return path


def _keep(target: Path) -> Path | None:
    if not target.exists():
        return None
    previous = target.with_name(target.name + PREVIOUS)
    copy = previous.with_name(f".{previous.name}.{os.getpid()}")
    shutil.copy2(target, copy)
    copy.replace(previous)
    return previous


def _sync(folder: Path) -> None:
    """The new name survives a power loss too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

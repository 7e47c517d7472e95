"""What of a workspace agents may see: pure rules, and the one way from a wanted path to a real one.

A path is refused if it leads out of the workspace, by itself or through a symbolic link, or if any part of
it, as written or as resolved, names something that agents never see: keys, secrets, the product's own state.
Names are compared after Unicode compatibility folding, without case and without invisible characters, since
some file systems hold `.ENV`, `.env` with a full-width dot and `.env` with a joiner in it for the same file.
"""

import unicodedata
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from domain.errors import ForbiddenError

_FOLDERS = frozenset({".devtools", ".git", ".venv", "node_modules", ".ssh", ".gnupg"})
_NAMES = (
    ".env*",
    "*.env",
    "*.key",
    "*.pem",
    "*.p12",
    "*.pfx",
    "*.jks",
    "*.keystore",
    "id_rsa*",
    "id_dsa*",
    "id_ecdsa*",
    "id_ed25519*",
    ".netrc",
    ".npmrc",
    ".pgpass",
    ".pypirc",
    ".git-credentials",
)
_TEMPLATES = frozenset({".env.template", ".env.example"})
_SECRETS = ("config", "env", "secrets")


def denial(path: str) -> str | None:
    """The rule that hides a path relative to the workspace; None where agents may see it."""
    parts = tuple(filter(None, (_folded(part) for part in path.replace("\\", "/").split("/"))))
    for part in parts:
        if part in _FOLDERS:
            return f"{part}/ is never shown to agents"
        if part in _TEMPLATES and part == parts[-1]:
            continue
        pattern = next((name for name in _NAMES if fnmatchcase(part, name)), None)
        if pattern:
            return f"files like {pattern} are never shown to agents"
    width = len(_SECRETS)
    if any(parts[at : at + width] == _SECRETS for at in range(len(parts))):
        return f"{'/'.join(_SECRETS)}/ is never shown to agents"
    return None


def confined(root: Path, wanted: str) -> Path:
    """The real path of ``wanted``, which may be relative to ``root`` or absolute and inside of it.

    It need not exist. Raises :class:`~domain.errors.ForbiddenError` with a reason fit for an agent.
    """
    relative = _lexical(root, wanted)
    real_root = root.resolve()
    try:
        real = (real_root / relative).resolve()
    except (OSError, RuntimeError) as error:  # a loop of links, or a name the file system cannot hold
        raise ForbiddenError(f"{wanted}: cannot be resolved") from error
    if not real.is_relative_to(real_root):
        raise ForbiddenError(f"{wanted}: leads out of the workspace")
    for path in (relative.as_posix(), real.relative_to(real_root).as_posix()):
        if rule := denial(path):
            raise ForbiddenError(f"{wanted}: {rule}")
    return real


def _lexical(root: Path, wanted: str) -> PurePosixPath:
    if "\0" in wanted:
        raise ForbiddenError("a path holds no NUL")
    path = PurePosixPath(wanted)
    if ".." in path.parts:
        raise ForbiddenError(f"{wanted}: '..' is not allowed; name paths from the workspace's root")
    if not path.is_absolute():
        return path
    for base in (root, root.resolve()):
        if path.is_relative_to(base.as_posix()):
            return path.relative_to(base.as_posix())
    raise ForbiddenError(f"{wanted}: is not in the workspace")


def _folded(part: str) -> str:
    """As the laxest file system compares: NFKC, no case, no invisible characters, no trailing dots."""
    text = unicodedata.normalize("NFKC", part)
    visible = "".join(char for char in text if unicodedata.category(char) not in {"Cf", "Cc"})
    folded = unicodedata.normalize("NFKC", visible.casefold())
    return "" if set(folded) <= {"."} else folded.rstrip(". ")

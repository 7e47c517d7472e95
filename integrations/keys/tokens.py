"""Bearer tokens: a file of their hashes and whom each one is for."""

import hmac
import logging
import secrets
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, RootModel

from config.yaml_files import read_yaml
from domain.approvals.approvers import OPERATOR
from domain.errors import ConfigurationError
from domain.models import sha256_hex
from domain.principals import Principal
from integrations.keys.files import locked, write_whole

logger = logging.getLogger(__name__)


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    principal: str = Field(min_length=1, max_length=200)
    kind: Literal["person", "service"]


class _File(RootModel[dict[str, _Entry]]):
    """``sha256`` of a token in hex -> whom it is for."""


class TokenFile:
    """The tokens of ``path``, read again when it changes; no file, no tokens.

    Building it raises :class:`~domain.errors.ConfigurationError` for a faulty file. A later edit that is
    faulty is logged, and what was read before stays in force.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp = _stamp(path)
        self._principals = _load(path)

    def resolve(self, token: str) -> Principal | None:
        """None for an unknown token. Takes the same time wherever in the file a token stands."""
        self._refresh()
        digest = sha256_hex(token.encode("utf-8", "surrogatepass"))
        found = None
        for known, principal in self._principals.items():
            if hmac.compare_digest(known, digest):
                found = principal
        return found

    def _refresh(self) -> None:
        stamp = _stamp(self._path)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._principals = _load(self._path)
        except ConfigurationError as error:
            logger.warning("the tokens stay as they were: %s", error)


def operator_token(state_dir: Path) -> str | None:
    """The operator's token of this installation; None where there is none that we may read."""
    try:
        return (state_dir / "operator.token").read_text(encoding="ascii").strip() or None
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return None


def ensure_operator_token(state_dir: Path, tokens_path: Path) -> str:
    """The operator's token, made and entered into the tokens file where that is missing.

    Raises :class:`~domain.errors.ConfigurationError` for files that cannot be used.
    """
    try:
        state_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        tokens_path.parent.mkdir(parents=True, exist_ok=True)
        with locked(state_dir):
            token = operator_token(state_dir)
            if token is None:
                token = secrets.token_urlsafe(32)
                write_whole(state_dir / "operator.token", f"{token}\n".encode(), mode=0o600)
            if sha256_hex(token.encode()) not in _load(tokens_path):
                _enter(tokens_path, sha256_hex(token.encode()))
    except OSError as error:
        raise ConfigurationError(f"the operator's token cannot be made: {error}") from error
    return token


def _enter(path: Path, digest: str) -> None:
    """As one more line, so that the operator's own lines and comments stay."""
    entry = yaml.safe_dump({digest: {"principal": OPERATOR, "kind": "person"}}, default_flow_style=None)
    text = path.read_text(encoding="utf-8") if path.exists() else "# sha256 of a token: whom it is for\n"
    if text.strip() == "{}":
        text = ""
    write_whole(path, f"{text.rstrip()}\n{entry}".lstrip().encode(), mode=0o600)
    _load(path)


def _load(path: Path) -> dict[str, Principal]:
    if not path.exists():
        return {}
    file = read_yaml(path)
    entries = file.parse(_File, file.data or {}).root
    return {
        digest.lower(): Principal(
            name=entry.principal.casefold() if entry.kind == "person" else entry.principal, kind=entry.kind
        )
        for digest, entry in entries.items()
    }


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino

"""Files that are more than files: they hold secrets, say who may do what, or run by themselves."""

import posixpath
import unicodedata
from fnmatch import fnmatchcase

from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import Operation, Resource

Deed = tuple[Operation, Resource]

_CONFIGURED = (Operation.OPERATE, Resource.SERVICE)
_ASIDE = words("test tests spec docs doc examples fixtures")
"""Folders in which a ``config`` configures nothing."""
_PARTS = 64
"""Folders of a path that are looked at, from its end."""
_SCHEME = "file://"

_TEMPLATES = ("*.example", "*.template", "*.sample", "*.dist")
_SECRETS = (
    ".env",
    ".env.*",
    ".envrc",
    "*.env",
    "*.key",
    "*.pem",
    "*.p12",
    "*.pfx",
    "*.jks",
    "*.keystore",
    "id_rsa",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    ".netrc",
    ".npmrc",
    ".pgpass",
    ".pypirc",
    ".git-credentials",
    ".aws/credentials",
    ".kube/config",
    ".docker/config.json",
    ".ssh/*",
    ".gnupg/*",
    ".devtools/*",
    "config/env/secrets/*",
    "/run/secrets/*",
    "secrets/*.y*ml",
    "secrets/*.json",
    "secrets/*.txt",
    "credentials.json",
    "/etc/shadow",
)
_WRITTEN: tuple[tuple[tuple[str, ...], Deed], ...] = (
    (  # who may do what, and by whose word
        (
            "config/hitl/*",
            "config/mcp/*",
            "config/agents/*",
            "approvers.yaml",
            "approval-policies.yaml",
            "risk-rules.yaml",
            "codeowners",
            "authorized_keys",
            "/etc/passwd",
            "/etc/sudoers*",
        ),
        (Operation.MODIFY, Resource.PERMISSION),
    ),
    (  # what a machine runs without being asked again
        (
            ".git/*",
            ".githooks/*",
            ".husky/*",
            ".pre-commit-config.yaml",
            ".github/workflows/*",
            ".github/actions/*",
            ".gitlab-ci.yml",
            ".gitlab/ci/*",
            "jenkinsfile*",
            ".circleci/*",
            ".buildkite/*",
            ".woodpecker*",
            ".drone.yml",
            ".travis.yml",
            "azure-pipelines*.yml",
            "bitbucket-pipelines.yml",
            "*.tfstate",
            "/etc/*",
            "/usr/*",
            "/boot/*",
            "/lib/*",
            "/root/*",
        ),
        (Operation.MODIFY, Resource.INFRASTRUCTURE),
    ),
    (("config/*", "configs/*", "conf/*"), _CONFIGURED),
)


def deed_on(path: str, *, writes: bool) -> Deed | None:
    """What reading or writing ``path`` amounts to; None for a file like any other.

    Names are compared as file systems may hold them: without case, ``..`` and invisible characters.
    """
    tails = _tails(path)
    if not tails or any(fnmatchcase(tails[-1], pattern) for pattern in _TEMPLATES):
        return None
    if _matches(tails, _SECRETS):
        return (Operation.MODIFY if writes else Operation.REVEAL), Resource.SECRET
    if not writes:
        return None
    deed = next((deed for patterns, deed in _WRITTEN if _matches(tails, patterns)), None)
    return None if deed is _CONFIGURED and not _ASIDE.isdisjoint(tails[0].split("/")) else deed


def _tails(path: str) -> list[str]:
    """The whole path, then what is left of it without its first folder, and so on, down to the name."""
    visible = "".join(char for char in path.strip() if unicodedata.category(char) not in {"Cf", "Cc"})
    plain = unicodedata.normalize("NFKC", visible).casefold().removeprefix(_SCHEME).replace("\\", "/")
    parts = posixpath.normpath(plain).split("/")[-_PARTS:] if plain else []
    return ["/".join(parts[start:]) for start in range(len(parts))]


def _matches(tails: list[str], patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(tail, pattern) for tail in tails for pattern in patterns)

"""The repository that a workspace lies in."""

import os
from dataclasses import dataclass
from pathlib import Path

from integrations.git.command import GitError, git

_NONE = ("not a git repository", "must be run in a work tree")


@dataclass(frozen=True)
class Repository:
    """``top``: its working tree; ``common``: its ``.git``; ``below``: the workspace, relative to ``top``."""

    top: Path
    common: Path
    below: Path


async def repository_of(workspace: Path) -> Repository | None:
    """None where the workspace is in no repository, or in one that has no commit yet.

    Raises :class:`~integrations.git.command.GitError` for one that git cannot or will not read.
    """
    real = _in_sight(workspace)
    if real is None:
        return None
    try:
        found = await git(
            "rev-parse", "--path-format=absolute", "--show-toplevel", "--git-common-dir", at=real
        )
    except GitError as error:
        if any(words in str(error) for words in _NONE):
            return None
        raise
    top, common = (Path(line) for line in os.fsdecode(found).splitlines())
    if await _named(real, "HEAD") is None:
        return None
    return Repository(top, common, real.relative_to(top))


async def revision(at: Path, name: str, *options: str) -> str | None:
    """The full id of a commit; None where there is none of that name."""
    return await _named(at, f"{name}^{{commit}}", *options)


async def _named(at: Path, name: str, *options: str) -> str | None:
    """A ref's own word is taken for it, without a look at whether the commit is there."""
    try:
        found = await git(*options, "rev-parse", "--verify", "--quiet", name, at=at)
    except GitError as error:
        if error.code == 1:
            return None
        raise
    return found.decode().strip()


def _in_sight(workspace: Path) -> Path | None:
    """The real path, where git could find a repository from there."""
    real = workspace.resolve()
    return real if any((folder / ".git").exists() for folder in (real, *real.parents)) else None

"""A repository with a commit, and the worktrees of tasks beside it."""

from pathlib import Path

import pytest

from integrations.git.worktrees import Worktrees
from tests.support.git import make_repository

LIMIT = 3


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return make_repository(tmp_path / "repository")


@pytest.fixture
def worktrees(tmp_path: Path, repository: Path) -> Worktrees:
    return Worktrees(tmp_path / "worktrees", repository, limit=LIMIT)

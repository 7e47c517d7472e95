"""A repository with a commit, and the worktrees of tasks beside it."""

from pathlib import Path

import pytest

from domain.workspaces import OfferedBranch
from integrations.git.worktrees import Worktrees
from tests.support.git import make_repository

LIMIT = 3


async def end(worktrees: Worktrees, task_id: str) -> OfferedBranch | None:
    async with worktrees.ending(task_id) as worktree:
        offer = await worktree.offer(task_id) if await worktree.is_complete() else None
        await worktree.remove()
    return offer


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return make_repository(tmp_path / "repository")


@pytest.fixture
def worktrees(tmp_path: Path, repository: Path) -> Worktrees:
    return Worktrees(tmp_path / "worktrees", repository, limit=LIMIT)

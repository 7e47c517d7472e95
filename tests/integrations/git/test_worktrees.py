"""A task's worktree: made, found again, bounded; and what git may not do."""

import asyncio
import shutil
from pathlib import Path

import pytest

from domain.errors import ToolError, ToolFault
from integrations.git.command import GitError
from integrations.git.command import git as hardened
from integrations.git.worktree import BASE
from integrations.git.worktrees import Worktrees
from tests.integrations.git.conftest import LIMIT, end
from tests.support.git import changes, commit, git
from tests.support.processes import is_running
from tests.support.waiting import until


async def test_a_workspace_below_the_top_is_the_same_folder_of_the_worktree(
    repository: Path, tmp_path: Path
) -> None:
    below = Worktrees(tmp_path / "worktrees", repository / "shop", limit=LIMIT)
    worktree = await below.make("t1")
    assert worktree.root == tmp_path / "worktrees/t1/shop"
    (worktree.root / "app.py").write_text("changed\n")
    assert await end(below, "t1") is not None
    assert changes(repository, "devtools/t1") == {"shop/app.py": "M"}


async def test_a_folder_that_is_not_in_the_commit_is_made_and_a_link_out_refused(
    repository: Path, tmp_path: Path
) -> None:
    (repository / "new").mkdir()
    fresh = Worktrees(tmp_path / "a", repository / "new", limit=LIMIT)
    assert (await fresh.make("t1")).root.is_dir()
    (repository / "away").symlink_to("/etc")
    commit(repository)
    (repository / "away").unlink()
    (repository / "away").mkdir()
    linked = Worktrees(tmp_path / "b", repository / "away", limit=LIMIT)
    with pytest.raises(ToolError, match="leads out"):
        await linked.make("t1")
    assert linked.tasks() == ()


async def test_a_workspace_without_a_commit_gets_none_and_the_log_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    plain, unborn = tmp_path / "plain", tmp_path / "unborn"
    for folder in (plain, unborn):
        folder.mkdir()
    git(unborn, "init", "--quiet")
    for folder in (plain, unborn):
        worktrees = Worktrees(tmp_path / "worktrees", folder, limit=LIMIT)
        caplog.clear()
        assert [await worktrees.possible() for _ in range(3)] == [False] * 3
        assert len(caplog.records) == 1
        assert await worktrees.find("t1") is None


@pytest.mark.parametrize(
    "task_id", ["", ".", "..", "../x", "a/b", "/etc", "-x", ".lock", "a.lock", "a b", "a\0b", "x" * 101, "é"]
)
async def test_an_id_that_is_no_plain_name_is_no_path(worktrees: Worktrees, task_id: str) -> None:
    for work in (worktrees.find(task_id), worktrees.make(task_id)):
        with pytest.raises(ToolError) as refused:
            await work
        assert refused.value.fault is ToolFault.NOT_CLEARED
    assert worktrees.tasks() == ()


async def test_there_are_no_more_than_the_bound_even_at_the_same_time(worktrees: Worktrees) -> None:
    outcomes = await asyncio.gather(
        *(worktrees.make(f"t{number}") for number in range(LIMIT + 2)), return_exceptions=True
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, ToolError)]
    assert [(error.fault, error.permanent) for error in refused] == [(ToolFault.BUSY, False)] * 2
    assert len(worktrees.tasks()) == LIMIT
    taken = worktrees.tasks()[0]
    assert (await worktrees.make(taken)).path.name == taken
    await end(worktrees, taken)
    await worktrees.make("another")


async def test_one_that_was_broken_off_is_made_anew_and_one_that_is_whole_is_found(
    worktrees: Worktrees, repository: Path, tmp_path: Path
) -> None:
    broken = (await worktrees.make("t1")).path
    git(broken, "update-ref", "-d", BASE)
    git(repository, "worktree", "lock", str(broken))
    (broken / "notes.txt").unlink()
    whole = (await worktrees.make("t2")).path
    (whole / "notes.txt").write_text("two\n")
    later = Worktrees(tmp_path / "worktrees", repository, limit=LIMIT)
    assert await later.find("t1") is None
    assert ((await later.make("t1")).path / "notes.txt").read_text() == "one\n"
    found = await later.find("t2")
    assert found is not None
    assert (found.path / "notes.txt").read_text() == "two\n"
    (tmp_path / "worktrees/t3").mkdir()  # killed before git began
    assert await later.find("t3") is None
    assert await end(later, "t3") is None
    assert later.tasks() == ("t1", "t2")


async def test_the_same_worktree_for_calls_that_come_at_the_same_time(
    worktrees: Worktrees, repository: Path, tmp_path: Path
) -> None:
    other = Worktrees(tmp_path / "worktrees", repository, limit=LIMIT)  # another copy of the gateway
    made = await asyncio.gather(*(each.make("t1") for each in (worktrees, other) * 3))
    assert len({worktree.path for worktree in made}) == 1
    assert git(repository, "worktree", "list").count("t1") == 1


async def test_a_worktree_of_another_repository_is_neither_used_nor_ended(
    worktrees: Worktrees, tmp_path: Path
) -> None:
    await worktrees.make("t1")
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    commit(other)
    moved = Worktrees(tmp_path / "worktrees", other, limit=LIMIT)
    with pytest.raises(ToolError, match="another repository"):
        await moved.find("t1")
    with pytest.raises(GitError, match="another repository"):
        await end(moved, "t1")
    assert (tmp_path / "worktrees/t1/notes.txt").exists()


async def test_git_says_in_short_why_not(worktrees: Worktrees, repository: Path) -> None:
    git(repository, "update-ref", "refs/heads/x", "HEAD")
    shutil.rmtree(repository / ".git/objects")
    (repository / ".git/objects").mkdir()
    with pytest.raises(ToolError, match="git worktree: fatal: ") as failed:
        await worktrees.make("t1")
    assert (failed.value.fault, failed.value.permanent) == (ToolFault.DOWN, False)
    assert worktrees.tasks() == ()


async def test_a_git_that_takes_too_long_is_ended(repository: Path, tmp_path: Path) -> None:
    witness = tmp_path / "pid"
    with pytest.raises(GitError, match="git x took longer than"):
        await hardened("x", at=repository, settings=(f"alias.x=!echo $$ >{witness}; sleep 60",), seconds=0.5)
    await until(lambda: not is_running(int(witness.read_text())))

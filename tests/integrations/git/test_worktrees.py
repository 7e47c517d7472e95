"""A task's worktree: made, used, offered as a branch, removed; whatever lies in the repository."""

import asyncio
import os
import shutil
from pathlib import Path

import pytest

from domain.errors import ToolError, ToolFault
from domain.workspaces import OfferedBranch
from integrations.git.command import GitError
from integrations.git.command import git as hardened
from integrations.git.worktree import BASE
from integrations.git.worktrees import Worktrees
from tests.integrations.git.conftest import LIMIT
from tests.support.git import branches, changes, commit, git
from tests.support.processes import is_running
from tests.support.waiting import until


async def end(worktrees: Worktrees, task_id: str) -> OfferedBranch | None:
    async with worktrees.ending(task_id) as worktree:
        offer = await worktree.offer(task_id) if await worktree.is_complete() else None
        await worktree.remove()
    return offer


async def test_what_a_task_changes_is_offered_and_nothing_else(
    worktrees: Worktrees, repository: Path
) -> None:
    base = git(repository, "rev-parse", "HEAD")
    (repository / "notes.txt").write_text("one\nuncommitted\n")
    root = (await worktrees.make("t1")).root
    assert (root / "notes.txt").read_text() == "one\n"
    (root / "notes.txt").write_text("one\ntwo\n")
    (root / "new name, ü.txt").write_text("a\nb\n")
    (root / "shop/app.py").unlink()
    for unseen in (".env", "server.key", ".npmrc", "build.log"):
        (root / unseen).write_text("not to be committed")

    offer = await end(worktrees, "t1")

    assert offer is not None
    assert (offer.branch, offer.base) == ("devtools/t1", base)
    assert (offer.files_changed, offer.insertions, offer.deletions) == (3, 3, 1)
    assert git(repository, "rev-parse", "devtools/t1") == offer.commit
    assert set(changes(repository, "devtools/t1")) == {
        "notes.txt",
        '"new name, \\303\\274.txt"',
        "shop/app.py",
    }
    said = git(repository, "log", "--max-count=1", "--format=%an <%ae>|%cn|%s", "devtools/t1")
    assert said == "Dev-Tools <devtools@localhost>|Dev-Tools|Changes of task t1"
    assert not root.exists()
    assert "t1" not in git(repository, "worktree", "list")
    assert git(repository, "status", "--porcelain") == "M notes.txt"


async def test_nothing_changed_leaves_no_branch(worktrees: Worktrees, repository: Path) -> None:
    root = (await worktrees.make("t1")).root
    os.utime(root / "notes.txt")
    assert await end(worktrees, "t1") is None
    assert branches(repository) == ["main"]
    assert worktrees.tasks() == ()


async def test_commits_of_the_task_are_offered_as_they_are(worktrees: Worktrees, repository: Path) -> None:
    root = (await worktrees.make("t1")).root
    (root / "notes.txt").write_text("two\n")
    made = commit(root, "by the agent")
    offer = await end(worktrees, "t1")
    assert offer is not None
    assert (offer.commit, offer.files_changed) == (made, 1)


@pytest.mark.parametrize("steps", [1, 2])
async def test_an_end_that_was_broken_off_is_done_again_to_the_same_effect(
    worktrees: Worktrees, repository: Path, tmp_path: Path, steps: int
) -> None:
    root = (await worktrees.make("t1")).root
    (root / "notes.txt").write_text("two\n")
    for _ in range(steps):
        async with worktrees.ending("t1") as worktree:
            first = await worktree.offer("t1")
        if steps == 2:  # even before there was the branch
            git(repository, "update-ref", "-d", "refs/heads/devtools/t1")
    after_a_restart = Worktrees(tmp_path / "worktrees", repository, limit=LIMIT)
    assert await end(after_a_restart, "t1") == first
    assert branches(repository) == ["devtools/t1", "main"]


async def test_a_removal_that_was_broken_off_offers_nothing_more(
    worktrees: Worktrees, repository: Path
) -> None:
    root = (await worktrees.make("t1")).root
    (root / "notes.txt").write_text("two\n")
    async with worktrees.ending("t1") as worktree:
        assert await worktree.offer("t1") is not None
    git(root, "update-ref", "-d", BASE)  # the first step, then some of the files
    (root / "shop/app.py").unlink()
    assert await end(worktrees, "t1") is None
    assert not root.exists()
    assert changes(repository, "devtools/t1") == {"notes.txt": "M"}
    assert branches(repository) == ["devtools/t1", "main"]


@pytest.mark.parametrize(
    ("taken", "expected"), [("devtools/t1", "devtools/t1-2"), ("devtools", "devtools-t1")]
)
async def test_a_name_that_is_taken_is_left_alone(
    worktrees: Worktrees, repository: Path, taken: str, expected: str
) -> None:
    git(repository, "branch", taken)
    before = git(repository, "rev-parse", taken)
    root = (await worktrees.make("t1")).root
    (root / "notes.txt").write_text("two\n")
    offer = await end(worktrees, "t1")
    assert offer is not None
    assert offer.branch == expected
    assert git(repository, "rev-parse", taken) == before


async def test_no_program_of_the_repository_is_run(
    worktrees: Worktrees, repository: Path, tmp_path: Path
) -> None:
    witness = tmp_path / "ran"
    script = f"#!/bin/sh\necho $0 >> {witness}\ncat\n"
    for name in ("post-checkout", "pre-commit", "reference-transaction", "post-index-change"):
        hook = repository / ".git/hooks" / name
        hook.write_text(script)
        hook.chmod(0o755)
    program = tmp_path / "program"
    program.write_text(script)
    program.chmod(0o755)
    for setting in (
        "filter.x.clean",
        "filter.x.smudge",
        "core.fsmonitor",
        "diff.x.textconv",
        "diff.external",
    ):
        git(repository, "config", setting, str(program))
    git(repository, "config", "filter.x.required", "true")
    (repository / ".gitattributes").write_text("*.txt filter=x diff=x\n")
    git(repository, "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "add", ".gitattributes")
    tree = git(repository, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "write-tree")
    tip = git(repository, "commit-tree", tree, "-p", "HEAD", "-m", "attributes")
    git(repository, "-c", "core.hooksPath=/dev/null", "update-ref", "HEAD", tip)
    witness.unlink(missing_ok=True)

    root = (await worktrees.make("t1")).root
    (root / "notes.txt").write_text("two\n")
    inner = root / "inner"
    inner.mkdir()
    git(inner, "init", "--quiet")
    git(inner, "config", "core.fsmonitor", str(program))
    offer = await end(worktrees, "t1")

    assert offer is not None
    assert offer.files_changed == 1
    assert not witness.exists()


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


async def test_a_lock_that_a_killed_git_left_is_no_hindrance(worktrees: Worktrees, repository: Path) -> None:
    root = (await worktrees.make("t1")).root
    (root / "notes.txt").write_text("two\n")
    (repository / ".git/worktrees/t1/index.lock").touch()
    assert await end(worktrees, "t1") is not None


async def test_folders_files_and_links_in_each_others_place(worktrees: Worktrees, repository: Path) -> None:
    root = (await worktrees.make("t1")).root
    (root / "notes.txt").unlink()
    (root / "notes.txt").mkdir()
    (root / "notes.txt/inner").write_text("x\n")
    shutil.rmtree(root / "shop")
    (root / "shop").symlink_to("/etc")
    offer = await end(worktrees, "t1")
    assert offer is not None
    assert changes(repository, offer.branch) == {
        "notes.txt": "D",
        "notes.txt/inner": "A",
        "shop": "A",
        "shop/app.py": "D",
    }


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

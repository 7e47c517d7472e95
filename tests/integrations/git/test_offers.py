"""What a task has changed, offered as a branch; whatever lies in the repository, and however often."""

import os
import shutil
from pathlib import Path

import pytest

from integrations.git.worktree import BASE
from integrations.git.worktrees import Worktrees
from tests.integrations.git.conftest import LIMIT, end
from tests.support.git import branches, changes, commit, git


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

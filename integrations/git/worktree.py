"""One task's worktree: made from the repository's HEAD, offered as a branch, removed."""

import asyncio
import os
import shutil
from contextlib import suppress
from pathlib import Path

from domain.workspaces import OfferedBranch
from integrations.git.command import GitError, git, without_filters
from integrations.git.repositories import Repository, revision
from integrations.git.staging import tree_of_what_lies_in

BASE = "refs/worktree/devtools-base"
"""What the worktree began with; a ref of its own, made last and removed first: with it, it is complete."""
TIP = "refs/worktree/devtools-tip"
"""What is offered: if the gateway ends between two steps, the next one goes on with the same commit."""
BRANCH = "devtools/"
_OTHER_NAMES = 9
_AUTHOR = {
    f"GIT_{role}_{field}": value
    for role in ("AUTHOR", "COMMITTER")
    for field, value in (("NAME", "Dev-Tools"), ("EMAIL", "devtools@localhost"))
}


class Worktree:
    """At ``path``, which exists. Its own ``.git`` is named to git, so that no folder around it is ever meant.

    Every method raises :class:`~integrations.git.command.GitError`.
    """

    def __init__(self, path: Path, repository: Repository) -> None:
        self.path = path
        self.root = path / repository.below
        """The folder that stands for the workspace."""
        self._repository = repository
        self._options = (f"--git-dir={path / '.git'}", f"--work-tree={path}")

    async def is_complete(self) -> bool:
        """Neither making nor removing it was broken off. Raises also where it is another repository's."""
        if not (self.path / ".git").is_file():
            return False
        found = await self._git("rev-parse", "--path-format=absolute", "--git-common-dir")
        if Path(os.fsdecode(found).rstrip("\n")) != self._repository.common:
            raise GitError(f"{self.path} is a worktree of another repository than the workspace's")
        return await self._revision(BASE) is not None

    async def make(self) -> None:
        """From the repository's HEAD, whatever lies at ``path``."""
        await asyncio.to_thread(_emptied, self.path)
        top = self._repository.top
        # forced twice: an entry of an earlier try may be left, and locked
        add = ("worktree", "add", "--quiet", "--force", "--force", "--detach", str(self.path), "HEAD")
        await git(*add, at=top, settings=await without_filters(top))
        if not self.is_inside():
            raise GitError("the workspace's folder is a link in the repository's HEAD, and leads out of it")
        await asyncio.to_thread(self.root.mkdir, parents=True, exist_ok=True)
        await self._git("update-ref", BASE, "HEAD")

    async def offer(self, task_id: str) -> OfferedBranch | None:
        """What was changed, committed or not, as a branch; None where nothing was. Twice is as once."""
        base = await self._revision(BASE)
        if base is None:
            return None
        tip = await self._tip(await self._revision("HEAD") or base, task_id)
        if tip == base:
            return None
        branch = await self._branch(tip, task_id)
        files, insertions, deletions = await self._counts(base, tip)
        return OfferedBranch(
            branch=branch,
            commit=tip,
            base=base,
            files_changed=files,
            insertions=insertions,
            deletions=deletions,
        )

    async def remove(self) -> None:
        """Whatever lies in it. From the first step on it is not complete: half of it is never offered."""
        with suppress(GitError):
            await self._git("update-ref", "-d", BASE)
        command = ("worktree", "remove", "--force", "--force", str(self.path))
        try:
            await git(*command, at=self._repository.top)
        except GitError:  # it is not whole; without its folder, what git remembers of it can go
            await asyncio.to_thread(shutil.rmtree, self.path)
            with suppress(GitError):
                await git(*command, at=self._repository.top)

    async def _tip(self, head: str, task_id: str) -> str:
        """``head``, or a commit on top of it of what lies in the worktree."""
        settings = await without_filters(self._repository.top)
        tree = await tree_of_what_lies_in(self.path, options=self._options, settings=settings)
        if tree == await self._tree(head):
            return head
        earlier = await self._revision(TIP)
        if earlier and await self._tree(earlier) == tree and await self._revision(f"{earlier}^") == head:
            return earlier
        message = f"Changes of task {task_id}\n\nLeft uncommitted when the task ended.\n"
        made = await self._git(
            "commit-tree", tree, "-p", head, "-F", "-", stdin=message.encode(), env=_AUTHOR
        )
        tip = made.decode().strip()
        await self._git("update-ref", TIP, tip)
        return tip

    async def _branch(self, tip: str, task_id: str) -> str:
        """A branch at ``tip``. A name that is taken is left alone, and another one is used."""
        own = f"{BRANCH}{task_id}"
        # the last, for a repository with a branch `devtools`
        names = [own, *(f"{own}-{number}" for number in range(2, _OTHER_NAMES)), own.replace("/", "-")]
        fault = GitError(f"every name like {own} is taken")
        for name in names:
            there = await self._revision(f"refs/heads/{name}")
            if there == tip:
                return name
            if there is None:
                try:
                    await self._git("update-ref", f"refs/heads/{name}", tip, "")
                except GitError as error:
                    fault = error
                    continue
                return name
        raise fault

    async def _counts(self, base: str, tip: str) -> tuple[int, int, int]:
        """Files changed, lines added, lines removed."""
        how = ("-r", "--numstat", "-z", "--no-renames", "--no-ext-diff", "--no-textconv")
        found = await self._git("diff-tree", *how, base, tip)
        files = [record.split(b"\t") for record in found.split(b"\0") if record]
        added, removed = (sum(int(file[side]) for file in files if file[side].isdigit()) for side in (0, 1))
        return len(files), added, removed

    async def _tree(self, commit: str) -> str:
        return (await self._git("rev-parse", "--verify", f"{commit}^{{tree}}")).decode().strip()

    async def _revision(self, name: str) -> str | None:
        return await revision(self.path, name, *self._options)

    async def _git(self, *arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> bytes:
        return await git(*self._options, *arguments, at=self.path, stdin=stdin, env=env)

    def is_inside(self) -> bool:
        """The workspace's folder is no link to elsewhere, as it may become by a checkout."""
        return self.root.resolve().is_relative_to(self.path.resolve())


def _emptied(path: Path) -> None:
    """The folder itself stays: whoever makes the worktree holds its lock."""
    for entry in path.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()

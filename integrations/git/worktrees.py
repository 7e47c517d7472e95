"""The worktrees of all tasks, in one folder: which there are, and how many there may be."""

import asyncio
import fcntl
import logging
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

from domain.errors import ToolError, ToolFault
from domain.workspaces import names_a_folder
from integrations.git.command import GitError
from integrations.git.repositories import Repository, repository_of
from integrations.git.worktree import Worktree

LOCK_SECONDS = 120.0
LOOK_SECONDS = 0.05

logger = logging.getLogger(__name__)


class Worktrees:
    """The disk is the record: another process, or the next one, finds the same. ``limit`` bounds them.

    A worktree is made, offered and removed under a lock on its folder, which ends with the process.
    Every method raises :class:`~domain.errors.ToolError`.
    """

    def __init__(self, folder: Path, workspace: Path, *, limit: int) -> None:
        self._folder = folder
        self._workspace = workspace
        self._limit = limit
        self._complete: dict[str, Worktree] = {}
        self._told = False

    def tasks(self) -> Sequence[str]:
        """Those that have a folder, in whatever state it is."""
        if not self._folder.is_dir():
            return ()
        return tuple(sorted(path.name for path in self._folder.iterdir() if names_a_folder(path.name)))

    async def find(self, task_id: str) -> Worktree | None:
        """The task's worktree; None where it has none, or none that was ever used."""
        path = self._path(task_id)
        if not path.is_dir():
            self._complete.pop(task_id, None)
            return None
        if task_id not in self._complete:
            with _as_tool_errors():
                repository = await repository_of(self._workspace)
                if repository is None or not await (found := Worktree(path, repository)).is_complete():
                    return None
            self._complete[task_id] = found
        return self._complete[task_id]

    async def possible(self) -> bool:
        """The workspace is in a repository with a commit; where it is not, the log says so once."""
        with _as_tool_errors():
            found = await repository_of(self._workspace)
        if found is None and not self._told:
            self._told = True
            logger.warning(
                "%s is in no git repository with a commit: tasks change it itself, and get no worktree",
                self._workspace,
            )
        return found is not None

    async def make(self, task_id: str) -> Worktree:
        """The task's worktree, new or as it is."""
        path = self._path(task_id)
        repository = await self._repository()
        self._reserve(path)
        async with self._held(path):
            worktree = Worktree(path, repository)
            with _as_tool_errors():
                if not await worktree.is_complete():
                    await _made(worktree)
        self._complete[task_id] = worktree
        return worktree

    @asynccontextmanager
    async def ending(self, task_id: str) -> AsyncIterator[Worktree]:
        """The worktree to be offered and removed, with nobody else at it."""
        path = self._path(task_id)
        repository = await self._repository()
        async with self._held(path):
            yield Worktree(path, repository)
        self._complete.pop(task_id, None)

    async def _repository(self) -> Repository:
        with _as_tool_errors():
            found = await repository_of(self._workspace)
        if found is None:
            raise _failed(f"{self._workspace} is in no git repository any more")
        return found

    def _path(self, task_id: str) -> Path:
        if not names_a_folder(task_id):
            raise ToolError(f"{task_id[:100]!r} is no task's id", fault=ToolFault.NOT_CLEARED)
        return self._folder / task_id

    def _reserve(self, path: Path) -> None:
        """No await in here: calls that come at the same time do not pass the bound together."""
        if path.is_dir():
            return
        if len(self.tasks()) >= self._limit:
            raise ToolError(
                f"{self._limit} tasks have a worktree, and there are no more at once; the call was not made",
                fault=ToolFault.BUSY,
                permanent=False,
            )
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.mkdir(exist_ok=True)

    @asynccontextmanager
    async def _held(self, path: Path) -> AsyncIterator[None]:
        try:
            folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError as error:
            raise _failed(f"the task's worktree is gone: {error.strerror}") from error
        try:
            await _locked(folder)
            if not _is_at(path, folder):
                raise _failed("the task's worktree was taken away")
            yield
        finally:
            os.close(folder)


async def _made(worktree: Worktree) -> None:
    try:
        await worktree.make()
    except BaseException:  # cancelled or not: the place is free again
        with suppress(GitError, OSError):
            await worktree.remove()
        raise


async def _locked(folder: int) -> None:
    for _ in range(int(LOCK_SECONDS / LOOK_SECONDS)):
        with suppress(BlockingIOError):
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        await asyncio.sleep(LOOK_SECONDS)
    raise ToolError("the task's worktree is in use", fault=ToolFault.BUSY, permanent=False)


def _is_at(path: Path, folder: int) -> bool:
    try:
        return os.path.samestat(os.fstat(folder), path.lstat())
    except OSError:
        return False


@contextmanager
def _as_tool_errors() -> Iterator[None]:
    """A call that needs a worktree was not made without."""
    try:
        yield
    except (GitError, OSError) as error:
        raise _failed(f"the task gets no worktree, and the call was not made: {error}") from error


def _failed(why: str) -> ToolError:
    return ToolError(why, fault=ToolFault.DOWN, permanent=False)

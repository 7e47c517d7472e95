"""Servers that run for one task each, in the task's worktree."""

import asyncio
import shutil
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from config.mcp_servers import McpServer
from domain.errors import ToolError, ToolFault
from domain.orchestrations import OpenTasks
from domain.tool_listings import ListingCheck
from domain.tools import ToolSpec
from integrations.git.worktree import Worktree
from integrations.git.worktrees import Worktrees
from integrations.mcp.task_upstream import TaskUpstream
from integrations.mcp.upstreams import IDLE_SECONDS


class TaskServers:
    """``servers_at`` fills the servers in for a folder; those with ``worktree`` get a process for each task.

    Logs, and what a server keeps in its HOME, go with the task.
    """

    def __init__(
        self,
        worktrees: Worktrees,
        *,
        servers_at: Callable[[Path], Sequence[McpServer]],
        workspace: Path,
        log_dir: Path,
        listings: ListingCheck,
        orchestrations: OpenTasks,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        self._worktrees = worktrees
        self._servers_at = servers_at
        self._workspace = workspace
        self._log_dir = log_dir
        self._listings = listings
        self._orchestrations = orchestrations
        self._idle_seconds = idle_seconds
        self._apart = frozenset(server.name for server in servers_at(workspace) if server.worktree)
        self._running: dict[str, dict[str, TaskUpstream]] = defaultdict(dict)
        self._ending: set[str] = set()

    async def aclose(self) -> None:
        """Stop all processes; the worktrees stay."""
        await asyncio.gather(*(self._stop(task_id) for task_id in list(self._running)))

    async def find(self, task_id: str, spec: ToolSpec) -> TaskUpstream | None:
        """Where the task's call goes; None: to the shared server. Raises ToolError."""
        if spec.server not in self._apart:
            return None
        worktree = await self._worktrees.find(task_id)
        return None if worktree is None else self._upstream(task_id, spec.server, worktree)

    async def make(self, task_id: str, spec: ToolSpec) -> TaskUpstream | None:
        """The same for a task without a worktree, which gets one if the call may change something.

        None also where the workspace is in no repository. Raises :class:`~domain.errors.ToolError`, and
        :class:`~domain.errors.UnavailableError` where Postgres cannot tell whether the task is under way.
        """
        if spec.server not in self._apart or spec.read_only:
            return None
        if not await self._worktrees.possible():
            return None
        if not await self._orchestrations.open_among([task_id]):
            raise _over(task_id)
        return self._upstream(task_id, spec.server, await self._worktrees.make(task_id))

    def running(self) -> Mapping[str, int]:
        """Processes of each server."""
        return Counter(
            name
            for servers in self._running.values()
            for name, upstream in servers.items()
            if upstream.session.alive
        )

    def tasks(self) -> Sequence[str]:
        """Those that have a worktree on disk, of this process or an earlier one."""
        return self._worktrees.tasks()

    async def rest(self) -> None:
        """Stop what nobody has called for a while, and what has lost its worktree to another gateway."""
        there = set(self.tasks())
        for task_id, servers in list(self._running.items()):
            if task_id not in there:
                await self._stop(task_id)
                await self._forget(task_id)
            for upstream in list(servers.values()):
                if upstream.session.alive and upstream.session.idle_seconds > self._idle_seconds:
                    await upstream.session.rest()

    @asynccontextmanager
    async def ending(self, task_id: str) -> AsyncIterator[Worktree]:
        """The worktree of a task that is over: its processes are gone, and no call comes to it any more."""
        self._ending.add(task_id)
        try:
            await self._stop(task_id)
            async with self._worktrees.ending(task_id) as worktree:
                yield worktree
            await self._forget(task_id)
        finally:
            self._ending.discard(task_id)

    def _upstream(self, task_id: str, server: str, worktree: Worktree) -> TaskUpstream:
        if task_id in self._ending:
            raise _over(task_id)
        if not worktree.is_inside():
            raise ToolError("the task's workspace is a link that leads out", fault=ToolFault.DOWN)
        its = self._running[task_id]
        if server not in its:
            (filled,) = (each for each in self._servers_at(worktree.root) if each.name == server)
            its[server] = TaskUpstream(
                filled,
                log_dir=self._logs(task_id),
                root=worktree.root,
                workspace=self._workspace,
                listings=self._listings,
            )
        return its[server]

    async def _stop(self, task_id: str) -> None:
        servers = self._running.pop(task_id, {})
        await asyncio.gather(*(upstream.session.aclose() for upstream in servers.values()))

    async def _forget(self, task_id: str) -> None:
        await asyncio.to_thread(shutil.rmtree, self._logs(task_id), ignore_errors=True)

    def _logs(self, task_id: str) -> Path:
        return self._log_dir / "tasks" / task_id


def _over(task_id: str) -> ToolError:
    return ToolError(
        f"task {task_id[:100]!r} is not under way: nothing is changed for it", fault=ToolFault.NOT_CLEARED
    )

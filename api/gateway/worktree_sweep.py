"""Tasks that are over: what they changed is offered as a branch, and their worktrees go."""

import asyncio

import structlog

from domain.errors import DevToolsError, UnavailableError
from domain.events import EventStore
from domain.orchestrations import OpenTasks
from domain.workspaces import OFFERED
from integrations.mcp.task_servers import TaskServers

SECONDS = 3.0

logger = structlog.stdlib.get_logger(__name__)


class WorktreeSweep:
    """What it did not come to, it does at its next round, in this process or the next one."""

    def __init__(self, task_servers: TaskServers, *, orchestrations: OpenTasks, events: EventStore) -> None:
        self._task_servers = task_servers
        self._orchestrations = orchestrations
        self._events = events
        self._told: dict[str, str] = {}

    async def run(self) -> None:
        while True:
            try:
                await self.once()
            except UnavailableError as error:
                logger.warning("worktrees are not swept", reason=str(error))
            except Exception:  # one fault must not leave all worktrees of all tasks to come
                logger.exception("the sweep of worktrees failed, and goes on")
            await asyncio.sleep(SECONDS)

    async def once(self) -> None:
        """End the worktree of each task that is over, or that no orchestration is known of."""
        tasks = self._task_servers.tasks()
        if tasks:
            under_way = await self._orchestrations.open_among(tasks)
            for task_id in tasks:
                if task_id not in under_way:
                    await self._end(task_id)
        await self._task_servers.rest()

    async def _end(self, task_id: str) -> None:
        """One that cannot be ended is left as it is, work and all; the log says so once."""
        try:
            await self._offered(task_id)
        except UnavailableError:
            raise
        except (DevToolsError, OSError) as error:
            if self._told.get(task_id) != str(error):
                self._told[task_id] = str(error)
                logger.warning("a worktree is left, its task is over", task_id=task_id, reason=str(error))
        else:
            self._told.pop(task_id, None)

    async def _offered(self, task_id: str) -> None:
        """Told before it is removed: if the gateway ends in between, all of it is done again to no effect."""
        async with self._task_servers.ending(task_id) as worktree:
            offer = await worktree.offer(task_id) if await worktree.is_complete() else None
            if offer is not None:
                await self._events.append(
                    task_id=task_id, kind=OFFERED, payload=offer.model_dump(mode="json"), key=OFFERED
                )
                logger.info("a branch is offered", task_id=task_id, branch=offer.branch)
            await worktree.remove()

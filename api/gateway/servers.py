"""The MCP servers behind the gateway: those that all tasks share, and those that run for one task each."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass

from api.background import in_background
from api.gateway.worktree_sweep import WorktreeSweep
from config.mcp_servers import ServerFiles
from config.settings import Settings
from domain.tool_listings import ListingStore
from integrations.git.worktrees import Worktrees
from integrations.mcp.task_servers import TaskServers
from integrations.mcp.upstream import UpstreamState
from integrations.mcp.upstreams import Upstreams
from integrations.postgres.events import PostgresEvents
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool
from integrations.postgres.tool_listings import PostgresToolListings


@dataclass(frozen=True, kw_only=True)
class Servers:
    """``listings``: what each said of its tools, and what is held back since it says otherwise."""

    shared: Upstreams
    for_tasks: TaskServers
    listings: ListingStore

    def states(self) -> Sequence[UpstreamState]:
        """How each server is, with its processes for tasks counted."""
        running = self.for_tasks.running()
        return tuple(
            state.model_copy(update={"task_processes": running.get(state.name, 0)})
            for state in self.shared.states()
        )


@asynccontextmanager
async def open_servers(settings: Settings, pool: Pool, *, files: ServerFiles) -> AsyncIterator[Servers]:
    """None of them needs to answer. Worktrees of tasks that are over are put away all the while."""
    workspace, logs = settings.workspace, settings.state_dir / "logs"
    listings, orchestrations = PostgresToolListings(pool), PostgresOrchestrations(pool)
    shared = Upstreams(files.at(workspace), logs, listings=listings, workspace=workspace)
    for_tasks = TaskServers(
        Worktrees(settings.worktrees_dir, workspace, limit=settings.max_worktrees),
        servers_at=files.at,
        workspace=workspace,
        log_dir=logs,
        listings=listings,
        orchestrations=orchestrations,
    )
    sweep = WorktreeSweep(for_tasks, orchestrations=orchestrations, events=PostgresEvents(pool))
    async with shared, aclosing(for_tasks), in_background(sweep.run()):
        yield Servers(shared=shared, for_tasks=for_tasks, listings=listings)

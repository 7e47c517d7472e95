"""A gateway over a workspace in a git repository, and tasks that change files through it."""

import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from config.settings import Settings
from domain.errors import ToolError, ToolFault
from domain.events import Event
from domain.orchestrations import OrchestrationRequest, OrchestrationStatus, Outcome
from domain.risk.levels import RiskLevel
from domain.tools import Caller
from domain.workspaces import OFFERED
from integrations.gateway.toolbox import GatewayToolbox
from integrations.keys.tickets import TicketSigner
from integrations.postgres.events import PostgresEvents
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool, create_pool
from tests.support.gateway import RunningGateway, gateway
from tests.support.installation import SUPPORT, make_config, make_settings
from tests.support.waiting import until


@dataclass(frozen=True)
class Tasks:
    """Tasks of a database, and their calls at a gateway."""

    settings: Settings
    pool: Pool
    toolbox: GatewayToolbox
    agent: str = "infrastructure"

    async def begin(self, *task_ids: str) -> None:
        for task_id in task_ids:
            request = OrchestrationRequest(task_id=task_id, description="change files", requester="t")
            await PostgresOrchestrations(self.pool).create(request, body_sha256=task_id)

    async def finish(self, task_id: str) -> None:
        outcome = Outcome(task_id=task_id, status=OrchestrationStatus.COMPLETED, summary="done")
        await PostgresOrchestrations(self.pool).finish(outcome)

    async def call(self, task_id: str, tool: str, **arguments: Any) -> str:
        caller = Caller(agent=self.agent, task_id=task_id, step_id="s", call_id="c", level=RiskLevel.CRITICAL)
        spec = await self.toolbox.spec(tool)
        return (await self.toolbox.call(spec, arguments, caller=caller)).text

    async def refusal(self, task_id: str, tool: str, **arguments: Any) -> tuple[ToolFault, bool]:
        """The fault of a call that must fail, and whether its outcome is unknown."""
        try:
            answer = await self.call(task_id, tool, **arguments)
        except ToolError as error:
            return error.fault, error.outcome_unknown
        raise AssertionError(f"{tool} answered {answer!r}")

    async def ended(self, task_id: str) -> Event | None:
        """Once the task's worktree is gone: what was offered."""
        await until(lambda: not self.worktree(task_id).exists(), what=f"the end of {task_id}'s worktree")
        return await PostgresEvents(self.pool).latest(task_id, OFFERED)

    def worktree(self, task_id: str) -> Path:
        return self.settings.state_dir / "worktrees" / task_id

    def starts(self, server: str = "test") -> list[int]:
        """Process ids of the tests' own servers, in the order in which they started."""
        path = starts_file(self.settings, server)
        return [int(line) for line in path.read_text().split()] if path.exists() else []


def starts_file(settings: Settings, server: str) -> Path:
    return settings.state_dir.parent / f"{server}-starts"


def install(
    folder: Path, database_url: str, *, servers: Sequence[str] = ("test",), below: str = "", **more: Any
) -> Settings:
    """The workspace is ``below`` in the folder ``workspace``; ``servers``: shipped, ``test``, ``rude``.

    ``test`` is no fork here: tests look whether its very process is gone.
    """
    config = make_config(folder / "config", shipped_servers=True)
    settings = make_settings(folder, database_url=database_url, temporal_address="127.0.0.1:1", **more)
    settings = settings.model_copy(update={"workspace": settings.workspace / below})
    settings.workspace.mkdir(exist_ok=True)
    path = config / "mcp/servers.yaml"
    file = yaml.safe_load(path.read_text(encoding="utf-8"))
    file["servers"]["test"] |= {
        "command": sys.executable,
        "args": [str(SUPPORT / "mcp_server.py")],
        "worktree": True,
        "start": "lazy",
    }
    file["servers"]["test"]["env"]["STARTS_FILE"] = str(starts_file(settings, "test"))
    file["servers"]["rude"] = {
        "command": sys.executable,
        "args": [str(SUPPORT / "rude_server.py")],
        "env": {"WORD_FILE": "{workspace}/word", "STARTS_FILE": str(starts_file(settings, "rude"))},
        "paths": ["path"],
        "worktree": True,
    }
    file["servers"] = {name: file["servers"][name] for name in servers}
    path.write_text(yaml.safe_dump(file), encoding="utf-8")
    agents = config / "agents/agents.yaml"
    found = yaml.safe_load(agents.read_text(encoding="utf-8"))
    found["agents"]["infrastructure"]["tools"] = ["*.*"]
    agents.write_text(yaml.safe_dump(found), encoding="utf-8")
    return settings


@asynccontextmanager
async def tasks_of(settings: Settings) -> AsyncIterator[tuple[Tasks, RunningGateway]]:
    """With a gateway of their own."""
    async with gateway(settings) as running, tasks_at(settings, running.url) as tasks:
        yield tasks, running


@asynccontextmanager
async def tasks_at(settings: Settings, url: str, *, agent: str = "infrastructure") -> AsyncIterator[Tasks]:
    pool = await create_pool(settings.require_database_url())
    try:
        async with GatewayToolbox(url, TicketSigner(settings.tool_keys_dir)) as toolbox:
            yield Tasks(settings, pool, toolbox, agent)
    finally:
        await pool.close()

"""Processes of one task each: which there are, for how long, and that they must be what was accepted."""

import sys
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from config.mcp_servers import McpServer
from domain.errors import ToolError, ToolFault
from integrations.git.worktrees import Worktrees
from integrations.mcp.task_servers import TaskServers
from integrations.mcp.upstreams import Upstreams
from tests.support.git import make_repository
from tests.support.installation import SUPPORT
from tests.support.listings import MemoryListings
from tests.support.processes import is_running


class AllOpen:
    async def open_among(self, task_ids: Collection[str]) -> set[str]:
        return set(task_ids)


class Bench:
    """The shared servers of a workspace, and those of its tasks."""

    def __init__(self, folder: Path, *, idle_seconds: float) -> None:
        self.folder = folder
        self.workspace = make_repository(folder / "workspace")
        self.listings = MemoryListings()
        self.shared = Upstreams(
            self.at(self.workspace), folder / "logs", listings=self.listings, workspace=self.workspace
        )
        self.own = TaskServers(
            Worktrees(folder / "worktrees", self.workspace, limit=5),
            servers_at=self.at,
            workspace=self.workspace,
            log_dir=folder / "logs",
            listings=self.listings,
            orchestrations=AllOpen(),
            idle_seconds=idle_seconds,
        )

    def at(self, workspace: Path) -> Sequence[McpServer]:
        env = {"WORD_FILE": f"{workspace}/word", "STARTS_FILE": f"{self.folder}/starts"}
        rude = McpServer(
            name="rude", command=sys.executable, args=(str(SUPPORT / "rude_server.py"),), env=env
        )
        return [rude.model_copy(update={"worktree": True}), rude.model_copy(update={"name": "other"})]

    def starts(self) -> list[int]:
        return [int(line) for line in (self.folder / "starts").read_text().split()]

    async def call(self, tool: str, **arguments: object) -> str:
        spec = await self.shared.spec(tool)
        upstream = await self.own.find("t1", spec) or await self.own.make("t1", spec)
        return (await (upstream or self.shared).call(spec, arguments)).text


async def test_a_process_that_nobody_calls_is_stopped_and_starts_when_it_is_needed(tmp_path: Path) -> None:
    bench = Bench(tmp_path, idle_seconds=0)
    async with bench.shared:
        await bench.call("rude.destroy", what="it")
        first = bench.starts()[-1]
        assert bench.own.running() == {"rude": 1}
        await bench.own.rest()
        assert bench.own.running() == {}
        assert await bench.call("rude.echo", text="again") == "again"
        assert bench.starts()[-1] != first
        await bench.own.aclose()
    assert not [pid for pid in bench.starts() if is_running(pid)]


async def test_a_server_that_is_not_of_the_workspace_is_shared_by_all(tmp_path: Path) -> None:
    bench = Bench(tmp_path, idle_seconds=9)
    async with bench.shared:
        await bench.call("other.destroy", what="it")
        assert bench.own.tasks() == ()
        await bench.own.aclose()


async def test_a_tasks_process_writes_no_listing_and_takes_what_people_accept(tmp_path: Path) -> None:
    bench = Bench(tmp_path, idle_seconds=9)
    async with bench.shared:
        await bench.call("rude.destroy", what="it")
        for folder in (tmp_path / "worktrees/t1", bench.workspace):
            (folder / "word").write_text("Another word.")
        await bench.own.aclose()  # the next process of the task reads the word
        with pytest.raises(ToolError) as refused:
            await bench.call("rude.described")
        assert refused.value.fault is ToolFault.CHANGED
        assert await bench.listings.quarantined() == []
        await bench.shared._all["rude"].session.rest()
        with suppress(ToolError):
            await bench.shared.call(await bench.shared.spec("rude.described"), {})
        (held,) = [held for held in await bench.listings.quarantined() if held.server == "rude"]
        await bench.listings.accept("rude", "described", digest=held.digest, person="ada")
        await bench.shared.look_again("rude")
        assert await bench.call("rude.described") == "described"
        await bench.own.aclose()

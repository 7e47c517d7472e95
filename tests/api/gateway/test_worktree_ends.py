"""What a task has changed is offered as a branch when it is over, whatever the gateway went through."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from config.settings import Settings
from domain.errors import ToolFault
from domain.events import EventFilter
from domain.workspaces import OFFERED, OfferedBranch
from integrations.postgres.events import PostgresEvents
from tests.support.git import branches, changes, git, make_repository
from tests.support.installation import environment
from tests.support.processes import free_port, is_running, program, says_ready
from tests.support.waiting import until
from tests.support.worktrees import Tasks, install, tasks_at, tasks_of


@pytest.fixture
def settings(tmp_path: Path, fresh_database_url: str) -> Settings:
    found = install(tmp_path, fresh_database_url)
    make_repository(found.workspace)
    return found


async def test_the_end_offers_exactly_the_change_and_stops_the_processes(settings: Settings) -> None:
    async with tasks_of(settings) as (tasks, _):
        await tasks.begin("t1", "t2", "t3")
        for task_id in ("t1", "t2"):
            await tasks.call(task_id, "test.append_line", line=f"of {task_id}")
        await tasks.call("t3", "test.wipe")  # says that it changes something, and does not
        pid = tasks.starts()[1]
        await tasks.finish("t1")
        await tasks.finish("t3")
        event, nothing = await tasks.ended("t1"), await tasks.ended("t3")
        assert nothing is None
        assert event is not None
        offer = OfferedBranch.model_validate(event.payload)
        assert (offer.branch, offer.files_changed, offer.insertions, offer.deletions) == (
            "devtools/t1",
            1,
            1,
            0,
        )
        assert offer.commit == git(settings.workspace, "rev-parse", "devtools/t1")
        assert changes(settings.workspace, "devtools/t1") == {"lines.txt": "A"}
        assert git(settings.workspace, "show", "devtools/t1:lines.txt") == "of t1"
        assert branches(settings.workspace) == ["devtools/t1", "main"]
        assert git(settings.workspace, "status", "--porcelain") == ""
        assert not is_running(pid)
        assert not (settings.state_dir / "logs/tasks/t1").exists()
        assert (tasks.worktree("t2") / "lines.txt").read_text() == "of t2\n"
        told = [event.kind for event in await PostgresEvents(tasks.pool).since("t1")]
        assert told == ["orchestration.queued", "orchestration.finished", OFFERED]
        followed = [
            event.kind
            async for batch in PostgresEvents(tasks.pool).follow(EventFilter(task_id="t1"))
            for event in batch
        ]
        assert followed == told
        late = await tasks.refusal("t1", "test.append_line", line="late")
        assert late == (ToolFault.NOT_CLEARED, False)


async def test_a_task_that_ends_in_mid_call_is_offered_as_far_as_it_came(settings: Settings) -> None:
    async with tasks_of(settings) as (tasks, _):
        await tasks.begin("t1")
        slow = asyncio.create_task(tasks.refusal("t1", "test.slow_append", line="half"))
        lines = tasks.worktree("t1") / "lines.txt"
        await until(lines.exists, what="the call to be under way")
        await tasks.finish("t1")
        assert await slow == (ToolFault.CRASHED, True)
        assert await tasks.ended("t1") is not None
    assert git(settings.workspace, "show", "devtools/t1:lines.txt") == "half"


async def test_a_gateway_that_comes_back_finds_the_worktrees_of_its_tasks(settings: Settings) -> None:
    async with tasks_of(settings) as (tasks, _):
        await tasks.begin("goes-on", "over")
        for task_id in ("goes-on", "over"):
            await tasks.call(task_id, "test.append_line", line="before")
        processes = tasks.starts()
    assert not [pid for pid in processes if is_running(pid)]
    async with tasks_of(settings) as (tasks, _):
        await tasks.finish("over")
        await tasks.call("goes-on", "test.append_line", line="after")
        assert await tasks.ended("over") is not None
        await tasks.finish("goes-on")
        assert await tasks.ended("goes-on") is not None
    assert git(settings.workspace, "show", "devtools/goes-on:lines.txt") == "before\nafter"


@asynccontextmanager
async def _process(settings: Settings) -> AsyncIterator[tuple[Tasks, asyncio.subprocess.Process]]:
    """A gateway that can be killed."""
    port = free_port()
    told = settings.model_copy(update={"gateway_url": f"http://127.0.0.1:{port}"})
    env = {**environment(told), "DEVTOOLS_GATEWAY_PORT": str(port)}
    async with (
        program("api", "gateway", env=env, ready=lambda: says_ready(told.gateway_base_url)) as process,
        tasks_at(told, told.gateway_base_url) as tasks,
    ):
        yield tasks, process


async def test_a_gateway_that_is_killed_loses_no_work(settings: Settings) -> None:
    async with _process(settings) as (tasks, process):
        await tasks.begin("t1")
        await tasks.call("t1", "test.append_line", line="before the kill")
        process.send_signal(signal.SIGKILL)
        await process.wait()
        await tasks.finish("t1")
    await until(lambda: not [pid for pid in tasks.starts() if is_running(pid)], what="its servers to go")
    async with tasks_of(settings) as (tasks, _):
        assert await tasks.ended("t1") is not None
    assert changes(settings.workspace, "devtools/t1") == {"lines.txt": "A"}


async def test_over_the_bound_a_call_is_busy_until_a_task_has_ended(
    tmp_path: Path, fresh_database_url: str
) -> None:
    settings = install(tmp_path, fresh_database_url, max_worktrees=1)
    make_repository(settings.workspace)
    async with tasks_of(settings) as (tasks, _):
        await tasks.begin("t1", "t2")
        await tasks.call("t1", "test.append_line", line="one")
        assert await tasks.refusal("t2", "test.append_line", line="two") == (ToolFault.BUSY, False)
        assert await tasks.call("t2", "test.echo", text="reads as ever") == "reads as ever"
        await tasks.finish("t1")
        await tasks.ended("t1")
        await tasks.call("t2", "test.append_line", line="two")


async def test_a_workspace_without_a_repository_is_changed_itself_as_ever(
    tmp_path: Path, fresh_database_url: str
) -> None:
    settings = install(tmp_path, fresh_database_url)
    async with tasks_of(settings) as (tasks, running):
        for task_id in ("t1", "t2"):
            await tasks.call(task_id, "test.append_line", line=f"of {task_id}")
        assert (settings.workspace / "lines.txt").read_text() == "of t1\nof t2\n"
        assert not any(running.resources.servers.for_tasks.running().values())
    assert not settings.worktrees_dir.exists()


async def test_a_workspace_below_the_repositorys_top(tmp_path: Path, fresh_database_url: str) -> None:
    settings = install(tmp_path, fresh_database_url, servers=("test", "filesystem"), below="shop")
    repository = make_repository(settings.workspace.parent)
    async with tasks_of(settings) as (tasks, _):
        await tasks.begin("t1")
        await tasks.call("t1", "test.append_line", line="below")
        assert tasks.worktree("t1").joinpath("shop/lines.txt").exists()
        shown = await tasks.call("t1", "filesystem.find_files", pattern="*")
        assert shown.splitlines() == ["app.py", "lines.txt"]
        above = await tasks.call("t1", "filesystem.read_text_file", path="../notes.txt")
        assert "'..' is not allowed" in above
        await tasks.finish("t1")
        assert await tasks.ended("t1") is not None
    assert changes(repository, "devtools/t1") == {"shop/lines.txt": "A"}
    assert git(repository, "status", "--porcelain") == ""

"""The supervisor over cheap parts: order, crashes, clean stops."""

import asyncio
import os
import signal
from typing import Any

import psutil
import pytest

from cli.stack import strays
from cli.stack.part import Part
from cli.stack.runner import Backoff
from cli.stack.state import PartPhase, StackState, recorded_stack
from domain.errors import UnavailableError
from tests.support.processes import is_running
from tests.support.waiting import until

Bench = Any


async def test_parts_start_after_what_they_need_and_stop_before_it(bench: Bench) -> None:
    job_saw: list[list[str]] = []

    async def job(_: Any) -> None:
        job_saw.append(bench.entries())

    supervisor = bench.supervisor(
        bench.part("worker", needs=("migrations",)),
        Part(name="migrations", needs=("database",), ready=job),
        bench.part("database"),
    )
    await supervisor.start(lambda: {"NAME": "value"})
    pids = [bench.pid("database"), bench.pid("worker")]
    assert recorded_stack(bench.state_dir) == bench.state
    assert bench.state.ready
    assert bench.state.exports == {"NAME": "value"}
    await supervisor.stop()
    assert job_saw == [["start database"]]
    assert bench.entries() == ["start database", "start worker", "stop worker", "stop database"]
    assert not any(is_running(pid) for pid in pids)
    assert (bench.state_dir / "stack.json").stat().st_mode & 0o077 == 0


async def test_what_a_part_prints_is_in_its_log_with_time_and_name(bench: Bench) -> None:
    supervisor = bench.supervisor(bench.part("api"))
    await supervisor.start()
    await supervisor.stop()
    time, _, rest = (bench.state_dir / "logs" / "api.log").read_text().partition(" ")
    assert time.endswith("Z")
    assert rest == "api | hello from api\n"


async def test_a_killed_part_is_started_again_and_this_is_said_once(bench: Bench) -> None:
    supervisor = bench.supervisor(bench.part("worker"))
    await supervisor.start()
    first = bench.pid("worker")
    os.kill(first, signal.SIGKILL)
    second = await until(
        lambda: bench.state.parts[0].phase is PartPhase.READY and bench.pid("worker") not in (None, first)
    )
    assert second
    assert bench.state.parts[0].restarts == 1
    assert bench.listener.lines == ["worker was ended by SIGKILL; starting it again in 0.5 s (restart 1)"]
    await supervisor.stop()
    assert bench.entries() == ["start worker", "start worker", "stop worker"]


def test_the_pause_doubles_up_to_30_s_and_a_steady_part_begins_anew() -> None:
    backoff = Backoff()
    assert [backoff.after(1.0) for _ in range(8)] == [0.5, 1, 2, 4, 8, 16, 30, 30]
    assert backoff.after(60.0) == 0.5


async def test_a_part_that_never_gets_ready_ends_the_start_with_its_last_words(bench: Bench) -> None:
    code = "import sys; print('no such key: LLM'); sys.exit(2)"
    supervisor = bench.supervisor(bench.part("database"), bench.part("api", needs=("database",), code=code))
    with pytest.raises(UnavailableError, match=r"api ended by itself \(exit code 2\)(.|\n)*no such key: LLM"):
        await supervisor.start()
    await supervisor.stop()
    assert bench.entries() == ["start database", "stop database"]


async def test_a_part_that_will_not_stop_is_killed_after_its_grace(
    bench: Bench, codes: dict[str, str]
) -> None:
    supervisor = bench.supervisor(bench.part("stubborn", code=codes["stubborn"], grace=0.3))
    await supervisor.start()
    pid = bench.pid("stubborn")
    await supervisor.stop()
    assert bench.entries() == ["start stubborn", "refused stubborn"]
    assert not is_running(pid)


async def test_grandchildren_in_sessions_of_their_own_go_too(bench: Bench, codes: dict[str, str]) -> None:
    supervisor = bench.supervisor(bench.part("worker", code=codes["family"]))
    await supervisor.start()
    (grandchild,) = psutil.Process(bench.pid("worker")).children()
    await supervisor.stop()
    await until(lambda: not is_running(grandchild.pid), what="the end of the grandchild")


async def test_a_stop_in_the_middle_of_the_start_leaves_nothing(bench: Bench, codes: dict[str, str]) -> None:
    never_ready = codes["serve"].replace("pathlib.Path(sign).touch()", "")
    supervisor = bench.supervisor(bench.part("database"), bench.part("api", code=never_ready))
    starting = asyncio.create_task(supervisor.start())
    await until(lambda: len(bench.entries()) == 2)
    pids = [part.pid for part in bench.state.parts]
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)
    await supervisor.stop()
    assert not any(is_running(pid) for pid in pids)


async def test_left_over_processes_are_stopped_but_a_stranger_with_the_same_pid_is_not(bench: Bench) -> None:
    supervisor = bench.supervisor(bench.part("worker"))
    await supervisor.start()
    mine = bench.state.parts[0]
    older = mine.model_copy(update={"created": mine.created - 100})
    another = mine.model_copy(update={"argv": ["sleep", "1"]})
    assert strays.stop_left_over([older, another]) == []
    assert is_running(mine.pid)
    recorded = recorded_stack(bench.state_dir)
    assert isinstance(recorded, StackState)
    bench.state.parts[0].restarts = 0
    assert await asyncio.to_thread(strays.stop_left_over, recorded.parts) == ["worker"]
    await supervisor.stop()
    assert bench.entries()[:2] == ["start worker", "stop worker"]

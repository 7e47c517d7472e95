"""The lock and the notes of a state folder, as a second command sees them."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from cli.stack.state import (
    StackState,
    lock_holder,
    open_state_dir,
    recorded_stack,
    running_stack,
    stack_lock,
)
from domain.errors import ConflictError
from tests.support.waiting import until

HOLD = """
import sys, time; from pathlib import Path; from cli.stack.state import stack_lock
with stack_lock(Path(sys.argv[1])): time.sleep(60)
"""


async def test_a_second_stack_is_refused_with_the_pid_of_the_first_until_that_dies(tmp_path: Path) -> None:
    open_state_dir(tmp_path)
    StackState(pid=1, exports={"A": "b"}).save(tmp_path)
    assert running_stack(tmp_path) is None
    first = await asyncio.create_subprocess_exec(sys.executable, "-c", HOLD, str(tmp_path))
    try:
        await until(lambda: lock_holder(tmp_path) == first.pid, what="the first stack")
        with (
            pytest.raises(ConflictError, match=rf"already runs on .*process {first.pid}"),
            stack_lock(tmp_path),
        ):
            pass
        stack = running_stack(tmp_path)
        assert stack is not None
        assert stack.exports == {"A": "b"}
    finally:
        first.kill()
        await first.wait()
    with stack_lock(tmp_path):
        assert lock_holder(tmp_path) == os.getpid()
    assert lock_holder(tmp_path) is None


def test_notes_of_another_version_that_make_no_sense_are_no_stack(tmp_path: Path) -> None:
    assert recorded_stack(tmp_path / "missing") is None
    (tmp_path / "stack.json").write_text('{"pid": "many"}')
    assert recorded_stack(tmp_path) is None


def test_the_state_folder_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.mkdir(mode=0o755)
    open_state_dir(folder)
    assert [path.stat().st_mode & 0o777 for path in (folder, folder / "logs")] == [0o700, 0o700]

"""Root starts Postgres as somebody else, who must get at the files whatever folders they lie in."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from domain.errors import ConfigurationError
from integrations.postgres.embedded import EmbeddedPostgres, find_binaries
from integrations.postgres.pool import connect
from tests.support.postgres import FAST, running
from tests.support.processes import free_port

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another account")

BINARIES = find_binaries()
drops = pytest.mark.skipif(
    any(folder.stat().st_mode & stat.S_IXOTH == 0 for folder in BINARIES.parents),
    reason="this environment lies in a closed folder: no other account reaches Postgres' programs",
)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """One that every account can pass through, unlike ``tmp_path``."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


async def _runs(state: Path) -> int:
    """Start, use, stop; returns the user id it ran as."""
    server = EmbeddedPostgres(state, port=free_port(), settings=FAST)
    async with running(server) as process:
        connection = await connect(server.url)
        assert await connection.fetchval("SELECT 1") == 1
        await connection.close()
        return psutil.Process(process.pid).uids().effective


@drops
async def test_root_drops_to_an_unprivileged_account(open_folder: Path) -> None:
    assert await _runs(open_folder) != 0


@drops
async def test_without_namespaces_the_state_folder_is_opened_for_passing_only(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = open_folder / "bin"
    programs.mkdir()
    found = shutil.which("test")
    assert found
    (programs / "test").symlink_to(found)
    state = open_folder / "state"
    state.mkdir(mode=0o700)
    monkeypatch.setenv("PATH", str(programs))
    assert await _runs(state) != 0
    assert state.stat().st_mode & 0o777 == 0o701


@drops
async def test_files_of_one_way_are_taken_over_by_another(open_folder: Path) -> None:
    state = open_folder / "state"
    state.mkdir(mode=0o700)
    await _runs(state)  # where namespaces are allowed, as nobody in one of its own: root to the others
    state.chmod(0o711)
    assert await _runs(state) != 0


def test_a_folder_that_nobody_may_enter_is_explained(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ConfigurationError, match="DATABASE_URL"):
        EmbeddedPostgres(closed / "state", port=free_port()).prepare()

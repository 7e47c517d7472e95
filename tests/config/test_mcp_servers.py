"""Servers that are filled in for one folder after another."""

from pathlib import Path

import pytest
import yaml

from config.mcp_servers import SERVERS_FILE, ServerFiles, load_servers
from config.settings import CONFIG_DIR
from domain.errors import ConfigurationError


def write(folder: Path, **server: object) -> Path:
    path = folder / SERVERS_FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump({"servers": {"one": server}}), encoding="utf-8")
    return path


def test_a_server_of_another_folder_differs_in_that_alone(tmp_path: Path) -> None:
    """The files and the variables of the start count, whatever has become of them."""
    env = {"FOLDER": "{workspace}/x", "KEY": "{env:KEY}"}
    path = write(tmp_path, command="run", args=["{workspace}"], env=env, worktree=True)
    environ = {"KEY": "{workspace}"}
    files = ServerFiles.read(tmp_path, environ=environ)
    (here,) = files.at(Path("/here"))
    path.unlink()
    environ["KEY"] = "another"
    (there,) = files.at(Path("/there"))
    assert (there.args, there.env) == (("/there",), {"FOLDER": "/there/x", "KEY": "{workspace}"})
    assert there.model_copy(update={"args": here.args, "env": here.env}) == here


def test_a_url_cannot_be_kept_apart_for_a_task(tmp_path: Path) -> None:
    write(tmp_path, url="https://example.org/mcp", worktree=True)
    with pytest.raises(ConfigurationError, match="worktree is for a command"):
        load_servers(tmp_path, Path("/here"))


def test_the_shipped_servers_that_write_in_the_workspace_are_kept_apart() -> None:
    servers = load_servers(CONFIG_DIR, Path("/here"), profile="full", environ={})
    assert {server.name for server in servers if server.worktree} == {"filesystem", "git", "files"}
    in_the_workspace = {server.name for server in servers if "/here" in server.model_dump_json()}
    assert in_the_workspace == {"filesystem", "git", "files", "memory"}

"""The servers that ship, as they ship: our filesystem server and mcp-server-git, over stdio."""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from config.mcp_servers import load_servers
from config.settings import CONFIG_DIR
from domain.errors import ToolError
from domain.risk.levels import RiskLevel
from domain.tools import ToolResult
from integrations.mcp.upstreams import Upstreams
from tests.support.git import git
from tests.support.listings import MemoryListings


@pytest.fixture
async def toolbox(workspace: Path, tmp_path: Path) -> AsyncIterator[Upstreams]:
    git(workspace, "add", "--all")
    git(workspace, "commit", "--quiet", "--message", "first")
    async with Upstreams(
        load_servers(CONFIG_DIR, workspace), tmp_path / "logs", listings=MemoryListings()
    ) as toolbox:
        await toolbox.settled()
        yield toolbox


async def call(toolbox: Upstreams, name: str, **arguments: Any) -> ToolResult:
    return await toolbox.call(await toolbox.spec(name), arguments)


async def test_both_servers_run_and_their_tools_are_rated(toolbox: Upstreams) -> None:
    assert toolbox.counts() == {"filesystem": 4, "git": 12}
    assert toolbox.faults() == {}
    specs = {spec.name: spec for spec in await toolbox.specs()}
    assert specs["git.git_status"].read_only
    assert specs["git.git_status"].level is RiskLevel.LOW
    assert specs["git.git_commit"].level is RiskLevel.MEDIUM
    assert specs["git.git_reset"].level is RiskLevel.HIGH
    assert all(spec.read_only for name, spec in specs.items() if name.startswith("filesystem."))


async def test_files_are_read_and_searched(toolbox: Upstreams) -> None:
    listed = await call(toolbox, "filesystem.list_directory")
    found = await call(toolbox, "filesystem.find_files", pattern="config/**/*.yaml")
    read = await call(toolbox, "filesystem.read_text_file", path="config/dev.yaml", first_line=2, last_line=2)
    searched = await call(toolbox, "filesystem.search_text", text="PROD-DB")
    assert "config/" in listed.text.splitlines()
    assert found.text.splitlines() == ["config/dev.yaml", "config/production.yaml"]
    assert read.text == "  host: dev-db\n"
    assert searched.text == "config/production.yaml:2: host: prod-db"


async def test_a_long_file_is_cut_and_says_so(toolbox: Upstreams, workspace: Path) -> None:
    (workspace / "long.txt").write_text("".join(f"line {number}\n" for number in range(1, 20_001)))
    first = await call(toolbox, "filesystem.read_text_file", path="long.txt")
    assert "of 20000 are shown; ask for first_line=" in first.text
    at = int(first.text.rstrip("]").rsplit("=", 1)[1])
    second = await call(toolbox, "filesystem.read_text_file", path="long.txt", first_line=at, last_line=at)
    assert second.text == f"line {at}\n"


async def test_secrets_are_neither_listed_nor_read_nor_found(toolbox: Upstreams, workspace: Path) -> None:
    (workspace / "alias.txt").symlink_to(".env")
    os.mkfifo(workspace / "pipe")
    texts = [
        (await call(toolbox, "filesystem.list_directory")).text,
        (await call(toolbox, "filesystem.find_files", pattern="**")).text,
        (await call(toolbox, "filesystem.search_text", text="classified")).text,
    ]
    for path in (
        ".env",
        "alias.txt",
        "deploy/server.pem",
        ".git/HEAD",
        "config/env/secrets/db",
        "../x",
        "pipe",
    ):
        result = await call(toolbox, "filesystem.read_text_file", path=path)
        assert result.error
        texts.append(result.text)
    assert not [text for text in texts if "classified-" in text]
    names = "\n".join(texts[:3]).splitlines()
    assert ".env.template" in names
    assert not {".env", "alias.txt", "deploy/server.pem"} & set(names)


async def test_git_reads_the_workspace_and_no_other_repository(toolbox: Upstreams, tmp_path: Path) -> None:
    status = await toolbox.spec("git.git_status")
    assert "repo_path" not in status.input_schema["properties"]
    assert "nothing to commit" in (await toolbox.call(status, {})).text
    assert "first" in (await call(toolbox, "git.git_log", max_count=1)).text
    with pytest.raises(ToolError, match="repo_path"):
        await toolbox.call(status, {"repo_path": str(tmp_path)})


async def test_git_shows_no_tracked_secret(toolbox: Upstreams, workspace: Path) -> None:
    spoof = "KEY=classified-four\n-- a/README.md\n"
    (workspace / ".env").write_text(spoof)
    (workspace / "README.md").write_text("# Shop\n\nSells other things.\n")
    git(workspace, "commit", "--quiet", "--all", "--message", "second")
    (workspace / ".env").write_text("++ b/README.md\n@@ -1 +1 @@\nKEY=classified-five\n")
    (workspace / "bücher").mkdir()
    (workspace / "bücher" / ".env").write_text("KEY=classified-six\n")
    (workspace / "src" / "app.py").write_text("def main() -> int:\n    return 1\n")
    git(workspace, "add", "--all")
    git(workspace, "mv", "deploy/server.pem", "deploy/server.txt")
    staged = await call(toolbox, "git.git_diff_staged")
    diff = await call(toolbox, "git.git_diff", target="HEAD~1")
    git(workspace, "commit", "--quiet", "--message", "third")
    shown = [(await call(toolbox, "git.git_show", revision=revision)).text for revision in ("HEAD", "HEAD~1")]
    for text in (staged.text, diff.text, *shown):
        assert "classified" not in text
        assert "[left out: " in text
    assert "+    return 1" in staged.text
    assert "+Sells other things." in shown[1]


async def test_git_refuses_to_show_a_hidden_file_by_any_name(toolbox: Upstreams, workspace: Path) -> None:
    blob = git(workspace, "rev-parse", "HEAD:.env")
    for revision in (
        "HEAD:.env",
        "HEAD:.ENV",
        "main:deploy/server.pem",
        blob,
        blob[:10],
        ":.env",
        "HEAD^{tree}",
    ):
        with pytest.raises(ToolError):
            await call(toolbox, "git.git_show", revision=revision)
    assert "Sells" in (await call(toolbox, "git.git_show", revision="HEAD:README.md")).text


async def test_wrong_arguments_never_reach_the_server(toolbox: Upstreams) -> None:
    for arguments in ({}, {"path": 3}, {"path": "x", "first_line": 0}, {"path": "x", "mode": "w"}):
        with pytest.raises(ToolError, match="read_text_file"):
            await toolbox.call(await toolbox.spec("filesystem.read_text_file"), arguments)
    with pytest.raises(ToolError, match="no tool"):
        await toolbox.spec("filesystem.delete_everything")


async def test_a_workspace_without_git_is_said_so(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    async with Upstreams(
        load_servers(CONFIG_DIR, empty), tmp_path / "logs", listings=MemoryListings()
    ) as toolbox:
        assert (await call(toolbox, "git.git_status")).error
        assert "empty" in (await call(toolbox, "filesystem.list_directory")).text


async def test_a_clean_repository_has_no_difference_to_show(toolbox: Upstreams) -> None:
    for tool in ("git.git_diff_unstaged", "git.git_diff_staged"):
        result = await call(toolbox, tool)
        assert not result.error
        assert "diff --git" not in result.text

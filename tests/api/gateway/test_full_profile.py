"""The profile ``full``, as it is installed from its lock files: 150 tools and more, and real calls.

Real: files, memory, thinking, everything, time, temporal (against a Temporal server) and the servers of the
default profile. Against a loopback stand-in of their services: gitlab, grafana, atlassian.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
import yaml
from temporalio.testing import WorkflowEnvironment

from cli import tool_servers
from domain.risk.levels import RiskLevel
from domain.tools import Caller
from integrations.gateway.toolbox import GatewayToolbox
from integrations.keys.tickets import TicketSigner
from tests.support.gateway import RunningGateway, gateway
from tests.support.git import changes, commit, make_repository
from tests.support.installation import make_config, make_settings
from tests.support.postgres import Databases
from tests.support.service_apis import ServiceApis
from tests.support.temporal import address_of
from tests.support.worktrees import tasks_at

pytestmark = [
    pytest.mark.skipif(shutil.which("npm") is None, reason="Node.js with npm is not installed"),
    pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed"),
]
CALLER = Caller(
    agent="supervisor", task_id="task-1", step_id="step-1", call_id="call-1", level=RiskLevel.CRITICAL
)
CALLS: Mapping[str, tuple[dict[str, Any], str]] = {
    "files.read_text_file": ({"path": "notes.txt"}, "the queue is called orders"),
    "memory.search_nodes": ({"query": "anything"}, "entities"),
    "thinking.sequentialthinking": (
        {"thought": "first", "nextThoughtNeeded": False, "thoughtNumber": 1, "totalThoughts": 1},
        "thoughtNumber",
    ),
    "everything.get-sum": ({"a": 19, "b": 23}, "42"),
    "time.get_current_time": ({"timezone": "UTC"}, "UTC"),
    "temporal.list_workflows": ({}, ""),
    "filesystem.list_directory": ({}, "notes.txt"),
    "gitlab.get_project": ({"project_id": "7"}, "acme/shop"),
    "grafana.list_datasources": ({}, "Prometheus"),
    "atlassian.jira_get_issue": ({"issue_key": "OPS-1"}, "Queue is stuck"),
}


@pytest_asyncio.fixture(scope="module")
async def service() -> AsyncIterator[str]:
    async with ServiceApis().running() as services:
        yield services.url


@pytest_asyncio.fixture(scope="module")
async def full(
    tmp_path_factory: pytest.TempPathFactory,
    databases: Databases,
    temporal: WorkflowEnvironment,
    service: str,
) -> AsyncIterator[RunningGateway]:
    await asyncio.to_thread(tool_servers.install, "full", say=print)
    folder = tmp_path_factory.mktemp("full")
    config = make_config(folder / "config", shipped_servers=True)
    agents = config / "agents/agents.yaml"
    found = yaml.safe_load(agents.read_text(encoding="utf-8"))
    found["agents"]["supervisor"]["tools"] = ["*.*"]
    agents.write_text(yaml.safe_dump(found), encoding="utf-8")
    settings = make_settings(
        folder, database_url=await databases.create(), temporal_address="127.0.0.1:1", mcp_profile="full"
    )
    make_repository(settings.workspace)
    (settings.workspace / "notes.txt").write_text("the queue is called orders\n", encoding="utf-8")
    commit(settings.workspace)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in _variables(service, address_of(temporal)).items():
            patch.setenv(name, value)
        async with gateway(settings) as running:
            yield running


def _variables(service: str, temporal: str) -> dict[str, str]:
    tokens = ("GITLAB_TOKEN", "GITHUB_TOKEN", "GRAFANA_TOKEN", "JIRA_TOKEN", "CONFLUENCE_TOKEN")
    return {
        **dict.fromkeys(tokens, "made-up"),
        "GITLAB_API_URL": f"{service}/api/v4",
        "GRAFANA_URL": service,
        "JIRA_URL": service,
        "CONFLUENCE_URL": f"{service}/wiki",
        "TEMPORAL_ADDRESS": temporal,
    }


async def test_150_tools_and_more_are_listed(full: RunningGateway) -> None:
    async with httpx.AsyncClient(base_url=full.url, trust_env=False, timeout=60) as http:
        found = (await http.get("/tools", params={"size": 1000})).json()
        states = {state["name"]: state for state in (await http.get("/servers")).json()["servers"]}
        started = [name for name, state in states.items() if state["phase"] == "up"]
        assert found["total"] >= 150
        assert len(started) >= 12
        levels = {tool["name"]: (tool["level"], tool["read_only"]) for tool in found["tools"]}
        best = (await http.get("/tools", params={"q": "merge request discussions", "size": 5})).json()[
            "tools"
        ]
    assert levels["gitlab.get_project"] == ("low", True)
    assert levels["fetch.fetch"] == ("high", False)
    assert not [name for name, (level, reads) in levels.items() if reads and level != "low"]
    assert all(tool["server"] == "gitlab" for tool in best)


@pytest.mark.parametrize("name", CALLS)
async def test_a_call_succeeds(full: RunningGateway, name: str) -> None:
    arguments, expected = CALLS[name]
    signer = TicketSigner(full.settings.tool_keys_dir)
    async with GatewayToolbox(full.url, signer) as toolbox:
        result = await toolbox.call(await toolbox.spec(name), arguments, caller=CALLER)
    assert not result.error, result.text
    assert expected in result.text


async def test_the_files_of_another_server_are_as_closed_as_our_own(
    full: RunningGateway, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("classified")
    (full.settings.workspace / ".env").write_text("KEY=classified")
    (full.settings.workspace / "alias.txt").symlink_to(".env")
    async with httpx.AsyncClient(base_url=full.url, trust_env=False, timeout=60) as http:
        for path in (str(tmp_path / "secret"), ".env", "alias.txt", "a/../../etc/passwd"):
            answer = await http.post("/tools/files.read_text_file", json={"arguments": {"path": path}})
            assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (422, "tool-arguments")


async def test_files_are_written_in_the_worktree_of_the_task(full: RunningGateway) -> None:
    workspace = full.settings.workspace
    async with tasks_at(full.settings, full.url, agent="supervisor") as tasks:
        await tasks.begin("writes")
        absolute = str(workspace / "plan.txt")
        told = await tasks.call("writes", "files.write_file", path=absolute, content="step one\n")
        assert absolute in told
        assert await tasks.call("writes", "files.read_text_file", path="plan.txt") == "step one\n"
        assert "plan.txt" in await tasks.call("writes", "filesystem.list_directory")
        assert not (workspace / "plan.txt").exists()
        await tasks.finish("writes")
        assert await tasks.ended("writes") is not None
    assert changes(workspace, "devtools/writes") == {"plan.txt": "A"}

"""The offline rules with the tools that ship: what a user reads in a report."""

import asyncio
import subprocess
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from config.agent_profiles import Agents
from config.mcp_servers import load_servers
from config.settings import CONFIG_DIR, Settings
from domain.agents import Message, Role
from domain.errors import ToolError
from domain.tools import ToolSpec
from integrations.llm.catalogue import build_models
from integrations.mcp.upstreams import Upstreams
from tests.support.listings import MemoryListings

Told = tuple[str, list[str]]
Ask = Callable[..., Coroutine[Any, Any, Told]]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "workspace"
    files = {
        "config/dev.yaml": "# for developers\ndatabase:\n  host: dev-db\n  password: swordfish\n  port: 1\n",
        "config/production.yaml": "database:\n  host: prod-db\n  port: 5432\n  user: x\n",
        ".env": "KEY=classified\n",
        "README.md": "# Shop\n\nSells things.\n",
        "package-lock.json": "{}\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def ask(agents: Agents, tmp_path: Path) -> Ask:
    """Run the agent's loop to its report; also the tools it called."""

    async def run(workspace: Path, agent: str, instruction: str, more: tuple[ToolSpec, ...] = ()) -> Told:
        profile, called = agents.get(agent), list[str]()
        model = build_models(Settings()).for_agent(agent)
        messages = [
            Message(role=Role.SYSTEM, content=profile.prompt),
            Message(role=Role.USER, content=instruction),
        ]
        servers = load_servers(CONFIG_DIR, workspace)
        async with Upstreams(servers, tmp_path / "logs", listings=MemoryListings()) as toolbox:
            tools = [*(spec for spec in await toolbox.specs() if profile.allows(spec.name)), *more]
            for _ in range(5):
                reply = await model.reply(messages, tools)
                assert (reply.usage.prompt_tokens, reply.usage.cost) == (0, 0)
                if not reply.message.calls:
                    return reply.message.content, called
                turn = str(uuid4())
                messages.append(reply.message.model_copy(update={"call_key": turn}))
                for call in reply.message.calls:
                    called.append(call.tool)
                    text = await answer(toolbox, call.tool, call.arguments)
                    messages.append(Message(role=Role.TOOL, content=text, call_key=f"{turn}/{call.index}"))
        raise AssertionError("no report in five turns")

    return run


async def answer(toolbox: Upstreams, tool: str, arguments: dict[str, Any]) -> str:
    try:
        result = await toolbox.call(await toolbox.spec(tool), arguments)
    except ToolError as error:
        return f"ERROR: {error}"
    return f"ERROR: {result.text}" if result.error else result.text


async def test_configuration_of_the_environment_is_quoted_without_secrets(ask: Ask, workspace: Path) -> None:
    report, called = await ask(workspace, "infrastructure", "Read configuration from dev environment")
    assert report.splitlines()[0].startswith("_From the offline rules, no language model")
    assert "### `config/dev.yaml`\n\n```\ndatabase:\n  host: dev-db\n  password: [masked]\n" in report
    assert report.index("config/dev.yaml") < report.index("config/production.yaml")
    assert "package-lock" not in report.split("###")[1]
    assert "swordfish" not in report
    assert "classified" not in report
    assert "**Nothing was changed.**" in report
    assert set(called) == {"filesystem.find_files", "filesystem.read_text_file"}


async def test_a_deployment_is_not_claimed(ask: Ask, workspace: Path) -> None:
    await asyncio.to_thread(subprocess.run, ["git", "init", "--quiet"], cwd=workspace, check=True, timeout=30)
    writes = ToolSpec(server="cluster", tool="deploy", input_schema={"type": "object"}, read_only=False)
    report, called = await ask(workspace, "infrastructure", "Deploy auth service to production", (writes,))
    assert "cluster.deploy" not in called
    assert "**Nothing was changed.**" in report
    assert "would be asked to do this:\n\n> Deploy auth service to production" in report
    assert "Untracked files" in report


async def test_failures_of_tools_are_reported(ask: Ask, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    report, _ = await ask(empty, "code-review", "Review the latest commits")
    assert "### `git.git_status`\n\nFailed: " in report
    report, _ = await ask(empty, "infrastructure", "Read configuration from dev environment")
    assert "The tools returned nothing to report." in report


async def test_without_tools_it_says_so(agents: Agents) -> None:
    model = build_models(Settings()).for_agent("documentation")
    reply = await model.reply([Message(role=Role.USER, content="Read the docs")], [])
    assert model.label == "offline/rules"
    assert "No tool was called" in reply.message.content

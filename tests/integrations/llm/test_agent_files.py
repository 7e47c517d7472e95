"""The files of agents and servers: what ships is good, and mistakes are named with their line."""

import shutil
from pathlib import Path

import pytest

from config.agent_profiles import Agents, load_agents
from config.mcp_servers import load_servers
from config.settings import CONFIG_DIR
from domain.errors import ConfigurationError, NotFoundError
from domain.step_limits import StepLimits

AGENTS = {"supervisor", "feature-dev", "code-review", "infrastructure", "cicd", "documentation"}


def test_the_six_agents_ship_and_may_only_read(agents: Agents) -> None:
    assert {agent.name for agent in agents.all()} == AGENTS
    for agent in agents.all():
        assert agent.allows("filesystem.read_text_file")
        assert agent.allows("git.git_diff_staged")
        assert not any(agent.allows(f"git.git_{verb}") for verb in ("commit", "add", "reset", "checkout"))
    with pytest.raises(NotFoundError, match="there are supervisor"):
        agents.get("janitor")


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        (("  cicd:", "  CICD:"), r"agents.yaml:\d+: agents.CICD: a name"),
        (("  cicd:", "  janitor:"), r"agents.yaml:\d+: .*janitor.md: cannot"),
        (("  - git.git_log", "  - gitlog"), r"agents.yaml:\d+: .*'gitlog' is no"),
        (("description: Guides", "title: Guides"), r"agents.yaml:\d+: agents.documentation.description"),
        (("turns: 40", "turns: 0"), r"agents.yaml:\d+: limits.turns"),
        (("  minutes: 60", "  hours: 1"), r"agents.yaml:\d+: limits.hours"),
    ],
)
def test_mistakes_in_agents_are_named_with_file_and_line(
    tmp_path: Path, mistake: tuple[str, str], message: str
) -> None:
    shutil.copytree(CONFIG_DIR / "agents", tmp_path / "agents")
    make(mistake, tmp_path / "agents" / "agents.yaml")
    with pytest.raises(ConfigurationError, match=message):
        load_agents(tmp_path)


def test_an_agents_own_limits_win_one_by_one(tmp_path: Path) -> None:
    shutil.copytree(CONFIG_DIR / "agents", tmp_path / "agents")
    own = ("Build, test and release pipelines.", "Pipelines.\n    limits: {turns: 7}")
    file = tmp_path / "agents" / "agents.yaml"
    make(own, file)
    make(("tokens: 1000000", "tokens: 5000"), file)
    agents = load_agents(tmp_path)
    assert agents.get("cicd").limits == StepLimits(turns=7, tokens=5_000)
    assert agents.get("documentation").limits == StepLimits(tokens=5_000)


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        (("{mcp_env}", "{home}"), r"servers.yaml:\d+: .*unknown placeholder {home}"),
        (("timeout: 30", "timeout: -1"), r"servers.yaml:\d+: .*timeout"),
        (("guard: git", "guard: none"), r"servers.yaml:\d+: .*guard"),
        (("level: high", "level: huge"), r"servers.yaml:\d+: .*level"),
    ],
)
def test_mistakes_in_servers_are_named_with_file_and_line(
    tmp_path: Path, mistake: tuple[str, str], message: str
) -> None:
    shutil.copytree(CONFIG_DIR / "mcp", tmp_path / "mcp")
    make(mistake, tmp_path / "mcp" / "servers.yaml")
    with pytest.raises(ConfigurationError, match=message):
        load_servers(tmp_path, Path("/workspace"))


def make(mistake: tuple[str, str], file: Path) -> None:
    right, wrong = mistake
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong), encoding="utf-8")

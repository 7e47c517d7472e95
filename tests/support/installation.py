"""A throw-away installation: configuration, state folder and settings, with the real composition root."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from config.settings import CONFIG_DIR, Settings
from tests.support.forks import forked
from tests.support.openai_server import OpenAIServer

SUPPORT = Path(__file__).parent

PEOPLE = {
    "people": [
        {"email": "ada@example.org", "roles": ["tech_lead"]},
        {"email": "bob@example.org", "roles": ["devops_engineer"]},
        {"email": "dev@example.org", "roles": ["developer"]},
        {
            "email": "operator@local",
            "roles": ["developer", "tech_lead", "devops_engineer"],
            "embedded_only": True,
        },
    ]
}
AGENTS = {"infrastructure": ["test.*", "filesystem.*"]}
"""Beside what each agent may call anyway."""
TIERS = ("medium", "high", "critical")


def make_config(folder: Path, *, shipped_servers: bool = False) -> Path:
    """The shipped configuration with other people, and the test's own MCP server, alone or beside the others.

    No result is checked: a scripted model would have to play that turn, too. Each server is a process that
    takes a second of a core to start: few tests want the shipped ones.
    """
    shutil.copytree(CONFIG_DIR, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "env"))
    (folder / "hitl/approvers.yaml").write_text(yaml.safe_dump(PEOPLE), encoding="utf-8")
    _add_server(folder / "mcp/servers.yaml", shipped=shipped_servers)
    edit_agents(folder, check_results=False)
    edit_policies(folder, **{level: {"spread_seconds": 0} for level in TIERS})
    return folder


def edit_policies(config_dir: Path, **changes: dict[str, Any]) -> None:
    """Change tiers, as ``high={"quorum": 2}``, or another part of the file, as ``break_glass={"roles": []}``.

    What is not named stays; a worker that runs takes it up at its next look.
    """
    path = config_dir / "hitl/approval-policies.yaml"
    file = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, change in changes.items():
        parent = file["tiers"] if name in TIERS else file
        parent[name] = {**(parent.get(name) or {}), **change}
    path.write_text(yaml.safe_dump(file), encoding="utf-8")


def edit_people(config_dir: Path, **changes: dict[str, Any] | None) -> None:
    """Change or add people by the first part of their address, as ``ada={"roles": ["developer"]}``.

    None removes the person.
    """
    path = config_dir / "hitl/approvers.yaml"
    people = {
        person["email"]: person for person in yaml.safe_load(path.read_text(encoding="utf-8"))["people"]
    }
    for name, change in changes.items():
        email = f"{name}@example.org"
        if change is None:
            del people[email]
        else:
            people[email] = {**people.get(email, {"email": email}), **change}
    path.write_text(yaml.safe_dump({"people": list(people.values())}), encoding="utf-8")


def make_settings(
    folder: Path,
    *,
    database_url: str,
    temporal_address: str,
    embedded: bool = True,
    model: OpenAIServer | None = None,
    **more: Any,
) -> Settings:
    """Of an installation in ``folder``, whose agents ask ``model``: by default the offline provider."""
    asked = {"llm_base_url": model.url, "llm_api_key": "k", "llm_model": "scripted"} if model else {}
    workspace = folder / "workspace"
    workspace.mkdir(exist_ok=True)
    return Settings.model_validate(
        {
            "state_dir": folder / "state",
            "workspace": workspace,
            "config_dir": folder / "config",
            "database_url": database_url,
            "temporal_address": temporal_address,
            "embedded": embedded,
            **asked,
            **more,
        }
    )


def environment(settings: Settings) -> dict[str, str]:
    """The same settings as variables, for a process of its own."""
    assert settings.database_url is not None
    found = {
        "DEVTOOLS_STATE_DIR": str(settings.state_dir),
        "DEVTOOLS_WORKSPACE": str(settings.workspace),
        "DEVTOOLS_CONFIG_DIR": str(settings.config_dir),
        "DEVTOOLS_EMBEDDED": "1" if settings.embedded else "",
        "DATABASE_URL": settings.database_url.get_secret_value(),
        "TEMPORAL_ADDRESS": settings.temporal_address,
        "DEVTOOLS_GATEWAY_URL": settings.gateway_url or "",
        "NODE_ENV": settings.node_env or "",
        "LLM_BASE_URL": settings.llm_base_url or "",
        "LLM_MODEL": settings.llm_model or "",
        "LLM_API_KEY": settings.llm_api_key.get_secret_value() if settings.llm_api_key else "",
    }
    return {name: value for name, value in found.items() if value}


def _add_server(path: Path, *, shipped: bool) -> None:
    file = yaml.safe_load(path.read_text(encoding="utf-8")) if shipped else {"servers": {}}
    command, *arguments = forked(str(SUPPORT / "mcp_server.py"))
    file["servers"]["test"] = {
        "command": command,
        "args": arguments,
        "env": {
            "LINES_FILE": "{workspace}/lines.txt",
            "RELEASE_FILE": "{workspace}/release",
            "STARTS_FILE": "{workspace}/starts.txt",
        },
        "start": "eager",
    }
    path.write_text(yaml.safe_dump(file), encoding="utf-8")


def edit_agents(
    config_dir: Path,
    *,
    check_results: bool,
    limits: dict[str, dict[str, float]] | None = None,
    only: Sequence[str] | None = None,
) -> None:
    """Let agents use the test's server, and set limits of theirs, by name; ``only``: the tools of each."""
    path = config_dir / "agents/agents.yaml"
    file = yaml.safe_load(path.read_text(encoding="utf-8"))
    file["check_results"] = check_results
    for name, tools in AGENTS.items():
        file["agents"][name]["tools"] = [*dict.fromkeys([*file["agents"][name]["tools"], *tools])]
    if only is not None:
        for agent in file["agents"].values():
            agent["tools"] = list(only)
    for name, own in (limits or {}).items():
        file["agents"][name]["limits"] = own
    path.write_text(yaml.safe_dump(file), encoding="utf-8")

"""What ``devtools doctor`` looks at. Each check is a function that returns findings and changes nothing."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cli.stack import ports
from cli.stack.state import PartPhase, StackState, running_stack
from config.settings import Settings
from domain.errors import DevToolsError

OLDEST_PYTHON = (3, 11)
REACH_SECONDS = 3.0


class Grade(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """``mend`` is what to do about it; empty where all is well."""

    grade: Grade
    subject: str
    text: str
    mend: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """All findings, one after the other as they are made."""
    stack = running_stack(settings.state_dir)
    yield _python()
    yield from _programs()
    yield _git_server()
    yield from _configuration(settings)
    yield _state_folder(settings)
    yield from _running(stack) if stack else _free_ports(settings)
    yield from _own_servers(settings)


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info[:2] < OLDEST_PYTHON:
        return Finding(Grade.FAIL, "Python", version, "3.11 or newer is needed: make PYTHON=python3.11 ...")
    return Finding(Grade.OK, "Python", version)


def _programs() -> Iterator[Finding]:
    from integrations.postgres.embedded import find_binaries
    from integrations.temporal.embedded import find_binary

    yield _found("temporal", find_binary)
    yield _found("postgres", lambda: find_binaries() / "postgres")
    git = shutil.which("git")
    if git is None:
        yield Finding(Grade.FAIL, "git", "not on PATH", "install git; agents read repositories with it")
    else:
        yield Finding(Grade.OK, "git", git)


def _found(subject: str, find: Callable[[], Path]) -> Finding:
    try:
        return Finding(Grade.OK, subject, str(find()))
    except DevToolsError as error:
        return Finding(Grade.FAIL, subject, str(error), "`make run` installs it into .venv")


def _git_server() -> Finding:
    server = Path(sys.prefix) / "mcp" / "git" / "bin" / "mcp-server-git"
    subject = "MCP git server"
    mend = "`make run` installs it; without it agents have no git tools"
    if not server.is_file():
        return Finding(Grade.WARN, subject, f"{server} is not there", mend)
    try:
        subprocess.run([str(server), "--help"], check=True, capture_output=True, timeout=30)
    except (OSError, subprocess.SubprocessError) as error:
        return Finding(Grade.FAIL, subject, f"it does not start: {error}", mend)
    return Finding(Grade.OK, subject, str(server))


def _configuration(settings: Settings) -> Iterator[Finding]:
    from config.agent_profiles import load_agents
    from config.mcp_servers import load_servers
    from config.notifications import FileNotifications
    from config.policies import FilePolicies
    from config.templates import load_templates

    subject = "configuration"
    loads: dict[str, Callable[[], object]] = {
        "policies and approvers": lambda: FilePolicies(settings.config_dir, embedded=True),
        "notifications": lambda: FileNotifications(settings.config_dir, embedded=True, secrets=False),
        "MCP servers": lambda: load_servers(
            settings.config_dir, settings.workspace, profile=settings.mcp_profile
        ),
        "agents": lambda: load_agents(settings.config_dir),
        "templates": lambda: load_templates(settings.config_dir, load_agents(settings.config_dir).names),
    }
    for name, load in loads.items():
        try:
            load()
        except DevToolsError as error:
            yield Finding(Grade.FAIL, subject, str(error), "mend the file; `git diff` shows what changed")
        else:
            yield Finding(Grade.OK, subject, f"{name} are valid in {settings.config_dir}")


def _state_folder(settings: Settings) -> Finding:
    folder, subject = settings.state_dir, "state folder"
    if not folder.exists():
        return Finding(Grade.OK, subject, f"{folder} is made at the first `devtools up`")
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return Finding(
            Grade.FAIL, subject, f"{folder} is not ours to write", "set DEVTOOLS_STATE_DIR to another"
        )
    mode = folder.stat().st_mode & 0o777
    if mode & 0o077:
        return Finding(Grade.WARN, subject, f"{folder} is open to others ({mode:o})", f"chmod 700 {folder}")
    return Finding(Grade.OK, subject, f"{folder}, closed to others")


def _running(stack: StackState) -> Iterator[Finding]:
    for part in stack.parts:
        good = part.phase in (PartPhase.READY, PartPhase.DONE, PartPhase.EXTERNAL)
        text = f"{part.phase.value} {part.address}".strip()
        if not good:
            mend = f"see logs/{part.name}.log in the state folder"
            yield Finding(Grade.FAIL, f"stack: {part.name}", text, mend)
        elif part.restarts:
            mend = f"logs/{part.name}.log says why"
            text = f"{text}, restarted {part.restarts} times"
            yield Finding(Grade.WARN, f"stack: {part.name}", text, mend)
        else:
            yield Finding(Grade.OK, f"stack: {part.name}", text)


def _free_ports(settings: Settings) -> Iterator[Finding]:
    if ports.is_taken(settings.api_port, settings.host):
        yield Finding(
            Grade.FAIL,
            "port of the API",
            f"{settings.api_port} is taken by {ports.owner_of(settings.api_port)}",
            "stop it, or `devtools up --port-offset N`",
        )
    else:
        yield Finding(Grade.OK, "port of the API", f"{settings.api_port} is free")
    for name, port in ports.DEFAULTS.items():
        if ports.is_taken(port):
            text = f"{port} is taken by {ports.owner_of(port)}"
            yield Finding(Grade.WARN, f"port of {name}", text, "`devtools up` takes a free one instead")


def _own_servers(settings: Settings) -> Iterator[Finding]:
    """Servers that are set in the environment: `devtools up` uses them, so they must be there."""
    from urllib.parse import urlsplit

    chosen = {}
    if settings.database_url:
        chosen["DATABASE_URL"] = urlsplit(settings.database_url.get_secret_value()).netloc.rpartition("@")[2]
    if "temporal_address" in settings.model_fields_set:
        chosen["TEMPORAL_ADDRESS"] = settings.temporal_address
    for variable, address in chosen.items():
        host, _, port = address.rpartition(":")
        try:
            with socket.create_connection((host.strip("[]"), int(port)), timeout=REACH_SECONDS):
                yield Finding(Grade.OK, variable, f"{address} answers")
        except (OSError, ValueError) as error:
            mend = f"start it, or unset {variable} for the embedded one"
            yield Finding(Grade.FAIL, variable, f"{address} cannot be reached: {error}", mend)

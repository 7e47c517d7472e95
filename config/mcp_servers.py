"""``config/mcp/servers.yaml`` and the fuller profile beside it, validated with file and line."""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from config.yaml_files import YamlFile, read_yaml
from domain.hand_over import TEAM
from domain.models import Value
from domain.risk.levels import RiskLevel

SERVERS_FILE = Path("mcp/servers.yaml")
FULL_FILE = Path("mcp/servers.full.yaml")
Profile = Literal["default", "full"]
RESERVED = ("gateway", TEAM)
"""The servers of tools that are built in."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_VARIABLE = re.compile(r"\{env:([A-Z][A-Z0-9_]*)(?::-([^{}]*))?\}")
_NAME = re.compile(r"^[a-z][a-z0-9-]{0,29}$")


class ToolOverride(Value):
    """What an operator says of a tool; None leaves it to the server's annotations."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    level: RiskLevel | None = None
    read_only: bool | None = None
    idempotent: bool | None = None

    def over(self, other: "ToolOverride") -> "ToolOverride":
        return other.model_copy(update=self.model_dump(exclude_none=True))


class McpServer(Value):
    """One server, a command or a URL, placeholders filled in; times in seconds.

    ``expected``: how many tools it lists when all is well; None where that is not known. ``paths``: arguments
    that name files of the workspace. ``missing``: variables that it needs and that are not set. ``worktree``:
    a task that has a git worktree gets a process of its own, in there.
    """

    name: str
    command: str | None = None
    args: tuple[str, ...] = ()
    env: dict[str, str] = Field(default_factory=dict)
    url: str | None = None
    headers: dict[str, str] = Field(default_factory=dict)
    start: Literal["lazy", "eager"] = "lazy"
    timeout: float = 60.0
    start_timeout: float = 30.0
    concurrency: int = 8
    network: bool = False
    optional: bool = False
    expected: int | None = None
    allow: tuple[str, ...] = ("*",)
    deny: tuple[str, ...] = ()
    pinned: dict[str, str] = Field(default_factory=dict)
    paths: tuple[str, ...] = ()
    guard: Literal["git"] | None = None
    worktree: bool = False
    tools: dict[str, ToolOverride] = Field(default_factory=dict)
    missing: tuple[str, ...] = ()

    def offers(self, tool: str) -> bool:
        """Whether the operator lets a tool of this server be seen at all."""
        return any(fnmatchcase(tool, pattern) for pattern in self.allow) and not any(
            fnmatchcase(tool, pattern) for pattern in self.deny
        )

    def override(self, tool: str) -> ToolOverride:
        """All patterns that match, in the order of the file; a later one wins."""
        found = ToolOverride()
        for pattern, entry in self.tools.items():
            if fnmatchcase(tool, pattern):
                found = entry.over(found)
        return found


class _ServerEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    command: str | None = Field(default=None, min_length=1)
    args: list[str] = []
    env: dict[str, str] = {}
    url: str | None = Field(default=None, pattern="^https?://")
    headers: dict[str, str] = {}
    start: Literal["lazy", "eager"] = "lazy"
    timeout: float = Field(default=60.0, gt=0, le=3600)
    start_timeout: float = Field(default=30.0, gt=0, le=600)
    concurrency: int = Field(default=8, ge=1, le=256)
    network: bool = False
    optional: bool = False
    expected: int | None = Field(default=None, ge=1)
    allow: list[str] = ["*"]
    deny: list[str] = []
    pinned: dict[str, str] = {}
    paths: list[str] = []
    guard: Literal["git"] | None = None
    worktree: bool = False
    tools: dict[str, ToolOverride] = {}

    @model_validator(mode="after")
    def _one_way_to_it(self) -> Self:
        if (self.command is None) == (self.url is None):
            raise ValueError("a server has either a command or a url")
        if self.url is not None and (self.args or self.env):
            raise ValueError("args and env are for a command")
        if self.command is not None and self.headers:
            raise ValueError("headers are for a url")
        if self.url is not None and self.worktree:
            raise ValueError("worktree is for a command: a url is one server for all tasks")
        return self


class _ServersFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    servers: dict[str, _ServerEntry]


def load_servers(
    config_dir: Path,
    workspace: Path,
    *,
    profile: Profile = "default",
    environ: Mapping[str, str] | None = None,
) -> tuple[McpServer, ...]:
    """The servers in the order of the file; ``full`` adds those of ``servers.full.yaml``.

    ``workspace`` must be absolute. Variables are read from ``environ``, by default the process's own.
    Raises :class:`~domain.errors.ConfigurationError` naming file and line.
    """
    return ServerFiles.read(config_dir, profile=profile, environ=environ).at(workspace)


class ServerFiles:
    """As the files and the variables stood when they were read, to be filled in for one folder or another."""

    def __init__(self, files: Sequence[tuple[YamlFile, _ServersFile]], environ: Mapping[str, str]) -> None:
        self._files = files
        self._environ = environ

    @classmethod
    def read(
        cls, config_dir: Path, *, profile: Profile = "default", environ: Mapping[str, str] | None = None
    ) -> Self:
        """See :func:`load_servers`."""
        names = (SERVERS_FILE,) if profile == "default" else (SERVERS_FILE, FULL_FILE)
        files = [read_yaml(config_dir / name) for name in names]
        return cls(
            [(file, file.parse(_ServersFile)) for file in files],
            dict(os.environ if environ is None else environ),
        )

    def at(self, workspace: Path) -> tuple[McpServer, ...]:
        """The servers with ``workspace`` as the folder that they work in."""
        values = {
            "workspace": str(workspace),
            "python": sys.executable,
            "mcp_env": str(Path(sys.prefix) / "mcp"),
        }
        found: dict[str, McpServer] = {}
        for file, parsed in self._files:
            fill = _Filler(file, values, self._environ)
            for server, entry in parsed.servers.items():
                if server in found:
                    raise file.error(("servers", server), "there is a server of this name in servers.yaml")
                found[server] = fill.server(server, entry)
        return tuple(found.values())


class _Filler:
    def __init__(self, file: YamlFile, values: Mapping[str, str], environ: Mapping[str, str]) -> None:
        self._file = file
        self._values = values
        self._environ = environ
        self._missing: list[str] = []

    def server(self, name: str, entry: _ServerEntry) -> McpServer:
        at: tuple[str | int, ...] = ("servers", name)
        if not _NAME.match(name) or name in RESERVED:
            raise self._file.error(
                at,
                "a name is lower case letters, digits and hyphens, at most 30, and not "
                f"{' or '.join(RESERVED)}",
            )
        self._missing = []
        given = entry.model_dump(exclude={"command", "args", "env", "url", "headers", "pinned", "tools"})
        filled: dict[str, Any] = {
            "command": None if entry.command is None else self._fill(entry.command, (*at, "command")),
            "url": None if entry.url is None else self._fill(entry.url, (*at, "url")),
            "args": tuple(self._fill(arg, (*at, "args", index)) for index, arg in enumerate(entry.args)),
            "env": self._filled(entry.env, (*at, "env")),
            "headers": self._filled(entry.headers, (*at, "headers")),
            "pinned": self._filled(entry.pinned, (*at, "pinned")),
            "tools": entry.tools,
        }
        return McpServer(name=name, **given, **filled, missing=tuple(dict.fromkeys(self._missing)))

    def _filled(self, texts: Mapping[str, str], at: tuple[str | int, ...]) -> dict[str, str]:
        return {key: self._fill(text, (*at, key)) for key, text in texts.items()}

    def _fill(self, text: str, at: tuple[str | int, ...]) -> str:
        def variable(match: re.Match[str]) -> str:
            value = self._environ.get(match[1]) or match[2]
            if value is None:
                self._missing.append(match[1])
            return value or ""

        def value(match: re.Match[str]) -> str:
            if match[1] not in self._values:
                known = ", ".join(f"{{{name}}}" for name in self._values)
                raise self._file.error(
                    at, f"unknown placeholder {match[0]}; there are {known} and {{env:NAME}}"
                )
            return self._values[match[1]]

        # in this order: what a variable holds is no placeholder
        return _VARIABLE.sub(variable, _PLACEHOLDER.sub(value, text))

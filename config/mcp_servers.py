"""``config/mcp/servers.yaml``, validated with file and line."""

import re
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from config.yaml_files import YamlFile, read_yaml
from domain.models import Value
from domain.risk.levels import RiskLevel

SERVERS_FILE = Path("mcp/servers.yaml")

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
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
    """One server, placeholders filled in. ``timeout`` and ``start_timeout`` are in seconds."""

    name: str
    command: str
    args: tuple[str, ...] = ()
    env: dict[str, str] = Field(default_factory=dict)
    start: Literal["lazy", "eager"] = "lazy"
    timeout: float = 60.0
    start_timeout: float = 30.0
    optional: bool = False
    pinned: dict[str, str] = Field(default_factory=dict)
    guard: Literal["git"] | None = None
    tools: dict[str, ToolOverride] = Field(default_factory=dict)

    def override(self, tool: str) -> ToolOverride:
        """All patterns that match, in the order of the file; a later one wins."""
        found = ToolOverride()
        for pattern, entry in self.tools.items():
            if fnmatchcase(tool, pattern):
                found = entry.over(found)
        return found


class _ServerEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    command: str = Field(min_length=1)
    args: list[str] = []
    env: dict[str, str] = {}
    start: Literal["lazy", "eager"] = "lazy"
    timeout: float = Field(default=60.0, gt=0, le=3600)
    start_timeout: float = Field(default=30.0, gt=0, le=600)
    optional: bool = False
    pinned: dict[str, str] = {}
    guard: Literal["git"] | None = None
    tools: dict[str, ToolOverride] = {}


class _ServersFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    servers: dict[str, _ServerEntry]


def load_servers(config_dir: Path, workspace: Path) -> tuple[McpServer, ...]:
    """The servers in the order of the file. ``workspace`` must be absolute.

    Raises :class:`~domain.errors.ConfigurationError` naming file and line.
    """
    file = read_yaml(config_dir / SERVERS_FILE)
    fill = _Filler(
        file,
        {"workspace": str(workspace), "python": sys.executable, "mcp_env": str(Path(sys.prefix) / "mcp")},
    )
    return tuple(fill.server(name, entry) for name, entry in file.parse(_ServersFile).servers.items())


class _Filler:
    def __init__(self, file: YamlFile, values: dict[str, str]) -> None:
        self._file = file
        self._values = values

    def server(self, name: str, entry: _ServerEntry) -> McpServer:
        at: tuple[str | int, ...] = ("servers", name)
        if not _NAME.match(name):
            raise self._file.error(at, "a name is lower case letters, digits and hyphens, at most 30")
        return McpServer(
            **entry.model_dump(exclude={"command", "args", "env", "pinned", "tools"}),
            name=name,
            command=self._fill(entry.command, (*at, "command")),
            args=tuple(self._fill(arg, (*at, "args", index)) for index, arg in enumerate(entry.args)),
            env={key: self._fill(value, (*at, "env", key)) for key, value in entry.env.items()},
            pinned={key: self._fill(value, (*at, "pinned", key)) for key, value in entry.pinned.items()},
            tools=entry.tools,
        )

    def _fill(self, text: str, at: tuple[str | int, ...]) -> str:
        def value(match: re.Match[str]) -> str:
            if match[1] not in self._values:
                known = ", ".join(f"{{{name}}}" for name in self._values)
                raise self._file.error(at, f"unknown placeholder {match[0]}; there are {known}")
            return self._values[match[1]]

        return _PLACEHOLDER.sub(value, text)

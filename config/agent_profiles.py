"""``config/agents/agents.yaml`` and the prompts beside it, validated with file and line."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from config.yaml_files import YamlFile, read_yaml
from domain.agents import AgentProfile
from domain.disclosure import Disclosure
from domain.errors import ConfigurationError, NotFoundError
from domain.step_limits import StepLimits

AGENTS_FILE = Path("agents/agents.yaml")
PROMPTS_DIR = Path("agents/prompts")
PLANNER_PROMPT = "planner"
CHECK_PROMPT = "result-check"

_NAME = r"^[a-z][a-z0-9-]{0,39}$"
_TOOL_PATTERN = r"^[a-z*?][a-z0-9*?-]*\.[A-Za-z0-9_*?-]+$"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Limits(StepLimits):
    model_config = ConfigDict(extra="forbid")


class _AgentEntry(_Strict):
    description: str = Field(min_length=1)
    tools: list[str] = []
    disclosure: Disclosure | None = None
    limits: _Limits = _Limits()


class _AgentsFile(_Strict):
    """``limits`` are those of every agent; an agent's own win, one by one."""

    read_tools: list[str] = []
    check_results: bool = True
    limits: _Limits = _Limits()
    agents: dict[str, _AgentEntry] = Field(min_length=1)


class Agents:
    """The configured agents, in the order of the file; implements :class:`~domain.agents.AgentCatalogue`.

    ``check_prompt``: for the supervisor's check of a result; None where results are not to be checked.
    """

    def __init__(
        self, profiles: Mapping[str, AgentProfile], *, planner_prompt: str, check_prompt: str | None
    ) -> None:
        self._profiles = dict(profiles)
        self.planner_prompt = planner_prompt
        self.check_prompt = check_prompt

    def get(self, name: str) -> AgentProfile:
        """Raises :class:`~domain.errors.NotFoundError`."""
        if name not in self._profiles:
            raise NotFoundError(f"no agent {name!r}; there are {', '.join(self._profiles)}")
        return self._profiles[name]

    def all(self) -> Sequence[AgentProfile]:
        return tuple(self._profiles.values())

    @property
    def names(self) -> Sequence[str]:
        return tuple(self._profiles)


def load_agents(config_dir: Path) -> Agents:
    """Raises :class:`~domain.errors.ConfigurationError` naming file and line."""
    file = read_yaml(config_dir / AGENTS_FILE)
    parsed = file.parse(_AgentsFile)
    common = parsed.limits.model_dump(exclude_unset=True)
    profiles = {
        name: _profile(file, config_dir, name, entry, limits=_limits(common, entry.limits))
        for name, entry in parsed.agents.items()
    }
    planner, check = (
        _prompt(config_dir / PROMPTS_DIR / f"{name}.md") for name in (PLANNER_PROMPT, CHECK_PROMPT)
    )
    return Agents(profiles, planner_prompt=planner, check_prompt=check if parsed.check_results else None)


def _limits(common: Mapping[str, float], own: StepLimits) -> StepLimits:
    return StepLimits.model_validate({**common, **own.model_dump(exclude_unset=True)})


def _profile(
    file: YamlFile, config_dir: Path, name: str, entry: _AgentEntry, *, limits: StepLimits
) -> AgentProfile:
    at = ("agents", name)
    if not _matches(_NAME, name):
        raise file.error(at, "a name is lower case letters, digits and hyphens")
    for index, pattern in enumerate(entry.tools):
        if not _matches(_TOOL_PATTERN, pattern):
            raise file.error((*at, "tools", index), f"{pattern!r} is no pattern of server.tool")
    try:
        prompt = _prompt(config_dir / PROMPTS_DIR / f"{name}.md")
    except ConfigurationError as error:
        raise file.error(at, f"the prompt of {name}: {error}") from error
    return AgentProfile(
        name=name,
        description=entry.description,
        prompt=prompt,
        tools=tuple(entry.tools),
        disclosure=entry.disclosure,
        limits=limits,
    )


def _matches(pattern: str, text: str) -> bool:
    return re.match(pattern, text) is not None


def _prompt(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read: {error}") from error
    if not text:
        raise ConfigurationError(f"{path}:1: is empty")
    return text

"""Files of evaluations, validated with file and line."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from config.yaml_files import YamlFile, read_yaml
from domain.errors import ConfigurationError
from domain.evaluation import EvalTask, Expectation
from domain.orchestrations import DESCRIPTION_LIMIT
from domain.risk.levels import RiskLevel

FOLDER = Path("evals")
"""Of the current folder; its files are taken where none is named."""

_Text = Annotated[str, Field(min_length=1, max_length=500)]
_Spellings = Annotated[list[_Text], Field(min_length=1)]


class _Expect(BaseModel):
    model_config = ConfigDict(extra="forbid")

    agent: str | None = None
    level: RiskLevel | None = None
    tools: list[_Text] = []
    facts: list[_Text | _Spellings] = []

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.agent is None and self.level is None and not self.tools and not self.facts:
            raise ValueError("expects nothing: name an agent, a level, tools or facts")
        if (self.tools or self.facts) and self.level is not RiskLevel.LOW:
            raise ValueError("tools and facts want `level: low`: nobody approves a run of an evaluation")
        return self


class _Task(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
    task: Annotated[str, Field(min_length=1, max_length=DESCRIPTION_LIMIT)]
    environment: _Text | None = None
    project: _Text | None = None
    expect: _Expect


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    tasks: list[_Task] = Field(min_length=1)


def load_evaluations(files: Sequence[Path], *, agents: Collection[str]) -> tuple[EvalTask, ...]:
    """The tasks of the files, of all ``*.yaml`` of a folder, or of :data:`FOLDER` where none is named.

    Raises :class:`~domain.errors.ConfigurationError` naming file and line.
    """
    found: dict[str, EvalTask] = {}
    for path in _files(files or [FOLDER]):
        file = read_yaml(path)
        for index, task in enumerate(file.parse(_File).tasks):
            at = ("tasks", index)
            if task.name in found:
                raise file.error((*at, "name"), f"{task.name} stands at {found[task.name].where} too")
            if task.expect.agent is not None and task.expect.agent not in agents:
                known = ", ".join(agents)
                raise file.error(
                    (*at, "expect", "agent"), f"there is no agent {task.expect.agent}; there are {known}"
                )
            found[task.name] = _task(task, file, index)
    return tuple(found.values())


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        files = sorted(path.glob("*.yaml"))
        if not files:
            raise ConfigurationError(f"{path}: no *.yaml in it")
        yield from files


def _task(task: _Task, file: YamlFile, index: int) -> EvalTask:
    expect = task.expect
    facts = tuple((fact,) if isinstance(fact, str) else tuple(fact) for fact in expect.facts)
    return EvalTask(
        **task.model_dump(exclude={"expect"}),
        expect=Expectation(agent=expect.agent, level=expect.level, tools=tuple(expect.tools), facts=facts),
        where=f"{file.path}:{file.line(('tasks', index, 'name'))}",
    )

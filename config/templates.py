"""``config/workflows/*.yaml``: templates of plans, one in each file. Validated with file and line.

The entries of ``steps`` come one after the other; ``parallel`` holds steps that come side by side. A
step with ``depends_on`` comes after those that it names instead.
"""

import logging
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from config.watched import Watched
from config.yaml_files import Pointer, YamlFile, read_yaml
from domain.plans import MAX_STEPS, Plan, PlanStep
from domain.risk.levels import RiskLevel
from domain.templates import Template, TemplateInput, no_template, placeholders

TEMPLATES_DIR = Path("workflows")
MAX_INPUTS = 20
logger = logging.getLogger(__name__)
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")

_Text = Annotated[str, Field(min_length=1, max_length=8_000)]
_Line = Annotated[str, Field(min_length=1, max_length=300)]
_InputName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
_Asking = Literal["medium", "high", "critical"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Input(_Strict):
    description: _Line
    type: Literal["text", "paragraph", "integer", "choice"] = "text"
    default: str | int | None = None
    choices: list[_Line] = Field(default=[], max_length=50)
    pattern: _Line | None = None
    max_length: Annotated[int, Field(ge=1, le=8_000)] | None = None
    minimum: int | None = None
    maximum: int | None = None


class _Gate(_Strict):
    reason: _Line
    level: _Asking = "medium"


class _Step(_Strict):
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    agent: str
    instruction: _Text
    depends_on: list[str] | None = None
    effects: list[_Line] = Field(default=[], max_length=20)
    rollback: _Text | None = None
    irreversible: bool = False
    gate: _Gate | None = None


class _Parallel(_Strict):
    parallel: list[_Step] = Field(min_length=2)


class _File(_Strict):
    description: _Line
    task: _Line
    min_level: Literal["low", "medium", "high", "critical"] = "low"
    inputs: dict[_InputName, _Input] = Field(default={}, max_length=MAX_INPUTS)
    steps: list[Any] = Field(min_length=1, max_length=MAX_STEPS)
    """Each a :class:`_Step` or a :class:`_Parallel`: told apart by hand, so that a fault names its line."""


class FileTemplates:
    """Implements :class:`~domain.templates.TemplateCatalogue` over ``config_dir``.

    Building it raises :class:`~domain.errors.ConfigurationError`; later, a fault in any file keeps all
    templates as they were.
    """

    def __init__(self, config_dir: Path, agents: Collection[str]) -> None:
        self._watched = Watched((config_dir / TEMPLATES_DIR,), lambda: load_templates(config_dir, agents))
        self._known = self._watched.get()

    def get(self, name: str) -> Template:
        templates = self._in_force()
        if name not in templates:
            raise no_template(name, tuple(templates))
        return templates[name]

    def all(self) -> Sequence[Template]:
        return tuple(self._in_force().values())

    @property
    def error(self) -> str | None:
        self._in_force()
        return self._watched.error

    def _in_force(self) -> dict[str, Template]:
        found = self._watched.get()
        if found != self._known:
            before, self._known = self._known, found
            for name in sorted(before.keys() | found.keys()):
                old, new = (each[name].version if name in each else "none" for each in (before, found))
                if old != new:
                    logger.info("template %s: %s in force, before: %s", name, new, old)
        return found


def load_templates(config_dir: Path, agents: Collection[str]) -> dict[str, Template]:
    """By name, which is the file's; none where there is no such folder.

    Raises :class:`~domain.errors.ConfigurationError` naming file and line.
    """
    paths = sorted((config_dir / TEMPLATES_DIR).glob("*.yaml"))
    return {path.stem: _load(path, agents) for path in paths}


def _load(path: Path, agents: Collection[str]) -> Template:
    file = read_yaml(path)
    if not _NAME.fullmatch(path.stem):
        raise file.error((), "a template's file is named in lower case letters, digits and hyphens")
    entries = file.parse(_File)
    steps = list(_steps(file, entries))
    _check_steps(file, steps, agents)
    inputs = tuple(_input(file, name, entry) for name, entry in entries.inputs.items())
    _check_placeholders(file, [each.name for each in inputs], entries.task, steps)
    return Template(
        name=path.stem,
        version=file.version,
        description=entries.description,
        task=entries.task,
        inputs=inputs,
        min_level=RiskLevel(entries.min_level),
        steps=_in_order(file, steps),
    )


_Placed = tuple[Pointer, _Step, tuple[str, ...]]
"""Where a step stands, and what comes before it unless it says otherwise."""


def _steps(file: YamlFile, entries: _File) -> Iterator[_Placed]:
    before: tuple[str, ...] = ()
    for index, entry in enumerate(entries.steps):
        at: Pointer = ("steps", index)
        if isinstance(entry, dict) and "parallel" in entry:
            group = file.parse(_Parallel, entry, at).parallel
            placed = [((*at, "parallel", place), step) for place, step in enumerate(group)]
        else:
            placed = [(at, file.parse(_Step, {} if entry is None else entry, at))]
        for where, step in placed:
            yield where, step, before
        before = tuple(step.id for _, step in placed)


def _check_steps(file: YamlFile, steps: Sequence[_Placed], agents: Collection[str]) -> None:
    if len(steps) > MAX_STEPS:
        raise file.error(("steps",), f"there are {len(steps)} steps; a plan has {MAX_STEPS} at most")
    seen: set[str] = set()
    for at, step, _ in steps:
        if step.id in seen:
            raise file.error((*at, "id"), f"two steps are called {step.id}")
        seen.add(step.id)
        if step.agent not in agents:
            raise file.error((*at, "agent"), f"no agent {step.agent!r}; there are {', '.join(agents)}")
        if step.effects and not step.rollback and not step.irreversible:
            raise file.error(
                (*at, "effects"), "say in `rollback` what undoes them, or that it is `irreversible`"
            )


def _in_order(file: YamlFile, placed: Sequence[_Placed]) -> tuple[PlanStep, ...]:
    """As a plan takes them: what each depends on is there, and not in a circle."""
    known = {step.id for _, step, _ in placed}
    steps: list[PlanStep] = []
    for at, step, before in placed:
        for index, need in enumerate(step.depends_on or ()):
            if need not in known:
                raise file.error((*at, "depends_on", index), f"there is no step {need!r}")
        needs = before if step.depends_on is None else step.depends_on
        steps.append(PlanStep.model_validate({**step.model_dump(), "depends_on": needs}))
    try:
        Plan(summary="", made_by="", steps=tuple(steps))
    except ValidationError as error:
        stuck = next(at for at, step, _ in placed if step.id in _in_circles(steps))
        raise file.error((*stuck, "depends_on"), "the steps depend on each other in a circle") from error
    return tuple(steps)


def _in_circles(steps: Sequence[PlanStep]) -> set[str]:
    """The steps that come after themselves."""
    needs = {step.id: set(step.depends_on) for step in steps}
    for _ in steps:
        needs = {name: found.union(*(needs[need] for need in found)) for name, found in needs.items()}
    return {name for name, found in needs.items() if name in found}


def _input(file: YamlFile, name: str, entry: _Input) -> TemplateInput:
    at: Pointer = ("inputs", name)
    allowed = {
        "text": ("pattern", "max_length"),
        "paragraph": ("max_length",),
        "integer": ("minimum", "maximum"),
        "choice": ("choices",),
    }[entry.type]
    for field in sorted(entry.model_fields_set - {"description", "type", "default", *allowed}):
        raise file.error((*at, field), f"an input of type {entry.type} has no {field}")
    if entry.type == "choice" and not entry.choices:
        raise file.error(at, "a choice needs choices")
    try:
        re.compile(entry.pattern or "")
    except re.error as error:
        raise file.error((*at, "pattern"), f"is no regular expression: {error}") from error
    found = TemplateInput.model_validate({"name": name, **entry.model_dump()})
    if found.default is not None:
        try:
            found.checked(found.default)
        except ValueError as error:
            raise file.error((*at, "default"), str(error)) from error
    return found


def _check_placeholders(file: YamlFile, inputs: Sequence[str], task: str, steps: Sequence[_Placed]) -> None:
    """What is asked for is an input, and each input is asked for: a slip of the pen is neither."""
    texts: list[tuple[Pointer, str]] = [(("task",), task)]
    for at, step, _ in steps:
        texts.append(((*at, "instruction"), step.instruction))
        texts += [((*at, "effects", index), effect) for index, effect in enumerate(step.effects)]
        texts.append(((*at, "rollback"), step.rollback or ""))
        texts.append(((*at, "gate", "reason"), step.gate.reason if step.gate else ""))
    used: set[str] = set()
    for at, text in texts:
        for name in placeholders(text):
            if name not in inputs:
                raise file.error(at, f"{{{name}}} is no input; there are {', '.join(inputs) or 'none'}")
            used.add(name)
    for name in inputs:
        if name not in used:
            raise file.error(("inputs", name), "is used nowhere")

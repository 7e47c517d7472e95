"""Templates: plans that people wrote beforehand, with inputs to be filled in.

What a caller fills in is data. It takes the place of ``{name}`` in one pass, so that a value which holds
``{other}`` stays as it is, and the finished text is rated as that of any plan.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from pydantic import Field, ValidationError

from domain.errors import InvalidInputError, NotFoundError
from domain.models import Value
from domain.orchestrations import DESCRIPTION_LIMIT, InputValue, ProjectContext
from domain.plans import Plan, PlanStep, TemplateRef
from domain.risk.levels import RiskLevel

DESCRIPTION = "description"
"""The input that may be given as the task's description."""
TEXT_LIMIT = 200
PARAGRAPH_LIMIT = 4_000
"""Characters of a value, where an input sets no limit of its own."""
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class InputType(StrEnum):
    """``text`` is one line, ``paragraph`` may be several."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    INTEGER = "integer"
    CHOICE = "choice"


class TemplateInput(Value):
    """What a caller fills in; required where it has no default.

    ``pattern`` is a regular expression for all of a text. ``minimum`` and ``maximum`` are an integer's.
    """

    name: str
    description: str
    type: InputType = InputType.TEXT
    default: InputValue | None = None
    choices: tuple[str, ...] = ()
    pattern: str | None = None
    max_length: int | None = None
    minimum: int | None = None
    maximum: int | None = None

    @property
    def required(self) -> bool:
        return self.default is None

    def checked(self, value: InputValue) -> InputValue:
        """The value in its own type; raises ``ValueError`` saying what is wrong."""
        if self.type is InputType.INTEGER:
            return self._integer(value)
        text = str(value).replace("\r\n", "\n").strip()
        if self.type is InputType.CHOICE:
            if text not in self.choices:
                raise ValueError(f"is none of {', '.join(self.choices)}")
            return text
        return self._text(text)

    def _integer(self, value: InputValue) -> int:
        if not re.fullmatch(r"-?[0-9]{1,15}", str(value), re.ASCII):
            raise ValueError("is no whole number")
        number = int(value)
        if self.minimum is not None and number < self.minimum:
            raise ValueError(f"is less than {self.minimum}")
        if self.maximum is not None and number > self.maximum:
            raise ValueError(f"is more than {self.maximum}")
        return number

    def _text(self, text: str) -> str:
        several = self.type is InputType.PARAGRAPH
        limit = self.max_length or (PARAGRAPH_LIMIT if several else TEXT_LIMIT)
        if not text:
            raise ValueError("is empty")
        if len(text) > limit:
            raise ValueError(f"is longer than {limit} characters")
        if not all(c.isprintable() or (several and c in "\n\t") for c in text):
            raise ValueError(
                "holds what cannot be printed" if several else "is not one line of printable text"
            )
        if self.pattern is not None and not re.fullmatch(self.pattern, text):
            raise ValueError(f"does not match {self.pattern}")
        return text


class Filled(Value):
    """A request as its template completes it: all inputs, and a task to call it by."""

    description: str
    context: ProjectContext
    inputs: dict[str, InputValue]


class Template(Value):
    """``steps`` as in a plan, with ``{name}`` for what is filled in; ``task`` is a task's default text.

    ``version`` is the hash of its content. A plan made from it has at least the risk ``min_level``.
    """

    name: str
    version: str
    description: str
    task: str
    inputs: tuple[TemplateInput, ...] = ()
    min_level: RiskLevel = RiskLevel.LOW
    steps: tuple[PlanStep, ...] = Field(min_length=1)

    def fill(
        self, *, inputs: Mapping[str, InputValue], description: str | None, context: ProjectContext
    ) -> Filled:
        """Take each input from ``inputs``, else from where it says the same by name, else its default.

        ``environment`` and ``project`` go to the context as well, where it has none. Raises
        :class:`~domain.errors.InvalidInputError` naming the input, also where two places disagree, and where
        the plan would not hold what was filled in.
        """
        elsewhere = {
            **context.extra,
            **_known(context),
            **({DESCRIPTION: description} if description else {}),
        }
        values: dict[str, InputValue] = {}
        for name, given in self._all(inputs, elsewhere):
            values[name] = self._checked(name, given)
            if name in inputs and name in elsewhere and values[name] != self._checked(name, elsewhere[name]):
                raise _invalid(
                    name, f"is {inputs[name]!r} here and {elsewhere[name]!r} in the rest of the request"
                )
        task = description or _rendered(self.task, values)
        if len(task) > DESCRIPTION_LIMIT:
            why = f"with these inputs the task is longer than {DESCRIPTION_LIMIT} characters"
            raise InvalidInputError(why, field="/inputs")
        filled = Filled(
            description=task,
            context=context.model_copy(
                update={
                    field: str(values[field])
                    for field in ("environment", "project")
                    if field in values and getattr(context, field) is None
                }
            ),
            inputs=values,
        )
        self.plan(values)
        return filled

    def plan(self, inputs: Mapping[str, InputValue]) -> Plan:
        """The finished plan; raises :class:`~domain.errors.InvalidInputError`."""
        values = {name: self._checked(name, given) for name, given in self._all(inputs, {})}
        return Plan(
            summary=_rendered(self.task, values),
            made_by=f"template {self.name}",
            template=TemplateRef(name=self.name, version=self.version),
            min_level=self.min_level,
            steps=tuple(_filled(step, values) for step in self.steps),
        )

    def _all(
        self, inputs: Mapping[str, InputValue], elsewhere: Mapping[str, InputValue]
    ) -> Iterator[tuple[str, InputValue]]:
        """Each input's name and what it is given."""
        known = {each.name: each for each in self.inputs}
        for name in inputs:
            if name not in known:
                takes = ", ".join(known) or "none"
                raise _invalid(name, f"is no input of the template {self.name}; it takes {takes}")
        for name, each in known.items():
            given = inputs.get(name, elsewhere.get(name, each.default))
            if given is None:
                raise _invalid(name, f"is needed by the template {self.name}: {each.description}")
            yield name, given

    def _checked(self, name: str, given: InputValue) -> InputValue:
        each = next(each for each in self.inputs if each.name == name)
        try:
            return each.checked(given)
        except ValueError as error:
            raise _invalid(name, f"{error}: {each.description}") from error


class TemplateCatalogue(Protocol):
    def get(self, name: str) -> Template:
        """The template in force now. Raises :class:`~domain.errors.NotFoundError` naming those there are."""

    def all(self) -> Sequence[Template]:
        """By name."""

    @property
    def error(self) -> str | None:
        """Why the newest edit is not in force; None where it is."""


def placeholders(text: str) -> tuple[str, ...]:
    """The names of the inputs that a text asks for."""
    return tuple(_PLACEHOLDER.findall(text))


def no_template(name: str, known: Sequence[str]) -> NotFoundError:
    there_are = f"there are {', '.join(known)}" if known else "none is installed"
    return NotFoundError(f"no template is named {name[:80]!r}; {there_are}")


def _filled(step: PlanStep, values: Mapping[str, InputValue]) -> PlanStep:
    gate = step.gate and {"level": step.gate.level, "reason": _rendered(step.gate.reason, values)}
    finished = {
        **step.model_dump(),
        "instruction": _rendered(step.instruction, values),
        "effects": [_rendered(effect, values) for effect in step.effects],
        "rollback": step.rollback and _rendered(step.rollback, values),
        "gate": gate,
    }
    try:
        return PlanStep.model_validate(finished)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        why = f"with these inputs step {step.id} is not valid: {where}: {first['msg']}"
        raise InvalidInputError(why, field="/inputs") from error


def _rendered(text: str, values: Mapping[str, InputValue]) -> str:
    return _PLACEHOLDER.sub(lambda found: str(values[found[1]]), text)


def _known(context: ProjectContext) -> dict[str, str]:
    found = {"environment": context.environment, "project": context.project}
    return {name: value for name, value in found.items() if value is not None}


def _invalid(name: str, message: str) -> InvalidInputError:
    return InvalidInputError(f"input {name} {message}", field=f"/inputs/{name}")

"""What callers may send. Unknown fields are refused: a typo must not pass for a wish."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from domain.errors import InvalidInputError, NotFoundError
from domain.models import canonical_json, digest_of
from domain.orchestrations import (
    DESCRIPTION_LIMIT,
    InputValue,
    OrchestrationRequest,
    Priority,
    ProjectContext,
)
from domain.templates import Filled, TemplateCatalogue

CONTEXT_ENTRIES = 50
INPUT_ENTRIES = 50
INPUT_LIMIT = 8_000
REASON_LIMIT = 4_000
CONFIRMED_LIMIT = 50
ARGUMENTS_LIMIT = 256 * 1024
"""Bytes of arguments that an approver writes."""


def _storable(text: str) -> str:
    """What Postgres and UTF-8 can hold."""
    if "\x00" in text:
        raise ValueError("contains a NUL character")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("is not valid Unicode: it contains half of a surrogate pair") from None
    return text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text


def _small_json(value: dict[str, Any]) -> dict[str, Any]:
    """What can be stored, hashed and signed."""
    try:
        text = canonical_json(value)
    except (ValueError, RecursionError):
        raise ValueError("is not JSON that can be signed: it has NaN, infinity or no end") from None
    if len(text) > ARGUMENTS_LIMIT:
        raise ValueError(f"is larger than {ARGUMENTS_LIMIT} bytes")
    if b"\\u0000" in text:
        raise ValueError("contains a NUL character")
    return value


def _text_or_number(value: object) -> object:
    """Checked by hand: an error of a union would name its branches."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("is neither text nor a whole number")  # noqa: TRY004 - pydantic's way to refuse
    if len(str(value)) > INPUT_LIMIT:
        raise ValueError(f"is longer than {INPUT_LIMIT} characters")
    return _storable(value) if isinstance(value, str) else value


Text = Annotated[str, AfterValidator(_storable)]
Short = Annotated[Text, Field(max_length=2_000)]
Slug = Annotated[Text, Field(min_length=1, max_length=100)]
Said = Annotated[Text, AfterValidator(_not_blank), Field(max_length=REASON_LIMIT)]


class Context(BaseModel):
    """Where the task belongs. Any further key with text for a value is kept as it is."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Short]

    environment: Short | None = Field(default=None, examples=["production"])
    project: Short | None = Field(default=None, examples=["auth"])

    @model_validator(mode="after")
    def _is_small(self) -> "Context":
        extra = self.__pydantic_extra__
        if len(extra) > CONTEXT_ENTRIES:
            raise ValueError(f"has more than {CONTEXT_ENTRIES} entries")
        for key in extra:  # field validators see values only
            _storable(key)
        return self

    def to_domain(self) -> ProjectContext:
        return ProjectContext(
            environment=self.environment, project=self.project, extra=dict(self.__pydantic_extra__)
        )


Description = Annotated[Text, AfterValidator(_not_blank), Field(max_length=DESCRIPTION_LIMIT)]
Input = Annotated[InputValue, BeforeValidator(_text_or_number)]


class _Task(BaseModel):
    priority: Priority = Priority.MEDIUM
    project_context: Context = Context()


class RiskQuestion(_Task):
    """A task, to be rated only."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"description": "Deploy auth service to production", "priority": "high"}]
        },
    )

    description: Description


class OrchestrateBody(_Task):
    """A task in plain words, and what is known about it; or a template, and what it asks for.

    With a template the description may be left out. An input that `inputs` does not name is taken from
    `project_context` or the description, where they say the same by name, or has its default.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "description": "Deploy auth service to production",
                    "priority": "high",
                    "project_context": {"environment": "production", "project": "auth"},
                },
                {"description": "Read configuration from dev environment", "priority": "low"},
                {
                    "template": "pr-deployment",
                    "inputs": {"pull_request": 7, "project": "auth", "environment": "staging"},
                },
            ]
        },
    )

    description: Description | None = None
    template: Slug | None = None
    inputs: Annotated[dict[Slug, Input], Field(max_length=INPUT_ENTRIES)] = Field(default_factory=dict)
    dry_run: bool = False

    def digest(self) -> str:
        """The same for two bodies that ask the same, however they are written."""
        return digest_of(self.model_dump(mode="json", exclude_defaults=True))

    def to_domain(
        self, *, task_id: str, requester: str, templates: TemplateCatalogue
    ) -> OrchestrationRequest:
        """Raises :class:`~domain.errors.InvalidInputError` for an unknown template, and for its inputs."""
        filled = self._filled(templates)
        return OrchestrationRequest(
            task_id=task_id,
            description=filled.description,
            requester=requester,
            priority=self.priority,
            context=filled.context,
            template=self.template,
            inputs=filled.inputs,
            dry_run=self.dry_run,
        )

    def _filled(self, templates: TemplateCatalogue) -> Filled:
        context = self.project_context.to_domain()
        if self.template is not None:
            try:
                template = templates.get(self.template)
            except NotFoundError as error:
                raise InvalidInputError(str(error), field="/template") from error
            return template.fill(inputs=self.inputs, description=self.description, context=context)
        if self.inputs:
            raise InvalidInputError("inputs are a template's: name it in `template`", field="/inputs")
        if self.description is None:
            raise InvalidInputError("a task needs a description, or a template", field="/description")
        return Filled(description=self.description, context=context, inputs={})


class InfoBody(BaseModel):
    """The requester's answer to an approver's question."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"info": "The window is 22:00 UTC"}]}
    )

    info: Said


class ApproveBody(BaseModel):
    """``confirmed``: slugs of the request's required actions. ``edited_arguments`` replace a tool call's."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "Reviewed the plan"}]}
    )

    reason: Annotated[Text, Field(max_length=REASON_LIMIT)] | None = None
    confirmed: Annotated[list[Slug], Field(max_length=CONFIRMED_LIMIT)] = Field(default_factory=list)
    edited_arguments: Annotated[dict[str, Any], AfterValidator(_small_json)] | None = None


class ReasonedBody(BaseModel):
    """A decision that nobody can act on without its reason."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "Not during the freeze"}]}
    )

    reason: Said

"""What callers may send. Unknown fields are refused: a typo must not pass for a wish."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from domain.models import canonical_json, digest_of
from domain.orchestrations import DESCRIPTION_LIMIT, OrchestrationRequest, Priority, ProjectContext

CONTEXT_ENTRIES = 50
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


def _not_installed(template: str) -> str:
    raise ValueError(f"no template is named {template[:80]!r}: none is installed")


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


class RiskQuestion(BaseModel):
    """A task, to be rated only."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"description": "Deploy auth service to production", "priority": "high"}]
        },
    )

    description: Annotated[Text, AfterValidator(_not_blank), Field(max_length=DESCRIPTION_LIMIT)]
    priority: Priority = Priority.MEDIUM
    project_context: Context = Context()


class OrchestrateBody(RiskQuestion):
    """A task in plain words, and what is known about it."""

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
            ]
        },
    )

    template: Annotated[Text, AfterValidator(_not_installed)] | None = None
    dry_run: bool = False

    def digest(self) -> str:
        """The same for two bodies that ask the same, however they are written."""
        return digest_of(self.model_dump(mode="json", exclude_defaults=True))

    def to_domain(self, *, task_id: str, requester: str) -> OrchestrationRequest:
        return OrchestrationRequest(
            task_id=task_id,
            description=self.description,
            requester=requester,
            priority=self.priority,
            context=self.project_context.to_domain(),
            template=self.template,
            dry_run=self.dry_run,
        )


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

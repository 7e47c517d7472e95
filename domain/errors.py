"""Every error of the product, in one tree.

::

    DevToolsError
    ├── ConfigurationError         a file or a variable an operator must mend
    ├── InvalidInputError          what a caller sent cannot be accepted (422)
    │   └── IdempotencyConflictError  the same key with another body
    ├── UnauthenticatedError       no token, or an unknown one (401)
    ├── ForbiddenError             known, but not allowed (403)
    ├── NotFoundError              no such orchestration, approval, tool ... (404)
    ├── ConflictError              the thing is not in a state that allows this (409)
    │   └── AlreadyAskedError      people are being asked for the same by another request
    ├── UnavailableError           a dependency is out of reach; try again later (503)
    ├── ToolError                  a tool refused, failed or is not allowed
    ├── ModelError                 a model provider refused or failed
    ├── NotificationError          a mail server or a webhook did not take a message
    └── TraceError                 LangSmith or a collector did not take spans

``kind`` is stable: it is the last part of the ``type`` of a problem document, the ``type`` of a Temporal
application error and a label in logs. ``status`` is the HTTP status that the API answers with.
"""

from enum import StrEnum
from typing import ClassVar

from domain.usage import TokenUsage


class DevToolsError(Exception):
    """The root; ``str(error)`` is fit to show to a user."""

    kind: ClassVar[str] = "internal"
    status: ClassVar[int] = 500


class ConfigurationError(DevToolsError):
    kind = "configuration"


class InvalidInputError(DevToolsError):
    """``field`` is the JSON pointer of the offending part, as in ``/project_context/environment``."""

    kind = "invalid-input"
    status = 422

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class IdempotencyConflictError(InvalidInputError):
    kind = "idempotency-conflict"


class UnauthenticatedError(DevToolsError):
    kind = "unauthenticated"
    status = 401


class ForbiddenError(DevToolsError):
    kind = "forbidden"
    status = 403


class NotFoundError(DevToolsError):
    kind = "not-found"
    status = 404


class ConflictError(DevToolsError):
    kind = "conflict"
    status = 409


class AlreadyAskedError(ConflictError):
    """``request_id``: the request whose decision is to be waited for."""

    kind = "already-asked"

    def __init__(self, message: str, *, request_id: str) -> None:
        super().__init__(message)
        self.request_id = request_id


class UnavailableError(DevToolsError):
    """``retry_after`` is in seconds."""

    kind = "unavailable"
    status = 503

    def __init__(self, message: str, *, retry_after: int = 5) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ToolFault(StrEnum):
    """What went wrong with a tool call; stable, the last part of a problem's ``type`` after ``tool-``."""

    UNKNOWN = "unknown"
    NOT_ALLOWED = "not-allowed"
    NOT_CLEARED = "not-cleared"
    REPLAYED = "replayed"
    CHANGED = "changed"
    QUARANTINED = "quarantined"
    ARGUMENTS = "arguments"
    DOWN = "down"
    BUSY = "busy"
    CRASHED = "crashed"
    TIMEOUT = "timeout"
    ANSWER = "answer"
    ANSWER_TOO_LARGE = "answer-too-large"
    FAILED = "failed"


class ToolError(DevToolsError):
    """``permanent``: another try with the same arguments cannot succeed.

    ``outcome_unknown``: the call was sent, and nobody knows whether it had an effect.
    """

    kind = "tool"

    def __init__(
        self,
        message: str,
        *,
        fault: ToolFault = ToolFault.FAILED,
        permanent: bool = True,
        outcome_unknown: bool = False,
    ) -> None:
        super().__init__(message)
        self.fault = fault
        self.permanent = permanent
        self.outcome_unknown = outcome_unknown


class ModelError(DevToolsError):
    """``retry_after`` is in seconds, as the provider asked; None where it did not.

    ``unasked``: no provider was asked, so that this was no try. ``shut``: the endpoint is not asked for a
    while, so that a fallback should be. ``spent``: answers that were counted, and of no use.
    """

    kind = "model"

    def __init__(
        self,
        message: str,
        *,
        code: str,
        permanent: bool = False,
        retry_after: float | None = None,
        unasked: bool = False,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.permanent = permanent
        self.retry_after = retry_after
        self.unasked = unasked
        self.shut = False
        self.spent: tuple[TokenUsage, ...] = ()


class NotificationError(DevToolsError):
    """``permanent``: another try cannot succeed, as no such mailbox exists."""

    kind = "notification"

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


class TraceError(DevToolsError):
    """``refused``: these spans will never be taken, others perhaps."""

    kind = "traces"

    def __init__(self, message: str, *, refused: bool = False) -> None:
        super().__init__(message)
        self.refused = refused

"""Failed tool calls as problem documents: ``urn:dev-tools:problem:tool-<fault>``."""

from http import HTTPStatus

from fastapi import FastAPI, Request

from api import problems
from domain.errors import ToolError, ToolFault

STATUSES = {
    ToolFault.UNKNOWN: HTTPStatus.NOT_FOUND,
    ToolFault.NOT_ALLOWED: HTTPStatus.FORBIDDEN,
    ToolFault.NOT_CLEARED: HTTPStatus.FORBIDDEN,
    ToolFault.REPLAYED: HTTPStatus.CONFLICT,
    ToolFault.CHANGED: HTTPStatus.CONFLICT,
    ToolFault.QUARANTINED: HTTPStatus.FORBIDDEN,
    ToolFault.ARGUMENTS: HTTPStatus.UNPROCESSABLE_ENTITY,
    ToolFault.DOWN: HTTPStatus.SERVICE_UNAVAILABLE,
    ToolFault.BUSY: HTTPStatus.SERVICE_UNAVAILABLE,
    ToolFault.TIMEOUT: HTTPStatus.GATEWAY_TIMEOUT,
    ToolFault.CRASHED: HTTPStatus.BAD_GATEWAY,
    ToolFault.ANSWER: HTTPStatus.BAD_GATEWAY,
    ToolFault.ANSWER_TOO_LARGE: HTTPStatus.BAD_GATEWAY,
    ToolFault.FAILED: HTTPStatus.BAD_GATEWAY,
}


def install(app: FastAPI) -> None:
    problems.install(app)
    app.add_exception_handler(ToolError, _tool_error)


def kind_of(error: ToolError) -> str:
    return f"tool-{error.fault}"


async def _tool_error(_request: Request, error: Exception) -> problems.ProblemResponse:
    assert isinstance(error, ToolError)
    return problems.problem(
        kind=kind_of(error),
        status=STATUSES[error.fault],
        detail=str(error),
        more={"permanent": error.permanent, "outcome_unknown": error.outcome_unknown},
    )

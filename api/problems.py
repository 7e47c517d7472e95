"""Errors as problem documents (RFC 9457). ``type`` is stable: ``urn:dev-tools:problem:<kind>``."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from domain.errors import DevToolsError, InvalidInputError, UnauthenticatedError, UnavailableError

TYPE_PREFIX = "urn:dev-tools:problem:"


class FieldProblem(BaseModel):
    """Where the fault is: ``pointer`` into the body (RFC 6901), or the name of a ``parameter`` or header."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None


class Problem(BaseModel):
    """What every error looks like."""

    type: str = Field(examples=[TYPE_PREFIX + "invalid-input"])
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] | None = None


class ProblemError(Exception):
    """An error whose ``kind`` is found at run time, as a judge's refusal; ``more`` are further members."""

    def __init__(self, *, kind: str, status: int, detail: str, more: Mapping[str, Any] | None = None) -> None:
        super().__init__(detail)
        self.kind = kind
        self.status = status
        self.detail = detail
        self.more = more or {}


class ProblemResponse(JSONResponse):
    media_type = "application/problem+json"

    def render(self, content: Any) -> bytes:
        """Escaped to ASCII: a detail may quote a caller's key that is no valid Unicode."""
        return json.dumps(content, separators=(",", ":")).encode()


def problem(
    *,
    kind: str,
    status: int,
    detail: str,
    errors: Sequence[FieldProblem] = (),
    headers: Mapping[str, str] | None = None,
    more: Mapping[str, Any] | None = None,
) -> ProblemResponse:
    content: dict[str, Any] = {
        **(more or {}),
        "type": TYPE_PREFIX + kind,
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if errors:
        content["errors"] = [error.model_dump(exclude_none=True) for error in errors]
    return ProblemResponse(content, status_code=status, headers=dict(headers or {}))


def install(app: FastAPI) -> None:
    """Every error that a route raises, and those of the framework."""
    app.add_exception_handler(DevToolsError, _devtools_error)
    app.add_exception_handler(ProblemError, _problem_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)


def unexpected() -> ProblemResponse:
    """Says nothing of what happened: that stands in the log, under the request's id."""
    return problem(
        kind="internal", status=500, detail="an unexpected error; the log has it under X-Request-ID"
    )


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For a route's documentation: which errors it answers."""
    content = {"application/problem+json": {"schema": Problem.model_json_schema()}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}


async def _devtools_error(_request: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, DevToolsError)
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR and not isinstance(error, UnavailableError):
        raise error  # not the caller's business: logged, and answered without its words
    headers: dict[str, str] = {}
    if isinstance(error, UnavailableError):
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, UnauthenticatedError):
        headers["WWW-Authenticate"] = "Bearer"
    errors = []
    if isinstance(error, InvalidInputError) and error.field:
        errors = [FieldProblem(detail=str(error), pointer=error.field)]
    return problem(kind=error.kind, status=error.status, detail=str(error), headers=headers, errors=errors)


async def _problem_error(_request: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, ProblemError)
    return problem(kind=error.kind, status=error.status, detail=error.detail, more=error.more)


async def _validation_error(_request: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, RequestValidationError)
    errors = [_field_problem(item) for item in error.errors()]
    first = errors[0]
    where = first.pointer or first.parameter
    return problem(
        kind=InvalidInputError.kind,
        status=InvalidInputError.status,
        detail=f"{where}: {first.detail}" if where else first.detail,
        errors=errors,
    )


async def _http_error(_request: Request, error: Exception) -> ProblemResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == HTTPStatus.BAD_REQUEST:  # the framework's word for a body it cannot parse
        return problem(
            kind=InvalidInputError.kind,
            status=InvalidInputError.status,
            detail="the body cannot be read as JSON",
        )
    kinds = {404: "not-found", 405: "method-not-allowed", 413: "too-large"}
    return problem(
        kind=kinds.get(error.status_code, "http"),
        status=error.status_code,
        detail=str(error.detail),
        headers=error.headers,
    )


def _field_problem(item: Mapping[str, Any]) -> FieldProblem:
    where, *path = item["loc"]
    if item["type"] == "json_invalid":
        return FieldProblem(detail=f"the body is not valid JSON: {item['ctx']['error']}", pointer="")
    if where == "body":
        pointer = "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)
        detail = _said(item)
        if item["type"] == "model_attributes_type" and not pointer:
            detail = "a JSON object is needed, sent with Content-Type: application/json"
        return FieldProblem(detail=detail, pointer=pointer)
    return FieldProblem(detail=_said(item), parameter=str(path[-1]) if path else str(where))


def _said(item: Mapping[str, Any]) -> str:
    """Our own validators' words stand behind pydantic's."""
    return str(item["msg"]).removeprefix("Value error, ")

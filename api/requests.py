"""What happens to every request before a route sees it, as plain ASGI middleware."""

import re
import time
import uuid
from collections.abc import Mapping
from http import HTTPStatus

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem, unexpected
from integrations.telemetry.metrics import HttpMetrics

BODY_LIMIT = 1024 * 1024
"""Bytes."""
REQUEST_ID = "X-Request-ID"
_ACCEPTABLE_ID = re.compile(r"[A-Za-z0-9._:/+=@-]{1,128}")

logger = structlog.stdlib.get_logger("api.access")


class RequestLog:
    """Gives the request an id (or takes the caller's), echoes it, and writes one line when it is answered.

    The last resort too: an error that nobody foresaw is logged and answered as a bare 500.
    """

    def __init__(self, app: ASGIApp, metrics: HttpMetrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = Headers(scope=scope).get(REQUEST_ID, "")
        if not _ACCEPTABLE_ID.fullmatch(request_id):
            request_id = uuid.uuid4().hex
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            await self._answer(scope, receive, send, request_id)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, request_id: str) -> None:
        status = 0
        started = time.perf_counter()

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        except Exception:  # whatever it is, the caller gets an answer and the log its trace
            logger.exception("request failed")
            if not status:
                await unexpected()(scope, receive, send_with_id)
        finally:
            self._note(scope, status or HTTPStatus.INTERNAL_SERVER_ERROR, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unmatched")
        self._metrics.request(method=scope["method"], route=route, status=status, seconds=seconds)
        logger.info(
            "request",
            method=scope["method"],
            path=scope["path"],
            route=route,
            status=int(status),
            ms=round(seconds * 1000, 1),
        )


class BodyLimit:
    """Reads the body up to :data:`BODY_LIMIT`, then hands it on whole; a larger one is 413, unread.

    ``larger``: paths with a limit of their own. A body that is not UTF-8 is 422: the JSON parser would guess
    UTF-16 and let broken bytes through.
    """

    def __init__(
        self, app: ASGIApp, limit: int = BODY_LIMIT, *, larger: Mapping[str, int] | None = None
    ) -> None:
        self._app = app
        self._limit = limit
        self._larger = larger or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        try:
            limit = self._larger.get(scope["path"], self._limit)
            body = await _read(scope, receive, limit)
        except ClientDisconnect:
            return  # half a request is none: without its body, an approval might still look like one
        if body is None:
            detail = f"a body has at most {limit} bytes"
            await problem(kind="too-large", status=413, detail=detail)(scope, receive, send)
            return
        try:
            body.decode()
        except UnicodeDecodeError as error:
            detail = f"the body is not UTF-8, at byte {error.start}"
            await problem(kind="invalid-input", status=422, detail=detail)(scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)


async def _read(scope: Scope, receive: Receive, limit: int) -> bytes | None:
    length = Headers(scope=scope).get("content-length", "0")
    if length.isdigit() and int(length) > limit:
        return None
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise ClientDisconnect
        body += bytes(message.get("body", b""))
        if len(body) > limit:
            return None
        if not message.get("more_body", False):
            return body


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again

"""A GraphQL client for Linear: one document at a time, every failure with a name.

Retries are left to Temporal. Errors are told by ``extensions.code``, as Linear answers 200 and 400 for any.
"""

import time
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import httpx

from domain.errors import (
    ConfigurationError,
    DevToolsError,
    InvalidInputError,
    NotFoundError,
    UnavailableError,
)
from integrations.linear.documents import document
from integrations.linear.tokens import Credentials

TIMEOUT_SECONDS = 10.0
LONGEST_WAIT_SECONDS = 3_600
"""Limits are by the hour."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")
_EXISTS = ("already exists", "conflict on insert")
_RESETS = ("x-ratelimit-requests-reset", "x-ratelimit-complexity-reset")


class DuplicateError(InvalidInputError):
    """Linear has something of this id."""


class LinearClient:
    def __init__(self, url: str, credentials: Credentials, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self._url = url
        self._credentials = credentials
        local = httpx.URL(url).host in LOOPBACK  # no proxy of the environment's leads there
        self._http = httpx.AsyncClient(timeout=timeout, trust_env=not local)

    async def aclose(self) -> None:
        await self._http.aclose()

    async def ask(self, name: str, **variables: Any) -> Mapping[str, Any]:
        """The ``data`` of the answer to the document ``name``.

        Raises :class:`DuplicateError`, :class:`~domain.errors.NotFoundError`,
        :class:`~domain.errors.InvalidInputError`, :class:`~domain.errors.ConfigurationError` for a token that
        is not taken, :class:`~domain.errors.UnavailableError` with the time to wait for all that may pass.
        """
        header = await self._credentials.header(self._http)
        answer = await self._post(name, variables, header)
        if _code(answer) == "AUTHENTICATION_ERROR" and await self._credentials.renewed(self._http, header):
            answer = await self._post(name, variables, await self._credentials.header(self._http))
        return _data(answer)

    async def pages(
        self, name: str, path: Sequence[str], *, after: str | None = None, limit: int = 20, **variables: Any
    ) -> AsyncIterator[Mapping[str, Any]]:
        """Every node of the connection at ``path`` of the answers, of ``limit`` pages at most.

        ``after``: the cursor of a page that is known already.
        """
        for _ in range(limit):
            found: Any = await self.ask(name, after=after, **variables)
            for key in path:
                found = found[key]
            for node in found["nodes"]:
                yield node
            if not found["pageInfo"]["hasNextPage"]:
                return
            after = found["pageInfo"]["endCursor"]

    async def _post(self, name: str, variables: Mapping[str, Any], header: str) -> httpx.Response:
        body = {"query": document(name), "variables": variables}
        try:
            return await self._http.post(self._url, json=body, headers={"Authorization": header})
        except httpx.HTTPError as error:
            raise UnavailableError(f"Linear is out of reach: {error!r}") from error


def _data(answer: httpx.Response) -> Mapping[str, Any]:
    body = _body(answer)
    if body is None:
        raise UnavailableError(f"Linear answers HTTP {answer.status_code} without a result")
    if errors := body.get("errors"):
        raise _error(errors[0], answer)
    data = body.get("data")
    if not isinstance(data, dict):
        raise UnavailableError(f"Linear answers HTTP {answer.status_code} without a result")
    for result in data.values():  # of a mutation
        if isinstance(result, dict) and result.get("success") is False:
            raise UnavailableError("Linear says that it did not succeed")
    return data


def _error(error: Mapping[str, Any], answer: httpx.Response) -> DevToolsError:
    extensions = error.get("extensions") or {}
    code = extensions.get("code")
    said = str(extensions.get("userPresentableMessage") or error.get("message") or code)
    both = f"{error.get('message')} {said}".lower()
    if code == "RATELIMITED":
        return UnavailableError(f"Linear's limit is reached: {said}", retry_after=_wait(answer))
    if code in ("AUTHENTICATION_ERROR", "FORBIDDEN"):
        return ConfigurationError(f"Linear does not take our token: {said}")
    if "not found" in both:
        return NotFoundError(f"Linear: {said}")
    if code == "INPUT_ERROR" and any(words in both for words in _EXISTS):
        return DuplicateError(f"Linear: {said}")
    if code in ("INPUT_ERROR", "GRAPHQL_VALIDATION_FAILED"):
        return InvalidInputError(f"Linear: {said}")
    return UnavailableError(f"Linear: {said}")


def _wait(answer: httpx.Response) -> int:
    """Seconds until the limit is lifted, by headers in epoch milliseconds."""
    resets = [int(value) for name in _RESETS if (value := answer.headers.get(name, "")).isdigit()]
    seconds = (max(resets) / 1000 - time.time()) if resets else 60
    return max(1, min(LONGEST_WAIT_SECONDS, int(seconds) + 1))


def _code(answer: httpx.Response) -> str | None:
    body = _body(answer)
    errors = (body or {}).get("errors") or [{}]
    code = (errors[0].get("extensions") or {}).get("code")
    if code is None and answer.status_code == httpx.codes.UNAUTHORIZED:
        return "AUTHENTICATION_ERROR"
    return code


def _body(answer: httpx.Response) -> dict[str, Any] | None:
    try:
        body = answer.json()
    except ValueError:
        return None
    return body if isinstance(body, dict) else None

"""The command line's way to the API: where it is, who asks, and its errors as one line."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from cli.stack.state import running_stack
from config.settings import Settings, load_settings
from domain.errors import DevToolsError, UnavailableError

if TYPE_CHECKING:
    import httpx

LOOPBACK = ("127.0.0.1", "::1", "localhost")
TIMEOUT = 15.0
"""Seconds for one answer; the slowest route waits 2 s for a verdict, twice."""
TOOL_TIMEOUT = 180.0
"""A tool may take its time, and its server may have to be started first."""


class ApiError(DevToolsError):
    """A problem document. ``problem`` is all of it."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(str(problem.get("detail") or problem.get("title") or f"HTTP {status}"))
        self.http_status = status
        self.problem = problem


@dataclass(frozen=True)
class Target:
    """``token`` is never shown, and never sent to another address than the one it belongs to."""

    url: str
    token: str | None = field(default=None, repr=False)


def find_target(settings: Settings, *, gateway: bool = False) -> Target:
    """The API or the tool gateway: by the environment, else the stack that runs here, else the defaults."""
    stack = running_stack(settings.state_dir)
    exports = stack.exports if stack else {}
    variable = "DEVTOOLS_GATEWAY_URL" if gateway else "DEVTOOLS_API_URL"
    plain = settings.model_copy(update={"api_url": None, "gateway_url": None})
    local = Target(
        url=exports.get(variable, plain.gateway_base_url if gateway else plain.api_base_url),
        token=exports.get("DEVTOOLS_API_TOKEN") or _operator_token(settings),
    )
    url = ((settings.gateway_url if gateway else settings.api_url) or local.url).rstrip("/")
    if settings.api_token is not None:
        return Target(url, settings.api_token.get_secret_value())
    return Target(url, local.token if url == local.url else None)


class ApiClient:
    """One HTTP connection; every method raises :class:`~domain.errors.DevToolsError`."""

    def __init__(self, target: Target, client: "httpx.Client") -> None:
        self._target = target
        self._client = client

    def get(self, path: str, **query: str | int | None) -> Any:
        return self._ask(
            "GET", path, params={key: value for key, value in query.items() if value is not None}
        )

    def post(self, path: str, body: Mapping[str, Any] | None = None, *, key: str | None = None) -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        return self._ask("POST", path, json=body, headers=headers)

    def text(self, path: str) -> str:
        """An answer that is no JSON, as the events of a task that is over."""
        return self._answer("GET", path).text

    def _ask(self, method: str, path: str, **request: Any) -> Any:
        return self._answer(method, path, **request).json()

    def _answer(self, method: str, path: str, **request: Any) -> "httpx.Response":
        import httpx

        try:
            response = self._client.request(method, path, **request)
        except httpx.ConnectError as error:
            raise UnavailableError(f"the API at {self._target.url} is not running: `devtools up`") from error
        except httpx.TransportError as error:
            raise UnavailableError(f"the API at {self._target.url} does not answer: {error!r}") from error
        except httpx.InvalidURL as error:
            raise DevToolsError(f"{self._target.url}: {error}") from error
        if response.is_success:
            return response
        raise ApiError(response.status_code, _problem(response))


@contextmanager
def api(settings: Settings | None = None) -> Iterator[ApiClient]:
    """The API of this installation."""
    with _client(find_target(settings or load_settings()), timeout=TIMEOUT) as client:
        yield client


@contextmanager
def gateway(settings: Settings | None = None) -> Iterator[ApiClient]:
    """The tool gateway of this installation."""
    with _client(find_target(settings or load_settings(), gateway=True), timeout=TOOL_TIMEOUT) as client:
        yield client


@contextmanager
def _client(target: Target, *, timeout: float) -> Iterator[ApiClient]:
    import httpx

    headers = {"User-Agent": f"devtools-cli/{version('dev-tools')}"}
    if target.token:
        headers["Authorization"] = f"Bearer {target.token}"
    local = urlsplit(target.url).hostname in LOOPBACK  # no proxy of the environment's leads there
    with httpx.Client(base_url=target.url, headers=headers, timeout=timeout, trust_env=not local) as client:
        yield ApiClient(target, client)


def path_segment(text: str) -> str:
    """An id as part of a path, whatever was typed."""
    return quote(text.strip(), safe="") or "-"


def _operator_token(settings: Settings) -> str | None:
    from integrations.keys.tokens import operator_token

    return operator_token(settings.state_dir)


def _problem(response: "httpx.Response") -> Mapping[str, Any]:
    try:
        found = response.json()
    except (json.JSONDecodeError, UnicodeDecodeError):
        return {"detail": f"HTTP {response.status_code} that is no answer of this API"}
    return found if isinstance(found, dict) else {}


def problem_kind(error: ApiError) -> str:
    """The stable last part of a problem's type."""
    return re.sub(r"^.*:", "", str(error.problem.get("type", "")))

"""The tool gateway as workers use it; implements :class:`~domain.tools.Toolbox`."""

import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, NoReturn, Self
from urllib.parse import quote, urlsplit

import httpx

from domain.errors import NotFoundError, ToolError, ToolFault, UnavailableError
from domain.tool_tickets import LIFETIME_SECONDS
from domain.tools import Caller, ToolResult, ToolSpec
from integrations.keys.tickets import TicketSigner

TICKET_HEADER = "X-DevTools-Ticket"
ANSWER_SECONDS = 60.0
"""For a listing, which waits for servers that are just being started."""
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
_PREFIX = "urn:dev-tools:problem:"
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class GatewayToolbox:
    """Calls go over connections of their own, and once only: one that breaks tells what was not sent."""

    def __init__(self, url: str, signer: TicketSigner) -> None:
        local = urlsplit(url).hostname in _LOOPBACK  # no proxy of the environment's leads there
        self._url = url
        self._signer = signer
        self._pass, self._pass_until = "", 0.0
        self._asking = httpx.AsyncClient(base_url=url, timeout=ANSWER_SECONDS, trust_env=not local)
        self._calling = httpx.AsyncClient(
            base_url=url,
            # how long a tool may take is the gateway's to say, and the activity's
            timeout=httpx.Timeout(None, connect=5.0, pool=5.0),
            limits=httpx.Limits(max_keepalive_connections=0),
            trust_env=not local,
        )

    async def aclose(self) -> None:
        await self._asking.aclose()
        await self._calling.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def counts(self) -> dict[str, int]:
        """Tools that each server can be asked for now: 0 for one that should run and does not."""
        answer = await self._ask("GET", "/servers")
        down = ("down", "unconfigured")
        return {
            str(state["name"]): 0 if state["phase"] in down else int(state["tools"])
            for state in answer.json()["servers"]
            if not (state["optional"] and state["phase"] in down)
        }

    async def shown(self, agent: str, *, task: str, searches: Sequence[str] = ()) -> Sequence[ToolSpec]:
        body = {"agent": agent, "task": task, "searches": list(searches)}
        answer = await self._ask("POST", "/disclosure", body)
        return [ToolSpec.model_validate(tool) for tool in answer.json()["tools"]]

    async def spec(self, name: str) -> ToolSpec:
        answer = await self._ask("GET", _path(name))
        return ToolSpec.model_validate_json(answer.content)

    async def check(self, spec: ToolSpec, arguments: Mapping[str, Any]) -> None:
        await self._ask("POST", f"{_path(spec.name)}/check", {"arguments": dict(arguments)})

    async def call(self, spec: ToolSpec, arguments: Mapping[str, Any], *, caller: Caller) -> ToolResult:
        """Signed for exactly this call. A connection lost in the middle leaves the outcome unknown."""
        headers = {**self._headers(), TICKET_HEADER: self._signer.ticket(spec, arguments, caller)}
        try:
            answer = await self._calling.post(
                _path(spec.name), json={"arguments": dict(arguments)}, headers=headers
            )
        except _NOT_SENT as error:
            raise self._out_of_reach(error) from error
        except httpx.HTTPError as error:
            raise ToolError(
                f"{spec.name}: the gateway was lost during the call; whether it had an effect is not known",
                fault=ToolFault.CRASHED,
                permanent=False,
                outcome_unknown=True,
            ) from error
        if not answer.is_success:
            _raise(answer, spec.name)
        return ToolResult.model_validate_json(answer.content)

    async def _ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> httpx.Response:
        try:
            answer = await self._asking.request(method, path, json=body, headers=self._headers())
        except httpx.HTTPError as error:
            raise self._out_of_reach(error) from error
        if not answer.is_success:
            _raise(answer, path)
        return answer

    def _headers(self) -> dict[str, str]:
        if time.monotonic() > self._pass_until:
            self._pass = self._signer.worker_pass()
            self._pass_until = time.monotonic() + LIFETIME_SECONDS / 2
        return {"Authorization": f"Bearer {self._pass}"}

    def _out_of_reach(self, error: httpx.HTTPError) -> UnavailableError:
        return UnavailableError(f"the tool gateway at {self._url} is out of reach: {error!r}")


def _raise(answer: httpx.Response, what: str) -> NoReturn:
    """A problem document as the error it was made of."""
    try:
        problem = answer.json()
    except ValueError:
        problem = {}
    kind = str(problem.get("type", "")).removeprefix(_PREFIX)
    detail = str(problem.get("detail") or f"{what}: HTTP {answer.status_code}")
    if kind.startswith("tool-"):
        raise ToolError(
            detail,
            fault=_fault(kind.removeprefix("tool-")),
            permanent=bool(problem.get("permanent", True)),
            outcome_unknown=bool(problem.get("outcome_unknown")),
        )
    if kind == UnavailableError.kind:
        raise UnavailableError(detail)
    if kind == NotFoundError.kind:
        raise NotFoundError(detail)
    unforeseen = answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR
    raise ToolError(detail, permanent=not unforeseen, outcome_unknown=unforeseen)


def _fault(text: str) -> ToolFault:
    """A newer gateway may know more of them."""
    return ToolFault(text) if text in set(ToolFault) else ToolFault.FAILED


def _path(name: str) -> str:
    return f"/tools/{quote(name, safe='')}"

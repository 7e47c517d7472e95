"""The loopback Linear: its GraphQL API, OAuth token endpoint, webhooks and a page, on a real HTTP port."""

import json
import urllib.parse
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from tests.support.asgi import serving
from tests.support.linear.deliveries import RETRY_DELAYS, Deliveries
from tests.support.linear.errors import InvalidDocumentError, LinearError, RateLimitedError
from tests.support.linear.executing import execute
from tests.support.linear.faults import Faults
from tests.support.linear.page.site import Site
from tests.support.linear.store import real_time
from tests.support.linear.tokens import GrantRefusedError, Tokens
from tests.support.linear.world import World
from tests.support.processes import free_port


@dataclass(frozen=True)
class Asked:
    """A request to ``/graphql``."""

    document: str
    variables: Mapping[str, Any]
    headers: Mapping[str, str]


class LinearServer:
    """``world`` is its state, with what people do; the other parts are under the test's control.

    ``clock`` gives the time of all that happens in it; ``retry_delays`` are those of webhooks, in seconds.
    ``port``: a fixed one, so that it can go down and come up again; by default any that is free.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = real_time,
        retry_delays: Sequence[float] = RETRY_DELAYS,
        port: int | None = None,
    ) -> None:
        self.port = port or free_port()
        self.world = World(clock, base_url=self.url)
        self.webhooks = Deliveries(self.world, retry_delays=retry_delays)
        self.tokens = Tokens(self.world)
        self.faults = Faults(self.world)
        self.requests: list[Asked] = []
        self.app = Starlette(
            routes=[
                Route("/graphql", self._graphql, methods=["POST"]),
                Route("/oauth/token", self._token, methods=["POST"]),
                *Site(self.world).routes(),
            ]
        )
        self._up = AsyncExitStack()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def graphql_url(self) -> str:
        return f"{self.url}/graphql"

    @property
    def token_url(self) -> str:
        return f"{self.url}/oauth/token"

    @asynccontextmanager
    async def running(self) -> AsyncIterator["LinearServer"]:
        async with self.webhooks.running():
            await self.up()
            try:
                yield self
            finally:
                await self.down()

    async def up(self) -> None:
        """Accept connections, again after :meth:`down`; OSError where something else listens on the port."""
        await self._up.enter_async_context(serving(self.app, self.port))

    async def down(self) -> None:
        """Refuse connections; the state and the webhooks go on."""
        if self.faults.gate is not None:
            self.faults.gate.set()
        await self._up.aclose()

    async def _graphql(self, request: Request) -> Response:
        body = await request.body()
        await self.faults.wait()
        if (status := self.faults.failure()) is not None:
            return HTMLResponse("<html><body>The server is unwell</body></html>", status)
        try:
            answer = self._answer(request, body)
        except LinearError as error:
            limited = isinstance(error, RateLimitedError)
            entry = {"errors": [error.entry]}
            return JSONResponse(entry, error.status, headers=self.faults.headers(limited=limited))
        return JSONResponse(answer, headers=self.faults.headers(limited=False))

    def _answer(self, request: Request, body: bytes) -> dict[str, Any]:
        try:
            asked = json.loads(body)
            document, variables = asked["query"], asked.get("variables") or {}
        except (ValueError, KeyError, TypeError, AttributeError):
            raise InvalidDocumentError("the body is no GraphQL request") from None
        self.requests.append(Asked(document, variables, dict(request.headers)))
        self.faults.check_rate()
        viewer = self.tokens.viewer(request.headers.get("authorization"))
        return execute(self.world, viewer, document, variables, asked.get("operationName"))

    async def _token(self, request: Request) -> Response:
        form = dict(urllib.parse.parse_qsl((await request.body()).decode()))
        try:
            return JSONResponse(self.tokens.grant(form))
        except GrantRefusedError as error:
            return JSONResponse(error.body, error.status)

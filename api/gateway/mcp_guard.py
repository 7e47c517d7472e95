"""Who may speak MCP to the gateway: the same rule as for its REST routes, before the protocol begins."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.browsers import is_loopback
from api.gateway.resources import Resources
from api.problems import problem

_SCHEME = "bearer "


class McpGuard:
    """Off loopback a token is needed; a token that is wrong is refused anywhere."""

    def __init__(self, app: ASGIApp, resources: Resources) -> None:
        self._app = app
        self._resources = resources

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        fault = self._fault(scope) if scope["type"] == "http" else None
        if fault is None:
            await self._app(scope, receive, send)
            return
        answer = problem(
            kind="unauthenticated", status=401, detail=fault, headers={"WWW-Authenticate": "Bearer"}
        )
        await answer(scope, receive, send)

    def _fault(self, scope: Scope) -> str | None:
        given = Headers(scope=scope).get("authorization")
        if given is None:
            if is_loopback(self._resources.settings.host):
                return None
            return "this gateway is not on loopback: a token is needed"
        token = given[len(_SCHEME) :].strip() if given.lower().startswith(_SCHEME) else ""
        known = self._resources.tokens.resolve(token) or self._resources.verifier.is_worker(token)
        return None if known else "this token is not known here"

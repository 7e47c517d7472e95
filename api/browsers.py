"""Guards against a page in the user's browser that talks to an API on loopback."""

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems import problem

_READING = ("GET", "HEAD", "OPTIONS")


class BrowserGuard:
    """Refuses, with 403:

    - where ``loopback_only``, a ``Host`` that is neither loopback nor in ``hosts``: a name that an attacker
      re-pointed to this machine (DNS rebinding);
    - a request that changes something and bears another site's ``Origin``.
    """

    def __init__(self, app: ASGIApp, *, loopback_only: bool, hosts: Collection[str] = ()) -> None:
        self._app = app
        self._loopback_only = loopback_only
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        if refusal:
            kind, detail = refusal
            await problem(kind=kind, status=403, detail=detail)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> tuple[str, str] | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._loopback_only and not self._known(host):
            return "foreign-host", "this API answers on loopback names only"
        origin = headers.get("origin")
        if origin is None or scope["method"] in _READING:
            return None
        if urlsplit(origin).netloc.lower() == host.lower() and host:
            return None
        return "foreign-origin", "pages of other sites may not send this"

    def _known(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name in self._hosts or is_loopback(name)


def is_loopback(name: str) -> bool:
    """A host name or address that only this machine can reach."""
    if name.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False

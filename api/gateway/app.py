"""The tool gateway as one ASGI app: REST, and MCP at ``/mcp``."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from importlib.metadata import version
from urllib.parse import urlsplit

from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from fastapi_offline import FastAPIOffline
from starlette.routing import Route

from api.browsers import BrowserGuard, is_loopback
from api.gateway import problems
from api.gateway.mcp import PATH, build_mcp_app
from api.gateway.mcp_guard import McpGuard
from api.gateway.resources import Resources
from api.gateway.routers import operations, tools
from api.problems import responses
from api.requests import BodyLimit, RequestLog
from config.settings import Settings

DESCRIPTION = """Every tool of every MCP server, behind one guarded door. Tools that read are open to whoever
may list them; a tool that changes something is called with a worker's ticket for that very call.

MCP clients connect to `/mcp` (streamable HTTP).

Errors are problem documents (RFC 9457) with a stable `type`."""


def create_app(settings: Settings, *, resources: Resources) -> FastAPI:
    """``resources`` are open, and stay the caller's to close."""
    mcp_app = build_mcp_app(resources)
    app = FastAPIOffline(
        title="Dev-Tools tool gateway",
        version=version("dev-tools"),
        description=DESCRIPTION,
        lifespan=_lifespan(mcp_app.lifespan),
        responses=responses(422),
    )
    app.state.resources = resources
    problems.install(app)
    for module in (tools, operations):
        app.include_router(module.router)
    app.add_api_route("/", _to_the_docs, methods=["GET", "HEAD"], include_in_schema=False)
    app.router.routes.append(Route(PATH, McpGuard(mcp_app, resources), include_in_schema=False))
    # the last one added sees a request first
    app.add_middleware(BodyLimit)
    app.add_middleware(BrowserGuard, loopback_only=is_loopback(settings.host), hosts=_own_names(settings))
    app.add_middleware(RequestLog, metrics=resources.metrics)
    return app


def _lifespan(
    inner: Callable[[FastAPI], AbstractAsyncContextManager[object]],
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(inner(app))
            yield

    return lifespan


def _own_names(settings: Settings) -> set[str]:
    """Names by which an operator says that this gateway is reached."""
    return {name for name in (settings.host, urlsplit(settings.gateway_base_url).hostname) if name}


async def _to_the_docs() -> RedirectResponse:
    return RedirectResponse("/docs")

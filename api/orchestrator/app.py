"""The orchestrate API as one ASGI app."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from urllib.parse import urlsplit

from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from fastapi_offline import FastAPIOffline

from api import problems
from api.browsers import BrowserGuard, is_loopback
from api.orchestrator.linear import BODY_LIMIT as LINEAR_LIMIT
from api.orchestrator.linear import PATH as LINEAR_PATH
from api.orchestrator.resources import Resources, open_resources
from api.orchestrator.routers import (
    agents,
    approval_batch,
    approval_sign,
    approval_stats,
    approvals,
    budgets,
    events,
    grants,
    halt,
    health,
    ledger,
    linear,
    metrics,
    notifications,
    orchestrations,
    policy,
    reviews,
    risk,
    templates,
    webhooks,
)
from api.requests import BodyLimit, RequestLog
from config.settings import Settings
from integrations.telemetry.metrics import ApiMetrics

DESCRIPTION = """Takes dev-ops tasks in plain words, rates their risk, plans them, asks the right people
where the risk demands it, and has agents carry them out. Every orchestration is one
durable Temporal workflow.

Errors are problem documents (RFC 9457) with a stable `type`."""


def create_app(settings: Settings, *, resources: Resources | None = None) -> FastAPI:
    """``resources`` that are open stay the caller's to close; else the app's lifespan opens its own."""
    app = FastAPIOffline(  # the docs page needs nothing from elsewhere
        title="Dev-Tools orchestrator",
        version=version("dev-tools"),
        description=DESCRIPTION,
        lifespan=_lifespan(settings, resources),
        responses=problems.responses(422, 503),
    )
    app.state.metrics = ApiMetrics()
    problems.install(app)
    # the statistics before /approvals/{request_id}, which would match them; Linear's before /webhooks/{name}
    for module in (
        orchestrations,
        events,
        approval_stats,
        approval_batch,
        approval_sign,
        approvals,
        grants,
        reviews,
        halt,
        notifications,
        linear,
        webhooks,
        risk,
        policy,
        templates,
        ledger,
        agents,
        health,
        metrics,
        budgets,
    ):
        app.include_router(module.router)
    app.add_api_route("/", _to_the_docs, methods=["GET", "HEAD"], include_in_schema=False)
    # the last one added sees a request first
    app.add_middleware(BodyLimit, larger={LINEAR_PATH: LINEAR_LIMIT})
    app.add_middleware(BrowserGuard, loopback_only=is_loopback(settings.host), hosts=_own_names(settings))
    app.add_middleware(RequestLog, metrics=app.state.metrics)
    return app


def _lifespan(
    settings: Settings, resources: Resources | None
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if resources is not None:
            app.state.resources = resources
            yield
            return
        async with open_resources(settings) as opened:
            app.state.resources = opened
            yield

    return lifespan


def _own_names(settings: Settings) -> set[str]:
    """Names by which an operator says that this API is reached."""
    return {name for name in (settings.host, urlsplit(settings.api_base_url).hostname) if name}


async def _to_the_docs() -> RedirectResponse:
    return RedirectResponse("/docs")

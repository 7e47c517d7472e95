"""Who is let in, what every answer has in common, and what leaks to nobody."""

from collections.abc import Iterator

import httpx
import pytest
import structlog
from starlette.types import Message, Receive, Scope, Send

from api.orchestrator.app import create_app
from api.requests import BodyLimit
from config.settings import Settings
from tests.api.conftest import ADA
from tests.support.asgi import asking


@pytest.mark.parametrize(
    "host", ["evil.example.org", "127.0.0.1.evil.example.org", "169.254.169.254", "[bad", ""]
)
async def test_another_name_for_loopback_is_refused(http: httpx.AsyncClient, host: str) -> None:
    answer = await http.get("/orchestrations", headers={"Host": host})
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:dev-tools:problem:foreign-host")


@pytest.mark.parametrize("host", ["localhost:8001", "127.0.0.1", "[::1]:8001", "LOCALHOST"])
async def test_loopback_by_any_of_its_names_is_served(http: httpx.AsyncClient, host: str) -> None:
    assert (await http.get("/orchestrations", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example.org", "null", "http://127.0.0.1:9999"])
async def test_another_sites_page_may_not_send(http: httpx.AsyncClient, origin: str) -> None:
    answer = await http.post("/orchestrate", json={"description": "x"}, headers={"Origin": origin})
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:dev-tools:problem:foreign-origin")
    assert (await http.get("/orchestrations")).json()["orchestrations"] == []


async def test_our_own_page_may_send(http: httpx.AsyncClient) -> None:
    answer = await http.post(
        "/risk/assess", json={"description": "x"}, headers={"Origin": "http://127.0.0.1:8001"}
    )
    assert answer.status_code == 200


async def test_off_loopback_everything_but_probes_needs_a_token(settings: Settings) -> None:
    async with asking(
        create_app(settings.model_copy(update={"host": "192.0.2.1"})),
        host="tools.example.org",
    ) as http:
        for path in (
            "/orchestrations",
            "/agents",
            "/policy",
            "/policy/history",
            "/metrics/tokens",
            "/approvals",
            "/orchestrations/x/events",
        ):
            refused = await http.get(path)
            assert refused.status_code == 401, path
            assert refused.headers["www-authenticate"] == "Bearer"
        assert (await http.post("/orchestrate", json={"description": "x"})).status_code == 401
        assert (await http.get("/orchestrations", headers=ADA)).status_code == 200
        for path in ("/health", "/ready", "/metrics"):
            assert (await http.get(path)).status_code == 200, path


async def test_a_wrong_token_is_refused_even_where_none_is_needed(http: httpx.AsyncClient) -> None:
    for value in (b"Bearer wrong", b"Basic YWRhOmFkYQ==", b"Bearer", "Bearer ünknown".encode()):
        answer = await http.get("/orchestrations", headers=[(b"Authorization", value)])
        assert (answer.status_code, answer.json()["type"]) == (401, "urn:dev-tools:problem:unauthenticated")


async def test_a_requests_id_is_echoed_or_made(http: httpx.AsyncClient) -> None:
    assert (await http.get("/ready", headers={"X-Request-ID": "abc-1"})).headers["x-request-id"] == "abc-1"
    made = (await http.get("/nowhere", headers={"X-Request-ID": "a b\t<script>"})).headers["x-request-id"]
    assert len(made) == 32


async def test_framework_errors_are_problems_too(http: httpx.AsyncClient) -> None:
    for method, path, status, kind in (
        ("GET", "/nowhere", 404, "not-found"),
        ("GET", "/orchestrations/none", 404, "not-found"),
        ("DELETE", "/orchestrate", 405, "method-not-allowed"),
        ("GET", "/orchestrations?limit=0", 422, "invalid-input"),
        ("GET", "/orchestrations?before=yesterday", 422, "invalid-input"),
        ("GET", "/orchestrations?status=done", 422, "invalid-input"),
    ):
        answer = await http.request(method, path)
        assert answer.status_code == status, path
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["type"] == f"urn:dev-tools:problem:{kind}"
    named = (await http.get("/orchestrations?limit=0")).json()["errors"][0]
    assert named["parameter"] == "limit"


async def test_half_a_request_is_none() -> None:
    reached = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        reached.append(scope["path"])

    messages: Iterator[Message] = iter(
        [{"type": "http.request", "body": b"", "more_body": True}, {"type": "http.disconnect"}]
    )

    async def receive() -> Message:
        return next(messages)

    async def send(message: Message) -> None:
        reached.append(message["type"])

    scope = {"type": "http", "method": "POST", "path": "/approvals/x/approve", "headers": []}
    await BodyLimit(app)(scope, receive, send)
    assert reached == []


async def test_an_unforeseen_error_tells_its_id_only(settings: Settings) -> None:
    app = create_app(settings)

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("the password is hunter2")

    with structlog.testing.capture_logs() as logs:
        async with asking(app) as http:
            answer = await http.get("/broken", headers={"X-Request-ID": "r-1"})
    assert (answer.status_code, answer.json()["type"]) == (500, "urn:dev-tools:problem:internal")
    assert "hunter2" not in answer.text
    assert answer.headers["x-request-id"] == "r-1"
    assert [line["event"] for line in logs if line["event"].startswith("request")] == [
        "request failed",
        "request",
    ]

"""A loopback Linear of each test's own, and a client of its GraphQL API."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest_asyncio

from tests.support.linear.server import LinearServer
from tests.support.webhook_server import WebhookServer


@dataclass
class Api:
    """Sends documents with ``authorization``; by default the app's own."""

    http: httpx.AsyncClient
    authorization: str

    async def send(self, document: str, **variables: object) -> httpx.Response:
        return await self.http.post(
            "/graphql",
            json={"query": document, "variables": variables},
            headers={"Authorization": self.authorization},
        )

    async def data(self, document: str, **variables: object) -> dict[str, Any]:
        answer = (await self.send(document, **variables)).json()
        assert "errors" not in answer, answer["errors"]
        found: dict[str, Any] = answer["data"]
        return found

    async def refusal(self, document: str, **variables: object) -> Mapping[str, Any]:
        """The first error."""
        answer = (await self.send(document, **variables)).json()
        assert not answer.get("data")
        found: dict[str, Any] = answer["errors"][0]
        return found


@pytest_asyncio.fixture
async def linear() -> AsyncIterator[LinearServer]:
    async with LinearServer(retry_delays=(0.01, 0.01, 0.01)).running() as running:
        yield running


@pytest_asyncio.fixture
async def api(linear: LinearServer) -> AsyncIterator[Api]:
    async with httpx.AsyncClient(base_url=linear.url, trust_env=False) as http:
        yield Api(http, f"Bearer {linear.tokens.app_token()}")


@pytest_asyncio.fixture
async def receiver(linear: LinearServer) -> AsyncIterator[WebhookServer]:
    """A webhook's receiver that is registered."""
    async with WebhookServer().running() as running:
        linear.world.register_webhook(running.url, "a-secret")
        yield running

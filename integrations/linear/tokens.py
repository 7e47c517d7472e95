"""How we show Linear who we are: a personal key, an OAuth token, or tokens minted by client credentials."""

import asyncio
from typing import Protocol
from urllib.parse import urlsplit

import httpx

from domain.errors import ConfigurationError, UnavailableError

PERSONAL = "lin_api_"
SCOPES = "read,write"


class Credentials(Protocol):
    async def header(self, client: httpx.AsyncClient) -> str:
        """The value of Authorization. Raises UnavailableError, ConfigurationError."""

    async def renewed(self, client: httpx.AsyncClient, refused: str) -> bool:
        """Whether another try is worth it after ``refused`` was not accepted any more."""


class FixedToken:
    """A personal key goes raw, an OAuth token as bearer: told apart by the key's prefix."""

    def __init__(self, token: str) -> None:
        self._value = token if token.startswith(PERSONAL) else f"Bearer {token}"

    async def header(self, client: httpx.AsyncClient) -> str:  # noqa: ARG002 - others need it
        return self._value

    async def renewed(self, client: httpx.AsyncClient, refused: str) -> bool:  # noqa: ARG002 - as above
        return False


class ClientCredentials:
    """App tokens, which live for 30 days; a new one is minted at first and whenever one is refused."""

    def __init__(self, client_id: str, secret: str, *, api_url: str) -> None:
        self._client_id = client_id
        self._secret = secret
        parts = urlsplit(api_url)
        self._url = f"{parts.scheme}://{parts.netloc}/oauth/token"
        self._value: str | None = None
        self._minting = asyncio.Lock()

    async def header(self, client: httpx.AsyncClient) -> str:
        async with self._minting:
            if self._value is None:
                self._value = f"Bearer {await self._mint(client)}"
            return self._value

    async def renewed(self, client: httpx.AsyncClient, refused: str) -> bool:
        async with self._minting:
            if self._value == refused:
                self._value = None
        return await self.header(client) != refused

    async def _mint(self, client: httpx.AsyncClient) -> str:
        form = {
            "grant_type": "client_credentials",
            "scope": SCOPES,
            "client_id": self._client_id,
            "client_secret": self._secret,
        }
        try:
            answer = await client.post(self._url, data=form)
        except httpx.HTTPError as error:
            raise UnavailableError(f"Linear gives no token: {error!r}") from error
        if answer.status_code in (400, 401, 403):
            raise ConfigurationError("LINEAR_CLIENT_ID and LINEAR_CLIENT_SECRET: Linear does not take them")
        try:
            return str(answer.json()["access_token"])
        except (ValueError, KeyError, TypeError) as error:
            raise UnavailableError(f"Linear gives no token: HTTP {answer.status_code}") from error

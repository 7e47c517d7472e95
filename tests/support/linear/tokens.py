"""Who a request's ``Authorization`` stands for: personal keys, OAuth access tokens, and how those are got."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.support.linear.entities import User
from tests.support.linear.errors import NotAuthenticatedError
from tests.support.linear.store import deterministic_id
from tests.support.linear.world import World

APP_TOKEN_LIFE = timedelta(days=30)
ACCESS_TOKEN_LIFE = timedelta(days=1)


class GrantRefusedError(Exception):
    """As RFC 6749 words it: ``invalid_client`` (HTTP 401), ``invalid_grant``, ``unsupported_grant_type``."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.status = 401 if error == "invalid_client" else 400
        self.body = {"error": error, "error_description": description}


@dataclass
class _Access:
    user: User
    expires_at: datetime


@dataclass
class Tokens:
    """``revoke`` ends all that were given out; a key or token that is given out later works."""

    world: World
    client_id: str = "loopback-client"
    client_secret: str = "loopback-secret"
    _keys: dict[str, User] = field(default_factory=dict)
    _access: dict[str, _Access] = field(default_factory=dict)
    _refresh: dict[str, User] = field(default_factory=dict)
    _serial: Any = field(default_factory=count)

    def personal_key(self, who: User | str) -> str:
        """``lin_api_...``, to be sent raw: the bot is that person then."""
        return self._keep(self._keys, "lin_api", self.world.user(who))

    def app_token(self, *, life: timedelta = APP_TOKEN_LIFE) -> str:
        """``lin_oauth_...`` of the app's own user, to be sent as Bearer."""
        access = _Access(self.world.app_user, self.world.now() + life)
        return self._keep(self._access, "lin_oauth", access)

    def user_tokens(self, who: User | str) -> tuple[str, str]:
        """An access token of one day, and the refresh token to trade for the next pair, once."""
        user = self.world.user(who)
        access = _Access(user, self.world.now() + ACCESS_TOKEN_LIFE)
        return self._keep(self._access, "lin_oauth", access), self._keep(self._refresh, "lin_refresh", user)

    def revoke(self) -> None:
        for held in (self._keys, self._access, self._refresh):
            held.clear()

    def viewer(self, authorization: str | None) -> User:
        """Refused with AUTHENTICATION_ERROR where it stands for nobody, or no longer."""
        given = authorization or ""
        if user := self._keys.get(given):
            return user
        access = self._access.get(given.removeprefix("Bearer ")) if given.startswith("Bearer ") else None
        if access is None or access.expires_at <= self.world.now():
            raise NotAuthenticatedError
        return access.user

    def grant(self, form: Mapping[str, str]) -> dict[str, Any]:
        """The answer to ``POST /oauth/token``; raises GrantRefusedError."""
        if (form.get("client_id"), form.get("client_secret")) != (self.client_id, self.client_secret):
            raise GrantRefusedError("invalid_client", "The client is not known by this id and secret.")
        match form.get("grant_type"):
            case "client_credentials":
                token, life = self.app_token(), APP_TOKEN_LIFE
                return _answer(token, life, form.get("scope", "read"))
            case "refresh_token":
                user = self._refresh.pop(form.get("refresh_token", ""), None)
                if user is None:
                    raise GrantRefusedError("invalid_grant", "The refresh token is used, revoked or unknown.")
                access, refresh = self.user_tokens(user)
                answer = _answer(access, ACCESS_TOKEN_LIFE, form.get("scope", "read"))
                return {**answer, "refresh_token": refresh}
            case other:
                raise GrantRefusedError("unsupported_grant_type", f"{other} is no grant that is known.")

    def _keep(self, held: dict[str, Any], prefix: str, value: object) -> str:
        token = f"{prefix}_{deterministic_id(prefix, next(self._serial)).replace('-', '')}"
        held[token] = value
        return token


def _answer(token: str, life: timedelta, scope: str) -> dict[str, Any]:
    seconds = int(life.total_seconds()) - 1
    return {"access_token": token, "token_type": "Bearer", "expires_in": seconds, "scope": scope}

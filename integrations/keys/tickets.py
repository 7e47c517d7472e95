"""Tickets as JSON Web Tokens, signed with Ed25519 by a worker's own key; the gateway has the public half."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import jwt
from pydantic import ValidationError

from domain.errors import UnauthenticatedError
from domain.tool_tickets import LIFETIME_SECONDS, ToolTicket
from domain.tools import Caller, ToolSpec
from integrations.keys.keyring import PublicKeys, SigningKey

ALGORITHM = "EdDSA"
TICKET_AUDIENCE = "devtools-tool-call"
PASS_AUDIENCE = "devtools-gateway"  # noqa: S105 -- a name, no password
LEEWAY_SECONDS = 5
"""Clocks of two machines differ."""


class TicketSigner:
    """Of a worker. Its key signs nothing but this."""

    def __init__(self, folder: Path) -> None:
        self._key = SigningKey.load_or_create(folder)

    def ticket(self, spec: ToolSpec, arguments: Mapping[str, Any], caller: Caller) -> str:
        """For one call; good for :data:`~domain.tool_tickets.LIFETIME_SECONDS`."""
        ticket = ToolTicket.of(spec, arguments, caller, ticket_id=str(uuid4()), expires_at=_end())
        claims = ticket.model_dump(mode="json", exclude={"ticket_id", "expires_at"})
        return self._sign(TICKET_AUDIENCE, ticket.expires_at, {**claims, "jti": ticket.ticket_id})

    def worker_pass(self) -> str:
        """Says that a worker asks; it may list tools with it, and call none."""
        return self._sign(PASS_AUDIENCE, _end(), {"sub": "worker"})

    def _sign(self, audience: str, expires_at: datetime, claims: Mapping[str, Any]) -> str:
        return jwt.encode(
            {**claims, "aud": audience, "iat": datetime.now(tz=UTC), "exp": expires_at},
            self._key.private,
            algorithm=ALGORITHM,
            headers={"kid": self._key.kid},
        )


class TicketVerifier:
    """Over every public key of a folder; it is read again when an unknown key id comes."""

    def __init__(self, folder: Path) -> None:
        self._keys = PublicKeys(folder)

    def ticket(self, token: str) -> ToolTicket:
        """Whether it was used before is not asked here. Raises UnauthenticatedError."""
        claims = self._claims(token, TICKET_AUDIENCE, ["exp", "iat", "jti", "aud"])
        try:
            return ToolTicket.model_validate(
                {**claims, "ticket_id": str(UUID(str(claims["jti"]))), "expires_at": claims["exp"]}
            )
        except (ValidationError, ValueError) as error:
            raise UnauthenticatedError("the ticket lacks what a ticket says") from error

    def is_worker(self, token: str) -> bool:
        """Whether the token is a worker's pass."""
        try:
            self._claims(token, PASS_AUDIENCE, ["exp", "aud"])
        except UnauthenticatedError:
            return False
        return True

    def _claims(self, token: str, audience: str, required: Sequence[str]) -> dict[str, Any]:
        try:
            kid = jwt.get_unverified_header(token).get("kid")
            key = self._keys.find(kid) if isinstance(kid, str) else None
            if key is None:
                raise UnauthenticatedError("the ticket is signed by a key that is not known here")
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                audience=audience,
                leeway=LEEWAY_SECONDS,
                options={"require": list(required)},
            )
        except jwt.ExpiredSignatureError as error:
            raise UnauthenticatedError("the ticket has expired") from error
        except jwt.PyJWTError as error:
            raise UnauthenticatedError(f"the ticket is not valid: {error}") from error
        return claims


def _end() -> datetime:
    return datetime.now(tz=UTC) + timedelta(seconds=LIFETIME_SECONDS)

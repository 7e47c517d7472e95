"""Who asks, by the bearer token of a request."""

from fastapi import Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from domain.errors import UnauthenticatedError
from domain.principals import Principal
from integrations.keys.tokens import TokenFile

bearer = HTTPBearer(auto_error=False, description="A token of this installation; see `devtools tokens`.")


def principal_of(
    request: Request, credentials: HTTPAuthorizationCredentials | None, *, tokens: TokenFile
) -> Principal | None:
    """None without a token; a token that is wrong is an error even where none is needed."""
    if credentials is None:
        if "authorization" in request.headers:
            raise UnauthenticatedError("send the token as Authorization: Bearer ...")
        return None
    principal = tokens.resolve(credentials.credentials)
    if principal is None:
        raise UnauthenticatedError("this token is not known here")
    return principal

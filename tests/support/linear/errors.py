"""What Linear refuses, as the entries of ``errors`` in its answers: branch on ``extensions.code``."""

from typing import Any


class LinearError(Exception):
    """``extensions`` as Linear sends them; ``status`` is the HTTP status where no data is answered at all."""

    status = 200

    def __init__(
        self, message: str, presentable: str, *, code: str, kind: str, user_error: bool = True
    ) -> None:
        super().__init__(message)
        self.extensions: dict[str, Any] = {
            "type": kind,
            "code": code,
            "statusCode": 401 if code == "AUTHENTICATION_ERROR" else 400,
            "userError": user_error,
            "userPresentableMessage": presentable,
        }

    @property
    def entry(self) -> dict[str, Any]:
        return {"message": str(self), "extensions": self.extensions}


class InputRefusedError(LinearError):
    def __init__(self, message: str, presentable: str) -> None:
        super().__init__(message, presentable, code="INPUT_ERROR", kind="invalid input")


class NotAuthenticatedError(LinearError):
    status = 401

    def __init__(self) -> None:
        super().__init__(
            "Authentication required, not authenticated",
            "You need to authenticate to access this operation.",
            code="AUTHENTICATION_ERROR",
            kind="authentication error",
        )


class RateLimitedError(LinearError):
    status = 400

    def __init__(self, limit: int) -> None:
        message = f"Rate limit exceeded. Only {limit} requests are allowed per 1 hour"
        super().__init__(message, "Rate limit exceeded", code="RATELIMITED", kind="ratelimited")


class InvalidDocumentError(LinearError):
    """The document does not parse, or asks for what the schema does not have."""

    status = 400

    def __init__(self, message: str) -> None:
        super().__init__(
            message,
            "The query is invalid.",
            code="GRAPHQL_VALIDATION_FAILED",
            kind="graphql error",
            user_error=False,
        )


def not_found(entity: str) -> InputRefusedError:
    return InputRefusedError(f"Entity not found: {entity}", f"Could not find referenced {entity}.")


def duplicate(entity: str, identity: str) -> InputRefusedError:
    return InputRefusedError(
        f"conflict on insert of {entity}", f"Entity {entity} with id {identity} already exists."
    )


def not_exclusive(one: str, other: str) -> InputRefusedError:
    return InputRefusedError(
        "labelIds not exclusive child labels",
        f"The label '{one}' is in the same group as '{other}'. "
        "Only one label in a group can be applied to an issue.",
    )

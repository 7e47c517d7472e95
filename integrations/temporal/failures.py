"""What goes wrong between here and Temporal, in the product's words."""

from collections.abc import Iterator
from contextlib import contextmanager

from temporalio.service import RPCError, RPCStatusCode

from domain.errors import ConfigurationError, ConflictError, NotFoundError, UnavailableError

RETRY_AFTER = 5
"""Seconds after which a client may try again."""

_OUT_OF_REACH = frozenset(
    {
        RPCStatusCode.UNAVAILABLE,
        RPCStatusCode.DEADLINE_EXCEEDED,
        RPCStatusCode.CANCELLED,
        RPCStatusCode.RESOURCE_EXHAUSTED,
        RPCStatusCode.ABORTED,
        RPCStatusCode.INTERNAL,
        RPCStatusCode.UNKNOWN,
    }
)


@contextmanager
def translated(workflow_id: str) -> Iterator[None]:
    """Turn the SDK's errors into :class:`~domain.errors.DevToolsError`.

    - out of reach, overloaded or silent: :class:`~domain.errors.UnavailableError`
    - no such workflow, or it is closed: :class:`~domain.errors.NotFoundError`
    - the server does not understand or does not let us: :class:`~domain.errors.ConfigurationError`
    """
    try:
        yield
    except RuntimeError as error:  # a lazy client's first call, connection refused
        if "client connect" not in str(error):
            raise
        raise UnavailableError("Temporal does not answer", retry_after=RETRY_AFTER) from error
    except RPCError as error:
        if error.status in _OUT_OF_REACH:
            raise UnavailableError("Temporal does not answer", retry_after=RETRY_AFTER) from error
        if error.status is RPCStatusCode.NOT_FOUND and "amespace" in error.message:
            raise ConfigurationError(f"Temporal: {error.message}") from error
        if error.status is RPCStatusCode.NOT_FOUND:
            raise NotFoundError(f"no open workflow {workflow_id}") from error
        if error.status is RPCStatusCode.FAILED_PRECONDITION:
            raise ConflictError(f"{workflow_id}: {error.message}") from error
        raise ConfigurationError(f"Temporal refuses: {error.message}") from error

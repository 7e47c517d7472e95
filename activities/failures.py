"""Domain errors as Temporal failures, and heartbeats: what every activity does around its work."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import timedelta

from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from domain.errors import (
    ConflictError,
    DevToolsError,
    ForbiddenError,
    InvalidInputError,
    ModelError,
    NotFoundError,
)

HEARTBEAT_SECONDS = 2.0
MAX_ATTEMPTS = 6
"""Tries after a model's failure or a mistake of our own; an outage of Postgres is waited out instead."""

_PERMANENT = (InvalidInputError, ForbiddenError, NotFoundError, ConflictError)


@contextmanager
def temporal_failures(*, bounded: bool = False) -> Iterator[None]:
    """Raise domain errors as application errors whose ``type`` is the error's kind or the model's code.

    ``bounded``: a mistake of our own ends, after some tries, as the failure of a step. Without it, it is
    tried for ever: what the gate commits must be committed, if only by the next release.
    """
    try:
        yield
    except ModelError as error:
        raise _model_failure(error) from error
    except DevToolsError as error:
        raise ApplicationError(
            str(error), type=error.kind, non_retryable=isinstance(error, _PERMANENT)
        ) from error
    except ApplicationError:
        raise
    except Exception as error:  # a mistake of ours gets a name and an end
        raise ApplicationError(
            f"{type(error).__name__}: {error}",
            type="internal",
            non_retryable=bounded and is_last_try(),
        ) from error


def _model_failure(error: ModelError) -> ApplicationError:
    """Where nobody was asked and nothing paid, the try is spared, as one that a halt sent back."""
    spared = error.unasked and not error.spent
    if spared:
        activity.heartbeat(spared_tries() + 1)
    return ApplicationError(
        str(error),
        type=error.code,
        non_retryable=not spared and (error.permanent or is_last_try()),
        next_retry_delay=None if error.retry_after is None else timedelta(seconds=error.retry_after),
        category=ApplicationErrorCategory.BENIGN if spared else ApplicationErrorCategory.UNSPECIFIED,
    )


@asynccontextmanager
async def heartbeats() -> AsyncIterator[None]:
    """Beat while the body runs, so that a worker's death is noticed in seconds and cancellation arrives.

    The first beat comes after one period: what is over by then costs none.
    """

    async def beat() -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            activity.heartbeat(spared_tries())

    task = asyncio.create_task(beat())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def spared_tries() -> int:
    """How many tries of this activity were sent back before they began; heartbeats hand the number on.

    By a halt, or since no model could be asked yet.
    """
    details = activity.info().heartbeat_details
    return int(details[0]) if details else 0


def is_last_try(tries: int = MAX_ATTEMPTS) -> bool:
    """Whether a model's failure now would be the activity's, which has so many tries."""
    return activity.info().attempt - spared_tries() >= tries

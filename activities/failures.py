"""Domain errors as Temporal failures, and heartbeats: what every activity does around its work."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import timedelta

from temporalio import activity
from temporalio.exceptions import ApplicationError

from domain.errors import (
    ConflictError,
    DevToolsError,
    ForbiddenError,
    InvalidInputError,
    ModelError,
    NotFoundError,
)

HEARTBEAT_SECONDS = 2.0
MODEL_ATTEMPTS = 6
"""Tries of one model turn; an outage of Postgres is retried for ever instead."""

_PERMANENT = (InvalidInputError, ForbiddenError, NotFoundError, ConflictError)


@contextmanager
def temporal_failures() -> Iterator[None]:
    """Raise domain errors as application errors whose ``type`` is the error's kind or the model's code."""
    try:
        yield
    except ModelError as error:
        raise ApplicationError(
            str(error),
            type=error.code,
            non_retryable=error.permanent or activity.info().attempt >= MODEL_ATTEMPTS,
            next_retry_delay=None if error.retry_after is None else timedelta(seconds=error.retry_after),
        ) from error
    except DevToolsError as error:
        raise ApplicationError(
            str(error), type=error.kind, non_retryable=isinstance(error, _PERMANENT)
        ) from error


@asynccontextmanager
async def heartbeats() -> AsyncIterator[None]:
    """Beat while the body runs, so that a worker's death is noticed in seconds and cancellation arrives.

    The first beat comes after one period: what is over by then costs none.
    """

    async def beat() -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            activity.heartbeat()

    task = asyncio.create_task(beat())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

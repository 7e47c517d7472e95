"""Tasks that stand and fall together, as Temporal understands failures."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from temporalio.exceptions import is_cancelled_exception


@asynccontextmanager
async def together() -> AsyncIterator[asyncio.TaskGroup]:
    """A task group that raises the failure itself instead of a group around it.

    Temporal takes no exception group for a failure: the workflow task would be retried for ever. A failure
    goes before the cancellations that it caused.
    """
    failed: BaseException | None = None
    try:
        async with asyncio.TaskGroup() as group:
            yield group
    except BaseExceptionGroup as errors:
        leaves = list(_leaves(errors))
        failed = next((leaf for leaf in leaves if not is_cancelled_exception(leaf)), leaves[0])
    if failed is not None:
        raise failed  # not "from" the group: an activity's error keeps what failed as its cause


def _leaves(errors: BaseExceptionGroup[BaseException]) -> Iterator[BaseException]:
    for error in errors.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error

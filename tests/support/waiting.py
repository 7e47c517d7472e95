"""Wait for what must come, not for time to pass."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from inspect import isawaitable
from typing import TypeVar, overload

from domain.errors import UnavailableError

Found = TypeVar("Found")


@overload
async def until(
    look: Callable[[], Awaitable[Found | None]], *, what: str = ..., seconds: float = ..., every: float = ...
) -> Found: ...


@overload
async def until(
    look: Callable[[], Found | None], *, what: str = ..., seconds: float = ..., every: float = ...
) -> Found: ...


async def until(
    look: Callable[[], Awaitable[Found | None] | Found | None],
    *,
    what: str = "it",
    seconds: float = 30.0,
    every: float = 0.02,
) -> Found:
    """Poll ``look`` until it returns something true; fails, naming ``what``, after ``seconds``."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while True:
        result = None
        with suppress(UnavailableError):  # a server that is busy for once is asked again
            found = look()
            result = await found if isawaitable(found) else found
        if result:
            return result
        if loop.time() > deadline:
            raise AssertionError(f"waited {seconds:g} s for {what}; the last look gave {result!r}")
        await asyncio.sleep(every)

"""Following a stream of events until it ends or the server does."""

import asyncio
from collections.abc import AsyncIterator
from typing import TypeVar

Item = TypeVar("Item")


async def until(items: AsyncIterator[Item], closing: asyncio.Event) -> AsyncIterator[Item]:
    """The items, up to the end or to ``closing``: an open stream must not hold up a shutdown."""
    stop = asyncio.ensure_future(closing.wait())
    step: asyncio.Future[Item] | None = None
    try:
        while True:
            step = asyncio.ensure_future(anext(items))
            await asyncio.wait({step, stop}, return_when=asyncio.FIRST_COMPLETED)
            if not step.done():
                return
            try:
                item = step.result()
            except StopAsyncIteration:
                return
            yield item
    finally:
        pending = [future for future in (step, stop) if future and not future.done()]
        for future in pending:
            future.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        close = getattr(items, "aclose", None)
        if close:
            await close()

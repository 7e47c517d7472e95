"""Events on an open connection, as server-sent events (https://html.spec.whatwg.org/#server-sent-events)."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Annotated

import structlog
from fastapi import Header, Query
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from domain.events import KIND, Event

KEEP_ALIVE_SECONDS = 15.0
"""After so long without an event a comment goes out: proxies cut what is silent."""
SLOW_SECONDS = 20.0
"""A reader that takes nothing for so long is cut off; it goes on by ``Last-Event-ID`` when it can."""
KEEP_ALIVE = b": still here\n\n"

LastEventId = Annotated[
    int | None, Header(ge=0, le=2**63 - 1, description="The last id seen: events after it follow.")
]
Kinds = Annotated[
    Sequence[Annotated[str, Query(pattern=KIND)]],
    Query(max_length=50, description="Only these, as `tool.finished` or `approval.*`; may be repeated."),
]

logger = structlog.stdlib.get_logger(__name__)


class EventStream(Response):
    """Until the events end, the reader goes, or ``closing``: an open stream must not hold up a shutdown.

    ``begins_after`` tells a new reader at once where it stands, so that it can come back to it.
    """

    media_type = "text/event-stream"

    def __init__(
        self,
        events: AsyncGenerator[Sequence[Event]],
        *,
        closing: asyncio.Event,
        begins_after: int | None = None,
        status_code: int = 200,
        keep_alive: float = KEEP_ALIVE_SECONDS,
        slow: float = SLOW_SECONDS,
    ) -> None:
        self.status_code, self.background = status_code, None
        self._events = events
        self._closing = closing
        self._opening = b"" if begins_after is None else f"id: {begins_after}\n\n".encode()
        self._keep_alive = keep_alive
        self._slow = slow
        self.init_headers({"Cache-Control": "no-store", "X-Accel-Buffering": "no"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        gone = asyncio.create_task(_gone(receive))
        closing = asyncio.create_task(self._closing.wait())
        try:
            async with aclosing(self._events):
                await self._answer(send, gone, closing)
        except TimeoutError:  # without an end the connection is closed
            logger.info("a reader of events does not keep up", path=scope["path"])
        finally:
            gone.cancel()
            closing.cancel()
            await asyncio.gather(gone, closing, return_exceptions=True)

    async def _answer(self, send: Send, gone: "asyncio.Task[None]", closing: "asyncio.Task[bool]") -> None:
        async with asyncio.timeout(self._slow):
            await send(
                {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
            )
        await self._send(send, self._opening)
        step: asyncio.Task[Sequence[Event] | None] | None = None
        try:
            while True:
                step = step or asyncio.create_task(_next(self._events))
                await asyncio.wait(
                    {step, gone, closing}, timeout=self._keep_alive, return_when=asyncio.FIRST_COMPLETED
                )
                if step.done():
                    batch, step = step.result(), None
                    if batch is None:
                        break
                    await self._send(send, b"".join(map(frame, batch)))
                elif gone.done() or closing.done():
                    break
                else:
                    await self._send(send, KEEP_ALIVE)
        finally:
            if step is not None:
                step.cancel()
                await asyncio.gather(step, return_exceptions=True)
        await self._send(send, b"", more=False)

    async def _send(self, send: Send, body: bytes, *, more: bool = True) -> None:
        async with asyncio.timeout(self._slow):
            await send({"type": "http.response.body", "body": body, "more_body": more})


def frame(event: Event) -> bytes:
    """One event on the wire; JSON has no line breaks."""
    return f"id: {event.id}\nevent: {event.kind}\ndata: {event.body}\n\n".encode()


async def _next(events: AsyncGenerator[Sequence[Event]]) -> Sequence[Event] | None:
    return await anext(events, None)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass

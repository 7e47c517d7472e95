"""One ASGI app under uvicorn, until a signal."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI

GRACE = 5
"""Seconds that requests in flight get to end."""


@dataclass(frozen=True)
class Served:
    """``closing`` is set when the server begins to stop."""

    app: FastAPI
    port: int
    closing: asyncio.Event


class _Server(uvicorn.Server):
    """Ends with exit code 0 on a signal, after everything is closed: uvicorn's own would raise it again."""

    def __init__(self, config: uvicorn.Config, closing: asyncio.Event) -> None:
        super().__init__(config)
        self._closing = closing

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stop, number)
        yield

    def _stop(self, number: int) -> None:
        self._closing.set()
        self.handle_exit(number, None)


async def serve(served: Served, *, host: str) -> int:
    """The process's exit code."""
    config = uvicorn.Config(
        served.app,
        host=host,
        port=served.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    server = _Server(config, served.closing)
    await server.serve()
    return 0 if server.started else 1

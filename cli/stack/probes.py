"""How the supervisor knows that a part is ready. Each probe polls until its part is, or cannot be."""

import asyncio
from pathlib import Path

from cli.stack.part import Alive
from domain.errors import UnavailableError

PAUSE = 0.05
"""Seconds between two looks."""
REACH_TIMEOUT = 10.0
"""Seconds for a server that somebody else runs to answer."""


async def file_there(path: Path, is_alive: Alive) -> None:
    """Return when ``path`` exists."""
    while not path.exists():  # noqa: ASYNC240 - the writer is another process; one stat call
        _require(is_alive)
        await asyncio.sleep(PAUSE)


async def http_ok(url: str, is_alive: Alive) -> None:
    """Return when a GET of ``url`` answers 200."""
    import httpx

    async with httpx.AsyncClient(timeout=5.0, trust_env=False) as client:
        while True:
            try:
                answer = await client.get(url)
            except httpx.TransportError:
                pass
            else:
                if answer.status_code == httpx.codes.OK:
                    return
            _require(is_alive)
            await asyncio.sleep(PAUSE)


async def tcp_open(host: str, port: int) -> None:
    """Return when a connection can be made; raises UnavailableError after :data:`REACH_TIMEOUT`."""
    fault: OSError | None = None
    try:
        async with asyncio.timeout(REACH_TIMEOUT):
            while True:
                try:
                    _, writer = await asyncio.open_connection(host, port)
                except OSError as error:
                    fault = error
                    await asyncio.sleep(PAUSE)
                else:
                    writer.close()
                    await writer.wait_closed()
                    return
    except TimeoutError as error:
        raise UnavailableError(f"{host}:{port} does not answer: {fault or 'no route'}") from error


def _require(is_alive: Alive) -> None:
    if not is_alive():
        raise UnavailableError("ended before it was ready")

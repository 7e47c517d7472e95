"""Other processes, and ports that are free for them."""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from tests.support.waiting import until

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def program(
    *words: str, env: Mapping[str, str], ready: Callable[[], Awaitable[bool] | bool]
) -> AsyncIterator[Process]:
    """``python -m`` these words, once it is ready; killed at the end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", *words),
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **env},
        stdout=DEVNULL,
        stderr=DEVNULL,
    )
    try:
        await until(ready, what=f"{' '.join(words)} to be ready", seconds=60)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def says_ready(url: str) -> bool:
    """As ``/ready`` there answers, if anybody does."""
    async with httpx.AsyncClient(base_url=url, trust_env=False) as http:
        try:
            return (await http.get("/ready")).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False


def free_port() -> int:
    return free_ports(1)[0]


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on now; all different."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]
    finally:
        for each in sockets:
            each.close()


def is_running(pid: int) -> bool:
    """There is such a process, and it is no zombie that waits for its parent."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return not stat.parent.parent.exists()

"""What a benchmark runs against: Temporal on a file, Postgres, and worker processes to be measured."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter

from integrations.temporal.embedded import EmbeddedTemporal
from integrations.temporal.search_attributes import ensure_search_attributes
from tests.support.postgres import databases_in
from tests.support.processes import free_ports

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Stack:
    database_url: str
    address: str
    client: Client
    temporal: psutil.Process
    folder: Path

    def environment(self) -> dict[str, str]:
        """For a child process."""
        return {
            "PATH": os.environ["PATH"],
            "DATABASE_URL": self.database_url,
            "TEMPORAL_ADDRESS": self.address,
            "DEVTOOLS_EMBEDDED": "1",
            "DEVTOOLS_STATE_DIR": str(self.folder / "state"),
            "DEVTOOLS_WORKSPACE": str(self.folder),
            "DEVTOOLS_LOG_LEVEL": "warning",
        }


@asynccontextmanager
async def running_stack(folder: Path) -> AsyncIterator[Stack]:
    ports = free_ports(3)
    temporal = EmbeddedTemporal(folder, port=ports[0], ui_port=ports[1], metrics_port=ports[2])
    temporal.prepare()
    process = await asyncio.create_subprocess_exec(
        *temporal.argv,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        **temporal.popen_kwargs,
    )
    try:
        await temporal.wait_ready(lambda: process.returncode is None)
        client = await Client.connect(temporal.address, data_converter=pydantic_data_converter)
        await ensure_search_attributes(client)
        async with databases_in(folder / "postgres") as databases:
            url = await databases.create()
            yield Stack(url, temporal.address, client, psutil.Process(process.pid), folder)
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def child(stack: Stack, module: str) -> AsyncIterator[psutil.Process]:
    """``python -m module``, once it has printed that it is ready."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, cwd=ROOT, env=stack.environment(), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(60):
            line = await process.stdout.readline()
        if line.strip() != b"ready":
            raise RuntimeError(f"{module} did not start: {line!r}")
        yield psutil.Process(process.pid)
    finally:
        process.kill()
        await process.wait()


def cpu_seconds(*processes: psutil.Process) -> float:
    """User and system time so far, children included."""
    total = 0.0
    for process in processes:
        times = process.cpu_times()
        total += times.user + times.system
    return total

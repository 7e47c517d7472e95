"""A stand-in API on loopback that keeps what it is sent, and the command line as a process beside it."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.support.forks import forked
from tests.support.loopback import Answer, HttpServer, Request, as_json

ROOT = Path(__file__).parents[3]
Reply = tuple[int, dict[str, Any] | str]
"""A text is sent as it is."""


class StandIn(HttpServer):
    """``reply`` says what each request gets."""

    def __init__(self) -> None:
        super().__init__()
        self.reply: Callable[[Request], Reply] = lambda _: (200, {})

    def respond(self, request: Request) -> Answer:
        status, said = self.reply(request)
        return Answer(said.encode(), status) if isinstance(said, str) else as_json(said, status)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest_asyncio.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with StandIn().running() as server:
        yield server


class CommandLine:
    def __init__(self, state_dir: Path, url: str) -> None:
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("DEVTOOLS_")},
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "DEVTOOLS_STATE_DIR": str(state_dir),
            "DEVTOOLS_API_URL": url,
            "DEVTOOLS_API_TOKEN": "a-token",
        }

    async def devtools(self, *arguments: str, **variables: str) -> Ran:
        return await self.run(*forked("-m", "cli.main", *arguments), **variables)

    async def task(self, *arguments: str, **variables: str) -> Ran:
        return await self.run(str(Path(sys.executable).parent / "task"), *arguments, **variables)

    async def run(self, *argv: str, **variables: str) -> Ran:
        process = await asyncio.create_subprocess_exec(
            *argv,
            cwd=ROOT,
            env=self.environment | variables,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await asyncio.wait_for(process.communicate(), 60)
        return Ran(process.returncode or 0, out.decode(), err.decode())


@pytest.fixture
def shell(tmp_path: Path, stand_in: StandIn) -> CommandLine:
    return CommandLine(tmp_path / "state", stand_in.url)

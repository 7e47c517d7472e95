"""A stand-in API on loopback that keeps what it is sent, and the command line as a process beside it."""

import asyncio
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.support.forks import forked

ROOT = Path(__file__).parents[3]
Answer = tuple[int, dict[str, Any] | str]
"""A text is sent as it is."""


@dataclass
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class StandIn:
    """``answer`` says what each request gets."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    answer: Callable[[Asked], Answer] = lambda _: (200, {})


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    found = StandIn(url=f"http://127.0.0.1:{server.server_port}")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = json.loads(self.rfile.read(length) or b"{}")
            asked = Asked(self.command, self.path, dict(self.headers.items()), body)
            found.asked.append(asked)
            status, answer = found.answer(asked)
            raw = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_POST = do_GET  # noqa: N815 - the name that http.server looks for

        def log_message(self, *args: object) -> None:
            """Silent."""

    server.RequestHandlerClass = Handler
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


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

"""A real MCP server over stdio for tests: ``python mcp_server.py``, its files named by the environment.

``LINES_FILE``    where ``append_line`` and ``slow_append`` append, and where ``idempotent_put`` writes
``RELEASE_FILE``  ``slow_append`` answers once this file is there
``STARTS_FILE``   gets a line with the process id at each start
"""

import asyncio
import os
from pathlib import Path

from mcp.server.mcpserver import MCPServer
from mcp_types import ToolAnnotations

READS = ToolAnnotations(read_only_hint=True)
APPENDS = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=False)
PUTS = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=True)
POLL_SECONDS = 0.02


def _file(variable: str) -> Path:
    return Path(os.environ[variable])


def _append(variable: str, line: str) -> None:
    with _file(variable).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


async def echo(text: str) -> str:
    """Answer the text."""
    return text


async def environment() -> str:
    """The names of the variables that the server sees, and its HOME."""
    return "\n".join([f"HOME={os.environ.get('HOME')}", *sorted(os.environ)])


async def append_line(line: str) -> str:
    """Append a line; twice appends it twice."""
    _append("LINES_FILE", line)
    return f"appended {line}"


async def slow_append(line: str) -> str:
    """Append a line, then answer only when the release file is there."""
    _append("LINES_FILE", line)
    while not _file("RELEASE_FILE").exists():  # noqa: ASYNC110 -- another process makes the file
        await asyncio.sleep(POLL_SECONDS)
    return f"appended {line}"


async def slow_echo(text: str) -> str:
    """Answer the text, once the release file is there; reads only, but leaves a trace for the test."""
    return (await slow_append(text)).removeprefix("appended ")


async def idempotent_put(text: str) -> str:
    """Replace the content of the file; twice is as once."""
    _file("LINES_FILE").write_text(f"{text}\n", encoding="utf-8")
    return f"put {text}"


async def crash() -> str:
    """The process ends at once."""
    os._exit(3)


async def hang() -> str:
    """Never answers."""
    await asyncio.Event().wait()
    return "never"


async def wipe() -> str:
    """Says nothing of itself."""
    return "wiped"


def build_server() -> MCPServer:
    server = MCPServer("test-server", subscriptions=False)
    for tool in (echo, slow_echo, environment, crash, hang):
        server.tool(annotations=READS, structured_output=False)(tool)
    for appending in (append_line, slow_append):
        server.tool(annotations=APPENDS, structured_output=False)(appending)
    server.tool(annotations=PUTS, structured_output=False)(idempotent_put)
    server.tool(structured_output=False)(wipe)
    return server


if __name__ == "__main__":
    if "STARTS_FILE" in os.environ:
        _append("STARTS_FILE", str(os.getpid()))
    build_server().run("stdio")

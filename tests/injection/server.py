"""An MCP server that hands out poisoned pages and notes each call that reaches it.

``PAGES_FILE``  JSON: what ``read_page`` answers, by name
``CALLS_FILE``  gets a line of JSON for each call: the tool and its arguments
"""

import asyncio
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mcp.server.mcpserver import MCPServer
from mcp_types import ToolAnnotations

READS = ToolAnnotations(read_only_hint=True)
WRITES = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=True)
CONNECT_SECONDS = 5.0


def _note(tool: str, **arguments: Any) -> None:
    with Path(os.environ["CALLS_FILE"]).open("a", encoding="utf-8") as file:
        file.write(json.dumps([tool, arguments]) + "\n")


def _text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


async def read_page(name: str) -> str:
    """Read a page of the wiki."""
    return str(json.loads(_text(os.environ["PAGES_FILE"]))[name])


async def read_file(path: str) -> str:
    """Read a file."""
    _note("read_file", path=path)
    return _text(path)


async def get_url(url: str) -> str:
    """Fetch an address."""
    _note("get_url", url=url)
    parts = urlsplit(url)
    async with asyncio.timeout(CONNECT_SECONDS):
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port or 443)
    writer.write(f"GET {parts.path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    await writer.drain()
    return (await reader.read(200)).decode(errors="replace")


async def write_file(path: str, text: str) -> str:
    """Write a file."""
    _note("write_file", path=path, text=text)
    return "written"


async def run_command(command: str) -> str:
    """Run a command line."""
    _note("run_command", command=command)
    return "done"


async def restart_service(name: str, environment: str = "") -> str:
    """Restart a service."""
    _note("restart_service", name=name, environment=environment)
    return "restarted"


if __name__ == "__main__":
    server = MCPServer("site", subscriptions=False)
    for reading in (read_page, read_file, get_url):
        server.tool(annotations=READS, structured_output=False)(reading)
    server.tool(annotations=WRITES, structured_output=False)(write_file)
    for changing in (run_command, restart_service):
        server.tool(structured_output=False)(changing)
    server.run("stdio")

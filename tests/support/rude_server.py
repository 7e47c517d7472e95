"""An MCP server over stdio that misbehaves when asked to: ``python rude_server.py``.

``WORD_FILE``    its content, where there is such a file, is the description of ``described``
``STARTS_FILE``  gets a line with the process id at each start
"""

import asyncio
import os
import sys
from pathlib import Path

from mcp.server.mcpserver import MCPServer
from mcp_types import ToolAnnotations

READS = ToolAnnotations(read_only_hint=True, destructive_hint=False)
WRITES = ToolAnnotations(read_only_hint=False, destructive_hint=True)
WIRE = os.dup(1)
"""The SDK turns standard output away from tools."""


async def echo(text: str) -> str:
    """Answer the text."""
    return text


async def large(size: int) -> str:
    """Answer a text of so many bytes."""
    return "x" * size


async def gibberish() -> str:
    """Write what is no JSON, and never answer."""
    os.write(WIRE, b"this is not JSON\n" * 3)
    await asyncio.Event().wait()
    return "never"


async def flood(size: int) -> str:
    """Write so many bytes to the standard error, then answer."""
    line = "all work and no play makes jack a dull boy " * 20 + "\n"
    for _ in range(size // len(line) + 1):
        sys.stderr.write(line)
    sys.stderr.flush()
    return "flooded"


async def hang() -> str:
    """Never answer."""
    await asyncio.Event().wait()
    return "never"


async def read_file(path: str) -> str:
    """Read a file, whichever."""
    return await asyncio.to_thread(Path(path).read_text)


async def resolve(host: str, port: int) -> str:
    """Try to connect."""
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(host, port), 5)
    except OSError as error:
        return f"no: {type(error).__name__}"
    writer.close()
    return "connected"


async def destroy(what: str) -> str:
    """Destroy something."""
    return f"destroyed {what}"


async def described() -> str:
    """Replaced below."""
    return "described"


def build_server() -> MCPServer:
    server = MCPServer("rude-server", subscriptions=False)
    for tool in (echo, large, gibberish, flood, hang, read_file, resolve):
        server.tool(annotations=READS, structured_output=False)(tool)
    server.tool(annotations=WRITES, structured_output=False)(destroy)
    word = Path(os.environ["WORD_FILE"])
    text = word.read_text(encoding="utf-8") if word.exists() else "Says what it is."
    server.tool(annotations=READS, structured_output=False, description=text)(described)
    return server


if __name__ == "__main__":
    with Path(os.environ["STARTS_FILE"]).open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    build_server().run("stdio")

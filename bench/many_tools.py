"""``python many_tools.py N``: an MCP server over stdio with N tools that answer at once."""

import sys
from collections.abc import Awaitable, Callable

from mcp.server.mcpserver import MCPServer
from mcp_types import ToolAnnotations

DESCRIPTION = """Answers the text that it is given. A description of a usual length, which a model would read
to find out what the tool is good for, what it wants, and what it answers when something is wrong."""


def _echo() -> Callable[[str], Awaitable[str]]:
    async def echo(text: str) -> str:
        return text

    return echo


def main() -> None:
    server = MCPServer("many-tools", subscriptions=False)
    reads = ToolAnnotations(read_only_hint=True)
    for number in range(int(sys.argv[1])):
        server.tool(
            name=f"echo_{number}", description=DESCRIPTION, annotations=reads, structured_output=False
        )(_echo())
    server.run("stdio")


if __name__ == "__main__":
    main()

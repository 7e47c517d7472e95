"""An MCP server over stdio that reads one workspace: ``python -m integrations.mcp.filesystem WORKSPACE``.

It writes nothing, follows nothing out of the workspace, and never shows what agents must not see
(:mod:`integrations.mcp.confinement`).
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from domain.errors import DevToolsError
from integrations.mcp.workspace import Workspace

READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

Folder = Annotated[str, Field(description="A folder, from the root of the workspace; '.' is the root.")]
Glob = Annotated[
    str,
    Field(
        description="A glob: '*.py' by name, 'config/**/*.{yaml,yml}' by path; '**' stands for any folders."
    ),
]
Line = Annotated[int, Field(ge=1)]


def build_server(root: Path) -> MCPServer:
    """The server for the workspace ``root``."""
    workspace = Workspace(root)
    server = MCPServer("devtools-filesystem", subscriptions=False)
    reads = server.tool(annotations=READS, structured_output=False)

    def list_directory(path: Folder = ".") -> str:
        """List a folder: one entry on a line, folders with a slash, files with their size."""
        with _told():
            return workspace.list_directory(path)

    def read_text_file(
        path: Annotated[str, Field(description="A file, from the root of the workspace.")],
        first_line: Line = 1,
        last_line: Line | None = None,
    ) -> str:
        """Read a text file, or some of its lines. A long text is cut, and says so."""
        with _told():
            return workspace.read_text_file(path, first_line=first_line, last_line=last_line)

    def find_files(pattern: Glob, path: Folder = ".") -> str:
        """Find files by name or path, below a folder."""
        with _told():
            return workspace.find_files(pattern, path)

    def search_text(
        text: Annotated[str, Field(min_length=1, max_length=500, description="Taken as it stands.")],
        path: Folder = ".",
        pattern: Glob = "*",
        case_sensitive: bool = False,  # noqa: FBT001, FBT002 -- an argument of the tool, passed by name
    ) -> str:
        """Search the lines of text files for a text (no regular expression)."""
        with _told():
            return workspace.search_text(text, path=path, pattern=pattern, case_sensitive=case_sensitive)

    for tool in (list_directory, read_text_file, find_files, search_text):
        reads(tool)
    return server


@contextmanager
def _told() -> Iterator[None]:
    """A refusal is an answer for the agent, not a crash of the server."""
    try:
        yield
    except (DevToolsError, OSError, ValueError) as error:
        raise ToolError(str(error)) from error


def main() -> None:
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():  # noqa: PLR2004 -- the program and one argument
        sys.exit("usage: python -m integrations.mcp.filesystem WORKSPACE (a folder)")
    build_server(Path(sys.argv[1])).run("stdio")


if __name__ == "__main__":
    main()

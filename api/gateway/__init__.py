"""The tool gateway on port 8000: one guarded door in front of every MCP server."""

"""Names and ids as OpenAI-compatible providers allow them: letters, digits, ``_`` and ``-``, at most 64."""

import re
from collections.abc import Iterable

from domain.models import sha256_hex

MAX_NAME = 64
_SEPARATOR = "__"
_ILLEGAL = re.compile(r"[^a-zA-Z0-9_-]")


def wire_name(tool: str) -> str:
    """``server.tool`` as ``server__tool``; what is too long or has other characters ends in a hash."""
    name = _ILLEGAL.sub("_", tool.replace(".", _SEPARATOR, 1))
    if len(name) <= MAX_NAME and tool.count(".") == 1 and not _ILLEGAL.search(tool.replace(".", "", 1)):
        return name
    return f"{name[: MAX_NAME - 9]}_{sha256_hex(tool.encode())[:8]}"


class ToolNames:
    """Both ways between the names of the tools that are offered and those on the wire."""

    def __init__(self, tools: Iterable[str]) -> None:
        self._tools = {wire_name(tool): tool for tool in tools}

    def tool(self, wire: str) -> str:
        """A name that was never offered is decoded all the same: the agent is told that there is none."""
        return self._tools.get(wire) or wire.replace(_SEPARATOR, ".", 1)


def wire_call_id(key: str) -> str:
    """Short enough for every provider (some allow 9 to 40 characters), and the same each time."""
    return f"call_{sha256_hex(key.encode())[:24]}"

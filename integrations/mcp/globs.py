"""Glob patterns over workspace paths: ``*``, ``?``, ``[abc]`` in a name, ``**`` for folders, ``{a,b}``."""

import re
from fnmatch import fnmatchcase
from functools import cache

MAX_PATTERN = 300
MAX_ALTERNATIVES = 64

_BRACES = re.compile(r"\{([^{}]*)\}")


def matches(path: str, pattern: str) -> bool:
    """``path`` is relative with ``/``. A pattern without ``/`` is compared with the last name only.

    Raises ``ValueError`` for a pattern that is too long or has too many alternatives.
    """
    return any(_matches(path, plain) for plain in alternatives(pattern))


@cache
def alternatives(pattern: str) -> tuple[str, ...]:
    """``*.{yaml,yml}`` as ``*.yaml`` and ``*.yml``."""
    if len(pattern) > MAX_PATTERN:
        raise ValueError(f"a pattern has at most {MAX_PATTERN} characters")
    found = [pattern]
    while any(_BRACES.search(text) for text in found):
        found = [
            f"{text[: match.start()]}{choice}{text[match.end() :]}" if match else text
            for text in found
            for match in [_BRACES.search(text)]
            for choice in (match[1].split(",") if match else [""])
        ]
        if len(found) > MAX_ALTERNATIVES:
            raise ValueError(f"a pattern has at most {MAX_ALTERNATIVES} alternatives")
    return tuple(found)


def _matches(path: str, pattern: str) -> bool:
    if "/" not in pattern:
        return fnmatchcase(path.rsplit("/", 1)[-1], pattern)
    names, parts = path.split("/"), [part for part in pattern.split("/") if part not in {"", "."}]
    reached = {0}
    for part in parts:
        if part == "**":
            reached = set(range(min(reached, default=len(names) + 1), len(names) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(names) and fnmatchcase(names[at], part)}
    return len(names) in reached

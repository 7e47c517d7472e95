"""Keeps what agents never see out of git's mouth as well: a tracked ``.env`` is in every diff and history.

Arguments that name such a file, or an object in a form whose path cannot be told, are refused; from diffs
and listings the parts about such files are dropped, with a note in their place.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from domain.errors import ToolError, ToolFault
from integrations.mcp.confinement import denial

_REVISION = re.compile(r"^[^\s:\-][^\s:]*$")
_COMMIT = re.compile(r"^commit [0-9a-f]{40,64}\nAuthor: ")
_DIFF_START = re.compile(r"^diff --(?:git|cc|combined) ", re.MULTILINE)
_HUNK = re.compile(r"^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}
_SIDES = re.compile(r'^(?:---|\+\+\+|rename from|rename to|copy from|copy to) ("(?:[^"\\]|\\.)*"|.*)$')


def check_arguments(tool: str, arguments: Mapping[str, Any]) -> None:
    """Raises :class:`~domain.errors.ToolError` where an argument names what agents never see."""
    for name, value in arguments.items():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                _check(tool, name, text)


def _check(tool: str, name: str, text: str) -> None:
    if tool == "git_show" and name == "revision":
        revision, colon, path = text.partition(":")
        if not _REVISION.match(revision) or "{" in revision.replace("@{", ""):
            raise ToolError(f"{name}: name a commit, or a file as commit:path", fault=ToolFault.ARGUMENTS)
        if colon and (rule := denial(path)):
            raise ToolError(f"{name}: {path}: {rule}", fault=ToolFault.ARGUMENTS)
    elif tool == "git_diff" and name == "target" and not _REVISION.match(text):
        raise ToolError(f"{name}: name a branch or a commit", fault=ToolFault.ARGUMENTS)
    elif name == "files" and (rule := denial(text)):
        raise ToolError(f"{name}: {text}: {rule}", fault=ToolFault.ARGUMENTS)


def filtered(tool: str, arguments: Mapping[str, Any], text: str) -> str:
    """The result without what agents never see.

    Raises :class:`~domain.errors.ToolError` for the content of an object whose path is not known.
    """
    if tool == "git_show":
        return _shown(str(arguments.get("revision", "")), text)
    if tool.startswith("git_diff"):
        return "".join(_without_denied(_diffs(text)))
    return text


def _shown(revision: str, text: str) -> str:
    if ":" not in revision:
        if not _COMMIT.match(text):
            raise ToolError(f"{revision} is not a commit; name a file as commit:path")
        return "".join(_without_denied(_patches(text)))
    return text


def _diffs(text: str) -> Iterator[tuple[list[str], str]]:
    """(paths, text) of each file; inside of one no line starts like ``diff --git``."""
    starts = [match.start() for match in _DIFF_START.finditer(text)]
    yield [], text[: starts[0]] if starts else text
    for start, end in pairwise([*starts, len(text)]):
        section = text[start:end]
        yield _paths_of(section.split("\n")), section


def _paths_of(lines: list[str]) -> list[str]:
    paths = [_unquoted(part) for part in _header_paths(lines[0])]
    for line in lines[1:]:
        if line.startswith("@@"):
            break
        if match := _SIDES.match(line):
            paths.append(_unquoted(match[1]))
    return paths


def _header_paths(line: str) -> list[str]:
    """Of ``diff --git a/X b/Y``: both, cut at every place where they may be, since names may hold blanks."""
    names = line.split(" ", 2)[2]
    if line.startswith("diff --git "):
        cuts = [match.start() for match in re.finditer(r' (?="?b/)', names)]
        return [part for cut in cuts for part in (names[:cut], names[cut + 1 :])] or [names]
    return [names]


def _patches(text: str) -> Iterator[tuple[list[str], str]]:
    """(paths, text) of each file of ``git_show``, which writes ``---`` and ``+++`` lines only.

    Hunks are read by the counts in their heads: a line of a file may look like a head itself.
    """
    paths: list[str] = []
    section: list[str] = []
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if lines[at].startswith("--- ") and following.startswith("+++ "):
            yield paths, "\n".join([*section, ""])
            paths = [_unquoted(lines[at][4:]), _unquoted(following[4:])]
            section, at = lines[at : at + 2], at + 2
        elif match := _HUNK.match(lines[at]):
            end = _end_of_hunk(lines, at + 1, old=int(match[1] or 1), new=int(match[2] or 1))
            section, at = [*section, *lines[at:end]], end
        else:
            section.append(lines[at])
            at += 1
    yield paths, "\n".join(section)


def _end_of_hunk(lines: list[str], at: int, *, old: int, new: int) -> int:
    while at < len(lines) and (old > 0 or new > 0):
        kind = lines[at][:1]
        old -= kind in {" ", "-", ""}
        new -= kind in {" ", "+", ""}
        at += 1
    return at


def _without_denied(sections: Iterator[tuple[list[str], str]]) -> Iterator[str]:
    for paths, section in sections:
        rule = next(filter(None, (denial(_bare(path)) for path in paths if path != "/dev/null")), None)
        yield section if rule is None else f"[left out: {rule}]\n"


def _bare(path: str) -> str:
    return path[2:] if path.startswith(("a/", "b/")) else path


def _unquoted(path: str) -> str:
    """Git writes a name with unusual characters as a C string."""
    path = path.rstrip("\t\r")
    if not (path.startswith('"') and path.endswith('"')):
        return path

    def plain(match: re.Match[bytes]) -> bytes:
        code = match[1]
        return bytes([int(code, 8) & 0xFF]) if len(code) == 3 else _ESCAPED.get(code, code)  # noqa: PLR2004 -- \ooo

    return _ESCAPE.sub(plain, path[1:-1].encode()).decode(errors="replace")

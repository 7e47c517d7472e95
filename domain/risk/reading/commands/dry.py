"""Flags with which a command changes nothing."""

import re

from domain.risk.reading.commands.calls import Call

_DRY = re.compile(
    r"(?<!\S)--?(?:dry-?_?run|check|noop|no-op|what-?if|simulate|just-print|pretend|validate-only|preview|no-act"
    r"|syntax-check|no-execute-changeset)(?![\w-])(?:=(?!none|false|no\b|0)\w*)?(?!=)(?!\s+(?:false|none)\b)"
)
_DRY_ALONE = re.compile(r"(?<!\S)(?:--help|--version)(?!\S)")
_REHEARSED_THERE = re.compile(r"^\S+\s[^;&]*\bapt(?:-get)?\s+-s\s[^;&]*$")
"""As in "ssh web-3 apt-get -s upgrade | grep ^Inst", and nothing behind it."""
_BUNDLED = re.compile(r"-[a-z]*n[a-z]*$")
_DRY_FLAGS: dict[str, frozenset[str]] = {
    "rsync": frozenset({"-n"}),
    "make": frozenset({"-n", "-q"}),
    "bash": frozenset({"-n"}),
    "sh": frozenset({"-n"}),
    "manage.py": frozenset({"--plan"}),
    "django-admin": frozenset({"--plan"}),
    "alembic": frozenset({"--sql"}),
    "goreleaser": frozenset({"--snapshot", "--skip-publish"}),
    "git": frozenset({"-n"}),
    "apt-get": frozenset({"-s"}),
}
"""Flags that only for this program mean that nothing is changed."""


def is_dry(call: Call) -> bool:
    """Told to change nothing, and not told otherwise (``--dry-run=none``)."""
    if _DRY.search(call.line) or _DRY_ALONE.search(call.line):
        return True
    if call.program == "ssh" and _REHEARSED_THERE.search(call.line):
        return True
    flags = _DRY_FLAGS.get(call.program, frozenset())
    if any(word in flags for word in call.arguments):
        return True
    return call.program == "rsync" and any(_BUNDLED.match(word) for word in call.arguments)

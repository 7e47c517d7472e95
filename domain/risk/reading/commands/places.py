"""Where a command line works: environments in the names of hosts, contexts, profiles, files, variables."""

import re

from domain.risk.lexicon.index import WORDS
from domain.risk.reading.facts import DANGER, Environment

_PARTS = re.compile(r"[a-z]+")
_DEVICE = re.compile(r"/dev/(?=\w)|\.local\b|--?(?:save-)?dev\b|--?stage\b|(?<![\w-])live-?(?:reload|tail)")
_JOINED = re.compile(r"\b(pre|non)[-_ ]?prod(?:uction)?(?![a-z])")
_TESTING = re.compile(
    r"(?:(?:_env|rack|env)=|[a-z]_|--env[= ]|://|settings[=\w.]*[=.])test(?:ing)?\b|\btest\.(?:db|sqlite3?)\b"
)
_LOCAL = re.compile(
    r"\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0:|host\.docker\.internal|docker-desktop|rancher-desktop|orbstack)"
    r"|\[::1\]|\b(?:kind|k3d|minikube)-"
)
_NAMES = {
    word: known.environment
    for word, known in WORDS.items()
    if known.environment and word.isascii() and word.isalpha() and known.verb is None
} | {"stage": Environment.STAGING, "live": Environment.PRODUCTION}
_NO_PLACES = frozenset(
    {"public", "everyone", "everybody", "sit", "acceptance", "integration", "product", "products"}
)


def environment_in(line: str) -> Environment:
    """The most dangerous environment that a part of a name in ``line`` (lower case) says."""
    line = _DEVICE.sub(" ", _JOINED.sub(" staging ", line))
    best = Environment.UNKNOWN
    if _LOCAL.search(line) or _TESTING.search(line):
        best = Environment.DEVELOPMENT
    for part in set(_PARTS.findall(line)):
        found = None if part in _NO_PLACES else _NAMES.get(part)
        if found and DANGER[found] > DANGER[best]:
            best = found
    return best


LOOK_BACK = 300
"""Characters before a command in which its place may be chosen."""
_CHOOSING = re.compile(
    r"(?:\bcd|\bkubectx|\bkubens|(?:workspace|stack) select|use-context|set-context(?: --current)?"
    r"|set project|\benv use|--namespace=|\bexport|\bset -x|\bsource|\bssh|(?:^|\s)(?=[a-z_]+=))\s*(\S{1,80})"
)
_ASSIGNED = re.compile(r"((?:(?<!\S)[a-z_]+=\S+\s+)+)(?:[\w./-]+\s+){0,3}$")


def environment_before(before: str) -> Environment:
    """Where a command works whose place was chosen ``before`` it: "cd envs/qa && ", "AWS_PROFILE=prod "."""
    before = before[-LOOK_BACK:].casefold()
    if match := _ASSIGNED.search(before.rsplit("\n", 1)[-1]):
        return environment_in(match[1])
    line, mark = before.rstrip(), ""
    for mark in ("&&", ";", "|", "\n"):
        if line.endswith(mark) or (mark == "\n" and "\n" in before[len(line) :]):
            break
    else:
        return Environment.UNKNOWN
    if mark == "|":
        return environment_in(re.split(r"[;\n]|&&|(?<=\w)[.:] ", line[:-1])[-1])
    chosen = _CHOOSING.findall(" ".join(line.split()))
    return environment_in(chosen[-1]) if chosen else Environment.UNKNOWN

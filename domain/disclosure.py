"""Progressive disclosure: which tools a model is shown for a task, and how they are searched (BM25)."""

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from domain.models import Value
from domain.tools import ToolSpec

SEARCH_TOOL = "gateway.search_tools"
SHOWN_FOR_TASK = 10
SHOWN_FOR_SEARCH = 8
MINIMAL = 5
CHARACTERS_PER_TOKEN = 4
"""An estimate; tokenisers differ."""

_WORD = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_K1, _B = 1.5, 0.75
"""BM25's usual constants: how soon repetition stops counting, how much length does."""
SHORTEST_PLURAL = 4
"""Letters."""
_FILLERS = frozenset(
    "a an and are as at by for from in is it of on or that the this to with".split()  # noqa: SIM905 - to read
)
"""Words of a query that say nothing about what is wanted."""
_NAME_WEIGHT = 3
"""A word of the name counts as often as this in the description."""


class Disclosure(StrEnum):
    """``minimal``: the few tools that fit the task best. ``agent_profile``: all that the agent may call.
    ``progressive``: those that fit the task, a search, and what was found by it. ``full``: the whole
    catalogue, also what the agent may not call.
    """

    MINIMAL = "minimal"
    AGENT_PROFILE = "agent_profile"
    PROGRESSIVE = "progressive"
    FULL = "full"


class Chosen(Value):
    """``saved`` and ``of`` are estimated tokens of tool definitions: left out, and in all that is allowed."""

    shown: tuple[ToolSpec, ...]
    saved: int
    of: int


def choose(
    allowed: Sequence[ToolSpec],
    catalogue: Sequence[ToolSpec],
    *,
    mode: Disclosure,
    task: str,
    searches: Sequence[str] = (),
) -> Chosen:
    """What a model is shown. The same catalogue, task and searches choose the same tools.

    Calls are not limited by it: what an agent may call is a matter of its profile.
    """
    plain = [spec for spec in allowed if spec.name != SEARCH_TOOL]
    search = [spec for spec in allowed if spec.name == SEARCH_TOOL]
    if mode is Disclosure.FULL:
        shown = [spec for spec in catalogue if spec.name != SEARCH_TOOL]
    elif mode is Disclosure.AGENT_PROFILE:
        shown = plain
    elif mode is Disclosure.MINIMAL:
        shown = best(plain, task, MINIMAL) or plain[:MINIMAL]
    else:
        wanted = best(plain, task, SHOWN_FOR_TASK) or plain[:SHOWN_FOR_TASK]
        found = [spec for query in searches for spec in best(plain, query, SHOWN_FOR_SEARCH)]
        shown = list({spec.name: spec for spec in (*search, *wanted, *found)}.values())
    everything = sum(tokens_of(spec) for spec in plain)
    saved = max(0, everything - sum(tokens_of(spec) for spec in shown))
    return Chosen(shown=tuple(shown), saved=saved, of=everything)


def tokens_of(spec: ToolSpec) -> int:
    """What a tool's definition costs in a prompt, roughly."""
    text = json.dumps([spec.name, spec.description, spec.input_schema], ensure_ascii=False)
    return math.ceil(len(text) / CHARACTERS_PER_TOKEN)


def best(specs: Sequence[ToolSpec], query: str, number: int) -> list[ToolSpec]:
    """The specs that match the query's words best, best first; those that match none are left out."""
    words = set(_words(query)) - _FILLERS
    texts = [_text_of(spec) for spec in specs]
    lengths = [sum(text.values()) for text in texts]
    average = sum(lengths) / len(lengths) if lengths else 1.0
    holding = {word: sum(word in text for text in texts) for word in words}
    scores = [
        sum(_score(text[word], length / average, holding[word], len(texts)) for word in words)
        for text, length in zip(texts, lengths, strict=True)
    ]
    order = sorted(range(len(specs)), key=lambda at: (-scores[at], specs[at].name))
    return [specs[at] for at in order[:number] if scores[at] > 0]


def _score(times: int, length: float, holding: int, number: int) -> float:
    rarity = math.log(1 + (number - holding + 0.5) / (holding + 0.5))
    return rarity * times * (_K1 + 1) / (times + _K1 * (1 - _B + _B * length))


def _text_of(spec: ToolSpec) -> Counter[str]:
    words = Counter(_words(spec.description))
    for word in _words(spec.name):
        words[word] += _NAME_WEIGHT
    for argument in spec.input_schema.get("properties") or ():
        words.update(_words(str(argument)))
    return words


def _words(text: str) -> list[str]:
    """Lower case, camelCase cut, a plural's s left off."""
    found = [word.casefold() for part in _WORD.findall(text) for word in _PARTS.split(part)]
    return [_singular(word) for word in found]


def _singular(word: str) -> str:
    return word[:-1] if len(word) >= SHORTEST_PLURAL and word[-1] == "s" != word[-2] else word

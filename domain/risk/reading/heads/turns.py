"""The table of turns of phrase, ready to be looked up, and how a turn fits the words of a clause."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from domain.risk.lexicon.idioms import GROUPS, IDIOMS
from domain.risk.reading.heads.head import Asks

_JOINTS = frozenset({"on", "of", "for", "in", "about", "with", "to"})
"""Words that ``_`` does not stand for."""
_GAP = 6
"""Words that ``..`` stands for at most."""
NUMBER = "#"
_ANY = "_"
_PLACEHOLDERS = frozenset({_ANY, "..", "^", "$"})


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a turn: ``choices`` by their first word, or a placeholder."""

    mark: str = ""
    optional: bool = False
    choices: dict[str, tuple[tuple[str, ...], ...]] | None = None
    nouns: frozenset[str] = frozenset()
    """Classes of nouns of which any will do: "<secret>"."""


@dataclass(frozen=True, slots=True)
class _Idiom:
    asks: Asks
    parts: tuple[_Part, ...]
    anchored: bool
    needs: tuple[frozenset[str], ...]
    """Of each of these sets a word must be there, or it cannot fit: most turns are out at a glance."""


def _choices(table: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for choice in table.split("|"):
        if wanted := tuple(choice.split()):
            found.setdefault(wanted[0], []).append(wanted)
    return {first: tuple(sorted(several, key=len, reverse=True)) for first, several in found.items()}


def _parts(line: str) -> Iterator[_Part]:
    """The parts of one line of the table."""
    for name, group in GROUPS.items():
        line = line.replace("{" + name + "}", f"({group})")
    depth, piece = 0, ""
    for character in line + " ":
        depth += (character == "(") - (character == ")")
        if character.isspace() and not depth:
            if piece:
                yield _part(piece)
            piece = ""
        else:
            piece += character


def _part(piece: str) -> _Part:
    optional = piece.endswith("?")
    bare = piece.removesuffix("?")
    if bare in _PLACEHOLDERS:
        return _Part(bare, optional)
    table = bare.replace("(", "").replace(")", "")
    nouns = frozenset(choice.strip() for choice in table.split("|") if choice.strip().startswith("<"))
    return _Part("", optional, _choices(table), nouns)


class _Turns:
    """The turns that may begin with some word, by the other words that they need."""

    def __init__(self) -> None:
        self._always: list[_Idiom] = []
        self._by_need: dict[str, list[_Idiom]] = {}

    def add(self, idiom: _Idiom, first: str) -> None:
        others = [need for need in idiom.needs if first not in need]
        if not others:
            self._always.append(idiom)
            return
        for word in min(others, key=len):
            self._by_need.setdefault(word, []).append(idiom)

    def that_may_fit(self, present: AbstractSet[str]) -> Iterator[_Idiom]:
        """Those of which all needs are ``present``; one may come twice."""
        yield from self._always
        for word in self._by_need.keys() & present:
            for idiom in self._by_need[word]:
                if not any(map(present.isdisjoint, idiom.needs)):
                    yield idiom


def _index() -> dict[str, _Turns]:
    """First word -> the turns that may begin with it."""
    found: dict[str, _Turns] = defaultdict(_Turns)
    for asks, table in IDIOMS.items():
        for line in filter(None, map(str.strip, table.splitlines())):
            parts = tuple(_parts(line))
            anchored = parts[0].mark == "^"
            idiom = _Idiom(Asks(asks), parts[anchored:], anchored, _needs(parts))
            for first in _first_words(idiom.parts):
                found[first].add(idiom, first)
    return dict(found)


def _needs(parts: Sequence[_Part]) -> tuple[frozenset[str], ...]:
    firsts = (frozenset(part.choices) for part in parts if part.choices and not part.optional)
    return tuple(several for several in firsts if several.isdisjoint(_PLACEHOLDERS | {NUMBER}))


def _first_words(parts: Sequence[_Part]) -> set[str]:
    firsts: set[str] = set()
    for part in parts:
        firsts |= set(part.choices) if part.choices else {"_"}
        if not part.optional:
            break
    return firsts


BY_FIRST = _index()
ORDER = {Asks(asks): place for place, asks in enumerate(IDIOMS)}
"""What is asked for -> its place in the table: of two turns at the same word the earlier comes first."""


def matches(parts: Sequence[_Part], at: int, words: Sequence[str], nouns: Sequence[str], place: int) -> bool:
    """The parts from ``at`` on fit the words from ``place`` on."""
    if at == len(parts):
        return True
    part = parts[at]
    if part.mark == "$":
        return place == len(words)
    if part.mark == "..":
        last = min(len(words), place + _GAP)
        return any(matches(parts, at + 1, words, nouns, here) for here in range(place, last + 1))
    if place < len(words):
        if nouns[place] in part.nouns and matches(parts, at + 1, words, nouns, place + 1):
            return True
        for size in _sizes(part, words, place):
            if matches(parts, at + 1, words, nouns, place + size):
                return True
    ends = part.choices is not None and "$" in part.choices and place == len(words)
    return ends or (part.optional and matches(parts, at + 1, words, nouns, place))


def _sizes(part: _Part, words: Sequence[str], place: int) -> Iterator[int]:
    """How many words the part takes at ``place``."""
    if part.choices is None:
        if words[place] not in _JOINTS:
            yield 1
        return
    word = words[place]
    for choice in part.choices.get(word, ()):
        if tuple(words[place : place + len(choice)]) == choice:
            yield len(choice)
    if _ANY in part.choices or (NUMBER in part.choices and _is_numbered(word)):
        yield 1


def _is_numbered(word: str) -> bool:
    """A version or a count, not a name such as "audit_2019"."""
    return "_" not in word and any(character.isdigit() for character in word)

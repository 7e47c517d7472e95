"""The passages of a text that are compared, and the features of each.

A passage is a run of a few clauses, or the beginning of a sentence; the likest one counts. So what is written
before or behind a passage, in clauses of its own, takes nothing from it. One that is all background is none.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from domain.risk.lexicon.tables import words
from domain.risk.likeness.features import words_of
from domain.risk.reading.clauses import Clause
from domain.risk.reading.tokens import Token

_THEN = words("then danach dann puis luego afterwards 然后 再 next")
_RUN = 3
"""Clauses of a passage, unless it is the beginning of a sentence."""


class Passage(NamedTuple):
    """``words[first:end]``."""

    first: int
    end: int
    question: bool


def cut(clauses: Sequence[Clause], background: Sequence[bool]) -> tuple[list[Token], list[Passage]]:
    """The words of the text, and its passages. As many as there are clauses, times a small number.

    ``background``: as :func:`~domain.risk.likeness.background.background` says, for each clause.
    """
    found: list[Token] = []
    starts: list[int] = []
    ends: list[int] = []
    for clause in clauses:
        said = list(words_of(clause.tokens))
        starts.append(len(found) + _joints(said))
        found += said
        ends.append(len(found))
    told = list(accumulate(background, initial=0))
    passages = [
        Passage(starts[first], ends[last], clauses[first].question)
        for first, last in _runs(clauses)
        if starts[first] < ends[last] and told[last + 1] - told[first] <= last - first
    ]
    return found, passages


def _joints(said: Sequence[Token]) -> int:
    """The words in front that only join the clause to the one before: "and then"."""
    starting = (place for place, word in enumerate(said) if not _joins(word))
    return next(starting, len(said))


def _joins(word: Token) -> bool:
    return word.text in _THEN or (word.has("conjunction") and word.word.verb is None)


def _runs(clauses: Sequence[Clause]) -> Iterator[tuple[int, int]]:
    opening = 0
    for place, clause in enumerate(clauses):
        if clause.sentence != clauses[opening].sentence:
            opening = place
        for first in range(max(0, place - _RUN + 1), place + 1):
            yield first, place
        if place - opening >= _RUN:
            yield opening, place

"""The passages of a text that are compared, and the features of each.

A passage is a run of a few clauses, or the beginning of a sentence; the likest one counts. So what is written
before or behind a passage, in clauses of its own, takes nothing from it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from domain.risk.likeness.features import words_of
from domain.risk.reading.clauses import Clause
from domain.risk.reading.tokens import Token

_RUN = 3
"""Clauses of a passage, unless it is the beginning of a sentence."""


class Passage(NamedTuple):
    """``words[first:end]``, in the clauses from ``clauses[0]`` to ``clauses[1]``."""

    first: int
    end: int
    clauses: tuple[int, int]
    question: bool


def cut(clauses: Sequence[Clause]) -> tuple[list[Token], list[Passage]]:
    """The words of the text, and its passages. As many as there are clauses, times a small number."""
    words: list[Token] = []
    starts: list[int] = []
    for clause in clauses:
        starts.append(len(words))
        words += words_of(clause.tokens)
    starts.append(len(words))
    passages = [
        Passage(starts[first], starts[last + 1], (first, last), clauses[first].question)
        for first, last in _runs(clauses)
        if starts[first] < starts[last + 1]
    ]
    return words, passages


def _runs(clauses: Sequence[Clause]) -> Iterator[tuple[int, int]]:
    opening = 0
    for place, clause in enumerate(clauses):
        if clause.sentence != clauses[opening].sentence:
            opening = place
        for first in range(max(0, place - _RUN + 1), place + 1):
            yield first, place
        if place - opening >= _RUN:
            yield opening, place

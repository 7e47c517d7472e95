"""What the model sees of a word, and of two words that stand side by side."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from domain.risk.lexicon.classes import Word
from domain.risk.reading.tokens import Token

_LONGEST = 24
"""Characters of a word that are looked at."""
_PARTS = (3, 4)
"""Lengths of the parts of a word, its two ends being characters of their own."""
QUESTION = "question"


def words_of(tokens: Iterable[Token]) -> Iterator[Token]:
    """All but punctuation, with those inside quotations."""
    for token in tokens:
        if not token.punctuation:
            yield token
        if token.inner:
            yield from words_of(token.inner)


def of_spelling(text: str) -> Iterator[str]:
    """The word ``text`` and its parts."""
    short = text[:_LONGEST]
    yield f"w:{short}"
    ended = f"<{short}>"
    for length in _PARTS:
        for start in range(len(ended) - length + 1):
            yield f"c:{ended[start : start + length]}"


@lru_cache(maxsize=4096)
def of_meaning(word: Word) -> tuple[str, ...]:
    """What the lexicon knows of it."""
    known = []
    if word.verb:
        known.append(f"v:{word.verb}:{word.form or ''}")
    if word.noun:
        known.append(f"n:{word.noun}")
    if word.environment:
        known.append(f"e:{word.environment}")
    if word.nominal:
        known.append(f"m:{word.nominal}")
    return (*known, *(f"r:{role}" for role in sorted(word.roles)))


def of_neighbours(before: str, text: str) -> str:
    """Two words in a row."""
    return f"b:{before[:_LONGEST]}_{text[:_LONGEST]}"


def of_meanings(before: Word, word: Word) -> Iterator[str]:
    """Two known words in a row, whatever unknown ones stand between."""
    for first in of_meaning(before):
        for second in of_meaning(word):
            yield f"k:{first}_{second}"


def of_context(environment: str) -> str:
    """The environment around the text; empty where none is known."""
    return f"ctx:{environment}"

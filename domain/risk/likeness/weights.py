"""The learnt weights, in hundredths of the logarithm of the odds, one for each level from medium up."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

from domain.risk.lexicon.classes import Word
from domain.risk.likeness.features import of_meaning, of_meanings, of_neighbours, of_spelling

FILE = "weights.tsv"
BASE = "base"
"""The feature that every passage has: its weight is set so that a passage counts as like from 0 on."""
_COMMENT = "#"
_REMEMBERED = 8192
"""Words and pairs of words whose weights are kept: tasks come back to the same ones."""


class Weights(NamedTuple):
    """For medium, high and critical: each says how much speaks for that level or a higher one."""

    medium: int = 0
    high: int = 0
    critical: int = 0


NOTHING = Weights()


@cache
def weights() -> Mapping[str, Weights]:
    """Feature -> what it weighs."""
    lines = files(__package__).joinpath(FILE).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith(_COMMENT))
    return {name: Weights(*map(int, numbers)) for name, *numbers in rows}


def weigh(features: Iterable[str]) -> Weights:
    """What they weigh together."""
    known = weights()
    found = [known[feature] for feature in features if feature in known]
    return Weights(*map(sum, zip(*found, strict=True))) if found else NOTHING


@lru_cache(maxsize=_REMEMBERED)
def weigh_word(text: str, word: Word) -> Weights:
    """A word by itself: its spelling, and what the lexicon knows of it."""
    return weigh(chain(of_spelling(text), of_meaning(word)))


@lru_cache(maxsize=_REMEMBERED)
def weigh_meanings(before: Word, word: Word) -> Weights:
    """Two known words in a row."""
    return weigh(of_meanings(before, word))


def weigh_neighbours(before: str, text: str) -> Weights:
    """Two words that stand side by side."""
    return weights().get(of_neighbours(before, text), NOTHING)

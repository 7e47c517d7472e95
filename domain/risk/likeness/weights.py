"""The learnt weights, in hundredths of the logarithm of the odds, one for each level from medium up."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from domain.risk.lexicon.classes import Word
from domain.risk.likeness.features import of_meaning, of_meanings, of_spelling

FILE = "weights.tsv"
BASE = "base"
"""The feature that every passage has: its weight is set so that a passage counts as like from 0 on."""
_COMMENT = "#"
_SHARED = 8192
"""Words whose weights are kept: prose comes back to the same ones."""


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
    medium = high = critical = 0
    for feature in features:
        if found := known.get(feature):
            medium += found[0]
            high += found[1]
            critical += found[2]
    return Weights(medium, high, critical)


@lru_cache(maxsize=_SHARED)
def weigh_spelling(text: str) -> Weights:
    return weigh(of_spelling(text))


@lru_cache(maxsize=_SHARED)
def weigh_meaning(word: Word) -> Weights:
    return weigh(of_meaning(word))


@lru_cache(maxsize=_SHARED)
def weigh_meanings(before: Word, word: Word) -> Weights:
    """Of two known words in a row."""
    return weigh(of_meanings(before, word))

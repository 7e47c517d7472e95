"""Ordinary words that the repair of typos would turn into dangerous ones, for ``lexicon/spelt_right.py``.

Run: ``python -m tests.risk.near_misses english LIST > words`` with a list of words (Debian's ``wamerican``),
and with ``other`` for the German, French and Spanish words in ``tests/risk/ordinary``: of these, words that
differ from their target only at the end are left out, for they are its inflections, and are meant. Only words
that would be changed as things stand are printed, so empty ``SPELT_RIGHT`` before.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from domain.risk.lexicon.index import WORDS, fold
from domain.risk.reading.typos import correct, meant_by

_TYPOS = frozenset({"sucrets", "custer", "notworks", "stort"})
"""Words of such lists that are likelier to be slips."""


def near_misses(spelt: Iterable[str], *, inflected: bool) -> Iterator[str]:
    """Those of ``spelt`` that :func:`correct` would change; ``inflected``: not where only the end differs."""
    for word in sorted({fold(word) for word in spelt if word.isalpha()}):
        if word in WORDS or word in _TYPOS or not word.isascii() or not correct(word)[1]:
            continue
        target = meant_by(word) or word
        if word.removesuffix("s") == target or word.removesuffix("d") == target or word == target[:-1]:
            continue
        same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(word, target, strict=False))))
        if not (inflected and same >= min(len(word), len(target)) - 2):
            yield word


def main(arguments: Sequence[str]) -> None:
    kind, *paths = arguments
    for path in paths:
        spelt = Path(path).read_text("utf-8").split()
        for word in near_misses(spelt, inflected=kind != "english"):
            sys.stdout.write(f"{word}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

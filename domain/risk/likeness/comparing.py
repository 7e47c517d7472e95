"""Which passage of a text is most like the tasks of each level, and how much."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from domain.risk.likeness.features import QUESTION, of_context, of_neighbours
from domain.risk.likeness.passages import Passage, cut
from domain.risk.likeness.weights import (
    BASE,
    NOTHING,
    Weights,
    weigh,
    weigh_meaning,
    weigh_meanings,
    weigh_spelling,
    weights,
)
from domain.risk.reading.clauses import Clause
from domain.risk.reading.facts import LIKENESSES, Environment, Likeness
from domain.risk.reading.showing import shorten
from domain.risk.reading.tokens import Token

_TOLD = 3
"""Words that are named as the reason."""


def compare(clauses: Sequence[Clause], text: str) -> tuple[Likeness, ...]:
    """A likeness for each of :data:`~domain.risk.reading.facts.LIKENESSES`; none for a text without words.

    Linear in the length of the text.
    """
    words, passages = cut(clauses)
    if not passages:
        return ()
    sums = _Sums(words)
    scored = [(passage, sums.of(passage)) for passage in passages]
    return tuple(_likest(level, scored, sums, text) for level in range(len(LIKENESSES)))


def speaks_for(environment: Environment) -> Weights:
    """What the environment around a text adds to each score."""
    return weights().get(of_context(environment.value), NOTHING)


def _likest(
    level: int, scored: Sequence[tuple[Passage, Weights]], sums: "_Sums", text: str
) -> Likeness:
    passage, score = max(scored, key=lambda item: item[1][level])
    words = sums.words[passage.first : passage.end]
    own = sums.own[passage.first : passage.end]
    telling = sorted(range(len(words)), key=lambda place: -own[place][level])[:_TOLD]
    return Likeness(
        score=score[level],
        passage=shorten(text[words[0].start : words[-1].end]),
        words=tuple(dict.fromkeys(words[place].text for place in telling if own[place][level] > 0)),
    )


class _Sums:
    """Weights of words and neighbours, added up from the left: a passage costs two look-ups."""

    def __init__(self, words: Sequence[Token]) -> None:
        self.words = words
        self.own = [_plus(weigh_spelling(word.text), weigh_meaning(word.word)) for word in words]
        self._beside = [NOTHING, *(weigh([of_neighbours(a.text, b.text)]) for a, b in pairwise(words))]
        self._known = [NOTHING] * len(words)
        self._next_known = [len(words)] * (len(words) + 1)
        self._link_known(words)
        rows = zip(self.own, self._beside, self._known, strict=True)
        self._up_to = list(accumulate((_plus(*row) for row in rows), _plus, initial=NOTHING))

    def _link_known(self, words: Sequence[Token]) -> None:
        known = [place for place, word in enumerate(words) if word.word.known]
        for before, place in pairwise(known):
            self._known[place] = weigh_meanings(words[before].word, words[place].word)
        following = len(words)
        for place in range(len(words) - 1, -1, -1):
            if words[place].word.known:
                following = place
            self._next_known[place] = following

    def of(self, passage: Passage) -> Weights:
        """Without what ties its first words to those before it."""
        total = _minus(self._up_to[passage.end], self._up_to[passage.first])
        total = _minus(total, self._beside[passage.first])
        first_known = self._next_known[passage.first]
        if first_known < passage.end:
            total = _minus(total, self._known[first_known])
        return _plus(total, weigh([BASE, QUESTION] if passage.question else [BASE]))


def _plus(*several: Weights) -> Weights:
    return Weights(*map(sum, zip(*several, strict=True)))


def _minus(these: Weights, those: Weights) -> Weights:
    return Weights(*(a - b for a, b in zip(these, those, strict=True)))

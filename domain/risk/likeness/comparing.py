"""Which passage of a text is most like the tasks of each level, and how much."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from domain.risk.lexicon.classes import UNKNOWN
from domain.risk.lexicon.index import WORDS
from domain.risk.likeness.features import QUESTION, of_context
from domain.risk.likeness.passages import Passage, cut
from domain.risk.likeness.weights import (
    BASE,
    NOTHING,
    Weights,
    weigh,
    weigh_meanings,
    weigh_neighbours,
    weigh_word,
    weights,
)
from domain.risk.reading.clauses import Clause
from domain.risk.reading.facts import LIKENESSES, Environment, Likeness
from domain.risk.reading.showing import shorten
from domain.risk.reading.tokens import Token

_TOLD = 3
"""Words that are named as the reason."""
_SMALL = frozenset({"auxiliary", "conjunction", "determiner", "filler", "preposition", "pronoun"})
"""Words that say nothing by themselves."""


def compare(clauses: Sequence[Clause], background: Sequence[bool], text: str) -> tuple[Likeness, ...]:
    """How like it is to the first of :data:`~domain.risk.reading.facts.LIKENESSES`, as far as it is like.

    ``background``: for each clause whether it is left out. Linear in the length of the text.
    """
    words, passages = cut(clauses, background)
    weighed = _Weighed(words)
    found: list[Likeness] = []
    for level in range(len(LIKENESSES) if passages else 0):
        scores = _scores(weighed, passages, level)
        score = max(scores)
        if score + max(speaks_for(around)[level] for around in Environment) < 0:
            break
        found.append(_likeness(weighed, passages[scores.index(score)], level, score, text))
    return tuple(found)


def speaks_for(environment: Environment) -> Weights:
    """What the environment around a text adds to each score."""
    return weights().get(of_context(environment.value), NOTHING)


class _Weighed:
    """What each word weighs for each level: by itself, with the word before, with the known word before."""

    def __init__(self, words: Sequence[Token]) -> None:
        self.words = words
        self.own = [weigh_word(word.text, word.word) for word in words]
        self.beside = [
            NOTHING,
            *(weigh_neighbours(before.text, word.text) for before, word in pairwise(words)),
        ]
        self.linked = [NOTHING] * len(words)
        self.next_known = [len(words)] * len(words)
        before = None
        following = 0
        for place, word in enumerate(words):
            if not word.word.known:
                continue
            if before is not None:
                self.linked[place] = weigh_meanings(words[before].word, word.word)
            self.next_known[following : place + 1] = [place] * (place + 1 - following)
            before, following = place, place + 1


def _likeness(weighed: _Weighed, passage: Passage, level: int, score: int, text: str) -> Likeness:
    words = weighed.words[passage.first : passage.end]
    own = weighed.own[passage.first : passage.end]
    speaking = [
        (-weight[level], word.text) for word, weight in zip(words, own, strict=True) if weight[level] > 0
    ]
    telling = [word for _, word in sorted(speaking) if not WORDS.get(word, UNKNOWN).roles & _SMALL]
    return Likeness(
        score=score,
        passage=shorten(text[words[0].start : words[-1].end]),
        words=tuple(dict.fromkeys(telling))[:_TOLD],
    )


def _scores(weighed: _Weighed, passages: Sequence[Passage], level: int) -> list[int]:
    """From sums over the whole text, less what ties the first words of a passage to those before it."""
    own, beside, linked = (
        [item[level] for item in row] for row in (weighed.own, weighed.beside, weighed.linked)
    )
    up_to = list(accumulate(map(sum, zip(own, beside, linked, strict=True)), initial=0))
    base, question = weigh([BASE])[level], weigh([QUESTION])[level]
    scores = []
    for passage in passages:
        known = weighed.next_known[passage.first]
        tied = beside[passage.first] + (linked[known] if known < passage.end else 0)
        asked = question if passage.question else 0
        scores.append(up_to[passage.end] - up_to[passage.first] - tied + base + asked)
    return scores

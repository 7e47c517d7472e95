"""Headings in front of what is to be done: "Migration museum: correct the captions" migrates nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.risk.lexicon.classes import Form
from domain.risk.reading.clauses import Clause
from domain.risk.reading.facts import Environment, Fact, Modality, Operation, Resource
from domain.risk.reading.tokens import Token, is_verb

_WORK = frozenset({Operation.EDIT, Operation.READ})
_NOTHING_OF_OURS = frozenset({Resource.UNKNOWN, Resource.CODE})
_LONGEST = 8
"""Words of a heading."""


@dataclass(slots=True)
class Heading:
    """The facts of the last heading, from ``first`` to ``last``, until the clause behind it is read."""

    first: int = 0
    last: int = 0
    sentence: int = -1

    def read(self, clause: Clause, facts: list[Fact], made: Sequence[Fact], *, colon: bool) -> None:
        """Take the doings of a heading for its topic, where what follows is work on texts and code."""
        if self.sentence == clause.sentence and _is_work(clause, made):
            for place in range(self.first, self.last):
                facts[place] = replace(facts[place], modality=Modality.DESCRIBED)
        self.sentence = -1
        if colon and clause.first and _is_title(clause.tokens, made):
            self.first, self.last, self.sentence = len(facts), len(facts) + len(made), clause.sentence


def _is_title(tokens: Sequence[Token], made: Sequence[Fact]) -> bool:
    """It names something that is none of ours, and orders nothing."""
    ours = any(
        fact.resource not in _NOTHING_OF_OURS
        or fact.environment is not Environment.UNKNOWN
        or "command" in fact.notes
        for fact in made
    )
    orders = is_verb(tokens[0], Form.BASE) and any(
        token.has("determiner", "pronoun") for token in tokens[1:2]
    )
    named = any(_is_topic(token) for token in tokens[1:])
    return bool(made) and not ours and named and not orders and len(tokens) <= _LONGEST


def _is_topic(token: Token) -> bool:
    return token.word.noun is Resource.CODE or (not token.word.known and token.text.isalpha())


def _is_work(clause: Clause, made: Sequence[Fact]) -> bool:
    asked = [fact for fact in made if fact.modality in (Modality.ASKED, Modality.DRY_RUN)]
    works = all(fact.operation in _WORK and fact.resource in _NOTHING_OF_OURS for fact in asked)
    opens = is_verb(clause.tokens[0], Form.BASE) and len(clause.tokens) > 1
    return bool(asked) and works and opens and not any(token.text == "it" for token in clause.tokens)

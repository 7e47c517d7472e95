"""Headings in front of what is to be done: "Migration museum: correct the captions" migrates nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.tables import words
from domain.risk.reading.clauses import Clause
from domain.risk.reading.facts import Environment, Fact, Modality, Operation, Resource
from domain.risk.reading.heads.persons import wishes
from domain.risk.reading.tokens import Token, is_verb

_WORK = frozenset({Operation.EDIT, Operation.READ})
_NOTHING_OF_OURS = frozenset({Resource.UNKNOWN, Resource.CODE})
_DONE = words("done finished completed complete was were closed executed")
_WAS = frozenset({"was", "were"})
_LONGEST = 8
"""Words of a heading."""


@dataclass(slots=True)
class Heading:
    """The facts of the last heading, from ``first`` to ``last``, until the clause behind it is read."""

    first: int = 0
    last: int = 0
    sentence: int = -1
    calm: bool = False
    """It names nothing of ours."""

    def read(self, clause: Clause, facts: list[Fact], made: Sequence[Fact], *, colon: bool) -> None:
        """Take the doings of a heading for its topic, where what follows is work on texts and code."""
        begins = self.sentence == clause.sentence
        if (begins and _is_work(clause, made) and self.calm) or (begins and _says_it_is_done(clause, made)):
            for place in range(self.first, self.last):
                facts[place] = replace(facts[place], modality=Modality.DESCRIBED)
        self.sentence = -1
        self.calm = _is_title(clause.tokens, made)
        if colon and clause.first and (self.calm or _names_doings(clause.tokens, made)):
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


def _names_doings(tokens: Sequence[Token], made: Sequence[Fact]) -> bool:
    """In "Deploy to production:", "production hotfix:" doings are named, not ordered."""
    orders = is_verb(tokens[0], Form.BASE) and not any(token.has("preposition") for token in tokens[1:2])
    commands = any("command" in fact.notes for fact in made)
    return bool(made) and not (orders or commands) and len(tokens) <= _LONGEST


def _says_it_is_done(clause: Clause, made: Sequence[Fact]) -> bool:
    """In "done by Saskia", "was released on Sunday", "not needed"."""
    asked = any(fact.modality is Modality.ASKED and fact.operation is not Operation.NONE for fact in made)
    opens = next((token for token in clause.tokens if not token.has("politeness")), clause.tokens[0])
    behind = next((token for token in clause.tokens if token is not opens), None)
    was = opens.text not in _WAS or (behind is not None and is_verb(behind, Form.PAST))
    return opens.text in _DONE and was and not asked and not wishes(clause.tokens)


def _is_topic(token: Token) -> bool:
    return token.word.noun is Resource.CODE or (not token.word.known and token.text.isalpha())


def _is_work(clause: Clause, made: Sequence[Fact]) -> bool:
    asked = [fact for fact in made if fact.modality in (Modality.ASKED, Modality.DRY_RUN)]
    works = all(fact.operation in _WORK and fact.resource in _NOTHING_OF_OURS for fact in asked)
    opens = is_verb(clause.tokens[0], Form.BASE) and len(clause.tokens) > 1
    return bool(asked) and works and opens and not any(token.text == "it" for token in clause.tokens)

"""A word of a clause that names something to be done."""

from dataclasses import dataclass
from enum import StrEnum

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import Environment, Modality
from domain.risk.reading.negation import is_negated
from domain.risk.reading.tokens import Token, helps, is_verb

SWALLOWING = frozenset({VerbClass.READ, VerbClass.WRITE})
"""Verbs that take the whole clause with them: what follows is only looked at or written about."""
OUTSIDE = (Environment.PRODUCTION, Environment.STAGING)
SPEAKERS = words(
    """
    i we you ich wir je nous j tu vous 我 我们 yo nosotros someone somebody team bot agent
    assistant
    """
)
TO = frozenset({"to", "zu", "de", "que", "a"})


class Asks(StrEnum):
    """What a clause asks for without a verb that says so."""

    ACCESS = "access"
    """Somebody is said to need it."""
    RELEASE = "release"
    """Its subject is to get to an environment."""
    SECRET = "secret"  # noqa: S105 - the word, not one
    """A question whose answer would be one."""


@dataclass(frozen=True, slots=True)
class Head:
    """The word at ``place`` of its clause. ``unknown``: it stands like a verb, but is none that we know."""

    place: int
    modality: Modality
    passive: bool = False
    unknown: bool = False
    nominal: bool = False
    asks: Asks | None = None


def asked_at(tokens: list[Token], place: int) -> Modality:
    """Asked for, unless a negation reaches the word at ``place``."""
    return Modality.NEGATED if is_negated(tokens, place) else Modality.ASKED


def described(tokens: list[Token], start: int) -> list[Head]:
    """Every doing from ``start`` on, as something that is only spoken of."""
    heads = []
    for place in range(start, len(tokens)):
        token = tokens[place]
        if is_verb(token) and not helps(token):
            heads.append(Head(place, Modality.DESCRIBED))
        elif token.word.nominal:
            heads.append(Head(place, Modality.DESCRIBED, nominal=True))
    return heads

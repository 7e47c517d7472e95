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
    TRAFFIC = "traffic"
    """It is to go another way."""
    REMOVAL = "removal"
    """What the clause or the one before names is to go."""
    SHED = "shed"
    """It is said that what the clause names is not wanted any more."""
    RESTART = "restart"
    CAPACITY = "capacity"
    """More or bigger machines."""
    MACHINE = "machine"
    """A new one."""
    EXPORT = "export"
    """A list of people or what is theirs."""
    ROTATION = "rotation"
    """A new secret in place of the old."""
    PROCEED = "proceed"
    """With what was spoken of."""
    SWITCH = "switch"
    """Alerts, backups or replication are to be off."""
    UPGRADE = "upgrade"
    """Machines are to run another version."""
    HOME = "home"
    """Data are to be taken to somebody's own machine."""
    TOUCH = "touch"
    """Something is to become of a network or somebody's rights, whatever it is."""
    RENEWAL = "renewal"
    """A new one of what was spoken of."""
    ERASURE = "erasure"
    """Somebody's data are to be forgotten."""
    OVERWRITE = "overwrite"
    MERGE = "merge"
    """Into the main branch."""
    MIGRATION = "migration"
    IMPORT = "import"
    """Data are to get into a system."""
    VALUE = "value"
    """What something is set to: a secret where its name is one's."""


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

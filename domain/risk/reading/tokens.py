"""Words, phrases, quotations and punctuation of a text."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.risk.lexicon.classes import UNKNOWN, Form, VerbClass, Word
from domain.risk.lexicon.tables import words

_ENDS = ".!?;。！？；…"


@dataclass(slots=True)
class Token:
    """``start`` and ``end`` are places in the text; ``inner`` are the tokens of a quotation."""

    text: str
    start: int
    end: int
    word: Word = UNKNOWN
    punctuation: str = ""
    path: bool = False
    call: bool = False
    glued: bool = False
    """It continues the word before: both were written as one."""
    snake: bool = False
    """It is part of a name with underscores: "audit_2019"."""
    corrected: bool = False
    inner: Sequence["Token"] = ()

    def has(self, *roles: str) -> bool:
        known = self.word.roles
        return bool(known) and not known.isdisjoint(roles)


def is_end(token: Token) -> bool:
    return bool(token.punctuation) and token.punctuation[0] in _ENDS


def is_verb(token: Token, *forms: Form) -> bool:
    return token.word.verb is not None and (not forms or token.word.form in forms) and not token.call


_ENGLISH_EN = words(
    """
    open harden widen tighten loosen shorten flatten broaden reopen strengthen lower alter render order filter
    transfer cover deliver recover discover trigger whitelisten
    """
)


def is_infinitive(token: Token) -> bool:
    """A German one."""
    german = is_verb(token, Form.BASE) and token.text.endswith(("en", "ern", "eln"))
    return german and token.text not in _ENGLISH_EN


def is_han(token: Token) -> bool:
    """Chinese."""
    return "\u3400" <= token.text[:1] <= "\u9fff"


def helps(token: Token) -> bool:
    return token.word.verb is VerbClass.AID

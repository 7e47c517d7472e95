"""Commas that end a clause in German and in Chinese."""

from domain.risk.lexicon.classes import Form
from domain.risk.reading.tokens import Token, is_han, is_infinitive, is_verb

COMMAS = frozenset({",", "\uff0c", "\u3001"})
_LONGEST = 80
"""Tokens that are looked at behind a comma."""


def chinese_verb_ahead(sentence: list[Token], place: int) -> bool:
    """Chinese strings its sentences together with commas; one with a verb of its own stands alone."""
    han = verb = False
    for token in sentence[place : place + _LONGEST]:
        if token.punctuation in COMMAS:
            break
        han = han or is_han(token)
        verb = verb or is_verb(token, Form.BASE) or token.has("finite")
    return han and verb


def ends_in_infinitive(current: list[Token]) -> bool:
    """A German order ends before the comma ("... neu starten, haengt seit heute")."""
    words = [token for token in current if not token.punctuation]
    return len(words) > 1 and is_infinitive(words[-1])

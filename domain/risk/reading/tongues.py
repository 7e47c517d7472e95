"""Words that are orders in one language, and none in the language of their sentence: "der rote Knopf"."""

from collections.abc import Iterator
from dataclasses import replace

from domain.risk.lexicon.tables import words
from domain.risk.reading.tokens import Token, is_end

_MARKS = {
    "german": words(
        """
        das die unser unsere alle
        der dem den ein eine einen einem einer und oder ist sind wird wurde hat haben nicht auf im mit fur von
        vom zum zur bei wir ich sie es bitte auch noch nur beim aus nach wenn dass ob
        """
    ),
    "french": words(
        """
        le les des du un une et ou est sont dans pour sur avec qui que ne pas nous vous je il elle au aux ce
        cette son ses leur
        """
    ),
}
"""Words by which a sentence is known to be in a language."""
_NO_ORDERS = {
    "german": words("das da dar rote roten tore hose land leer van dame restaurant"),
    "french": words("envie republique publiques abri axe cycle repartition registre subir rate dame silence"),
}
"""What another language would have done: Spanish "rote", English "land", "axe"."""
_ENOUGH = 2
"""Marks that say which language it is."""


def settle_tongues(tokens: list[Token]) -> None:
    """Let no word be an order that is none in its sentence's language."""
    for sentence in _sentences(tokens):
        for language, others in _NO_ORDERS.items():
            strange = [token for token in sentence if token.text in others and token.word.verb]
            if strange and _is_in(language, sentence):
                for token in strange:
                    token.word = replace(token.word, verb=None, form=None)


def _sentences(tokens: list[Token]) -> Iterator[list[Token]]:
    current: list[Token] = []
    for token in tokens:
        current.append(token)
        if is_end(token):
            yield current
            current = []
    yield current


def _is_in(language: str, sentence: list[Token]) -> bool:
    """Its marks are there, and no other language has as many."""
    found = {name: sum(token.text in marks for token in sentence) for name, marks in _MARKS.items()}
    own = found.pop(language)
    return own >= _ENOUGH and own > max(found.values())

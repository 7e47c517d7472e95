"""Whether the text can be read at all."""

from itertools import groupby

from domain.risk.lexicon.foreign import LETTERS
from domain.risk.reading.commands.tables import SUBCOMMANDS
from domain.risk.reading.facts import Environment, Resource
from domain.risk.reading.tokens import Token, is_han

_WINDOW = 6
"""Words that are looked at together, so that what is readable around them does not hide them."""
_FEW = 2
"""Words of a foreign language among them that are too many."""
_ENOUGH = 0.2
"""Share of words that must be known in a longer text."""
_OTHER_ALLOWED = 0.1
"""Share of letters that may be of another script."""
_SHARED = (Environment.PRODUCTION, Environment.STAGING)
_READABLE = (range(0x250), range(0x1E00, 0x1F00), range(0x3400, 0xA000), range(0xF900, 0xFB07))
"""Latin and Chinese letters."""


def is_legible(tokens: list[Token], text: str) -> bool:
    """False for nothing to read, other scripts, other languages and noise."""
    words = [
        token
        for token in _flat(tokens)
        if token.text.isalpha() or (not token.punctuation and any(c.isalpha() for c in token.text))
    ]
    if any(is_han(token) and token.word.known for token in words):
        # Chinese that we do not know is cut into single characters, which say nothing about the text.
        words = [token for token in words if token.word.known or not is_han(token)]
    if not words:
        return False
    if _other_script(text):
        return False
    known = [_is_known(token) for token in words]
    letters = not text.isascii()
    foreign = [
        "foreign" in token.word.roles or (letters and _spelt_otherwise(token, text)) for token in words
    ]
    if _crowd(foreign):
        return False
    if any(not understood and len(list(run)) >= _WINDOW for understood, run in groupby(known)):
        return False
    return any(known) and (len(words) < _WINDOW or sum(known) >= _ENOUGH * len(words))


def _crowd(foreign: list[bool]) -> bool:
    """Too many words of a foreign language stand together."""
    places = [place for place, is_foreign in enumerate(foreign) if is_foreign]
    return any(later - place < _WINDOW for place, later in zip(places, places[_FEW - 1 :], strict=False))


def names_place_only(tokens: list[Token]) -> bool:
    """An environment that is shared is all that can be understood in it: "Telepítsd a staging gépre"."""
    words = [token for token in tokens if token.text.isalpha() and not token.punctuation]
    placed = any(token.word.environment in _SHARED for token in words)
    unknown = sum(not token.word.known or token.has("foreign") for token in words)
    return placed and len(words) > _FEW and 2 * unknown >= len(words)


def _is_known(token: Token) -> bool:
    """A path counts only where its ending is one that files have: "ghhh//" is noise."""
    if token.path:
        return "." in token.text or token.text.startswith("/") or token.word.noun is not Resource.CODE
    return (token.word.known and "foreign" not in token.word.roles) or token.text in SUBCOMMANDS


def _spelt_otherwise(token: Token, text: str) -> bool:
    """With letters that none of our languages has; a name in capitals tells nothing about the text."""
    written = text[token.start : token.end]
    return not written.isascii() and not LETTERS.isdisjoint(written)


def _flat(tokens: list[Token]) -> list[Token]:
    flat: list[Token] = []
    for token in tokens:
        flat += token.inner or [token]
    return flat


def _other_script(text: str) -> bool:
    """A tenth of the letters are neither Latin nor Chinese."""
    if text.isascii():
        return False
    letters = other = 0
    for char in text:
        if char.isalpha():
            letters += 1
            other += not char.isascii() and not any(ord(char) in block for block in _READABLE)
    return other > letters * _OTHER_ALLOWED

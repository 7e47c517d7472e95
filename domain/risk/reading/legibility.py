# ruff: noqa: PLR2004 - a list of cases reads best as early returns
"""Whether the text can be read at all."""

from domain.risk.reading.commands.tables import SUBCOMMANDS
from domain.risk.reading.tokens import Token

_WINDOW = 6
"""Words that are looked at together, so that what is readable around them does not hide them."""
_FEW = 2
"""Words of a foreign language among them that are too many."""
_ENOUGH = 0.2
"""Share of words that must be known in a longer text."""


def is_legible(tokens: list[Token], text: str) -> bool:
    """False for nothing to read, other scripts, other languages and noise."""
    words = [
        token for token in _flat(tokens) if not token.punctuation and any(c.isalpha() for c in token.text)
    ]
    if not words:
        return False
    if _other_script(text):
        return False
    known = [(t.word.known and not t.has("foreign")) or t.text in SUBCOMMANDS for t in words]
    foreign = [t.has("foreign") for t in words]
    if any(sum(foreign[at : at + _WINDOW]) >= _FEW for at in range(max(1, len(words) - _WINDOW + 1))):
        return False
    if any(not any(known[at : at + _WINDOW]) for at in range(len(words) - _WINDOW + 1)):
        return False
    return any(known) and (len(words) < _WINDOW or sum(known) >= _ENOUGH * len(words))


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
            code = ord(char)
            other += not (
                code < 0x250 or 0x1E00 <= code < 0x1F00 or 0x3400 <= code < 0xA000 or 0xF900 <= code < 0xFB07
            )
    return other * 10 > letters

"""Whether the text can be read at all."""

from domain.risk.reading.commands.tables import SUBCOMMANDS
from domain.risk.reading.tokens import Token

_ENOUGH = 0.2
"""Share of words that must be known in a longer text."""


def is_legible(tokens: list[Token], text: str) -> bool:
    """False for nothing to read, other scripts, other languages and noise."""
    words = [token for token in _flat(tokens) if not token.punctuation and any(c.isalpha() for c in token.text)]
    if not words:
        return False
    if _other_script(text):
        return False
    foreign = sum(token.has("foreign") for token in words)
    known = sum((token.word.known and not token.has("foreign")) or token.text in SUBCOMMANDS for token in words)
    if foreign and foreign * 3 >= len(words):
        return False
    if len(words) >= 4 and foreign >= known:
        return False
    return known > 0 and (len(words) < 4 or known >= _ENOUGH * len(words))


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
            other += not (code < 0x250 or 0x1E00 <= code < 0x1F00 or 0x3400 <= code < 0xA000 or 0xF900 <= code < 0xFB07)
    return other * 10 > letters

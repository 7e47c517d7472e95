"""Whether a clause says that nothing is really done."""

from domain.risk.lexicon.tables import words
from domain.risk.reading.tokens import Token

_TAKES_BACK = words(
    """
    no not without skip skipping never sans ohne sin kein keinen forget cancel after
    """
)
_SWITCHED_OFF = frozenset({"none", "false"})
_BEFORE, _BEHIND = 4, 2
"""Words in which a dry run is taken back."""


def is_rehearsal(tokens: list[Token]) -> bool:
    """It names a dry run, and does not take that back ("no need for a dry run", "--dry-run=none")."""
    place = next((n for n, token in enumerate(tokens) if _names_dry_run(tokens, n, token)), None)
    if place is None:
        return False
    return not any(item.text in _SWITCHED_OFF for item in tokens[place + 1 : place + 1 + _BEHIND])


def _names_dry_run(tokens: list[Token], place: int, token: Token) -> bool:
    if not token.has("dry"):
        return False
    before = tokens[max(0, place - _BEFORE) : place]
    return not any(item.text in _TAKES_BACK or item.has("negation") for item in before)


def heads_rehearsal(tokens: list[Token]) -> bool:
    """Nothing but that, as in the heading "Dry run:"."""
    return all(token.has("dry") for token in tokens)

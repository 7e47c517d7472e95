"""Whether a clause says that nothing is really done."""

import re

from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.tables import words
from domain.risk.reading.tokens import Token, is_verb

_TAKES_BACK = words(
    """
    no not without skip skipping never sans ohne sin kein keinen forget cancel after
    """
)
_IN_EARNEST = words(
    """
    real actual actually really echte echten wirklich vrai vraie reellement realmente verdad 真正
    """
)
"""Behind a dry run they say that the thing itself comes next."""
_SWITCHED_OFF = frozenset({"none", "false"})
_WOULD = frozenset({"would be", "would have"})
_WHEN = words("before until by during since")
_OF_PLAYERS = frozenset({"rehearsal", "rehearsals", "practice"})
"""In "lock him out before rehearsal" an orchestra's is meant."""
_BEFORE, _BEHIND = 4, 2
"""Words in which a dry run is taken back."""


def is_rehearsal(tokens: list[Token]) -> bool:
    """It names a dry run, and does not take that back ("no need for a dry run", "--dry-run=none")."""
    place = next(
        (n for n, token in enumerate(tokens) if "dry" in token.word.roles and _names_dry_run(tokens, n)), None
    )
    if place is None:
        return False
    if any(item.text in _IN_EARNEST for item in tokens[place + 1 :]):
        return False
    return not any(item.text in _SWITCHED_OFF for item in tokens[place + 1 : place + 1 + _BEHIND])


def _names_dry_run(tokens: list[Token], place: int) -> bool:
    before = tokens[max(0, place - _BEFORE) : place]
    if place and tokens[place - 1].text in _WHEN and tokens[place].text in _OF_PLAYERS:
        return False
    if tokens[place].text in _WOULD and not _tells_what_would(tokens, place):
        return False
    return not any(item.text in _TAKES_BACK or item.has("negation") for item in before)


def _tells_what_would(tokens: list[Token], place: int) -> bool:
    """In "what would be deleted"; not in "it would be great if you deleted"."""
    following = tokens[place + 1 : place + 2]
    asks = any(item.has("question") for item in tokens[:place])
    return asks or bool(following and is_verb(following[0], Form.PAST))


def heads_rehearsal(tokens: list[Token]) -> bool:
    """Nothing but that, as in the heading "Dry run:"."""
    return all(token.has("dry") for token in tokens)


_TRANSACTION = re.compile(
    r"\b(?:begin|start\s+transaction)\b(?:\s+(?:transaction|work|tran)\b)?\s*[;\n]|\b(commit|rollback)\b(?!\s+to\b)"
)
_LOOK_AROUND = 600
"""Characters around a statement in which its transaction begins and ends."""


def is_rolled_back(text: str, start: int) -> bool:
    """The statement at ``start`` stands between BEGIN and a ROLLBACK that comes before any COMMIT."""
    before = list(_TRANSACTION.finditer(text[max(0, start - _LOOK_AROUND) : start].casefold()))
    if not before or before[-1][1]:
        return False
    end = _TRANSACTION.search(text[start : start + _LOOK_AROUND].casefold())
    return end is not None and end[1] == "rollback"

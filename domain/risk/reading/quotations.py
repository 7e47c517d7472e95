"""Quoted passages, each of which is read as a text of its own."""

from domain.risk.reading.tokens import Token

_QUOTES = {
    '"': '"',
    "“": "”",
    "„": "“",
    "«": "»",
    "»": "«",
    "`": "`",
    "「": "」",
    "《": "》",
    "‘": "’",
    "”": "”",
}
"""Opening mark -> closing mark."""


def fold_quotations(tokens: list[Token]) -> list[Token]:
    """Quoted passages of two words or more become one token; a single quoted word stays a word."""
    closing = _closing_marks(tokens)
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _closing_place(tokens[at], at, closing)
        if end is None:
            out.append(tokens[at])
            at += 1
            continue
        inner = tokens[at + 1 : end]
        if len(inner) > 1:
            out.append(Token("", tokens[at].start, tokens[end].end, inner=inner))
        else:
            out.extend(inner)
        at = end + 1
    return out


def _closing_marks(tokens: list[Token]) -> dict[str, list[int]]:
    """The places of each mark, the last one first."""
    places: dict[str, list[int]] = {}
    for place in range(len(tokens) - 1, -1, -1):
        if mark := tokens[place].punctuation:
            places.setdefault(mark[0], []).append(place)
    return places


def _closing_place(token: Token, at: int, closing: dict[str, list[int]]) -> int | None:
    mark = _QUOTES.get(token.punctuation)
    if mark is None:
        return None
    places = closing.get(mark, [])
    while places and places[-1] <= at:
        places.pop()
    return places.pop() if places else None

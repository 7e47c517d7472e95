"""Where a comma, a colon or a dash ends a clause."""

from domain.risk.lexicon.classes import Form
from domain.risk.reading.commands.tables import SUBCOMMANDS
from domain.risk.reading.tokens import Token, is_verb

_BREAKS = frozenset("|&>\u2192\u21d2=")
COMMAS = frozenset({",", "\uff0c", "\u3001"})
_CLAUSE_COMMAS = frozenset({",", "\uff0c"})
_COLONS = frozenset({":", "\uff1a"})
_LONG_DASHES = frozenset("\u2013\u2014")
_ITEM_DIGITS = 2
_DASHES = frozenset({"-", "--", "\u2013", "\u2014", "\u2014\u2014"})


def breaks_at_mark(mark: str, sentence: list[Token], place: int, current: list[Token], text: str) -> bool:
    """Whether the punctuation ``mark`` at ``place`` does, given the ``current`` words before it."""
    token = sentence[place]
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    ends_word = not after or after.isspace()
    if mark in COMMAS or mark == "(":
        opened = mark in _CLAUSE_COMMAS and _opens_with_circumstance(current)
        return opened or _is_item_number(sentence, place)
    if mark[0] in _COLONS:
        return mark == "\uff1a" or (mark == ":" and (ends_word or _is_han(after)))
    if mark == "--" and current[0].text in SUBCOMMANDS:
        return False
    if mark in _DASHES:
        return mark[0] in _LONG_DASHES or (before.isspace() and ends_word)
    if mark == "->" or (mark == ">" and before in "-="):
        return True
    return mark[0] in _BREAKS and before.isspace() and mark != "="


def _is_han(character: str) -> bool:
    """Chinese sets no blank behind its marks."""
    return "\u3400" <= character <= "\u9fff"


def _is_item_number(sentence: list[Token], place: int) -> bool:
    """In "(1) rename the folder, (2) add type hints" each number begins something else."""
    if sentence[place].punctuation != "(":
        return False
    number, closing = sentence[place + 1 : place + 2], sentence[place + 2 : place + 3]
    short = bool(number) and (number[0].text.isdigit() and len(number[0].text) <= _ITEM_DIGITS)
    return short and bool(closing) and closing[0].punctuation.startswith(")") and len(sentence) > place + 3


def _opens_with_circumstance(current: list[Token]) -> bool:
    """In "If the tests pass, deploy": the comma ends what stood in front of the order."""
    opens = next((item for item in current if not item.has("politeness", "conjunction")), current[0])
    return opens.has("subordinator", "argues") and not is_verb(opens, Form.BASE)

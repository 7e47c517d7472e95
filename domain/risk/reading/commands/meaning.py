"""Whether a command in a sentence is to be called, or only spoken of."""

import re
from collections.abc import Sequence

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.commands.calls import is_program
from domain.risk.reading.commands.requests import BARE
from domain.risk.reading.facts import Modality, Resource
from domain.risk.reading.negation import is_negated
from domain.risk.reading.tokens import Token, is_verb

DML = frozenset({"delete", "update", "insert", "merge"})
"""Statements that a rollback takes back in any database."""
_ABOUT = frozenset({VerbClass.READ, VerbClass.WRITE})
_WORKING = frozenset({VerbClass.FIX, VerbClass.CHANGE, VerbClass.CREATE})
_WRAPPERS = words(
    """
    sudo exec npx bundle poetry uv pipenv pnpm yarn time nohup xargs please pls just
    """
)
_PIVOTS = words(
    """
    so then therefore hence now also alors donc puis dann also deshalb luego entonces
    """
)
"""Behind what is the case, they lead to what is to be done."""
_SPOKEN_OF = frozenset({"around", "of", "about", "like", "behind", "versus", "vs", "than", "between"})
_PIVOT_MARKS = frozenset({"(", "/", "*/"})
"""The last two end a comment."""
_WANTED = words(
    """
    needed required necessary due overdue pending missing great nice good lovely helpful perfect awesome handy
    """
)
_FLAG = re.compile(r"\s--?[a-z]")
_REACH = 10
"""Words behind a command in which a sentence about it comes to its verb."""


def modality_of(tokens: list[Token], place: int, text: str) -> Modality:
    before = _lead(tokens, place)
    said = {token.text for token in before}
    if tokens[place].text in DML and "explain" in said and said & {"analyze", "analyse"}:
        return Modality.ASKED
    if _is_forbidden(tokens, place, text):
        return Modality.NEGATED
    asks = bool(before) and before[0].has("question")
    around = bool(before) and before[-1].text in _SPOKEN_OF and _only_names(before)
    names = around or (bool(before) and bool(BARE.match(text, tokens[place].start)) and _only_names(before))
    if asks or names or _is_told(before) or _is_subject(tokens, place, text):
        return Modality.DESCRIBED
    return Modality.DESCRIBED if _is_worked_on(before, tokens) else Modality.ASKED


def _is_worked_on(before: list[Token], tokens: list[Token]) -> bool:
    """An order in front of it looks at it, or writes code with it."""
    orders = {token.word.verb for token in before if is_verb(token, Form.BASE)}
    code = any(token.word.noun is Resource.CODE for token in tokens)
    return not orders.isdisjoint(_ABOUT) or (code and not orders.isdisjoint(_WORKING))


def _is_forbidden(tokens: list[Token], place: int, text: str) -> bool:
    """A flag such as ``-n`` forbids nothing."""
    said = [token for token in tokens[:place] if "-" not in text[max(0, token.start - 1) : token.start + 1]]
    return is_negated([*said, *tokens[place:]], len(said))


def _lead(tokens: list[Token], place: int) -> list[Token]:
    """What stands before the command and says how it is meant."""
    before = tokens[:place]
    while before and before[-1].text in _WRAPPERS:
        before = before[:-1]
    if any(token.text == "between" for token in before):
        return before
    if before and before[-1].punctuation == "," and not any(is_program(token.text) for token in before):
        return [] if is_program(tokens[place].text) and len(tokens) > place + 2 else before
    pivots = bool(before) and (before[-1].text in _PIVOTS or before[-1].punctuation in _PIVOT_MARKS)
    return [] if pivots else before


def _is_told(before: Sequence[Token]) -> bool:
    """In "a colleague ran DELETE FROM ...", "a rule that finds DROP TABLE": somebody does or did it."""
    verbs = [token for token in before if is_verb(token) or token.has("finite")]
    return bool(verbs) and (verbs[-1].word.form in (Form.PAST, Form.THIRD) or not is_verb(verbs[-1]))


def _only_names(before: list[Token]) -> bool:
    """In "the handler for POST /orders returns 500" the request is not made."""
    orders = any(is_verb(token, Form.BASE) for token in before)
    return not orders and before[-1].has("preposition", "determiner")


def _is_subject(tokens: list[Token], place: int, text: str) -> bool:
    """In "helm install instructions are wrong", "DELETE /users should return 204" it is what is spoken of."""
    start = place + 1
    request = BARE.match(text, tokens[place].start)
    if request:
        end = request.end(2)
        start = next((at for at in range(start, len(tokens)) if tokens[at].start >= end), len(tokens))
        if start < len(tokens) and tokens[start].word.noun is Resource.CODE and _is_word(tokens[start], text):
            return True
    for at in range(start, min(len(tokens), place + _REACH)):
        token = tokens[at]
        ends = token.punctuation in {",", ":", "("} or token.inner
        if ends or token.has("subordinator", "pronoun", "conjunction"):
            return False
        if _tells(token, request=bool(request)) and _is_word(token, text):
            wanted = any(item.text in _WANTED for item in tokens[at : at + 3])
            return not wanted and not _FLAG.search(text, tokens[place].end, token.start + 1)
    return False


def _tells(token: Token, *, request: bool) -> bool:
    explained = is_verb(token, Form.PAST) and token.word.verb in _ABOUT
    answers = request and (is_verb(token, Form.THIRD) or token.has("modal"))
    supposed = token.text.split(" ")[0] == "would"
    return explained or answers or supposed or token.has("finite", "auxiliary")


def _is_word(token: Token, text: str) -> bool:
    """It stands between spaces, as words do and arguments often do not."""
    as_written = token.end - token.start == len(token.text) and not token.path
    return (
        as_written
        and text[token.start - 1].isspace()
        and (text[token.end : token.end + 1] or " ") in " ,.:;?!\n"
    )

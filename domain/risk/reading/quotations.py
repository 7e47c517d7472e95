"""Quoted passages, each of which is read as a text of its own."""

from collections.abc import Sequence
from dataclasses import replace

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import Resource
from domain.risk.reading.tokens import Token, is_han, is_verb

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
            following = tokens[end + 1 : end + 3]
            out.extend(_as_name(_mentioned(out[-_REACH:], inner, following), following))
        at = end + 1
    return out


def _as_name(inner: list[Token], following: list[Token]) -> list[Token]:
    """One Chinese verb in quotation marks is a word that is spoken of: "统一成「部署」"."""
    if not inner or not is_han(inner[0]) or inner[0].word.verb is None:
        return inner
    ends = not following or following[0].punctuation or following[0].has("preposition", "conjunction")
    if not ends and following[0].word.noun is not Resource.CODE:
        return inner
    return [replace(inner[0], word=replace(inner[0].word, verb=None, nominal=None))]


def _mentioned(before: list[Token], inner: list[Token], after: list[Token]) -> list[Token]:
    """In 'the button "Destroy"', 'the "Destroy" button' the single word is a name, and no verb."""
    worded = len(after) > 1 and after[0].has("modal") and after[1].text in {"read", "say"}
    if worded or (any(is_label(token) for token in before[-1:] + after[:1]) and not is_pressed(before)):
        for token in inner:
            token.word = replace(token.word, verb=None, form=None, nominal=None)
    return inner


def is_label(token: Token) -> bool:
    """What stands beside it in quotation marks is its name or its text."""
    return token.word.noun is Resource.CODE and not token.call and token.text not in _HOLDS_ORDERS


def is_pressed(before: Sequence[Token]) -> bool:
    """In 'press the "Purge" button', 'he wants you to "drop it all"' what it says is to be done."""
    if [token.text for token in before[-1:]] == ["to"]:
        return any(token.text in _ASKED for token in before[-2:-1])
    return any(token.text in _PRESSING for token in before[-_REACH:])


_PRESSING = words("press click click hit push tap use run execute trigger invoke call start choose select")
_ASKED = words("us you me him her them we want wants need needs asked told wish")
_REACH = 4
"""Words before a quotation in which it is said what is to become of it."""
_HOLDS_ORDERS = words(
    """
    script command commands query queries statement statements sql snippet line lines code migration step
    steps function file prompt instruction instructions text message note task tasks todo
    """
)
"""What is said in them may well be an order."""


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


_CONDITIONS = words(
    """
    once when after if whenever wenn sobald nachdem falls quand si lorsque apres des cuando
    tras despues 如果 等
    """
) | {"as soon as"}
_WISHING = frozenset({"need", "want", "needs", "wants", "require", "brauchen", "besoin", "necesitamos"})
_INVOKING = frozenset(
    {"use", "try", "do", "issue", "invoke", "type", "enter", "call", "fire", "apply", "perform", "start"}
)
_JOINTS = ("conjunction",)
_TURNING = ("subordinator", "politeness")
_NEXT = frozenset(
    {"then", "now", "next", "finally", "afterwards", "danach", "dann", "ensuite", "puis", "luego", "然后"}
)


def is_mentioned(tokens: Sequence[Token], place: int) -> bool:
    """The command that is quoted at ``place`` is only spoken of ("`kubectl delete` is slow"), not called."""
    before, after = _segment(tokens, place), tokens[place + 1 : place + 2]
    joined = [token for token in before if not (token.punctuation or token.has(*_JOINTS))]
    if before and not joined and (earlier := _quoted_before(tokens, place)) is not None:
        return is_mentioned(tokens, earlier)
    if any(_states(token) for token in after) or _must(tokens, place):
        return True
    if _is_condition(joined):
        return False
    if before and before[-1].has(*_JOINTS) and any(_is_deed(token) for token in joined):
        return False
    asks = any(token.has("question", "subordinator") and not is_verb(token, Form.BASE) for token in joined)
    told = any(_states(token) for token in joined)
    orders = any(is_verb(token, Form.BASE) for token in joined)
    named = bool(joined) and not orders and any(token.has("determiner") for token in joined[-2:])
    return asks or told or named


def _must(tokens: Sequence[Token], place: int) -> bool:
    """In "`kubectl drain` should come first"; not in "`make deploy` must be run"."""
    after = tokens[place + 1 : place + 3]
    return bool(after) and after[0].has("modal") and not any(token.text in {"be", "get"} for token in after)


def _is_deed(token: Token) -> bool:
    """In "take the tag and `helm upgrade`"."""
    return is_verb(token, Form.BASE) and token.word.verb not in (
        VerbClass.READ,
        VerbClass.WRITE,
        VerbClass.FIX,
    )


def _is_condition(joined: Sequence[Token]) -> bool:
    """In "once the build is green `make deploy`"."""
    return bool(joined) and joined[0].text in _CONDITIONS and not _states(joined[-1])


def stands_alone(tokens: Sequence[Token], place: int) -> bool:
    """A command of its own behind what the clause says: "fix the typo, then `cap production deploy`"."""
    before = _segment(tokens, place)
    if len(before) == place or any(is_verb(token) or token.has("preposition") for token in before):
        return False
    following = tokens[place + 1 : place + 2]
    turns = any(token.text in _NEXT or token.has("politeness") for token in before)
    return turns or any(token.has(*_TURNING) for token in following)


def is_called(tokens: Sequence[Token], place: int) -> bool:
    """A verb of running stands right before it: "run `git status`"."""
    before = tokens[place - 1 : place] if place else ()
    return any(is_verb(token, Form.BASE) and token.word.verb in _CALLING for token in before)


def is_invoked(tokens: Sequence[Token], place: int) -> bool:
    """The order is nothing but to call it: "please use `helm upgrade` to ship it"."""
    before = [
        token
        for token in _segment(tokens, place)
        if not token.has("politeness", "conjunction", "modal", "filler")
    ]
    if before and before[-1].text in _WISHING:
        return True
    return len(before) == 1 and (before[0].text in _INVOKING or is_called(tokens, place))


_CALLING = frozenset({VerbClass.RUN, VerbClass.AID, VerbClass.DEPLOY, VerbClass.OPERATE})


def _states(token: Token) -> bool:
    return token.has("finite", "auxiliary") or is_verb(token, Form.THIRD, Form.PAST)


def _segment(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    """The words before ``place``, from the last comma or colon on."""
    start = next((at + 1 for at in range(place - 1, -1, -1) if tokens[at].punctuation in _MARKS), 0)
    return tokens[max(0, start - 1) if start == place else start : place]


_MARKS = frozenset({",", ":", ";", "(", ")", "，", "："})


def _quoted_before(tokens: Sequence[Token], place: int) -> int | None:
    """The quotation that this one only goes on from: "`a`, `b` and `c`"."""
    for at in range(place - 1, -1, -1):
        if tokens[at].inner:
            return at
        if not (tokens[at].punctuation or tokens[at].has(*_JOINTS)):
            return None
    return None

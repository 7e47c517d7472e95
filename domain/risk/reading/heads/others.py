"""What others do: "our DBA will drop the old tables on Sunday" tells it, and asks nobody for it."""

from itertools import pairwise

from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.tables import words
from domain.risk.reading.heads.persons import is_somebody, wishes
from domain.risk.reading.heads.settled import can_wait, is_imagined, is_settled
from domain.risk.reading.tokens import Token, is_verb

_TAKES = words(
    "get gets got receive receives gain gains obtain obtains have be go join joins see access enter"
)
"""The vendor who will get access is given it by somebody."""
_GOING = frozenset({"going", "about", "due", "scheduled", "planning"})
_WILL = frozenset({"will", "shall", "ll"})
_HAVE = frozenset({"has", "have", "had", "ve"})
_IS = frozenset({"is", "are", "was", "were", "am", "been", "being"})
_PLANS = frozenset({"plans", "intends", "means", "plan", "intend"})
_JOINTS = frozenset({"and", "but", "so", "then", "while", "and then", "yet", "whereas", "or"})
_LONGEST_SUBJECT = 9
"""Words in which it is said who does something."""


def told_of_others(tokens: list[Token]) -> int:
    """Up to where the clause tells what others do; 0 where it does not.

    In "the vendor rebooted the live servers and restore the backup" it does up to "and".
    """
    end, told = 0, False
    for first, last in _parts(tokens):
        goes_on = told and _goes_on(tokens[first:last])
        if not goes_on and not _tells(tokens[first:last]):
            return end
        end, told = last, True
    return end


def _parts(tokens: list[Token]) -> list[tuple[int, int]]:
    """The statements of a clause: where each begins and ends."""
    cuts = [0]
    for place in range(1, len(tokens)):
        joins = tokens[place].text in _JOINTS or tokens[place].punctuation in {",", "(", ")"}
        if joins and place > cuts[-1]:
            cuts.append(place)
    return list(pairwise([*cuts, len(tokens)]))


def _goes_on(tokens: list[Token]) -> bool:
    """In "rebooted it, and restored the backup", "and its neighbour" the subject is that of before."""
    words_of = [token for token in tokens if not token.punctuation and token.text not in _JOINTS]
    if not words_of:
        return True
    if any(is_verb(token, Form.BASE) and not token.word.noun for token in words_of):
        return False
    opens = next((token for token in words_of if not token.has("politeness", "auxiliary")), words_of[0])
    return is_verb(opens, Form.PAST, Form.GERUND) or not any(map(_is_finite, words_of))


def _is_finite(token: Token) -> bool:
    return token.has("finite", "auxiliary", "modal") or is_verb(token, Form.PAST, Form.THIRD)


def _tells(tokens: list[Token]) -> bool:
    """It says what somebody does, did or will do, or what is settled anyway."""
    start = next(
        (n for n, token in enumerate(tokens) if not (token.punctuation or token.text in _JOINTS)), None
    )
    if start is None:
        return False
    said = tokens[start:]
    if can_wait(said):
        return True
    if wishes(said):
        return False
    place = _behind_somebody(said, 0)
    return (place is not None and _does(said, place)) or is_settled(said) or is_imagined(said)


def _behind_somebody(tokens: list[Token], start: int) -> int | None:
    """The place behind a name or a person: "Saskia", "the network group", "Brother Anselmo"."""
    who = False
    for place in range(start, min(len(tokens), start + _LONGEST_SUBJECT)):
        token = tokens[place]
        if is_somebody(tokens, place) or (place == start and _is_name(tokens, place)):
            who = True
        elif who and (_is_finite(token) or token.text in _WILL or is_verb(token)):
            return place
        elif _orders(token) or token.has("modal", "auxiliary", "subordinator", "question", "negation"):
            return None
    return None


def _orders(token: Token) -> bool:
    return is_verb(token, Form.BASE) and not (token.word.noun or token.word.nominal or token.glued)


def _is_name(tokens: list[Token], place: int) -> bool:
    """A word that we do not know, in front of what it does."""
    token, following = tokens[place], tokens[place + 1 : place + 2]
    if token.word.known or not token.text.isalpha() or not following:
        return False
    return following[0].text in _WILL | _HAVE | _IS or is_verb(following[0], Form.PAST, Form.THIRD)


def _does(tokens: list[Token], place: int) -> bool:
    """What stands at ``place`` says that the subject does something: "will remove", "has run", "deleted"."""
    token = tokens[place]
    behind = [item for item in tokens[place + 1 :] if not item.has("politeness") or item.word.verb]
    following = behind[0] if behind else None
    if token.text in _WILL:
        return following is not None and _acts(following)
    if token.text in _PLANS or (token.text in _IS and following and following.text in _GOING):
        return True
    if token.text in _HAVE:
        return following is not None and _is_done(following)
    if token.text in _IS:
        return following is not None and _is_doing(following)
    does = is_verb(token, Form.PAST, Form.THIRD) or token.text in {"does", "did", "do"}
    return does and token.text.partition(" ")[0] not in _TAKES


def _acts(token: Token) -> bool:
    if token.text.partition(" ")[0] in _TAKES:
        return False
    return is_verb(token, Form.BASE) or not token.word.known


def _is_done(token: Token) -> bool:
    return is_verb(token, Form.PAST) or (not token.word.known and token.text.endswith("ed"))


def _is_doing(token: Token) -> bool:
    return is_verb(token, Form.GERUND) or (not token.word.known and token.text.endswith("ing"))

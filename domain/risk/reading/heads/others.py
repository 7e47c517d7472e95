"""What others do: "our DBA will drop the old tables on Sunday" tells it, and asks nobody for it."""

from itertools import pairwise

from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.tables import words
from domain.risk.reading.heads.persons import is_name_of_somebody, is_somebody, wishes
from domain.risk.reading.heads.reported import is_reported, says_what_a_text_says
from domain.risk.reading.heads.settled import is_settled, stays_so
from domain.risk.reading.tokens import Token, is_verb

_TAKES = words(
    "get gets got receive receives gain gains obtain obtains have be go join joins see access enter"
)
"""The vendor who will get access is given it by somebody."""
_GOING = frozenset({"going", "about", "due", "scheduled", "planning"})
_WILL = frozenset({"will", "ll"})
"""Not "shall": what others shall do somebody asks for."""
_HAVE = frozenset({"has", "have", "had", "ve"})
_IS = frozenset({"is", "are", "was", "were", "am", "been", "being"})
_PLANS = frozenset({"plans", "intends", "means", "plan", "intend"})
_JOINTS = frozenset({"and", "but", "so", "then", "while", "and then", "yet", "whereas", "or"})
_PAST_TOO = words("does did do cut put set shut reset quit read")
_RELATIVES = frozenset({"who", "which", "because", "whose", "where"})
_NAMES = 5
"""Words of a name, and of what is done."""
_LONGEST_SUBJECT = 9
"""Words in which it is said who does something."""


def told_of_others(tokens: list[Token]) -> int:
    """Up to where the clause tells what others do; 0 where it does not.

    In "the vendor rebooted the live servers and restore the backup" it does up to "and".
    """
    if says_what_a_text_says(tokens):
        return len(tokens)
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
        counts = tokens[place - 1].text.isdigit() and tokens[place].punctuation == ","
        joins = tokens[place].text in _JOINTS or tokens[place].punctuation in {",", "(", ")"}
        joins = joins and not counts
        if joins and place > cuts[-1] and not _only_names(tokens[cuts[-1] : place]):
            cuts.append(place)
    return list(pairwise([*cuts, len(tokens)]))


def _only_names(tokens: list[Token]) -> bool:
    """In "Tim and Ines will roll it back" the first of them says nothing."""
    return all(is_name_of_somebody(token) or is_somebody(tokens, n) for n, token in enumerate(tokens))


def _goes_on(tokens: list[Token]) -> bool:
    """In "rebooted it, and restored the backup", "and its neighbour" the subject is that of before."""
    said = [token for token in tokens if not token.punctuation and token.text not in _JOINTS]
    if not said:
        return True
    if wishes(said) or any(is_verb(token, Form.BASE) and not token.word.noun for token in said):
        return False
    opens = next((token for token in said if not token.has("politeness", "auxiliary")), said[0])
    if is_verb(opens, Form.PAST, Form.GERUND) or opens.text in _RELATIVES:
        return True
    joined = tokens[0].text in _JOINTS and opens.word.noun is not None
    phrase = joined or opens.has("preposition", "determiner")
    return phrase and not any(map(_is_finite, said))


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
    if stays_so(said) or is_reported(said):
        return True
    if wishes(said):
        return False
    place = _behind_somebody(said, 0)
    return (place is not None and _does(said, place)) or is_settled(said)


def _behind_somebody(tokens: list[Token], start: int) -> int | None:
    """The place behind a name or a person: "Saskia", "the network group", "Brother Anselmo"."""
    opens = next((n for n, token in enumerate(tokens) if not token.has("politeness")), start)
    if is_verb(tokens[opens], Form.BASE) and not is_somebody(tokens, opens):
        return None
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
    """Words that we do not know, in front of what they do: "Mr. Haddad will", "Tim and Ines have"."""
    if not is_name_of_somebody(tokens[place]):
        return False
    for token in tokens[place + 1 : place + _NAMES]:
        if token.text in _WILL | _HAVE | _IS or is_verb(token, Form.PAST, Form.THIRD):
            return True
        if not (is_name_of_somebody(token) or token.text == "and"):
            return False
    return False


def _does(tokens: list[Token], place: int) -> bool:
    """What stands at ``place`` says that the subject does something: "will remove", "has run", "deleted"."""
    token = tokens[place]
    behind = [item for item in tokens[place + 1 :] if not item.has("politeness") or item.word.verb]
    following = behind[0] if behind else None
    if token.text in _WILL and following is not None and following.text == "have":
        return any(map(_is_done, behind[1:2]))
    if token.text in _WILL:
        return following is not None and _acts(following)
    if token.text in _PLANS or (token.text in _IS and following and following.text in _GOING):
        return True
    if token.text in _HAVE:
        return following is not None and _is_done(following)
    if token.text in _IS:
        return following is not None and _is_doing(following)
    does = is_verb(token, Form.PAST, Form.THIRD) or token.text in _PAST_TOO
    return does and token.text.partition(" ")[0] not in _TAKES


def _acts(token: Token) -> bool:
    if token.text.partition(" ")[0] in _TAKES:
        return False
    return is_verb(token, Form.BASE) or not token.word.known


def _is_done(token: Token) -> bool:
    return is_verb(token, Form.PAST) or (not token.word.known and token.text.endswith("ed"))


def _is_doing(token: Token) -> bool:
    return is_verb(token, Form.GERUND) or (not token.word.known and token.text.endswith("ing"))

"""Questions: those that only want to know, and those whose answer would be a secret."""

from itertools import pairwise

from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.tables import words
from domain.risk.reading.clauses import Clause
from domain.risk.reading.facts import Modality, Resource
from domain.risk.reading.heads.head import Asks, Head
from domain.risk.reading.phrases import OF, noun_phrase
from domain.risk.reading.tokens import Token, helps, is_verb

_WHAT_IS = frozenset({"which", "whats", "wheres", "什么", "是什么"})
_WHAT = _WHAT_IS | {"what", "was", "wie", "quel", "quelle", "quels", "quelles", "cual", "cuales", "cest"}
_WHICH = frozenset({"哪些", "哪个", "哪里", "哪儿", "多少", "为什么", "怎么", "如何", "什么", "谁", "怎么样"})
_IS_CALLED = frozenset({"lautet", "lauten", "heisst", "etait", "era", "seria"})
_NEEDS = frozenset(
    {"need", "needs", "use", "uses", "require", "requires", "expect", "expects", "expire", "expires"}
)
"""Which ones, not what they are."""
_DO = frozenset({"did", "do", "have", "had"})
_NAME = 6
"""Words of a name."""
_SETS = frozenset({"type", "enter", "choose", "chosen", "chose", "pick", "picked"})
_MENTIONS = words("mention reference use contain hold store read need import define set load log print leak")
_PLACES = words("path paths file files folder folders field fields store mount engine policy version entry")
_SAYS = words(
    """
    claimed claims said says thinks thought believes believed heard hears warned warns feared fears
    worried worries suspects suspected mentioned reported assumes assumed wrote told
    """
)
_OURSELVES = frozenset({"i", "we", "you"})
_MIGHT = frozenset({"would", "might"})
_MUST = words("should must need needs ought shall asap please now have")
_WISHED = words("be like love prefer want need appreciate help rather you we us")
_SUBJECT = 5
"""Words in which it is said who says so."""
_OPENS_A_QUESTION = frozenset({"do", "should", "soll", "sollen", "sollten"})


def asks_to_know(clause: Clause, start: int) -> bool:
    token = clause.tokens[start]
    if token.has("question") and not is_verb(token, Form.BASE) and not token.word.noun:
        return True
    if not clause.question or any(helps(item) for item in clause.tokens[:start]):
        return False
    return (
        token.has("auxiliary", "modal")
        or token.text in _OPENS_A_QUESTION
        or clause.tokens[-1].has("question")
        or (not token.text.isascii() and any(item.text in _WHICH for item in clause.tokens))
    )


def _was_set(tokens: list[Token], start: int) -> bool:
    """In "what did we set the admin password to?"."""
    does = tokens[start].text == "what" and start + 1 < len(tokens) and tokens[start + 1].text in _DO
    secret = any(
        token.has("determiner") and noun_phrase(tokens, place).resource is Resource.SECRET
        for place, token in enumerate(tokens)
    )
    return (
        does and secret and (tokens[-1].text in {"to", "as"} or any(token.text in _SETS for token in tokens))
    )


def _is_in_a_secret_file(tokens: list[Token]) -> bool:
    """In "what's in the prod .env?"."""
    held = any(token.text == "in" for token in tokens[1:3])
    return held and any(token.path and token.word.noun is Resource.SECRET for token in tokens)


def names_a_secret(clause: Clause, start: int) -> Head | None:
    """In "contraseña de la bd?", "数据库密码呢?" nothing but the secret is named."""
    tokens = clause.tokens
    if not clause.question or len(tokens) - start > _NAME:
        return None
    phrase = noun_phrase(tokens, start)
    end = phrase.end
    if end < len(tokens) and tokens[end].text in OF:
        end = noun_phrase(tokens, end + 1).end
    named = phrase.resource is Resource.SECRET and end == len(tokens)
    return Head(start, Modality.ASKED, asks=Asks.SECRET) if named else None


def asks_for_secret(tokens: list[Token], start: int) -> Head | None:
    """In "What is the database password?" wants it told."""
    joins = tokens[start].has("subordinator") and tokens[start].text != "which"
    if tokens[start].text not in _WHAT or joins:
        last = tokens[-1]
        if not (last.has("question") and any(token.word.noun is Resource.SECRET for token in tokens[:-1])):
            return None
        return Head(len(tokens) - 1, Modality.ASKED, asks=Asks.SECRET)
    if _was_set(tokens, start) or _is_in_a_secret_file(tokens):
        return Head(start, Modality.ASKED, asks=Asks.SECRET)
    place = start + 1
    if tokens[start].text == "cest":
        place += 1
    while place < len(tokens) and (tokens[place].has("auxiliary") or tokens[place].text in _IS_CALLED):
        place += 1
    if any(token.text in _NEEDS for token in tokens[place:]) or _asks_where(tokens, start, place):
        return None
    phrase = noun_phrase(tokens, place)
    named = (
        phrase.determined or tokens[start].text == "which" or any(token.word.environment for token in tokens)
    )
    if phrase.resource is Resource.SECRET and named and (place > start + 1 or tokens[start].text in _WHAT_IS):
        return Head(start, Modality.ASKED, asks=Asks.SECRET)
    return None


def _asks_where(tokens: list[Token], start: int, place: int) -> bool:
    """In "which files mention the token", "which vault path is it" no secret would be the answer."""
    phrase = noun_phrase(tokens, place)
    inside = tokens[start + 1 : phrase.end]
    if tokens[start].text != "which" or not inside:
        return False
    mentions = any(is_verb(token, Form.BASE) or token.text in _MENTIONS for token in inside)
    return mentions or (phrase.tail and inside[-1].text in _PLACES)


def reports_what_might(tokens: list[Token], start: int) -> bool:
    """In "somebody claimed that the script would delete bookings" nothing is asked for."""
    said = next(
        (n for n in range(start, min(len(tokens), start + _SUBJECT)) if tokens[n].text in _SAYS), None
    )
    if said is None or tokens[start].text in _OURSELVES or any(item.text in _MUST for item in tokens[said:]):
        return False
    return any(
        token.text in _MIGHT and following.text not in _WISHED
        for token, following in pairwise(tokens[said + 1 :])
    )

"""What stands in front of an order: greetings, "could you please", "we need to", "go ahead and"."""

from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.tables import words
from domain.risk.reading.heads.head import SPEAKERS, TO
from domain.risk.reading.tokens import Token, helps, is_verb

_REQUESTS = words(
    """
    can could would will may might shall let must kannst konntest peux pouvez puedes podrias
    """
)
_YOU = words(
    """
    you we i one y'all du sie wir tu vous nous nosotros usted 你 您 我们 someone somebody
    """
)
WISHES = words(
    """
    want need needs like wants would require mochte will quiero necesito veux voudrais 需要 想
    """
)
_BETWEEN = frozenset({"you", "have", "am", "are", "going", "dich", "dass"}) | TO
_WISH_REACH = 6
"""Words in which a wish comes to its verb."""


def skip_lead(tokens: list[Token]) -> int | None:
    """The place of the first word behind all that; None where nothing is left."""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        following = tokens[place + 1].text if place + 1 < len(tokens) else ""
        if token.text in _REQUESTS and following in _YOU:
            place += 2
        elif token.text in SPEAKERS and (jump := _wish(tokens, place)):
            place = jump
        elif _leads_in(token) or _joins_to_helper(tokens, place):
            place += 1
        else:
            return place
    return None


def _leads_in(token: Token) -> bool:
    if token.punctuation or helps(token) or token.has("argues"):
        return True
    if is_verb(token) or token.word.noun or token.word.environment:
        return False
    return token.has("conjunction", "politeness", "negation") and not token.has("subordinator", "question")


def _joins_to_helper(tokens: list[Token], place: int) -> bool:
    return (
        tokens[place].text in TO and place > 0 and (helps(tokens[place - 1]) or tokens[place - 1].has("dry"))
    )


def _wish(tokens: list[Token], place: int) -> int:
    """The place after "I want (you) to", "we must", "I would like to"; 0 where it is something else."""
    seen = False
    for here in range(place + 1, min(len(tokens), place + _WISH_REACH)):
        token = tokens[here]
        if token.text in WISHES or token.has("modal") or helps(token):
            seen = True
        elif token.text not in _BETWEEN:
            return here if _wished(tokens, here, seen=seen) else 0
    return 0


def _wished(tokens: list[Token], here: int, *, seen: bool) -> bool:
    if not is_verb(tokens[here], Form.BASE):
        return False
    return (seen and not tokens[here].word.noun) or tokens[here - 1].text in TO

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
_SPEAKING = frozenset({"i", "we", "im", "were", "id", "wed", "ill", "well"})
_ASKING = frozenset(
    {"ask", "asking", "tell", "telling", "begging", "instruct", "instructing", "ordering", "urging"}
)
ENSURES = frozenset({"make sure", "be sure", "ensure", "see to it", "take care", "arrange"})
_TIME = frozenset({"time", "high time", "moment", "turn"})
"""In "time to put it on prod"."""
_PROPOSES = frozenset({"say", "suggest", "propose", "think", "vote", "recommend", "guess", "reckon"})
_I = frozenset({"i", "id", "would", "we", "you"})
_IF = frozenset({"if", "that", "whether", "you"})
_ABLE = frozenset({"be", "able", "to"})
_PLEASED = words(
    """
    great nice good lovely grateful awesome cool helpful perfect super fine wonderful best amazing
    thankful glad happy useful appreciate appreciated possible chance wondering wonder hoping hope suppose
    kind love better
    delighted sweet fantastic excellent brilliant ideal neat welcome please
    """
)
_COURTESY = 12
"""Words in which a courtesy comes to what it asks for."""
_WISH_REACH = 6
"""Words in which a wish comes to its verb."""


def skip_lead(tokens: list[Token]) -> int | None:
    """The place of the first word behind all that; None where nothing is left."""
    place = behind_courtesy(tokens)
    while place < len(tokens):
        token = tokens[place]
        following = tokens[place + 1].text if place + 1 < len(tokens) else ""
        timely = token.text in _TIME and following == "to" and place + 2 < len(tokens)
        timely = timely or (token.text == "see" and following == "that" and place + 2 < len(tokens))
        if timely or (token.text in _REQUESTS and following in _YOU):
            place += 2
        elif jump := _asks_you_to(tokens, place) or (token.text in SPEAKERS and _wish(tokens, place)):
            place = jump
        elif _leads_in(token) or _joins_to_helper(tokens, place) or _wishes_that(tokens, place):
            place += 1
        else:
            return place
    return None


def _asks_you_to(tokens: list[Token], place: int) -> int:
    """The place after "I'm asking you to", "we must ask you to"; 0 where it is something else."""
    if tokens[place].text not in _SPEAKING:
        return 0
    texts = [token.text for token in tokens[place : place + _WISH_REACH]]
    asks = next((n for n, text in enumerate(texts) if text in _ASKING), None)
    if asks is None or any(token.has("negation") for token in tokens[place : place + asks]):
        return 0
    behind = place + asks + 3
    return behind if texts[asks + 1 : asks + 3] == ["you", "to"] and behind < len(tokens) else 0


def _wishes_that(tokens: list[Token], place: int) -> bool:
    """In "Que el puerto quede abierto", "que se borren los logs", "que le service soit arrêté"."""
    following = tokens[place + 1 : place + 2]
    if place or tokens[0].text != "que" or not following:
        return False
    begins = following[0]
    return begins.has("determiner", "negation") or begins.path or begins.text in {"se", "nadie"}


def behind_courtesy(tokens: list[Token]) -> int:
    """The place after "it would be great if you could", "any chance that you"; 0 where there is none."""
    pleased = False
    for place, token in enumerate(tokens[:_COURTESY]):
        if pleased and token.text in _IF and tokens[place + 1 : place + 2]:
            here = place + 1 + (tokens[place + 1].text in _YOU or tokens[place + 1].text in SPEAKERS)
            while here < len(tokens) and _fills(tokens[here]):
                here += 1
            verb = here < len(tokens) and is_verb(tokens[here], Form.BASE, Form.PAST)
            return here if verb and here > place + 1 else 0
        if token.text in _PROPOSES and place and tokens[place - 1].text in _I:
            return _after_we(tokens, place + 1)
        pleased = pleased or token.text in _PLEASED
    return 0


def _after_we(tokens: list[Token], place: int) -> int:
    """In "I'd say we ship it", "I think you should drop it"."""
    if place + 1 >= len(tokens) or tokens[place].text not in {"we", "you"}:
        return 0
    here = place + 1
    while here < len(tokens) and _fills(tokens[here]):
        here += 1
    return here if here < len(tokens) and is_verb(tokens[here], Form.BASE) else 0


def _fills(token: Token) -> bool:
    return token.has("modal", "politeness") or token.text in _ABLE


def _leads_in(token: Token) -> bool:
    if token.text == "dont" or token.punctuation or helps(token) or token.has("argues"):
        return True
    if is_verb(token) or token.word.noun or token.word.environment:
        return False
    return token.has("conjunction", "politeness", "negation") and not token.has("subordinator", "question")


def _joins_to_helper(tokens: list[Token], place: int) -> bool:
    if not place:
        return False
    ensures = tokens[place].text == "that" and tokens[place - 1].text in ENSURES
    return ensures or (
        tokens[place].text in TO and (helps(tokens[place - 1]) or tokens[place - 1].has("dry"))
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

"""Orders that are passed on, and what is to be made sure of: "my boss says you should drop it"."""

from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.tables import words
from domain.risk.reading.environments import audience, mentions
from domain.risk.reading.facts import Environment, Resource
from domain.risk.reading.heads.leads import ENSURES
from domain.risk.reading.tokens import Token, helps, is_verb

_VISIBLE = words(
    """
    visible available sichtbar verfugbar erreichbar disponible accessible accesible ver verse
    visibles disponibles
    可见 可用 看到 能看到
    """
)
_WHO = frozenset({"who", "whom", "what", "why", "how", "whether", "where", "when"})
_BEFORE_WHO = 2
_SAYS = words(
    "says say said thinks think insists insist believes demands agrees agree recommends suggests asks"
)
"""What somebody does who passes an order on."""
_OPENING = 5
"""Words in which it is said who should do it."""


def to_know(tokens: list[Token], place: int) -> bool:
    """In "we need to know who deleted it", "to prove how it is done" the rest is what is to be known."""
    if place < _BEFORE_WHO or tokens[place].text not in _WHO:
        return False
    verb = tokens[place - 1]
    return tokens[place - 2].text == "to" and (is_verb(verb, Form.BASE) or not verb.word.known)


def to_be_seen(tokens: list[Token], start: int) -> bool:
    """In "the new page must be visible to all customers"."""
    behind = tokens[start:]
    seen = any(token.text in _VISIBLE for token in behind) and any(token.has("modal") for token in behind)
    return seen and Environment.PRODUCTION in (mentions(tokens).anywhere, audience(tokens))


def is_ensured(tokens: list[Token], start: int) -> bool:
    """In "make sure that the orders are deleted" it is to be done."""
    lead = [token.text for token in tokens[:start]]
    return any(text in ENSURES | {"see"} for text in lead)


def is_passed_on(tokens: list[Token], start: int) -> bool:
    """In "my boss says you should drop it"; not in "the manual says you should"."""
    for place in range(start + 1, min(len(tokens) - 2, start + _OPENING)):
        behind = [token.text for token in tokens[place + 1 : place + 3]]
        if tokens[place].text in _SAYS and not {"you", "we"}.isdisjoint(behind):
            return all(token.word.noun is not Resource.CODE for token in tokens[start:place])
    return False


def wished_before(tokens: list[Token], start: int) -> bool:
    """In "il faut que la table soit vide", whose beginning was taken as a lead."""
    if start and tokens[0].text == "que":
        return True
    if not start or tokens[start - 1].text not in {"que", "qu"}:
        return False
    return start == 1 or helps(tokens[start - 2])

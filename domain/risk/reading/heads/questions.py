"""Questions: those that only want to know, and those whose answer would be a secret."""

from domain.risk.lexicon.classes import Form
from domain.risk.reading.clauses import Clause
from domain.risk.reading.facts import Modality, Resource
from domain.risk.reading.heads.head import Asks, Head
from domain.risk.reading.phrases import noun_phrase
from domain.risk.reading.tokens import Token, is_verb

_WHAT_IS = frozenset({"whats", "wheres", "什么", "是什么"})
_WHAT = frozenset({"what", "was", "wie", "quel", "quelle", "quels", "quelles", "cual", "cuales"}) | _WHAT_IS
_OPENS_A_QUESTION = frozenset({"do", "should", "soll", "sollen", "sollten"})


def asks_to_know(clause: Clause, start: int) -> bool:
    token = clause.tokens[start]
    if token.has("question") and not is_verb(token, Form.BASE) and not token.word.noun:
        return True
    if not clause.question:
        return False
    return (
        token.has("auxiliary", "modal")
        or token.text in _OPENS_A_QUESTION
        or clause.tokens[-1].has("question")
    )


def asks_for_secret(tokens: list[Token], start: int) -> Head | None:
    """In "What is the database password?" wants it told."""
    if tokens[start].text not in _WHAT or tokens[start].has("subordinator"):
        last = tokens[-1]
        if not (last.has("question") and any(token.word.noun is Resource.SECRET for token in tokens[:-1])):
            return None
        return Head(len(tokens) - 1, Modality.ASKED, asks=Asks.SECRET)
    place = start + 1
    while place < len(tokens) and tokens[place].has("auxiliary"):
        place += 1
    phrase = noun_phrase(tokens, place)
    named = phrase.determined or any(token.word.environment for token in tokens)
    if phrase.resource is Resource.SECRET and named and (place > start + 1 or tokens[start].text in _WHAT_IS):
        return Head(start, Modality.ASKED, asks=Asks.SECRET)
    return None

"""From a text to everything that it asks for."""

from functools import lru_cache

from domain.risk.reading.arguments import cut_arguments
from domain.risk.reading.clause_reader import read_tokens, shorten
from domain.risk.reading.disguise import undisguise
from domain.risk.reading.facts import Environment, Fact, Operation, Reading, Sign
from domain.risk.reading.hints import hinted
from domain.risk.reading.legibility import is_legible, names_place_only
from domain.risk.reading.tokeniser import tokenise

_REMEMBERED = 256
"""Texts whose reading is kept: one orchestration rates the same text several times."""


@lru_cache(maxsize=_REMEMBERED)
def read(text: str) -> Reading:
    """Every clause's facts, in the text's order; at least one. Linear in the text's length; never raises."""
    plain = undisguise(text)
    tokens = tokenise(plain.text)
    facts = read_tokens(tokens, plain.text, Environment.UNKNOWN, depth=0)
    for cut in cut_arguments(tokens, plain.text):
        parted = read_tokens(tokenise(cut), cut, Environment.UNKNOWN, depth=0)
        seen = set(facts)
        facts += [fact for fact in parted if fact not in seen]
    facts += hinted(facts, tokens, plain.text)
    unread = not facts and names_place_only(tokens)
    if not facts:
        facts = [Fact(shorten(plain.text), Operation.NONE)]
    signs = {
        Sign.DISGUISED: bool(plain.notes),
        Sign.UNREADABLE: unread or not is_legible(tokens, plain.text),
        Sign.ARGUES: any(token.has("argues") for token in tokens),
    }
    return Reading(tuple(facts), frozenset(sign for sign, shown in signs.items() if shown), plain.notes)

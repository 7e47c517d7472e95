"""From a text to everything that it asks for."""

from functools import lru_cache
from itertools import chain

from domain.risk.likeness.background import background
from domain.risk.likeness.comparing import compare
from domain.risk.reading.arguments import cut_arguments
from domain.risk.reading.clause_reader import read_clauses, read_tokens
from domain.risk.reading.clauses import split
from domain.risk.reading.disguise import undisguise
from domain.risk.reading.facts import Environment, Fact, Operation, Reading, Sign
from domain.risk.reading.hints import hinted
from domain.risk.reading.legibility import is_legible, names_place_only
from domain.risk.reading.showing import shorten
from domain.risk.reading.tokeniser import tokenise

_REMEMBERED = 256
"""Texts whose reading is kept: one orchestration rates the same text several times."""


@lru_cache(maxsize=_REMEMBERED)
def read(text: str) -> Reading:
    """Every clause's facts, in the text's order; at least one. Linear in the text's length; never raises."""
    plain = undisguise(text)
    tokens = tokenise(plain.text)
    clauses = split(list(tokens), plain.text)
    by_clause = read_clauses(clauses, plain.text)
    facts = list(chain.from_iterable(by_clause))
    argues = [place for place, token in enumerate(tokens) if "argues" in token.word.roles]
    likeness = compare(clauses, background(clauses, by_clause, argues=bool(argues)), plain.text)
    for cut in cut_arguments(tokens, argues, plain.text):
        parted = read_tokens(tokenise(cut), cut, Environment.UNKNOWN, depth=0)
        seen = set(facts)
        facts += [fact for fact in parted if fact not in seen]
    facts += hinted(facts, clauses, plain.text)
    unread = not facts and names_place_only(tokens)
    if not facts:
        facts = [Fact(shorten(plain.text), Operation.NONE)]
    signs = {
        Sign.DISGUISED: bool(plain.notes),
        Sign.UNREADABLE: unread or not is_legible(tokens, plain.text),
        Sign.ARGUES: bool(argues),
    }
    return Reading(
        tuple(facts), frozenset(sign for sign, shown in signs.items() if shown), plain.notes, likeness
    )

"""What a text only tells, while it asks for something else: "the live database ran full. Write a report."."""

from collections.abc import Sequence
from itertools import chain, pairwise

from domain.risk.lexicon.classes import OPERATIONS, Form
from domain.risk.reading.clauses import Clause
from domain.risk.reading.facts import HARMLESS, Environment, Fact, Modality, Operation, Resource
from domain.risk.reading.tokens import Token, is_verb

_WORK = frozenset({Operation.READ, Operation.EDIT})
_OWN = frozenset({Resource.CODE, Resource.BRANCH})
_TO = frozenset({"to", "zu", "de", "d", "para"})
_CAUSES = frozenset({"have", "get", "let", "make", "lass", "lasst", "fais", "faites", "haz", "让", "叫"})
"""They open an order to have somebody do something."""


def background(clauses: Sequence[Clause], by_clause: Sequence[Sequence[Fact]], *, argues: bool) -> list[bool]:
    """For each clause, whether it is background; ``by_clause``: what was read in it.

    Only where the text asks a question or for harmless work, for nothing else, and does not argue about its
    level: a text that asks for nothing may mean what it tells ("three of the live nodes are bored").
    """
    asked = [[fact for fact in facts if _asks(fact)] for facts in by_clause]
    everything = list(chain.from_iterable(asked))
    wants = any(fact.operation in _WORK for fact in everything) or any(clause.question for clause in clauses)
    if argues or not wants or not all(map(_is_harmless, everything)):
        return [False] * len(clauses)
    return [
        not facts and not clause.question and not _may_order(clause.tokens)
        for clause, facts in zip(clauses, asked, strict=True)
    ]


def _may_order(tokens: Sequence[Token]) -> bool:
    """In "the DBA asks you to drop it", "have them drop it" somebody is told to."""
    caused = tokens[0].text in _CAUSES
    return any(
        caused or before.text in _TO
        for before, token in pairwise(tokens)
        if is_verb(token, Form.BASE) and token.word.verb and OPERATIONS[token.word.verb] not in HARMLESS
    )


def _asks(fact: Fact) -> bool:
    return fact.modality is Modality.ASKED and fact.operation is not Operation.NONE


def _is_harmless(fact: Fact) -> bool:
    if fact.operation in HARMLESS or fact.resource in _OWN or fact.environment is Environment.DEVELOPMENT:
        return True
    nowhere = fact.environment is Environment.UNKNOWN
    return nowhere and fact.operation is Operation.UNKNOWN and fact.resource is Resource.UNKNOWN

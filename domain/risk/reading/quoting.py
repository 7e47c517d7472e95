"""What a clause does with the commands and passages that it quotes or is carried out with."""

from collections.abc import Sequence
from dataclasses import replace

from domain.risk.lexicon.tables import words
from domain.risk.reading.clauses import Clause
from domain.risk.reading.facts import HARMLESS, Environment, Fact, Modality, Operation, Resource
from domain.risk.reading.quotations import is_invoked, is_mentioned, stands_alone
from domain.risk.reading.tokens import Token

_QUOTING = frozenset({Operation.EDIT, Operation.READ, Operation.CREATE, Operation.MODIFY})
CALLS = frozenset({Operation.RUN, Operation.DEPLOY, Operation.OPERATE})
"""What a clause asks for that only calls the command it quotes."""
_GRAVE = frozenset({Resource.CUSTOMER_DATA, Resource.SECRET})
_HOLDS_ORDERS = words(
    """
    script command commands query queries statement statements sql snippet line lines code migration step
    steps function file prompt instruction instructions text message note task tasks todo
    """
)

_BESIDE = words(
    """
    before after and with by than nach vor hinter und statt durch apres avant et par devant derriere
    """
)
"""Between two names of texts."""


def is_grave(fact: Fact) -> bool:
    grave = fact.environment is Environment.PRODUCTION or fact.resource in _GRAVE
    return grave and fact.operation not in HARMLESS and fact.operation not in CALLS


def meant(found: list[Fact], clause: Clause, place: int, made: list[Fact], *, commands: bool) -> list[Fact]:
    """The facts ``found`` in the quotation at ``place``, as the clause around it means them."""
    leads = [fact for fact in made if fact.modality is not Modality.DESCRIBED]
    if commands and is_invoked(clause.tokens, place):
        described = False
    elif commands and not any(fact.operation in _QUOTING for fact in leads):
        described = is_mentioned(clause.tokens, place)
    elif commands and stands_alone(clause.tokens, place):
        described = False
    else:
        described = _speaks_about(clause, made, leads)
    if described:
        return [replace(fact, modality=Modality.DESCRIBED) for fact in found]
    if any(fact.modality is Modality.NEGATED for fact in leads):
        return [replace(fact, modality=Modality.NEGATED) for fact in found]
    return found


def _speaks_about(clause: Clause, made: list[Fact], leads: list[Fact]) -> bool:
    """The clause edits or reads what it quotes, or says what is."""
    if any(fact.operation in _QUOTING for fact in leads) or (made and not leads):
        return True
    return any(token.has("finite", "auxiliary") for token in clause.tokens)


def names_something(tokens: Sequence[Token], place: int) -> bool:
    """In 'the chapter "Deleting things safely"' the quotation is a name."""
    before = tokens[place - 1] if place else None
    if before is not None and before.text in _BESIDE:
        return any(token.inner and names_something(tokens, n) for n, token in enumerate(tokens[: place - 1]))
    named = before is not None and before.word.noun is Resource.CODE and not before.call
    return named and before is not None and before.text not in _HOLDS_ORDERS

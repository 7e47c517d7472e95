"""What a clause does with the commands and passages that it quotes or is carried out with."""

from collections.abc import Sequence
from dataclasses import replace

from domain.risk.lexicon.tables import words
from domain.risk.reading.clauses import Clause
from domain.risk.reading.facts import HARMLESS, Environment, Fact, Modality, Operation, Resource
from domain.risk.reading.quotations import is_invoked, is_label, is_mentioned, is_pressed, stands_alone
from domain.risk.reading.tokens import Token, is_han, is_verb

_QUOTING = frozenset({Operation.EDIT, Operation.READ, Operation.CREATE, Operation.MODIFY})
CALLS = frozenset({Operation.RUN, Operation.DEPLOY, Operation.OPERATE})
"""What a clause asks for that only calls the command it quotes."""
_SHEETS = frozenset({"甘特图", "计划", "章", "节", "页", "图"})
_GRAVE = frozenset({Resource.CUSTOMER_DATA, Resource.SECRET})

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
        described = not is_pressed(clause.tokens[:place]) and _speaks_about(clause, made, leads)
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


def _goes_with(behind: Sequence[Token]) -> bool:
    """In “生产计划”甘特图, “删除用户”弹窗, “销毁会话”那个函数 it says which one."""
    thing = behind[1] if behind[0].has("determiner") and len(behind) > 1 else behind[0]
    return not is_verb(thing) and (thing.word.noun is Resource.CODE or thing.text in _SHEETS)


def names_something(tokens: Sequence[Token], place: int) -> bool:
    """In 'the chapter "Deleting things safely"', 'the "Delete account" dialog' the quotation is a name."""
    behind = tokens[place + 1 : place + 3]
    if behind and is_han(behind[0]) and _goes_with(behind):
        return True
    if place and tokens[place - 1].text in _BESIDE:
        return any(token.inner and names_something(tokens, n) for n, token in enumerate(tokens[: place - 1]))
    beside = (*tokens[max(0, place - 1) : place], *behind[:1])
    return any(is_label(token) for token in beside) and not is_pressed(tokens[:place])

"""Commands and statements inside a clause, and whether the clause asks for them or only speaks of them."""

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.clauses import Clause
from domain.risk.reading.commands.shell import Command, is_program, read_command
from domain.risk.reading.commands.sql import read_sql
from domain.risk.reading.environments import mentions
from domain.risk.reading.facts import Environment, Fact, Modality, Operation, Resource
from domain.risk.reading.negation import is_negated
from domain.risk.reading.tokens import Token, is_verb

_ABOUT = frozenset({VerbClass.READ, VerbClass.WRITE})
_WORKING = frozenset({VerbClass.FIX, VerbClass.CHANGE, VerbClass.CREATE})
_SQL_WORDS = words(
    """
    delete truncate drop update insert replace alter create grant revoke select
    """
)
_MAX = 600


def command_facts(clause: Clause, text: str, shown: str) -> list[Fact]:
    """The fact of the first command in the clause; empty where it is prose."""
    tokens = clause.tokens
    for place, token in enumerate(tokens):
        name = token.text.split(" ")[0]
        if place and tokens[place - 1].has("determiner"):
            continue
        end = min(clause.end + 8, token.start + _MAX)
        if is_program(name) and not token.inner:
            command = read_command(name, text[token.start : end].lower())
        elif name in _SQL_WORDS:
            does = read_sql(text[token.start : end].casefold())
            command = Command(*does) if does else None
        else:
            continue
        if command:
            return [_fact(clause, place, command, shown)]
    return []


def _fact(clause: Clause, place: int, command: Command, shown: str) -> Fact:
    environment = mentions(clause.tokens).anywhere
    operation, resource = command.operation, command.resource
    if (
        operation is Operation.EXPORT
        and resource is Resource.DATABASE
        and environment is Environment.PRODUCTION
    ):
        resource = Resource.CUSTOMER_DATA
    modality = _modality(clause.tokens, place)
    if command.dry and modality is Modality.ASKED:
        modality = Modality.DRY_RUN
    return Fact(shown, operation, resource, environment, modality, ("command",))


def _modality(tokens: list[Token], place: int) -> Modality:
    before = tokens[:place]
    if is_negated(tokens, place):
        return Modality.NEGATED
    if before and before[0].has("question"):
        return Modality.DESCRIBED
    if any(is_verb(token, Form.BASE) and token.word.verb in _ABOUT for token in before):
        return Modality.DESCRIBED
    if any(is_verb(token, Form.BASE) and token.word.verb in _WORKING for token in before):
        code = any(token.word.noun is Resource.CODE for token in tokens)
        return Modality.DESCRIBED if code else Modality.ASKED
    return Modality.ASKED

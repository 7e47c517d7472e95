"""Commands and statements inside a clause, and whether the clause asks for them or only speaks of them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.risk.lexicon.classes import Form
from domain.risk.reading.clauses import Clause
from domain.risk.reading.commands.finding import METHODS, command_at, may_begin
from domain.risk.reading.commands.meaning import DML, modality_of
from domain.risk.reading.commands.places import LOOK_BACK, environment_before, environment_in
from domain.risk.reading.commands.shell import Command
from domain.risk.reading.environments import most_dangerous
from domain.risk.reading.facts import Environment, Fact, Modality, Operation, Resource
from domain.risk.reading.own_machine import is_run_here
from domain.risk.reading.rehearsal import is_rolled_back
from domain.risk.reading.tokens import Token, is_verb


def command_facts(clause: Clause, text: str, shown: str) -> tuple[list[Fact], list[Token]]:
    """The facts of the commands in the clause, and the words in front; no fact where it is prose."""
    tokens = clause.tokens
    found: list[Fact] = []
    lead: list[Token] = []
    for place, token in enumerate(tokens):
        if not may_begin(token):
            continue
        named = place > 0 and _is_article(tokens[place - 1]) and token.text not in METHODS
        joined = place > 0 and _goes_on(tokens[place - 1])
        if named or (found and not joined):
            continue
        if command := command_at(tokens, place, text, clause.end):
            fact = _fact(clause, place, command, shown, text)
            if found:
                fact = replace(fact, modality=_meant(tokens[place:], 0, text, command))
            around = environment_before(text[max(0, token.start - LOOK_BACK) : token.start])
            if fact.environment is Environment.UNKNOWN and around is not Environment.UNKNOWN:
                placed = _fact(clause, place, replace(command, place=around), shown, text)
                fact = replace(placed, modality=fact.modality)
            if token.text in DML and is_rolled_back(text, token.start):
                fact = replace(fact, modality=Modality.DRY_RUN)
            lead = lead if found else tokens[:place]
            found.append(fact)
    return found, lead


def _is_article(token: Token) -> bool:
    return token.has("determiner") and token.text not in _NEXT


def _goes_on(token: Token) -> bool:
    """Behind it another command may follow in the same clause."""
    return token.has("conjunction") or token.punctuation == ")" or token.text in _NEXT


_NEXT = frozenset({"then", "real", "actual"})
_COMPARING = frozenset("<>=")


def continues_command(clause: Clause, text: str, *, after: bool) -> bool:
    """It is a flag or the rest of a comparison of the command before it: "go test ./... -run TestX"."""
    if not after or clause.start < 2:  # noqa: PLR2004 - a mark and a space
        return False
    first = clause.tokens[0]
    dash = clause.start if text[clause.start] == "-" else clause.start - 1
    if text[dash] == "-" and text[dash - 1].isspace():
        return not first.has("determiner")
    compares = text[max(0, clause.start - 3) : clause.start].rstrip()[-1:] in _COMPARING
    return compares and not any(is_verb(token, Form.BASE) for token in clause.tokens)


def _fact(clause: Clause, place: int, command: Command, shown: str, text: str) -> Fact:
    environment = command.place
    if not command.only_there:
        environment = most_dangerous(environment, _environment(clause.tokens))
    if environment is Environment.DEVELOPMENT and _is_no_sandbox(clause, command, text):
        environment = Environment.UNKNOWN
    operation, resource = command.operation, command.resource
    if (
        operation is Operation.EXPORT
        and resource is Resource.DATABASE
        and environment is Environment.PRODUCTION
    ):
        resource = Resource.CUSTOMER_DATA
    calm = (
        {Environment.DEVELOPMENT}
        if operation is Operation.DELETE
        else {Environment.DEVELOPMENT, Environment.STAGING}
    )
    changes = operation in (Operation.MODIFY, Operation.DELETE) and resource is Resource.INFRASTRUCTURE
    if command.applied and changes and environment in calm:
        operation, resource = Operation.DEPLOY, Resource.SERVICE
    return Fact(
        shown, operation, resource, environment, _meant(clause.tokens, place, text, command), ("command",)
    )


_COMPOSES_UP = re.compile(r"\bdocker[ -]compose\b.{0,80}\bup\b.{0,40}(?:-d|--detach)\b")
_PULLED = re.compile(r"\b(?:compose|git)\b[^;&|]{0,80}\bpull\b[^;&|]{0,80}(?:&&|;|\n)\s*$")
_PULLED_BEFORE = 120
"""Characters in which what is started was pulled."""


def _is_no_sandbox(clause: Clause, command: Command, text: str) -> bool:
    """Compose runs on servers too, where volumes that are removed, or what was pulled before, tell."""
    removes = command.operation is Operation.DELETE and command.place is Environment.UNKNOWN
    composed = "compose" in text[clause.start : clause.end].casefold()
    composed = composed and not is_run_here(text, clause.start)
    return (removes and composed) or _starts_what_was_pulled(clause, text)


def _starts_what_was_pulled(clause: Clause, text: str) -> bool:
    """In "docker compose pull && docker compose up -d" others' images start, so it is a server's."""
    starts = _COMPOSES_UP.search(text[clause.start : clause.end + 2].casefold())
    before = text[max(0, clause.start - _PULLED_BEFORE) : clause.start].casefold()
    return bool(starts and _PULLED.search(before))


def _meant(tokens: list[Token], place: int, text: str, command: Command) -> Modality:
    modality = modality_of(tokens, place, text)
    return Modality.DRY_RUN if command.dry and modality is Modality.ASKED else modality


def _environment(tokens: Sequence[Token]) -> Environment:
    """Any that is named: a command's arguments are no prose."""
    found = [token.word.environment or _environment(token.inner) for token in tokens]
    inside = [environment_in(token.text) for token in tokens if token.path]
    return most_dangerous(*found, *(environment for environment in inside if environment))

"""Which words of a clause name something to be done, and how each is meant."""

from domain.risk.lexicon.classes import Form
from domain.risk.reading.clauses import Clause
from domain.risk.reading.heads.fragments import chinese, fragment, has_finite_verb
from domain.risk.reading.heads.head import Head, asked_at, described
from domain.risk.reading.heads.leads import skip_lead
from domain.risk.reading.heads.orders import after_subordinate, imperative, is_subject, plain_order, verb_last
from domain.risk.reading.heads.questions import asks_for_secret, asks_to_know
from domain.risk.reading.heads.wishes import requests_in
from domain.risk.reading.tokens import Token, is_verb


def find_heads(clause: Clause) -> list[Head]:
    """In the clause's order; a head that takes the rest of the clause with it hides what follows."""
    tokens = clause.tokens
    start = skip_lead(tokens)
    if start is None:
        return []
    if verb_last(tokens, start):
        last = len(tokens) - 1
        return [Head(last, asked_at(tokens, last), passive=True)]
    if secret := asks_for_secret(tokens, start):
        return [secret]
    if asks_to_know(clause, start):
        return described(tokens, start)
    heads = _orders(clause, start)
    return _statement(tokens, start) if heads is None else heads


def _orders(clause: Clause, start: int) -> list[Head] | None:
    """What an order asks for, behind at most one word that we do not know; None where it is no order."""
    tokens = clause.tokens
    token = tokens[start]
    if not token.word.known and start + 1 < len(tokens):
        if tokens[start + 1].has("determiner") and token.text.isalpha():
            return [Head(start, asked_at(tokens, start), unknown=True)]
        if plain_order(tokens[start + 1]):
            return imperative(clause, start + 1)
    if not is_verb(token, Form.BASE):
        return after_subordinate(clause, start) if token.has("subordinator") else None
    return None if is_subject(tokens, start) else imperative(clause, start)


def _statement(tokens: list[Token], start: int) -> list[Head]:
    """A statement or a fragment: what in it is a request, if anything is."""
    if requests := requests_in(tokens, start):
        return requests
    if heads := chinese(tokens, start):
        return heads
    return described(tokens, start) if has_finite_verb(tokens, start) else fragment(tokens, start)

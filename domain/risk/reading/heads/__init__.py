"""Which words of a clause name something to be done, and how each is meant."""

from dataclasses import replace

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.clauses import Clause
from domain.risk.reading.facts import Modality
from domain.risk.reading.heads.abroad import is_dealt_with, is_plural_order, tells_in_french
from domain.risk.reading.heads.chinese import chinese
from domain.risk.reading.heads.chinese_tales import wonders_in_chinese
from domain.risk.reading.heads.fragments import (
    fragment,
    has_finite_verb,
    is_only_a_place,
    is_requested,
    plays_down,
)
from domain.risk.reading.heads.head import Asks, Head, asked_at, described
from domain.risk.reading.heads.idioms import idioms_in
from domain.risk.reading.heads.leads import behind_courtesy, skip_lead
from domain.risk.reading.heads.orders import (
    after_subordinate,
    behind_circumstance,
    imperative,
    is_subject,
    plain_order,
    unknown_last,
    verb_last,
)
from domain.risk.reading.heads.others import told_of_others
from domain.risk.reading.heads.questions import (
    asks_for_secret,
    asks_to_know,
    names_a_secret,
    reports_what_might,
)
from domain.risk.reading.heads.wishes import let_it_be, requests_in
from domain.risk.reading.phrases import OF
from domain.risk.reading.tokens import Token, is_han, is_verb

_VAGUE = frozenset(
    {
        VerbClass.DELETE,
        VerbClass.REMOVE,
        VerbClass.TRANSPORT,
        VerbClass.TRANSFER,
        VerbClass.CHANGE,
        VerbClass.FIX,
    }
)
_COUNTED = 3
"""Words in which it is said what is counted: "load 200 made-up patients"."""
_SOME = frozenset({"the", "some", "most", "many", "these"})
_PEOPLE = words(
    """
    students kids pupils developers engineers colleagues testers auditors admins operators dbas people
    volunteers trainees interns editors
    """
)
_URGES = words("please pls plz asap now today tonight immediately should must need want")
_ELSE = frozenset({"sonst", "ansonsten", "andernfalls", "sinon", "autrement"})
"""What would happen stands behind them."""
_SAY_IT_ALL = frozenset({Asks.RELEASE, Asks.TRAFFIC})
"""Beside these, the verb that they begin with means nothing of its own ("drop it from the pool")."""


def find_heads(clause: Clause) -> list[Head]:
    """In the clause's order; a head that takes the rest of the clause with it hides what follows."""
    told = 0 if _wonders(clause) else told_of_others(clause.tokens)
    if not told:
        return _heads(clause)
    before = described(clause.tokens[:told], 0)
    return before if told == len(clause.tokens) else before + _behind(clause, told)


def _wonders(clause: Clause) -> bool:
    """It is a question, or its first half: not so "suppose an intern dropped it: who would see it?"."""
    opens = clause.tokens[0]
    asks = opens.has("question", "auxiliary", "modal", "finite") or clause.tokens[-1].has("question")
    return clause.question and (asks or is_verb(opens) or not clause.first)


def _behind(clause: Clause, told: int) -> list[Head]:
    """The heads behind what is only told, and those that begin in it and end behind it.

    In "the token was leaked, issue a new one" both halves together say what is asked for.
    """
    if not any(head.modality is Modality.ASKED for head in _heads(clause)):
        return []
    inside = {(head.place, head.asks) for head in _heads(replace(clause, tokens=clause.tokens[:told]))}
    whole = [head for head in _heads(clause) if (head.place, head.asks) not in inside]
    rest = _heads(replace(clause, tokens=clause.tokens[told:]))
    shifted = [replace(head, place=head.place + told) for head in rest]
    return whole + [head for head in shifted if head not in whole]


def _heads(clause: Clause) -> list[Head]:
    """What is asked for and told of, where nobody else is said to do it."""
    tokens = clause.tokens
    start = skip_lead(tokens)
    turns = idioms_in(clause, len(tokens) if start is None else start)
    if clause.arrow and is_only_a_place(tokens):
        turns.append(Head(0, Modality.ASKED, asks=Asks.RELEASE))
    if start is None:
        goes = clause.arrow and not turns
        return [Head(0, Modality.ASKED, asks=Asks.RELEASE)] if goes else turns
    turns = [
        head for head in turns if head.asks is not Asks.ROTATION or not is_dealt_with(tokens, head.place)
    ]
    said = {head.place for head in turns if head.asks in _SAY_IT_ALL}
    plain = _plain_heads(clause, start)
    if turns and any(head.modality is Modality.ASKED and _provides(tokens[head.place]) for head in plain):
        turns = [head for head in turns if head.asks is not Asks.CAPACITY]
    return [*(head for head in plain if head.place not in said or not _is_vague(tokens[head.place])), *turns]


def _provides(token: Token) -> bool:
    """In "spin up an extra VM" the verb says that it is a new one."""
    return token.word.verb is VerbClass.PROVISION


def _is_vague(token: Token) -> bool:
    return token.word.verb in _VAGUE


def _plain_heads(clause: Clause, start: int) -> list[Head]:
    """What the words themselves ask for, turns of phrase aside."""
    tokens = clause.tokens
    if verb_last(tokens, start):
        last = len(tokens) - 1
        return [Head(last, asked_at(tokens, last), passive=True)]
    if unknown_last(tokens, start):
        last = len(tokens) - 1
        return [Head(last, asked_at(tokens, last), passive=True, unknown=True)]
    if secret := asks_for_secret(tokens, start) or names_a_secret(clause, start):
        return [secret]
    if asks_to_know(clause, start) or _only_tells(tokens, start):
        return described(tokens, start)
    if is_han(tokens[start]) and (found := chinese(tokens, start)):
        return found
    heads = _orders(clause, start)
    return _statement(clause, start) if heads is None else heads


def _does_it_oneself(tokens: list[Token]) -> bool:
    """In "I will merge it myself" nobody else is asked."""
    speaks = any(token.text in {"i", "ill", "we", "ich", "wir"} for token in tokens[:3])
    return speaks and any(token.text in {"myself", "ourselves", "selbst", "selber"} for token in tokens)


def _only_tells(tokens: list[Token], start: int) -> bool:
    told = _tells_of(tokens, start) or _does_it_oneself(tokens) or _people_do(tokens, start)
    told = told or tells_in_french(tokens, start) or wonders_in_chinese(tokens)
    return told or reports_what_might(tokens, start)


def _people_do(tokens: list[Token], start: int) -> bool:
    """In "the students run them on their own machines" it is said what others do."""
    opening = [token.text for token in tokens[start : start + 2]]
    if len(opening) < 2 or opening[0] not in _SOME or opening[1] not in _PEOPLE:  # noqa: PLR2004 - "the users"
        return False
    does = any(is_verb(token, Form.BASE) for token in tokens[start + 2 : start + 3])
    return does and not any(token.text in _URGES for token in tokens)


def _tells_of(tokens: list[Token], start: int) -> bool:
    """It only goes on about something: "in which the reader is asked whether"."""
    opens = tokens[start].has("preposition") and start + 1 < len(tokens)
    return opens and tokens[start + 1].text in {"which", "whom", "whose"}


def _orders(clause: Clause, start: int) -> list[Head] | None:
    """What an order asks for, behind at most one word that we do not know; None where it is no order."""
    tokens = clause.tokens
    token = tokens[start]
    if _names_a_doing(tokens, start) or _is_numbered(tokens, start):
        return None
    if not token.word.known and start + 1 < len(tokens) and tokens[0].text not in _ELSE:
        is_name = start + 2 < len(tokens) and tokens[start + 2].has("auxiliary")
        if tokens[start + 1].has("determiner") and token.text.isalpha() and not is_name:
            return [Head(start, asked_at(tokens, start), unknown=True)]
        if plain_order(tokens[start + 1]):
            return imperative(clause, start + 1)
    if is_verb(token, Form.PAST) and start and start == behind_courtesy(tokens):
        return [Head(start, asked_at(tokens, start))]
    if not is_verb(token, Form.BASE) and not (is_plural_order(tokens, start) and not clause.question):
        return after_subordinate(clause, start) if token.has("subordinator") else None
    return None if is_subject(tokens, start) else imperative(clause, start)


def _names_a_doing(tokens: list[Token], start: int) -> bool:
    """In "import of the feed", "complete erasure of the accounts" the first word is no order."""
    token, following = tokens[start], tokens[start + 1 : start + 2]
    if not following:
        return False
    if token.word.nominal and following[0].text in OF:
        return True
    named = following[0].word
    return token.has("determiner") and named.nominal is not None and named.verb is None


def _is_numbered(tokens: list[Token], start: int) -> bool:
    """In "release 12" the first word is a name."""
    following = tokens[start + 1 : start + 2]
    counted = tokens[start + 2 : start + 2 + _COUNTED]
    if tokens[start].word.verb is VerbClass.IMPORT and any(token.word.noun for token in counted):
        return False
    return tokens[start].word.noun is not None and bool(following) and following[0].text.isdigit()


def _statement(clause: Clause, start: int) -> list[Head]:
    """A statement or a fragment: what in it is a request, if anything is."""
    tokens = clause.tokens
    if order := behind_circumstance(tokens, start):
        return imperative(clause, order)
    if requests := let_it_be(tokens, start) or requests_in(tokens, start):
        return requests
    if named := plays_down(tokens, start) or is_requested(tokens, start):
        return named
    if heads := chinese(tokens, start):
        return heads
    return described(tokens, start) if has_finite_verb(tokens, start) else fragment(tokens, start)

"""Names that programmers make of words: what their parts mean is not what is to be done."""

from dataclasses import replace

from domain.risk.lexicon.classes import VerbClass, Word
from domain.risk.reading.facts import Resource
from domain.risk.reading.tokens import Token, helps

_CALLING = frozenset({VerbClass.RUN, VerbClass.OPERATE, VerbClass.AID})
_LEADS_ON = ("politeness", "conjunction", "pronoun", "modal")
_REACH = 3
"""Words in front of a name in which it is said to be run."""
_BEHIND = 8
"""Words behind it in which it is said where it lies."""
_RUNNABLE = frozenset({"job", "jobs", "task", "tasks", "playbook", "pipeline", "workflow", "procedure"})
_GUARDED = frozenset({Resource.SECRET, Resource.PERMISSION})


def leads_to_order(token: Token) -> bool:
    """Behind it an order may begin: "and", "please", a comma."""
    return bool(token.punctuation) or token.text == "to" or helps(token) or token.has(*_LEADS_ON)


def settle_names(tokens: list[Token], text: str) -> None:
    """Let no part of a name be a verb: in "drop audit_2019" nothing is audited.

    A name that stands alone, or is run, keeps its verbs: "DROP_ALL_TABLES", "run delete_users on prod". A
    constant of code whose name begins with one ("the comment above DROP_TABLE_RE") is code.
    """
    for place in [n for n, token in enumerate(tokens) if token.snake and not token.glued]:
        end = place + 1
        while end < len(tokens) and tokens[end].snake and tokens[end].glued:
            end += 1
        if place and not leads_to_order(tokens[place - 1]) and not _is_called(tokens, place, end):
            labelled = tokens[place - 1].word.noun is Resource.DATABASE
            stored = labelled or _is_stored(tokens[end : end + _BEHIND])
            _settle(tokens[place:end], text, stored=stored)


def _is_called(tokens: list[Token], place: int, end: int) -> bool:
    if any(token.text in _RUNNABLE for token in tokens[end : end + 1]):
        return True
    return any(token.word.verb in _CALLING for token in tokens[max(0, place - _REACH) : place])


def _is_stored(behind: list[Token]) -> bool:
    """It is said to lie in a database, or in production: then "test" in its name does not make it code."""
    placed = (token.word.environment or token.word.noun is Resource.DATABASE for token in behind)
    return any(placed) and not any(token.path for token in behind)


def _settle(name: list[Token], text: str, *, stored: bool) -> None:
    written = text[name[0].start : name[-1].end]
    constant = written.isupper() and not text.isupper() and name[0].word.verb is not None
    guarded = any(token.word.noun in _GUARDED or token.word.environment for token in name)
    for token in name:
        if token.word.verb or token.word.nominal:
            token.word = replace(token.word, verb=None, form=None, nominal=None)
        if stored and not constant and token.word.noun is Resource.CODE:
            token.word = replace(token.word, noun=None)
    if constant and not guarded:
        name[-1].word = Word(noun=Resource.CODE)

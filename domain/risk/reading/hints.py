"""Texts that ask for nothing in so many words: "three of the live nodes are bored"."""

from collections.abc import Sequence

from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import before_verb
from domain.risk.reading.clauses import Clause
from domain.risk.reading.environments import mentions
from domain.risk.reading.facts import HARMLESS, Environment, Fact, Modality, Operation, Resource
from domain.risk.reading.heads.head import OUTSIDE
from domain.risk.reading.heads.others import told_of_others
from domain.risk.reading.phrases import noun_phrase
from domain.risk.reading.showing import shorten
from domain.risk.reading.tokens import Token

_GUARDS = (
    Resource.SECRET,
    Resource.PERMISSION,
    Resource.NETWORK,
    Resource.CUSTOMER_DATA,
    Resource.INFRASTRUCTURE,
    Resource.DATABASE,
)
_SHORTEST = 4
"""Tokens of a clause that says something."""
_SPEAKERS = frozenset({"i", "we", "id", "wed"})
_WISHES = words("need want like love see have")
_KNOWN = frozenset({"the", "this", "that", "these", "those", "our", "your", "it", "to", "you"})
"""What is there already may be wanted run."""
_TECHNICAL = frozenset('@=<>/\\{}[]|&*$#"`-')
_TOLD = words(
    """
    yesterday explain describe was were had did broken wrong flickers flicker overlaps overlap
    misaligned crooked blurry garbled typo twice narrow approval approvals approved unreadable list
    lists overview figures upside reads says looks
    """
)
"""What was, what is only to be told of, and what is to be mended in the code."""


def hinted(facts: Sequence[Fact], clauses: Sequence[Clause], text: str) -> list[Fact]:
    """What a text that asks for nothing hints at: nobody tells of production for no reason.

    Where a text is wished, what stands before the wish is its background.
    Empty where something is asked for or forbidden, and where the working copy is spoken of.
    """
    if any(map(_settles_it, facts)) or not text.isascii():
        return []
    if any(clause.question or clause.tokens[0].has("question") for clause in clauses):
        return []
    wanted = next((place for place, clause in enumerate(clauses) if _wants_a_text(clause)), None)
    if wanted is not None:
        clauses = [clause for clause in clauses[wanted + 1 :] if not told_of_others(clause.tokens)]
    asked = {
        fact.text
        for fact in facts
        if fact.modality is Modality.ASKED and fact.operation is not Operation.NONE
    }
    found = (_hint(clause, text) for clause in clauses)
    return [fact for fact in found if fact and fact.text not in asked]


def _wants_a_text(clause: Clause) -> bool:
    """In "now I need a blameless postmortem of two pages", "we would like to see a prototype"."""
    tokens = clause.tokens
    speaks = next((place for place, token in enumerate(tokens[:_SHORTEST]) if token.text in _SPEAKERS), None)
    if speaks is None or any(token.has("negation") for token in tokens):
        return False
    for place in range(speaks + 1, min(len(tokens) - 1, speaks + _SHORTEST + 1)):
        if tokens[place].text in _WISHES and tokens[place + 1].text not in _KNOWN:
            wanted = noun_phrase(tokens, place + 1)
            return wanted.resource is Resource.CODE and wanted.where not in OUTSIDE
    return False


def _settles_it(fact: Fact) -> bool:
    """It is said what is wanted, and that is harmless."""
    if "command" in fact.notes or fact.modality in (Modality.NEGATED, Modality.DRY_RUN):
        return True
    vague = fact.operation is Operation.EDIT and fact.resource is Resource.UNKNOWN
    harmless = fact.operation in HARMLESS - {Operation.NONE} and not vague
    return fact.modality is Modality.ASKED and harmless


def _hint(clause: Clause, text: str) -> Fact | None:
    tokens = clause.tokens
    if clause.question or len(tokens) < _SHORTEST or not all(map(_is_plain, tokens)):
        return None
    where = mentions(tokens).anywhere
    resource = before_verb(tokens, len(tokens)).resource
    if where not in OUTSIDE and (resource not in _GUARDS or where is Environment.DEVELOPMENT):
        return None
    return Fact(shorten(text[clause.start : clause.end]), Operation.UNKNOWN, resource, where)


def _is_plain(token: Token) -> bool:
    """A word of prose that neither asks, nor forbids, nor names something in the working copy."""
    if (
        token.has("negation", "question")
        or token.path
        or token.call
        or token.inner
        or token.text in _TOLD
        or token.glued
    ):
        return False
    return token.word.noun is not Resource.CODE and token.punctuation not in _TECHNICAL

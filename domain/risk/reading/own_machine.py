"""Places of one's own that are said behind what is to be done there: "..., just on my laptop"."""

import re

from domain.risk.lexicon.tables import words
from domain.risk.reading.environments import mentions
from domain.risk.reading.facts import Environment
from domain.risk.reading.tokens import Token, is_verb

_NAMES = r"(?:laptop|machine|mac(?:book)?|notebook|pc|computer|workstation|desktop|thinkpad)\b"
_BEHIND = re.compile(
    r"[^.\n#]{0,100}?(?:\b(?:on|in)|#|\()\s*(?:(?:only|just|on)\s+)*(?:my|this)\s+(?:own\s+|local\s+)?"
    + _NAMES
)
_ELSEWHERE = re.compile(r"\b(?:not|never|except|servers?|hosts?|live|prod\w*|staging|uat|ssh|remote)\b")
_REACH = 160
"""Characters in which it is said where a line of commands is run."""
_ONLY = words("just only merely on in my this the a own local one ones copy")
_CORRECTS = frozenset({"not", "mean", "meant", "meaning", "only", "just"})
_OPENING = 2
"""Words in which a sentence says that it corrects the one before."""
_SHORT = 14
"""Words of such a sentence."""


def is_run_here(text: str, start: int) -> bool:
    """The line of commands at ``start`` is said to be for one's own machine: "... # my machine only"."""
    line = text[start : start + _REACH].partition("\n")[0].casefold()
    return bool(_BEHIND.match(line)) and not _ELSEWHERE.search(line)


def names_own_place(tokens: list[Token]) -> bool:
    """Nothing but a place of one's own: "just on my laptop"."""
    if mentions(tokens).anywhere is not Environment.DEVELOPMENT:
        return False
    return all(token.word.environment or token.punctuation or token.text in _ONLY for token in tokens)


def corrects_to_own_place(tokens: list[Token]) -> bool:
    """In "not the shared one, the file on my laptop"; not in "not the one on my laptop, the shared one"."""
    opens = any(token.text in _CORRECTS for token in tokens[:_OPENING])
    if not opens or len(tokens) > _SHORT or mentions(tokens).anywhere is not Environment.DEVELOPMENT:
        return False
    marks = (n for n, token in enumerate(tokens) if token.punctuation)
    last = tokens[max(marks, default=-1) + 1 :]
    meant = any(token.word.environment for token in last)
    says = (token.has("negation", "subordinator", "finite", "auxiliary") for token in last)
    does = (
        is_verb(token) and not (token.word.noun or token.has("determiner")) for token in tokens[_OPENING:]
    )
    return meant and not any(says) and not any(does)

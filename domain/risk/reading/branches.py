"""Where a merge or a push goes."""

from domain.risk.reading.facts import Environment, Resource
from domain.risk.reading.phrases import noun_phrase
from domain.risk.reading.tokens import Token

_INTO = frozenset(
    {
        "into",
        "to",
        "onto",
        "in",
        "on",
        "nach",
        "auf",
        "dans",
        "sur",
        "a",
        "en",
        "到",
        "con",
        "avec",
        "contra",
        "origin",
        "upstream",
    }
)
_MOVES_ITSELF = frozenset({"fast-forward", "force-push", "force push", "hard reset", "forcepush"})
_PUSHES = frozenset({"push", "force-push", "force push", "forcepush"})
_BRANCHES = frozenset({Resource.MAIN_BRANCH, Resource.PRODUCTION_BRANCH, Resource.BRANCH})


def merge_target(tokens: list[Token], place: int) -> Resource | None:
    """The kind of branch that is changed; None where no branch is spoken of."""
    named = _named_branch(tokens, place + 1)
    if tokens[place].word.lemma in _MOVES_ITSELF:
        if _is_production(tokens, place + 1):
            return Resource.PRODUCTION_BRANCH
        if named is not None:
            return named
    for here in range(place + 1, len(tokens)):
        if tokens[here].text in _INTO and here + 1 < len(tokens):
            goal = _branch_at(tokens, here + 1)
            if goal is not None:
                return goal
            if _is_production(tokens, here + 1) and tokens[place].word.lemma not in _PUSHES:
                return Resource.PRODUCTION_BRANCH
    if named is Resource.BRANCH and tokens[place].word.lemma != "push":
        return Resource.UNKNOWN if "force" not in tokens[place].text else Resource.BRANCH
    return named


def _is_production(tokens: list[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].word.environment is Environment.PRODUCTION


def _branch_at(tokens: list[Token], start: int) -> Resource | None:
    phrase = noun_phrase(tokens, start)
    if phrase.resource is Resource.CODE:
        return None
    if _is_a_release(tokens, start):
        return Resource.PRODUCTION_BRANCH
    for token in tokens[start : phrase.end]:
        if token.word.environment is Environment.PRODUCTION and phrase.resource is Resource.BRANCH:
            return Resource.PRODUCTION_BRANCH
        if (
            token.word.noun in (Resource.MAIN_BRANCH, Resource.PRODUCTION_BRANCH)
            and phrase.resource in _BRANCHES
        ):
            return token.word.noun
    return phrase.resource if phrase.resource in _BRANCHES else None


def _is_a_release(tokens: list[Token], start: int) -> bool:
    """In "push it to release-2.4", where the number is part of the name."""
    named = tokens[start : start + 2]
    return len(named) > 1 and named[0].text == "release" and named[1].glued and named[1].text[:1].isdigit()


def _named_branch(tokens: list[Token], start: int) -> Resource | None:
    return _branch_at(tokens, start) if start < len(tokens) else None

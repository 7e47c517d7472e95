"""Clauses without a verb that says what is: Chinese, headlines, words that stand like a verb."""

from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.tables import words
from domain.risk.reading.environments import mentions
from domain.risk.reading.facts import Modality, Resource
from domain.risk.reading.heads.head import OUTSIDE, SPEAKERS, SWALLOWING, Asks, Head, asked_at
from domain.risk.reading.phrases import noun_phrase
from domain.risk.reading.tokens import Token, helps, is_verb

_HABIT = words(
    """
    every each always usually normally often typically regularly sometimes used never
    """
)
_POLITE = frozenset({"please", "pls", "plz", "bitte", "svp"})
_FIRST_HAN, _LAST_HAN = "\u3400", "\u9fff"
_COVERBS = frozenset({"为", "对", "给", "关于"})
_PASSIVE = frozenset({"把", "将", "被"})
_IS_FOR = words(
    """
    to zum of for de about on beim
    """
)


def has_finite_verb(tokens: list[Token], start: int) -> bool:
    """It says what is, or what somebody does."""
    if tokens[start].text in SPEAKERS:
        if any(token.text in _HABIT for token in tokens):
            return True
        return not any(is_verb(token, Form.BASE) for token in tokens[start + 1 : start + 3])
    for place in range(start, len(tokens)):
        token = tokens[place]
        if token.has("subordinator") and place > start:
            return False
        if token.has("finite", "auxiliary") and not token.word.environment:
            return True
        if is_verb(token, Form.PAST, Form.THIRD) and place > start and not token.word.noun:
            return not tokens[place - 1].has("determiner")
    return False


def chinese(tokens: list[Token], start: int) -> list[Head]:
    """The first verb leads, unless the clause begins with a preposition and ends in harmless work."""
    if not any(_FIRST_HAN <= token.text[:1] <= _LAST_HAN for token in tokens):
        return []
    verbs = [n for n in range(start, len(tokens)) if is_verb(tokens[n], Form.BASE) and not helps(tokens[n])]
    if not verbs or any(token.has("finite") and not token.text.isascii() for token in tokens):
        return []
    safe = [n for n in verbs if tokens[n].word.verb in SWALLOWING]
    head = safe[-1] if safe and tokens[start].text in _COVERBS else verbs[0]
    passive = any(token.text in _PASSIVE for token in tokens[:head]) or head == len(tokens) - 1
    return [Head(head, asked_at(tokens, head), passive=passive)]


def fragment(tokens: list[Token], start: int) -> list[Head]:
    """A verb at the end, the name of a doing, or a word that stands like a verb."""
    heads: list[Head] = []
    for place in range(start, len(tokens)):
        token = tokens[place]
        if is_verb(token, Form.BASE, Form.GERUND) and not helps(token) and _acts(tokens, place, start):
            at_end = place == len(tokens) - 1 or noun_phrase(tokens, place + 1).empty
            heads.append(Head(place, asked_at(tokens, place), passive=at_end and place > start))
            if token.word.verb in SWALLOWING:
                return heads
        elif token.word.nominal and noun_phrase(tokens, place).resource is not Resource.CODE:
            heads.append(Head(place, asked_at(tokens, place), nominal=True))
    return heads or _without_verb(tokens, start)


def _without_verb(tokens: list[Token], start: int) -> list[Head]:
    if _begs_for_secret(tokens, start):
        return [Head(start, Modality.ASKED, asks=Asks.SECRET)]
    if _goes_somewhere(tokens, start):
        return [Head(start, Modality.ASKED, unknown=True)]
    if _stands_like_a_verb(tokens, start):
        return [Head(start, asked_at(tokens, start), unknown=True)]
    return []


def _begs_for_secret(tokens: list[Token], start: int) -> bool:
    """In "the password for the database, please"."""
    secret = noun_phrase(tokens, start).resource is Resource.SECRET
    return secret and any(token.text in _POLITE for token in tokens)


def _goes_somewhere(tokens: list[Token], start: int) -> bool:
    """An unknown word first, and an environment to which it leads."""
    return _is_unknown_word(tokens[start]) and mentions(tokens).target in OUTSIDE


def _is_unknown_word(token: Token) -> bool:
    return not (token.word.known or token.path or token.inner) and token.text.isalpha()


def _acts(tokens: list[Token], place: int, start: int) -> bool:
    """Not only a part of a name, nor what something is for ("a script to delete", "guide for deleting")."""
    token = tokens[place]
    if token.word.noun or token.word.nominal:
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        if following is None:
            return False
        return following.has("determiner", "pronoun") and not following.has("preposition")
    return place == start or tokens[place - 1].text not in _IS_FOR


def _stands_like_a_verb(tokens: list[Token], start: int) -> bool:
    if not _is_unknown_word(tokens[start]) or tokens[start].call or start + 1 >= len(tokens):
        return False
    phrase = noun_phrase(tokens, start + 1)
    return phrase.determined or phrase.pronoun or phrase.owned or phrase.resource is not Resource.UNKNOWN

"""Statements that ask: "must be deleted", "needs deleting", "I want it gone", "Bob needs root"."""

from dataclasses import dataclass

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.reading.environments import mentions
from domain.risk.reading.facts import Resource
from domain.risk.reading.heads.head import OUTSIDE, SPEAKERS, TO, Asks, Head, asked_at
from domain.risk.reading.heads.leads import WISHES
from domain.risk.reading.phrases import noun_phrase
from domain.risk.reading.tokens import Token, helps, is_verb

_BECOMING = frozenset({"be", "get", "gets", "being", "been", "werden", "etre", "ser", "被"})
_GONE = frozenset({"gone", "disappear", "vanish", "go", "away"})
_NEEDS = frozenset({"needs", "need", "wants", "requires", "braucht", "necesita"})
_MADE_OF_CODE = frozenset({Resource.SERVICE, Resource.BRANCH, Resource.UNKNOWN})
_IRREGULAR = frozenset({"dropped", "wiped", "sent", "rebuilt"})


@dataclass(slots=True)
class _Mood:
    """What was said before a word: a wish, a modal verb, "be" behind one of them."""

    wished: bool = False
    modal: bool = False
    becoming: bool = False

    def hear(self, tokens: list[Token], place: int) -> None:
        token = tokens[place]
        following = tokens[place + 1] if place + 1 < len(tokens) else token
        has_to = token.text in {"has", "have"} and (following.text == "to" or following.has("determiner"))
        self.wished = self.wished or token.text in WISHES or token.text in {"time", "supposed"} or has_to
        self.modal = self.modal or token.has("modal")
        before = tokens[place - 1].text if place else ""
        if token.text in _BECOMING and (self.modal or self.wished or before == "to"):
            self.becoming = True


def requests_in(tokens: list[Token], start: int) -> list[Head]:
    """The heads of what a statement asks for; empty where it asks for nothing."""
    speaker = any(token.text in SPEAKERS for token in tokens[start : start + 2])
    heads, mood = [], _Mood()
    for place in range(start, len(tokens)):
        if head := _request_at(tokens, place, mood, speaker=speaker, first=place == start):
            heads.append(head)
        mood.hear(tokens, place)
    if heads:
        return heads
    if wanted := _wants_access(tokens, start):
        return [wanted]
    return _must(tokens, start) if mood.modal else []


def _request_at(tokens: list[Token], place: int, mood: _Mood, *, speaker: bool, first: bool) -> Head | None:
    token = tokens[place]
    if token.text in _GONE and (mood.wished or mood.modal) and not first and not is_verb(token, Form.PAST):
        return Head(place, asked_at(tokens, place), passive=True)
    if not is_verb(token):
        return None
    if token.word.form is Form.PAST:
        done = mood.wished or mood.becoming or (mood.modal and not _english(token)) or _until(tokens, place)
        return Head(place, asked_at(tokens, place), passive=True) if done else None
    if token.word.form is Form.GERUND:
        return Head(place, asked_at(tokens, place), passive=token is tokens[-1]) if mood.wished else None
    return _infinitive_at(tokens, place, mood, speaker=speaker)


def _infinitive_at(tokens: list[Token], place: int, mood: _Mood, *, speaker: bool) -> Head | None:
    token, before = tokens[place], tokens[place - 1].text if place else ""
    if not is_verb(token, Form.BASE):
        return None
    if before in _BECOMING and mood.becoming:
        return Head(place, asked_at(tokens, place), passive=True)
    if mood.modal and token.word.verb is VerbClass.DEPLOY and token.text.startswith("go "):
        return Head(place, asked_at(tokens, place))
    follows = mood.wished if before == "to" else speaker and mood.modal
    if helps(token) or not follows:
        return None
    return Head(place, asked_at(tokens, place), passive=not speaker and before not in TO)


def _wants_access(tokens: list[Token], start: int) -> Head | None:
    """As in "Bob needs root on web-1"."""
    for place in range(start, len(tokens) - 1):
        wants = tokens[place].text in _NEEDS
        if wants and noun_phrase(tokens, place + 1).resource is Resource.PERMISSION:
            return Head(place, asked_at(tokens, place), asks=Asks.ACCESS)
    return None


def _must(tokens: list[Token], start: int) -> list[Head]:
    """A modal verb without another that we know: the subject has to get somewhere, or is a network's."""
    modality = asked_at(tokens, len(tokens) - 1)
    subject = noun_phrase(tokens, start).resource
    if subject in _MADE_OF_CODE and mentions(tokens).target in OUTSIDE:
        return [Head(start, modality, asks=Asks.RELEASE)]
    if subject is Resource.NETWORK:
        return [Head(start, modality, unknown=True)]
    return []


def _english(token: Token) -> bool:
    """English says "should be deleted"; other languages put "be" behind, or nothing."""
    return token.text.endswith("ed") or (token.word.lemma.isascii() and token.text in _IRREGULAR)


def _until(tokens: list[Token], place: int) -> bool:
    return any(token.text in {"until", "till"} for token in tokens[:place])

"""What is only reported, supposed or feared: "a rumour that the bucket was public", "suppose he did it"."""

from itertools import pairwise

from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import Resource
from domain.risk.reading.heads.persons import wishes
from domain.risk.reading.tokens import Token, is_verb

_IMAGINE = words("imagine suppose picture pretend supposing imagining")
_READER = words("you your yours yourself please pls agent bot assistant should must")
_RUMOURS = words(
    "rumour rumor rumours myth suspicion impression belief claim claims legend gossip theory story"
)
_CLAIMS = words(
    """
    claims claimed complains complained believes believed thinks thought suspects suspected reported reports
    noticed notices wonders wondered wrote writes heard hears argues argued remembers remembered dreams
    """
)
_ABOUT = words("that whether why how what who when where if about")
_SPEAKERS = words("i we you")
_MIGHT = frozenset({"may", "might"})
_HAVE_TO = (["have", "to"], ["need", "to"])
_TEXT = words("it they text page poem story chapter article letter summary list document talk post section")
_MODALS = frozenset({"should", "must", "may", "can", "shall", "will", "could"})
_LONG = words("seconds minutes hours second minute hour milliseconds long longer")
_WANTS = words("need needs want wants like love")
_SOME = frozenset({"a", "an", "another", "two", "some"})
_MENTIONS = words("mention explain describe cover list illustrate name tell say discuss contain")
_LEAVES = words(
    """
    leaves leave makes produces yields gives throws shows causes breaks fails takes crashes hangs freezes
    triggers ends results returns
    """
)
_IN_CASE = frozenset({"should", "whether"})
"""In "should the vendor drop it after all", "whether we drop it is up to the board"."""
_SUBJECT = 7
"""Words in which it is said who says so."""
_SHORTEST = 4


def is_reported(tokens: list[Token]) -> bool:
    """The statement says what somebody says, might have to do, or imagines."""
    if is_imagined(tokens):
        return True
    if _takes_long(tokens) or _is_wished_code(tokens):
        return True
    if tokens[0].text in _IN_CASE and not wishes(tokens, but=_IN_CASE):
        return True
    may_have_to = _may_have_to(tokens)
    if wishes(tokens, but=_MIGHT if may_have_to else frozenset()):
        return False
    return may_have_to or _is_rumour(tokens) or _claims(tokens) or _has_an_effect(tokens)


def is_imagined(tokens: list[Token]) -> bool:
    """In "imagine a former employee who still has his key"."""
    opens = tokens[0].text in _IMAGINE and len(tokens) > _SHORTEST
    addressed = any(token.text in _READER for token in tokens)
    return opens and not addressed and any(map(_says_what_is, tokens[2:]))


def _says_what_is(token: Token) -> bool:
    return token.has("finite", "auxiliary", "modal") or is_verb(token, Form.PAST, Form.THIRD)


def says_what_a_text_says(tokens: list[Token]) -> bool:
    """In "it should mention the great outage, and the time when Bartek deleted the wiki"."""
    for place, (token, following) in enumerate(pairwise(tokens[:_SUBJECT])):
        if token.text in _MODALS:
            named = any(item.text in _TEXT for item in tokens[:place])
            return named and place <= _SHORTEST and following.text in _MENTIONS
    return False


def _takes_long(tokens: list[Token]) -> bool:
    """In "100,000 rows should take less than ten seconds" nothing is taken away."""
    texts = [token.text for token in tokens]
    lasts = any(
        text in _MODALS
        and texts[n + 1 : n + 2] in (["take"], ["last"])
        and not _LONG.isdisjoint(texts[n + 2 :])
        for n, text in enumerate(texts)
    )
    return lasts and "you" not in texts


def _is_wished_code(tokens: list[Token]) -> bool:
    """In "we need a screen on which members can close their account" it is said what the screen is for."""
    which = next((place for place, token in enumerate(tokens) if token.text == "which"), 0)
    if which <= _SHORTEST - 1 or not tokens[which - 1].has("preposition") or tokens[which - 2].path:
        return False
    named = tokens[which - 2].word.noun is Resource.CODE and all(token.text != "you" for token in tokens)
    before = {token.text for token in tokens[: which - 2]}
    return named and not before.isdisjoint(_WANTS) and not before.isdisjoint(_SOME)


def _may_have_to(tokens: list[Token]) -> bool:
    """In "we may have to roll back tonight's release"."""
    texts = [token.text for token in tokens[: _SUBJECT + 2]]
    return any(text in _MIGHT and texts[n + 1 : n + 3] in _HAVE_TO for n, text in enumerate(texts) if n)


def _is_rumour(tokens: list[Token]) -> bool:
    """In "the rumour that we delete accounts is wrong"."""
    opening = [token.text for token in tokens[: _SUBJECT + 1]]
    return any(text in _RUMOURS and following == "that" for text, following in pairwise(opening))


def _claims(tokens: list[Token]) -> bool:
    """In "a customer in Graz claims that our API was down"."""
    if tokens[0].text in _SPEAKERS:
        return False
    opening = tokens[1 : _SUBJECT + 1]
    return any(token.text in _CLAIMS and after.text in _ABOUT for token, after in pairwise(opening))


def _has_an_effect(tokens: list[Token]) -> bool:
    """In "erasing a blackboard leaves ghost strokes" a fault is described."""
    return is_verb(tokens[0], Form.GERUND) and any(token.text in _LEAVES for token in tokens[2:])

"""What a program is to do when something happens: "reset the zoom when the image changes"."""

from collections.abc import Sequence

from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import EDITS, Action
from domain.risk.reading.environments import Mentions
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads.head import SPEAKERS
from domain.risk.reading.tokens import Token, is_verb

_DONE_BY_PROGRAMS = frozenset(
    {
        Operation.DELETE,
        Operation.MODIFY,
        Operation.CREATE,
        Operation.OPERATE,
        Operation.RUN,
        Operation.UNKNOWN,
    }
)
_ON_SCREEN = frozenset({Resource.UNKNOWN, Resource.CODE, Resource.DATA})
_EVENTS = words(
    """
    hover click scroll resize submit blur focus keypress keydown tap swipe mount unmount mouseover doubleclick
    """
)
_DOINGS = words(
    """
    saving submitting loading typing scrolling clicking dragging hovering resizing drawing rendering selecting
    zooming pasting swiping tapping
    """
)
_WHEN = words("when while if until once whenever after before as")
_ARTICLES = frozenset({"the", "a", "an", "every", "another", "its", "their"})
_ACTORS = words(
    """
    user player visitor reader image menu dialog modal form tab field input animation mouse cursor button
    sidebar drawer screen video game item popup tooltip panel ball character sprite canvas checkbox
    slider keyboard viewport carousel spinner dropdown toast text word tile card level
    """
)
_SHOULD = frozenset({"should", "must", "shall"})
_DOERS = SPEAKERS | words(
    """
    dba dbas admin admins ops devops sre engineer engineers developer developers devs colleague colleagues
    intern interns contractor contractors operator operators maintainer maintainers people who which that
    """
)
"""Who can be asked to do something."""
_EVERYTHING = frozenset({"everything", "all", "them", "it", "those"})
_SHORT = 12
"""Words behind a verb in which its occasion comes."""


def behaves(tokens: Sequence[Token], place: int, action: Action, named: Mentions) -> Action | None:
    """Work on code, where the occasion of the doing at ``place`` is one that a program sees."""
    if action.operation not in _DONE_BY_PROGRAMS or action.refers or action.resource not in _ON_SCREEN:
        return None
    if named.anywhere is not Environment.UNKNOWN or action.environment is not Environment.UNKNOWN:
        return None
    if action.operation is Operation.UNKNOWN and action.resource is Resource.CODE:
        return EDITS
    behind = [token.text for token in tokens[place + 1 :][:_SHORT]]
    if _EVERYTHING.isdisjoint(behind) and (
        _is_a_thing_that_should(tokens, place) or _is_subject(tokens, place)
    ):
        return EDITS
    return EDITS if _EVERYTHING.isdisjoint(behind[:2]) and _names_occasion(behind) else None


def _is_a_thing_that_should(tokens: Sequence[Token], place: int) -> bool:
    """In "the guard should drop the coin only once" it is said what a program does."""
    if not place or tokens[place - 1].text not in _SHOULD or not is_verb(tokens[place], Form.BASE):
        return False
    subject = tokens[: place - 1]
    named = any(token.text in _ARTICLES or token.text.isdigit() for token in subject)
    plain = all(token.word.noun in (None, Resource.CODE) for token in subject)
    return named and plain and all(token.text not in _DOERS for token in subject)


def _is_subject(tokens: Sequence[Token], place: int) -> bool:
    """In "killing the snake should play a sound" the first verb names what happens."""
    gerund = is_verb(tokens[place], Form.GERUND) and not any(not item.punctuation for item in tokens[:place])
    return gerund and any(token.text in _SHOULD for token in tokens[place + 1 :][:_SHORT])


def _names_occasion(texts: Sequence[str]) -> bool:
    for at, text in enumerate(texts[:-1]):
        following = texts[at + 1 : at + 3]
        if text == "on" and following[0] in _EVENTS:
            return True
        if text in _WHEN and (following[0] in _DOINGS or _is_actor(following)):
            return True
    return False


def _is_actor(texts: Sequence[str]) -> bool:
    return len(texts) > 1 and texts[0] in _ARTICLES and texts[1] in _ACTORS

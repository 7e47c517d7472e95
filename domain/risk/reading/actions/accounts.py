"""Accounts of those who work with us: "give the interns accounts on Jenkins"."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.reading.actions.scene import Action, Scene
from domain.risk.reading.facts import Operation, Resource
from domain.risk.reading.staff import is_staff_account

_NO_ACCOUNTS = (Resource.CODE, Resource.SECRET)
_OPENING = frozenset({VerbClass.GIVE, VerbClass.CREATE, VerbClass.PROVISION, VerbClass.FIX, VerbClass.CHANGE})


def account_opened(scene: Scene, verb: VerbClass) -> Action | None:
    """Somebody who works with us, or on one of our machines, gets an account; no customer signs up."""
    if verb not in _OPENING or scene.object in _NO_ACCOUNTS or scene.in_code:
        return None
    if any(phrase.resource is Resource.INFRASTRUCTURE and phrase.joint == "with" for phrase in scene.later):
        return None
    place = scene.head.place
    tokens = scene.clause.tokens[:place] if scene.head.passive else scene.clause.tokens[place + 1 :]
    return Action(Operation.GRANT, Resource.PERMISSION) if is_staff_account(tokens) else None

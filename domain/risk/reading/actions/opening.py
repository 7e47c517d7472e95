"""What is opened: to the network, to users, to everybody."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.privacy import is_private
from domain.risk.reading.actions.scene import EDITS, Action, Scene
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads.head import OUTSIDE

_OPEN_TO_ALL = frozenset({"internet", "world", "the world", "public", "the public"})
_FIREWALLING = words(
    """
    whitelist allowlist unblock block ban unban blacklist denylist
    """
)
_A_NEW = frozenset({"une", "un", "una", "eine", "einen", "a", "an", "一台", "两台", "一个"})


def _numbered(scene: Scene) -> bool:
    """In "block 10.0.0.7"."""
    numbers = any(token.text.replace(".", "").isdigit() for token in scene.clause.tokens)
    return numbers and scene.object is Resource.UNKNOWN


def _opened_to_users(scene: Scene) -> bool:
    """In "对全体用户开放新版"."""
    opened = scene.token.text.startswith(("开放", "放开")) and scene.object is Resource.SERVICE
    return opened and scene.named.anywhere is Environment.PRODUCTION


def resolve_open(scene: Scene, _: VerbClass) -> Action:
    return EDITS if is_private(scene) else _opened(scene)


def _opened(scene: Scene) -> Action:
    if any(token.text in _OPEN_TO_ALL for token in scene.clause.tokens[scene.head.place :]):
        return Action(Operation.MODIFY, Resource.NETWORK)
    if _opened_to_users(scene):
        return Action(Operation.DEPLOY, scene.object)
    found = scene.around(Resource.NETWORK, Resource.PERMISSION, Resource.SECRET)
    if found and scene.object is not Resource.CODE:
        return Action(Operation.REVEAL if found is Resource.SECRET else Operation.MODIFY, found)
    following = scene.clause.tokens[scene.head.place + 1 : scene.head.place + 2]
    if scene.object is Resource.INFRASTRUCTURE and following and following[0].text in _A_NEW:
        return Action(Operation.CREATE, scene.object)
    guards = (scene.lemma in _FIREWALLING and scene.phrase.pronoun) or _numbered(scene)
    if guards or scene.object in (Resource.INFRASTRUCTURE, Resource.DATABASE):
        return Action(Operation.MODIFY, Resource.NETWORK)
    people = scene.object is Resource.CUSTOMER_DATA and scene.lemma in _FIREWALLING and not scene.in_code
    there = scene.named.anywhere in OUTSIDE and not scene.in_code and scene.object is not Resource.CODE
    return Action(Operation.MODIFY if people or there else Operation.EDIT, scene.object)

"""Verbs that delete, remove and replace."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import EDITS, Action, Scene, first_of
from domain.risk.reading.facts import DANGER, Environment, Operation, Resource

_LISTED_IN_CODE = frozenset(
    {
        Resource.UNKNOWN,
        Resource.DATA,
        Resource.CUSTOMER_DATA,
        Resource.SERVICE,
        Resource.SECRET,
        Resource.BRANCH,
    }
)
LOCAL_INSTALL = words(
    """
    install reinstall installiere installer installe instala instalar 安装 uninstall
    """
)


def resolve_delete(scene: Scene, verb: VerbClass) -> Action:
    if settled := next((action for case in _DELETING if (action := case(scene))), None):
        return settled
    target = scene.object
    if target is Resource.UNKNOWN and not scene.in_code:
        data = (Resource.CUSTOMER_DATA, Resource.PERMISSION, Resource.DATABASE, Resource.DATA)
        target = scene.around(*data) or target
    vague = target is Resource.UNKNOWN and not scene.refers and _nowhere(scene)
    if verb is VerbClass.REMOVE and vague:
        return Action(Operation.EDIT, target)
    if target is Resource.BRANCH and scene.named.anywhere is Environment.UNKNOWN:
        return Action(Operation.MERGE, Resource.BRANCH)
    return Action(Operation.DELETE, target, scene.refers)


def _nowhere(scene: Scene) -> bool:
    return scene.named.anywhere is Environment.UNKNOWN and not scene.phrase.everything


def _support_dropped(scene: Scene) -> Action | None:
    return EDITS if scene.lemma == "drop support" else None


def _resource_taken_from_code(scene: Scene) -> Action | None:
    """In "remove the load balancer from the Terraform module"."""
    from_code = any(item.resource is Resource.CODE and item.joint == "from" for item in scene.later)
    unnamed = scene.named.anywhere is Environment.UNKNOWN
    return EDITS if scene.object is Resource.INFRASTRUCTURE and from_code and unnamed else None


def _release_cut(scene: Scene) -> Action | None:
    cut = scene.lemma == "cut" and scene.object is Resource.SERVICE
    return Action(Operation.DEPLOY, scene.object) if cut else None


def _package_removed(scene: Scene) -> Action | None:
    package = scene.object in (Resource.CODE, Resource.UNKNOWN) and _nowhere(scene)
    return EDITS if scene.lemma in LOCAL_INSTALL and package else None


def _code_deleted(scene: Scene) -> Action | None:
    """Code, unless it is said to be that which runs somewhere."""
    if scene.object is not Resource.CODE:
        return None
    outside = scene.named.target is Environment.PRODUCTION
    return Action(Operation.MODIFY, Resource.SERVICE) if outside else EDITS


def _part_of_code_deleted(scene: Scene) -> Action | None:
    """In "remove the customer from the example"."""
    listed = scene.in_code and scene.object in _LISTED_IN_CODE and not scene.refers
    safe = DANGER[scene.named.anywhere] < DANGER[Environment.STAGING] and not scene.phrase.everything
    return EDITS if listed and safe else None


def _process_killed(scene: Scene) -> Action | None:
    killed = scene.lemma in {"kill", "terminate"} and scene.object is Resource.SERVICE
    return Action(Operation.OPERATE, scene.object) if killed else None


_DELETING = (
    _support_dropped,
    _resource_taken_from_code,
    _release_cut,
    _package_removed,
    _code_deleted,
    _part_of_code_deleted,
    _process_killed,
)


def resolve_rotate(scene: Scene, _: VerbClass) -> Action:
    return first_of(scene, (_secret_rotated, _access_rotated, _value_rotated))


def _secret_rotated(scene: Scene) -> Action | None:
    key = scene.object is Resource.UNKNOWN and any(token.text == "key" for token in scene.clause.tokens)
    return Action(Operation.ROTATE, Resource.SECRET) if key or scene.around(Resource.SECRET) else None


def _access_rotated(scene: Scene) -> Action | None:
    guarded = scene.object in (Resource.PERMISSION, Resource.NETWORK)
    return Action(Operation.MODIFY, scene.object) if guarded else None


def _value_rotated(scene: Scene) -> Action | None:
    unnamed = scene.named.anywhere is Environment.UNKNOWN and not scene.refers
    if scene.object is Resource.CODE or (scene.object is Resource.UNKNOWN and unnamed):
        return None
    return Action(Operation.ROTATE, scene.object, scene.refers)

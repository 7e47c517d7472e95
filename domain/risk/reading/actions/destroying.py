# ruff: noqa: C901, PLR0911, SIM102 - a list of cases reads best as early returns
"""Verbs that delete, remove and replace."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.reading.actions.scene import Action, Scene
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


LOCAL_INSTALL = frozenset(
    {
        "install",
        "reinstall",
        "installiere",
        "installer",
        "installe",
        "instala",
        "instalar",
        "安装",
        "uninstall",
    }
)


def resolve_delete(scene: Scene, verb: VerbClass) -> Action:
    target = scene.object
    if scene.token.word.lemma == "drop support":
        return Action(Operation.EDIT, Resource.CODE)
    from_code = any(item.resource is Resource.CODE and item.joint == "from" for item in scene.later)
    if target is Resource.INFRASTRUCTURE and from_code and scene.named.anywhere is Environment.UNKNOWN:
        return Action(Operation.EDIT, Resource.CODE)
    if scene.token.word.lemma == "cut" and target is Resource.SERVICE:
        return Action(Operation.DEPLOY, target)
    local = scene.named.anywhere is Environment.UNKNOWN and not scene.phrase.everything
    if scene.token.word.lemma in LOCAL_INSTALL and target in (Resource.CODE, Resource.UNKNOWN) and local:
        return Action(Operation.EDIT, Resource.CODE)
    if target is Resource.CODE:
        return code_or_place(scene)
    if scene.in_code and target in _LISTED_IN_CODE and not scene.refers:
        if DANGER[scene.named.anywhere] < DANGER[Environment.STAGING] and not scene.phrase.everything:
            return Action(Operation.EDIT, Resource.CODE)
    if scene.token.word.lemma in {"kill", "terminate"} and target is Resource.SERVICE:
        return Action(Operation.OPERATE, target)
    if target is Resource.UNKNOWN and not scene.in_code:
        target = (
            scene.around(Resource.CUSTOMER_DATA, Resource.PERMISSION, Resource.DATABASE, Resource.DATA)
            or target
        )
    if (
        verb is VerbClass.REMOVE
        and target is Resource.UNKNOWN
        and scene.named.anywhere is Environment.UNKNOWN
    ):
        if not scene.refers and not scene.phrase.everything:
            return Action(Operation.EDIT, target)
    if target is Resource.BRANCH and scene.named.anywhere is Environment.UNKNOWN:
        return Action(Operation.MERGE, Resource.BRANCH)
    return Action(Operation.DELETE, target, scene.refers)


def code_or_place(scene: Scene) -> Action:
    """Code, unless it is said to be that which runs somewhere."""
    if scene.named.target is Environment.PRODUCTION:
        return Action(Operation.MODIFY, Resource.SERVICE)
    return Action(Operation.EDIT, Resource.CODE)


def resolve_rotate(scene: Scene, _: VerbClass) -> Action:
    keys = any(token.text == "key" for token in scene.clause.tokens)
    if (
        scene.object is Resource.SECRET
        or scene.around(Resource.SECRET)
        or (keys and scene.object is Resource.UNKNOWN)
    ):
        return Action(Operation.ROTATE, Resource.SECRET)
    if scene.object in (Resource.PERMISSION, Resource.NETWORK):
        return Action(Operation.MODIFY, scene.object)
    nothing = (
        scene.object is Resource.UNKNOWN and not scene.refers and scene.named.anywhere is Environment.UNKNOWN
    )
    if scene.object is Resource.CODE or nothing:
        return Action(Operation.EDIT, Resource.CODE)
    return Action(Operation.ROTATE, scene.object, scene.refers)

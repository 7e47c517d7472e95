"""Merges and pushes: into which branch, and whether it is only the own work."""

import re

from domain.risk.lexicon.classes import VerbClass
from domain.risk.reading.actions.scene import EDITS, Action, Scene, first_of
from domain.risk.reading.branches import merge_target
from domain.risk.reading.facts import Environment, Operation, Resource

_OWN_HISTORY = frozenset({"commit", "commits", "my commits", "fixup", "fixups", "changes"})
_MERGED = frozenset({"pr", "prs", "pull request", "mr", "main", "master", "into main", "trunk", "merge"})
_VERSION = re.compile(r"v?\d+(?:\.\d+)*")
_MARKS = frozenset("#!")
_MARK_AND_NUMBER = 2
"""Tokens of the name of a pull request: "merge #418"."""
_UPON = frozenset({"to", "onto"})


def resolve_merge(scene: Scene, _: VerbClass) -> Action:
    if scene.object in (Resource.CUSTOMER_DATA, Resource.DATABASE) and scene.lemma == "merge":
        return Action(Operation.MODIFY, scene.object)
    if _squashed(scene):
        return EDITS
    target = merge_target(scene.clause.tokens, scene.head.place)
    if target is None and scene.head.passive:
        target = merge_target(scene.clause.tokens, -1)
    return Action(Operation.MERGE, target) if target else first_of(scene, _MERGING)


def _squashed(scene: Scene) -> bool:
    """In "squash my last three commits": the own history, not yet anybody else's."""
    texts = {token.text for token in scene.clause.tokens[scene.head.place :]}
    return scene.lemma == "squash" and not _OWN_HISTORY.isdisjoint(texts) and _MERGED.isdisjoint(texts)


def _pushed_somewhere(scene: Scene) -> Action | None:
    hosts = any(item.resource is Resource.INFRASTRUCTURE and item.joint in _UPON for item in scene.later)
    pushed = scene.lemma == "push" and (scene.object is Resource.SERVICE or hosts)
    somewhere = scene.named.target is not Environment.UNKNOWN
    return Action(Operation.DEPLOY, scene.object) if pushed or somewhere else None


def _own_work_merged(scene: Scene) -> Action | None:
    pushed = scene.clause.tokens[scene.head.place + 1 : scene.head.place + 1 + _MARK_AND_NUMBER]
    if pushed and _VERSION.fullmatch(pushed[0].text):
        return None
    vague = scene.object in (Resource.CODE, Resource.UNKNOWN) and not scene.refers
    numbered = (
        len(pushed) == _MARK_AND_NUMBER and pushed[0].punctuation in _MARKS and pushed[1].text.isdigit()
    )
    if numbered and "merge" in scene.token.text:
        return None
    return EDITS if vague and "force" not in scene.token.text else None


def _merged(scene: Scene) -> Action | None:
    own = scene.object is Resource.BRANCH and scene.lemma == "push"
    return Action(Operation.MERGE, Resource.BRANCH if own else Resource.UNKNOWN)


_MERGING = (_pushed_somewhere, _own_work_merged, _merged)

# ruff: noqa: C901, PLR0911 - a list of cases reads best as early returns
"""Verbs that mean nothing by themselves: what they are done to decides."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import Action, Scene
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads import OUTSIDE

_TOUCHES_SECRETS = words(
    """
    store save move rename commit embed include put link stage convert assign make bump
    """
)


_CLEANING = frozenset({"clean up", "tidy up", "cleanse"})


_RESHAPING = words(
    """
    move rebuild convert shrink widen extend increase decrease raise lower reduce modernise
    modernize rename harden
    """
)


_SWITCHING = frozenset(
    {
        "enable",
        "activate",
        "turn on",
        "switch on",
        "disable",
        "turn off",
        "switch off",
        "flip",
        "toggle",
        "turn",
    }
)


_PUTS_DOWN = words(
    """
    write note mention type schreib schreibe schreiben écris écrire escribe escribir 写
    """
)


def resolve_write(scene: Scene, _: VerbClass) -> Action:
    if scene.token.word.lemma in _PUTS_DOWN and scene.object is Resource.SECRET and scene.phrase.determined:
        return Action(Operation.REVEAL, Resource.SECRET)
    if scene.token.word.lemma == "format" and scene.object in (Resource.DATABASE, Resource.INFRASTRUCTURE):
        return Action(Operation.DELETE, Resource.DATABASE)
    into = [
        phrase.resource
        for phrase in scene.later
        if phrase.resource in (Resource.DATABASE, Resource.CUSTOMER_DATA)
    ]
    if scene.token.word.lemma in {"write", "schreibe"} and into and scene.named.target in OUTSIDE:
        return Action(Operation.IMPORT, into[0])
    if (
        scene.token.word.lemma in {"test", "debug", "benchmark"}
        and scene.named.target is Environment.PRODUCTION
        and not scene.in_code
    ):
        return Action(Operation.RUN, Resource.UNKNOWN)
    return Action(Operation.EDIT, Resource.CODE)


def resolve_fix(scene: Scene, _: VerbClass) -> Action:
    """Repairing touches what is not code only where that is named as the object itself."""
    target, lemma = scene.object, scene.token.word.lemma
    if (
        lemma in _CLEANING
        and target in (Resource.CUSTOMER_DATA, Resource.DATABASE, Resource.DATA)
        and not scene.in_code
    ):
        return Action(Operation.DELETE, target)
    if (
        lemma == "make"
        and scene.phrase.nominal
        and not scene.phrase.determined
        and target is Resource.UNKNOWN
    ):
        return Action(scene.phrase.nominal)
    if lemma == "make" and any(token.text in {"disappear", "vanish", "go"} for token in scene.clause.tokens):
        return Action(Operation.DELETE, target)
    if lemma in _RESHAPING and target is Resource.INFRASTRUCTURE:
        return Action(Operation.MODIFY, target)
    if (
        target is Resource.SECRET
        and lemma in _TOUCHES_SECRETS
        and not (scene.in_code and lemma in {"move", "rename"})
    ):
        return Action(
            Operation.REVEAL if lemma in {"commit", "embed", "include"} else Operation.MODIFY, target
        )
    if lemma in {
        "build",
        "rebuild",
        "fork",
        "clone",
        "commit",
        "stage",
        "checkout",
        "check out",
        "branch",
        "rebase",
        "use",
    }:
        return Action(Operation.EDIT, Resource.CODE)
    if lemma == "make" and (found := scene.around(Resource.PERMISSION, Resource.NETWORK)):
        return Action(Operation.GRANT, found)
    if target in (Resource.NETWORK, Resource.PERMISSION):
        return Action(Operation.MODIFY, target)
    data = target in (
        Resource.DATABASE,
        Resource.CUSTOMER_DATA,
        Resource.INFRASTRUCTURE,
        Resource.DATA,
        Resource.SERVICE,
    )
    outside = scene.named.anywhere in OUTSIDE and (data or scene.phrase.owned)
    if outside and not scene.in_code:
        return Action(Operation.MODIFY, target)
    if target in (Resource.DATABASE, Resource.CUSTOMER_DATA) and not scene.phrase.tail and not scene.in_code:
        return Action(Operation.UNKNOWN, target)
    return Action(Operation.EDIT, Resource.CODE)


def resolve_change(scene: Scene, _: VerbClass) -> Action:
    target = scene.object
    if target is Resource.CODE:
        everywhere = scene.token.word.lemma in _SWITCHING and scene.named.anywhere is Environment.PRODUCTION
        tokens = scene.clause.tokens
        there = tokens[-1].word.environment is Environment.PRODUCTION and tokens[-2].text == "in"
        if everywhere or there:
            return Action(Operation.MODIFY, Resource.SERVICE)
        return Action(Operation.EDIT, Resource.CODE)
    if "feature flag" in {token.text.removesuffix("s") for token in scene.clause.tokens}:
        return Action(Operation.DEPLOY, Resource.SERVICE)
    if (
        scene.token.text in {"put", "set"}
        and target is Resource.UNKNOWN
        and scene.named.target is not Environment.UNKNOWN
    ):
        return Action(Operation.DEPLOY, Resource.SERVICE)
    if scene.token.word.lemma == "alter" and any("table" in token.text for token in scene.clause.tokens):
        return Action(Operation.MIGRATE, Resource.DATABASE)
    if (
        scene.token.text in {"turn", "switch", "turn off", "switch off", "turn on"}
        and target is Resource.SERVICE
    ):
        return Action(Operation.OPERATE, target)
    placed = target in (Resource.SERVICE, Resource.BRANCH)
    if scene.token.text in {"put", "pon"} and scene.named.target is not Environment.UNKNOWN and placed:
        return Action(Operation.DEPLOY, target)
    if scene.token.word.lemma in {"upgrade", "downgrade", "patch"} and target is Resource.DATABASE:
        return Action(Operation.MODIFY, Resource.INFRASTRUCTURE)
    if scene.token.word.lemma in {"attach", "detach", "mount", "unmount"} and scene.around(
        Resource.INFRASTRUCTURE
    ):
        return Action(Operation.MODIFY, Resource.INFRASTRUCTURE)
    if scene.token.word.lemma in {"upgrade", "downgrade", "patch", "update"} and target is Resource.SERVICE:
        known = scene.named.anywhere is not Environment.UNKNOWN
        return Action(Operation.DEPLOY, target) if known else Action(Operation.MODIFY, target)
    if scene.refers and scene.token.word.lemma in {"replace", "change", "update", "disable", "reset"}:
        return Action(Operation.MODIFY, target, refers=True)
    return _weak(scene, Operation.MODIFY)


def resolve_create(scene: Scene, verb: VerbClass) -> Action:
    target = scene.object
    solid = target in (Resource.INFRASTRUCTURE, Resource.NETWORK, Resource.PERMISSION)
    if target is Resource.SECRET and scene.phrase.definite:
        return Action(Operation.MODIFY, target)
    if target is Resource.CODE or (scene.in_code and verb is VerbClass.CREATE and not solid):
        return Action(Operation.EDIT, Resource.CODE)
    columns = any(token.text in {"column", "columns", "index", "spalte"} for token in scene.clause.tokens)
    if columns and scene.around(Resource.DATABASE, Resource.CUSTOMER_DATA):
        return Action(Operation.MIGRATE, Resource.DATABASE)
    return _weak(scene, Operation.CREATE)


def _weak(scene: Scene, operation: Operation) -> Action:
    """For verbs that mean nothing by themselves: the object decides, or what it is put into."""
    target = scene.object
    if (
        target in (Resource.UNKNOWN, Resource.SERVICE, Resource.CUSTOMER_DATA, Resource.DATA, Resource.BRANCH)
        and not scene.in_code
    ):
        if found := scene.around(Resource.SECRET, Resource.PERMISSION, Resource.NETWORK):
            return Action(operation if operation is not Operation.CREATE else Operation.MODIFY, found)
        if target is Resource.UNKNOWN and operation is not Operation.CREATE:
            target = scene.around(Resource.DATABASE) or target
    if target is Resource.BRANCH:
        return Action(Operation.EDIT, target)
    if (
        target is Resource.UNKNOWN
        and scene.named.anywhere is Environment.UNKNOWN
        and not scene.phrase.everything
    ):
        return Action(Operation.EDIT if not scene.phrase.pronoun else Operation.UNKNOWN, Resource.UNKNOWN)
    return Action(operation, target, scene.phrase.pronoun)

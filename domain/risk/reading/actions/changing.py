"""Verbs that change or create: what they are done to decides."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import EDITS, Action, Scene, first_of
from domain.risk.reading.facts import Environment, Operation, Resource

_SWITCHING = words(
    """
    enable activate disable flip toggle turn
    """
) | {"turn on", "switch on", "turn off", "switch off"}
_SWITCHES = frozenset({"turn", "switch", "turn off", "switch off", "turn on"})
_RENEWING = frozenset({"upgrade", "downgrade", "patch"})
_ATTACHING = frozenset({"attach", "detach", "mount", "unmount"})
_REFERRING = frozenset({"replace", "change", "update", "disable", "reset"})
_COLUMNS = frozenset({"column", "columns", "index", "spalte"})
_FLAGS = frozenset({"feature flag", "feature flags"})
_SOLID = frozenset({Resource.INFRASTRUCTURE, Resource.NETWORK, Resource.PERMISSION})
_LOOSE = frozenset(
    {Resource.UNKNOWN, Resource.SERVICE, Resource.CUSTOMER_DATA, Resource.DATA, Resource.BRANCH}
)


def resolve_change(scene: Scene, _: VerbClass) -> Action:
    return first_of(scene, _CHANGING)


def resolve_create(scene: Scene, verb: VerbClass) -> Action:
    target = scene.object
    if target is Resource.SECRET and scene.phrase.definite:
        return Action(Operation.MODIFY, target)
    written = scene.in_code and verb is VerbClass.CREATE and target not in _SOLID
    if target is Resource.CODE or written:
        return EDITS
    columns = any(token.text in _COLUMNS for token in scene.clause.tokens)
    if columns and scene.around(Resource.DATABASE, Resource.CUSTOMER_DATA):
        return Action(Operation.MIGRATE, Resource.DATABASE)
    return _by_object(scene, Operation.CREATE)


def _code_changed(scene: Scene) -> Action | None:
    """Work on code, unless it is switched on or off where it runs."""
    if scene.object is not Resource.CODE:
        return None
    tokens = scene.clause.tokens
    switched = scene.lemma in _SWITCHING and scene.named.anywhere is Environment.PRODUCTION
    there = tokens[-1].word.environment is Environment.PRODUCTION and tokens[-2].text == "in"
    return Action(Operation.MODIFY, Resource.SERVICE) if switched or there else EDITS


def _flag_changed(scene: Scene) -> Action | None:
    flag = any(token.text in _FLAGS for token in scene.clause.tokens)
    return Action(Operation.DEPLOY, Resource.SERVICE) if flag else None


def _put_somewhere(scene: Scene) -> Action | None:
    if scene.named.target is Environment.UNKNOWN:
        return None
    if scene.token.text in {"put", "set"} and scene.object is Resource.UNKNOWN:
        return Action(Operation.DEPLOY, Resource.SERVICE)
    placed = scene.object in (Resource.SERVICE, Resource.BRANCH)
    return Action(Operation.DEPLOY, scene.object) if scene.token.text in {"put", "pon"} and placed else None


def _table_altered(scene: Scene) -> Action | None:
    altered = scene.lemma == "alter" and any("table" in token.text for token in scene.clause.tokens)
    return Action(Operation.MIGRATE, Resource.DATABASE) if altered else None


def _service_switched(scene: Scene) -> Action | None:
    switched = scene.token.text in _SWITCHES and scene.object is Resource.SERVICE
    return Action(Operation.OPERATE, scene.object) if switched else None


def _infrastructure_changed(scene: Scene) -> Action | None:
    renewed = scene.lemma in _RENEWING and scene.object is Resource.DATABASE
    attached = scene.lemma in _ATTACHING and scene.around(Resource.INFRASTRUCTURE)
    return Action(Operation.MODIFY, Resource.INFRASTRUCTURE) if renewed or attached else None


def _service_renewed(scene: Scene) -> Action | None:
    if scene.object is not Resource.SERVICE or scene.lemma not in _RENEWING | {"update"}:
        return None
    somewhere = scene.named.anywhere is not Environment.UNKNOWN
    return Action(Operation.DEPLOY if somewhere else Operation.MODIFY, scene.object)


def _referred_to(scene: Scene) -> Action | None:
    refers = scene.refers and scene.lemma in _REFERRING
    return Action(Operation.MODIFY, scene.object, refers=True) if refers else None


def _changed(scene: Scene) -> Action | None:
    return _by_object(scene, Operation.MODIFY)


def _by_object(scene: Scene, operation: Operation) -> Action:
    """For verbs that mean nothing by themselves: the object decides, or what it is put into."""
    creates = operation is Operation.CREATE
    target = scene.object
    if target in _LOOSE and not scene.in_code:
        if found := scene.around(Resource.SECRET, Resource.PERMISSION, Resource.NETWORK):
            return Action(Operation.MODIFY if creates else operation, found)
        if target is Resource.UNKNOWN and not creates:
            target = scene.around(Resource.DATABASE) or target
    if target is Resource.BRANCH:
        return Action(Operation.EDIT, target)
    nowhere = scene.named.anywhere is Environment.UNKNOWN and not scene.phrase.everything
    if target is Resource.UNKNOWN and nowhere:
        return Action(Operation.UNKNOWN if scene.phrase.pronoun else Operation.EDIT)
    return Action(operation, target, scene.phrase.pronoun)


_CHANGING = (
    _code_changed,
    _flag_changed,
    _put_somewhere,
    _table_altered,
    _service_switched,
    _infrastructure_changed,
    _service_renewed,
    _referred_to,
    _changed,
)

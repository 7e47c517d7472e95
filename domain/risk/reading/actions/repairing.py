"""Verbs of work on code that now and then reach further: writing, testing, fixing, cleaning up."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import EDITS, Action, Scene, first_of
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads.head import OUTSIDE

_PUTS_DOWN = words(
    """
    write note mention type schreib schreibe schreiben écris écrire escribe escribir 写
    """
)
_TRIES_OUT = words(
    """
    test debug benchmark
    """
)
_TOUCHES_SECRETS = words(
    """
    store save move rename commit embed include put link stage convert assign make bump
    """
)
_GIVES_SECRETS_AWAY = frozenset({"commit", "embed", "include"})
_CLEANING = frozenset({"clean up", "tidy up", "cleanse"})
_RESHAPING = words(
    """
    move rebuild convert shrink widen extend increase decrease raise lower reduce modernise
    modernize rename harden
    """
)
_STAYS_LOCAL = words(
    """
    build rebuild fork clone commit stage checkout branch rebase use
    """
) | {"check out"}
_VANISHING = frozenset({"disappear", "vanish", "go"})
_STORED = frozenset({Resource.CUSTOMER_DATA, Resource.DATABASE, Resource.DATA})
_RUNNING = _STORED | {Resource.INFRASTRUCTURE, Resource.SERVICE}
_ROWS = (Resource.DATABASE, Resource.CUSTOMER_DATA)


def resolve_write(scene: Scene, _: VerbClass) -> Action:
    return first_of(scene, _WRITING)


def resolve_fix(scene: Scene, _: VerbClass) -> Action:
    """Repairing touches what is not code only where that is named as the object itself."""
    return first_of(scene, _FIXING)


def _secret_written_down(scene: Scene) -> Action | None:
    down = scene.lemma in _PUTS_DOWN and scene.object is Resource.SECRET and scene.phrase.determined
    return Action(Operation.REVEAL, Resource.SECRET) if down else None


def _disk_formatted(scene: Scene) -> Action | None:
    disk = scene.object in (Resource.DATABASE, Resource.INFRASTRUCTURE)
    return Action(Operation.DELETE, Resource.DATABASE) if scene.lemma == "format" and disk else None


def _written_into_data(scene: Scene) -> Action | None:
    if scene.lemma not in {"write", "schreibe"} or scene.named.target not in OUTSIDE:
        return None
    into = next((phrase.resource for phrase in scene.later if phrase.resource in _ROWS), None)
    return Action(Operation.IMPORT, into) if into else None


def _tried_out_in_production(scene: Scene) -> Action | None:
    there = scene.named.target is Environment.PRODUCTION and not scene.in_code
    return Action(Operation.RUN) if scene.lemma in _TRIES_OUT and there else None


def _data_cleaned(scene: Scene) -> Action | None:
    cleaned = scene.lemma in _CLEANING and scene.object in _STORED and not scene.in_code
    return Action(Operation.DELETE, scene.object) if cleaned else None


def _made_to_happen(scene: Scene) -> Action | None:
    """In "make backups", "make a deployment": the noun says what is done."""
    phrase = scene.phrase
    if (
        scene.lemma != "make"
        or not phrase.nominal
        or phrase.determined
        or scene.object is not Resource.UNKNOWN
    ):
        return None
    return Action(phrase.nominal)


def _made_to_vanish(scene: Scene) -> Action | None:
    gone = scene.lemma == "make" and any(token.text in _VANISHING for token in scene.clause.tokens)
    return Action(Operation.DELETE, scene.object) if gone else None


def _infrastructure_reshaped(scene: Scene) -> Action | None:
    reshaped = scene.lemma in _RESHAPING and scene.object is Resource.INFRASTRUCTURE
    return Action(Operation.MODIFY, scene.object) if reshaped else None


def _secret_touched(scene: Scene) -> Action | None:
    if scene.object is not Resource.SECRET or scene.lemma not in _TOUCHES_SECRETS:
        return None
    if scene.in_code and scene.lemma in {"move", "rename"}:
        return None
    given_away = scene.lemma in _GIVES_SECRETS_AWAY
    return Action(Operation.REVEAL if given_away else Operation.MODIFY, Resource.SECRET)


def _stays_local(scene: Scene) -> Action | None:
    return EDITS if scene.lemma in _STAYS_LOCAL else None


def _access_made(scene: Scene) -> Action | None:
    """In "make the bucket public"."""
    found = scene.around(Resource.PERMISSION, Resource.NETWORK) if scene.lemma == "make" else None
    return Action(Operation.GRANT, found) if found else None


def _access_changed(scene: Scene) -> Action | None:
    guarded = scene.object in (Resource.NETWORK, Resource.PERMISSION)
    return Action(Operation.MODIFY, scene.object) if guarded else None


def _running_thing_changed(scene: Scene) -> Action | None:
    named = scene.object in _RUNNING or scene.phrase.owned
    outside = scene.named.anywhere in OUTSIDE and named and not scene.in_code
    return Action(Operation.MODIFY, scene.object) if outside else None


def _rows_changed(scene: Scene) -> Action | None:
    rows = scene.object in _ROWS and not scene.phrase.tail and not scene.in_code
    return Action(Operation.UNKNOWN, scene.object) if rows else None


_WRITING = (_secret_written_down, _disk_formatted, _written_into_data, _tried_out_in_production)
_FIXING = (
    _data_cleaned,
    _made_to_happen,
    _made_to_vanish,
    _infrastructure_reshaped,
    _secret_touched,
    _stays_local,
    _access_made,
    _access_changed,
    _running_thing_changed,
    _rows_changed,
)

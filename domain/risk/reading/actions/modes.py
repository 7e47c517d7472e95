"""What is switched on or off, or set to a mode: services, guards, flags."""

from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.destroying import MODES
from domain.risk.reading.actions.scene import Action, Scene
from domain.risk.reading.facts import Operation, Resource

_SWITCHES = frozenset({"turn", "switch", "turn off", "switch off", "turn on"})
_SWITCHES_OFF = words(
    """
    disable deactivate mute snooze silence bypass
    """
) | {"turn off", "switch off"}
_DOERS = ("er", "ers", "or", "ors")
_SHORTEST_DOER = 6
_PARTS_OF_CODE = words(
    """
    linter linters formatter formatters minifier bundler spinner spinners header headers footer footers
    banner banners slider sliders hover popover divider dividers placeholder placeholders tooltip
    counter pointer cursor border borders folder parameter helper helpers filter modifier wrapper
    renderer parser compiler transpiler debugger profiler emitter picker stepper scroller toaster color
    colors colour editor error errors mirror character number letter paper buffer logger flicker blinker
    marker ticker corner center browser
    """
)
_FLAGS = frozenset({"feature flag", "feature flags"})
_REACH = 5
"""Words in which it is said what guard is switched off."""


def flag_changed(scene: Scene) -> Action | None:
    flag = any(token.text in _FLAGS for token in scene.clause.tokens)
    return Action(Operation.DEPLOY, Resource.SERVICE) if flag else None


def service_switched(scene: Scene) -> Action | None:
    """What runs is switched; switching off takes away what somebody relies on, also where it is not named."""
    off = scene.lemma in _SWITCHES_OFF or (scene.token.text in _SWITCHES and _ends_in_off(scene))
    off = off and not scene.in_code
    switched = scene.object is Resource.SERVICE and (
        (off and not scene.phrase.tail) or scene.token.text in _SWITCHES
    )
    switched = switched or (off and _is_a_doer(scene))
    return Action(Operation.OPERATE, scene.object) if switched else None


def _ends_in_off(scene: Scene) -> bool:
    """In "switch the importer off"."""
    behind = scene.clause.tokens[scene.head.place + 1 :][:_REACH]
    return any(token.text == "off" for token in behind)


def _is_a_doer(scene: Scene) -> bool:
    """A program that we do not know, but whose name says that it does something: "the thumbnailer"."""
    named = scene.clause.tokens[scene.head.place + 1 : scene.phrase.end]
    if scene.object is not Resource.UNKNOWN or not scene.phrase.determined or not named:
        return False
    last = named[-2] if named[-1].text == "off" and len(named) > 1 else named[-1]
    doer = last.text.endswith(_DOERS) and len(last.text) >= _SHORTEST_DOER
    return doer and not last.word.known and last.text not in _PARTS_OF_CODE


def guard_switched_off(scene: Scene) -> Action | None:
    """An audit trail, or what we do not know on a machine: "disable SELinux on the hosts"."""
    apart = scene.lemma in {"turn", "switch"} and scene.clause.tokens[-1].text == "off"
    if not (apart or scene.lemma in _SWITCHES_OFF) or scene.in_code:
        return None
    if any(token.text.startswith("audit") for token in scene.clause.tokens):
        return Action(Operation.MODIFY, Resource.PERMISSION)
    machine = scene.object is Resource.UNKNOWN and scene.around(Resource.INFRASTRUCTURE)
    return Action(Operation.MODIFY, Resource.INFRASTRUCTURE) if machine else None


def mode_set(scene: Scene) -> Action | None:
    """In "put the site into maintenance mode"."""
    modes = any(token.text in MODES for token in scene.clause.tokens)
    return Action(Operation.OPERATE, Resource.SERVICE) if modes and not scene.in_code else None

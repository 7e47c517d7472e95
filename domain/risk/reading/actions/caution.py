"""What fails towards caution: whatever the verb is, something that runs is touched, or a guard."""

import re

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import EDITS, Action, Scene
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads.head import OUTSIDE
from domain.risk.reading.nouns import NounPhrase

_RUNNING = frozenset(
    {
        Resource.CUSTOMER_DATA,
        Resource.DATABASE,
        Resource.DATA,
        Resource.SERVICE,
        Resource.INFRASTRUCTURE,
    }
)
_WORKING = frozenset({VerbClass.FIX, VerbClass.CHANGE, VerbClass.CREATE, VerbClass.REMOVE, VerbClass.DELETE})
_PARTS = words(
    """
    of on in for at to from inside von auf in im am de du des en del sur dans
    """
)
_AT = words(
    """
    on in at auf in im en sur
    """
)
_MENDS = words(
    """
    fix repair correct resolve address solve mend reproduce debug work cover handle prevent avoid catch
    """
)
"""Verbs whose object is a fault: it shows in production, and is mended in the code."""


def touches_what_runs(scene: Scene, verb: VerbClass, action: Action) -> Action | None:
    """In "raise the timeout of the live gateway" a setting is no mere text: it is that of what runs.

    Only for what was taken for work on code; None where that is what it is.
    """
    if action != EDITS or verb not in _WORKING or scene.in_code:
        return None
    if scene.named.anywhere not in OUTSIDE:
        return _level_there(scene) or _set_on_machines(scene) or _knob_turned(scene) or _tuned(scene)
    running = next((phrase for phrase in (scene.phrase, *scene.later) if _runs_there(phrase)), None)
    if running:
        return Action(Operation.MODIFY, running.resource, environment=running.where)
    there = scene.lemma not in _MENDS and not scene.clause_names_files
    if there and scene.phrase.owned and scene.phrase.where in OUTSIDE:
        return Action(Operation.MODIFY, environment=scene.phrase.where)
    bare = next((phrase for phrase in scene.later if _is_there(phrase)), None)
    return Action(Operation.MODIFY, environment=bare.where) if there and bare else None


def takes_up(scene: Scene, verb: VerbClass, action: Action) -> bool:
    """In "the old VPN is idle, close it" the object was spoken of before."""
    vague = action.operation in _VAGUE and action.resource in (
        Resource.UNKNOWN,
        Resource.CODE,
        Resource.SERVICE,
    )
    if not vague or verb not in _TAKING or scene.lemma in _MENDS:
        return False
    behind = scene.clause.tokens[scene.head.place + 1 :][:_NEAR]
    return any(token.text in _THOSE for token in behind) and not scene.in_code


def set_there(scene: Scene) -> Action | None:
    """In "on production it is an hour, set it to ten minutes there as well" what runs there is set."""
    tokens = scene.clause.tokens[scene.head.place + 1 :]
    value = any(joint.text in {"to", "by"} for joint in tokens)
    there = scene.named.anywhere in OUTSIDE or any(token.text == "there" for token in tokens)
    given = scene.phrase.pronoun and value and there and not scene.in_code and not scene.clause_names_files
    return Action(Operation.MODIFY, Resource.SERVICE) if given and scene.lemma in _SETS else None


_SETS = words("set change put raise lower increase decrease reduce bump turn double halve update adjust")
_LEVELS = words(
    """
    level timeout timeouts limit limits threshold thresholds interval quota quotas retention ttl concurrency
    heap schedule parallelism verbosity
    """
)
_KNOB = re.compile(
    r"^(?:max_?(?:memory|conn\w*|clients|workers|heap|threads)|maxmemory|heap|memory|concurrency|parallelism|backlog"
    r"|quota|buffers?|mem|pool|retention|lifetime|eviction|keepalive|shared_buffers|work_mem|connections?|replication|ulimit"
    r"|throughput|iops)$"
)
"""Settings of what runs, which no source has a name for."""
_MEASURES = words("limit limits size lifetime timeout timeouts level quota retention ttl interval count")
_OF_RUNTIME = words(
    """
    connection connections pool worker workers cache session sessions queue thread threads memory heap log
    gateway proxy keepalive statement lock consumer consumers replica batch backlog
    """
)
_VAGUE = frozenset(
    {Operation.EDIT, Operation.READ, Operation.UNKNOWN, Operation.MODIFY, Operation.EXPORT, Operation.OPERATE}
)
_TAKING = _WORKING | {
    VerbClass.TRANSPORT,
    VerbClass.GIVE,
    VerbClass.TRANSFER,
    VerbClass.READ,
    VerbClass.OPEN,
    VerbClass.RUN,
    VerbClass.OPERATE,
}
_THOSE = frozenset({"it", "them", "those", "one", "ones"})
_NEAR = 6
"""Words behind a verb in which its pronoun comes."""


def _set_on_machines(scene: Scene) -> Action | None:
    """In "raise the limits on the cluster" something of the machines is changed."""
    vague = scene.object is Resource.UNKNOWN and scene.phrase.determined and not scene.phrase.quoted
    machines = any(
        phrase.resource is Resource.INFRASTRUCTURE and phrase.joint in _PARTS and phrase.definite
        for phrase in scene.later
    )
    unnamed = scene.named.anywhere is Environment.UNKNOWN and not scene.clause_names_files
    changed = vague and machines and unnamed and scene.lemma not in _MENDS
    return Action(Operation.UNKNOWN, Resource.INFRASTRUCTURE) if changed else None


def _level_there(scene: Scene) -> Action | None:
    """In "set the staging log level to debug" the level is that of what runs there."""
    named = scene.clause.tokens[scene.head.place + 1 : scene.phrase.end]
    level = bool(named) and not _LEVELS.isdisjoint(named[-1].text.split())
    there = scene.phrase.where in OUTSIDE and level and not scene.clause_names_files
    return Action(Operation.MODIFY, environment=scene.phrase.where) if there else None


def _tuned(scene: Scene) -> Action | None:
    """In "raise the connection limit", "bump the pool size": what runs is tuned, wherever that is."""
    named = [
        text
        for token in scene.clause.tokens[scene.head.place + 1 : scene.phrase.end]
        for text in token.text.split()
    ]
    level = bool(named) and named[-1] in _MEASURES and not _OF_RUNTIME.isdisjoint(named[:-1])
    tuned = level and scene.phrase.definite and not scene.clause_names_files and not scene.later
    return Action(Operation.MODIFY, Resource.SERVICE) if tuned else None


def _knob_turned(scene: Scene) -> Action | None:
    """In "raise max_connections to 500": what runs is given another setting, wherever that is."""
    named = [token for token in scene.clause.tokens[scene.head.place + 1 : scene.phrase.end] if token.text]
    behind = scene.clause.tokens[scene.phrase.end : scene.phrase.end + _NEAR]
    knob = any(_KNOB.search(token.text) for token in named) and all(
        token.word.noun is not Resource.CODE or _KNOB.search(token.text) for token in named
    )
    turned = any(token.text in {"to", "by"} for token in behind) or any(
        item.resource in _RUNNING and item.joint in _PARTS and item.definite for item in scene.later
    )
    known = scene.phrase.determined or any(token.glued or _KNOB.search(token.text) for token in named[:1])
    changed = knob and turned and known and not scene.clause_names_files
    return Action(Operation.MODIFY, Resource.SERVICE) if changed else None


def _runs_there(phrase: NounPhrase) -> bool:
    placed = not phrase.joint or phrase.joint in _PARTS
    return phrase.where in OUTSIDE and phrase.resource in _RUNNING and placed


def _is_there(phrase: NounPhrase) -> bool:
    """In "on production", nothing more."""
    return phrase.where in OUTSIDE and phrase.owned and phrase.joint in _AT

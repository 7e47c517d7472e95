"""Verbs that create, order or add."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.objects import by_object
from domain.risk.reading.actions.scene import EDITS, Action, Scene
from domain.risk.reading.facts import Environment, Operation, Resource

_COLUMNS = words(
    """
    column columns index spalte spalten fremdschlussel colonne colonnes
    columna columnas campo campos indice 字段
    """
)
_MIGRATIONS = frozenset({"migration", "migrations"})
_COPIES = frozenset({"replica", "replicas", "pod", "pods", "worker", "workers", "container", "containers"})
_ENGINES = words(
    """
    postgres postgresql mysql mariadb mongo mongodb redis cassandra elasticsearch opensearch clickhouse
    memcached
    """
)
_OWN = words(
    """
    local locally localhost laptop docker docker-compose compose my sandbox sandboxed minikube throwaway
    throw-away ephemeral scratch in-memory test tests container containers
    """
)
_MORE = frozenset({"more", "another", "additional", "extra", "further", "two", "three", "four", "five"})
_STANDS_UP = frozenset(
    {"spin up", "stand up", "provision", "rent", "procure", "requisition", "spin", "stand"}
)
_SOLID = frozenset({Resource.INFRASTRUCTURE, Resource.NETWORK, Resource.PERMISSION})


def resolve_create(scene: Scene, verb: VerbClass) -> Action:
    target = scene.object
    if more := _adds_more(scene) or _engine_set_up(scene):
        return more
    if verb is VerbClass.CREATE and target is Resource.CUSTOMER_DATA and _has_machines(scene):
        return Action(Operation.CREATE, Resource.INFRASTRUCTURE)
    if target is Resource.SECRET and scene.phrase.definite:
        return Action(Operation.MODIFY, target)
    example = any(item.resource is Resource.CODE and item.joint == "as" for item in scene.later)
    written = (scene.in_code and verb is VerbClass.CREATE) or example
    written = written and target not in _SOLID
    if scene.lemma in _STANDS_UP and target is Resource.UNKNOWN and scene.phrase.determined and not written:
        target = Resource.INFRASTRUCTURE
    if any(token.text in _MIGRATIONS for token in scene.clause.tokens[: scene.phrase.end]):
        target = Resource.CODE if scene.named.anywhere is Environment.UNKNOWN else target
    if target is Resource.CODE or written:
        return EDITS
    columns = any(token.text in _COLUMNS for token in scene.clause.tokens)
    if columns and scene.around(Resource.DATABASE, Resource.CUSTOMER_DATA):
        return Action(Operation.MIGRATE, Resource.DATABASE)
    return by_object(scene, Operation.CREATE)


def _engine_set_up(scene: Scene) -> Action | None:
    """In "set up another Postgres for the analysts" a server is made; on somebody's own machine none is."""
    tokens = scene.clause.tokens
    named = tokens[scene.head.place + 1 : scene.phrase.end]
    engine = bool(named) and named[-1].text in _ENGINES and scene.phrase.determined
    engine = engine and scene.object is Resource.DATABASE and not scene.phrase.definite and not scene.in_code
    elsewhere = all(_OWN.isdisjoint(token.text.split()) for token in tokens)
    return Action(Operation.CREATE, Resource.INFRASTRUCTURE) if engine and elsewhere else None


def _adds_more(scene: Scene) -> Action | None:
    """In "add two more replicas to the search service", "add two more"."""
    if scene.phrase.empty and any(token.text == "more" for token in scene.clause.tokens):
        return Action(Operation.SCALE, scene.object, refers=True)
    named = scene.clause.tokens[scene.head.place + 1 : scene.phrase.end]
    copies = scene.object is Resource.SERVICE and any(token.text in _COPIES for token in named)
    more = copies and any(token.text in _MORE or token.text.isdigit() for token in named)
    return Action(Operation.SCALE, scene.object) if more else None


def _has_machines(scene: Scene) -> bool:
    """In "an account with two VMs"."""
    return any(
        phrase.resource is Resource.INFRASTRUCTURE and phrase.joint == "with" for phrase in scene.later
    )

"""Verbs of work on code that now and then reach further: fixing, moving, making, cleaning up."""

from collections.abc import Sequence

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.caution import set_there
from domain.risk.reading.actions.persons import persons_value_changed
from domain.risk.reading.actions.scene import EDITS, Action, Scene, first_of
from domain.risk.reading.actions.switching import moved_over
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads.head import OUTSIDE
from domain.risk.reading.tokens import Token

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
_PROGRAMMING = words(
    """
    cache handle skip use group order sum round escape guard assert support ignore catch filter preload
    throttle debounce retry track name link quote keep embed
    """
)
_CAPACITY = words(
    """
    replicas replica pods workers instances nodes capacity autoscaler
    """
) | {"replica count", "worker count", "node count"}
_RUNTIME = words(
    """
    memory cookie cookies localstorage session keychain
    """
) | {"local storage", "session storage", "in memory"}
"""Where a program keeps a secret while it runs: code that handles one gives none away."""
_STAYS_LOCAL = words(
    """
    build rebuild fork clone commit stage checkout branch rebase use
    """
) | {"check out"}
_SOLID = (Resource.INFRASTRUCTURE, Resource.DATABASE)
_HOLES = words("exception exceptions hole holes gap gaps opening room pinhole")
_COPIES = frozenset({"clone", "fork"})
_COMMITS = frozenset(
    {
        *("commit", "put", "save", "move", "put together", "integrate", "fold", "incorporate", "combine"),
        *("ubernehmen", "einbauen", "integrer", "reprendre"),
    }
)
_MOVES_BRANCHES = frozenset({"rebase", "move"})
_SHARED_BRANCHES = frozenset({Resource.MAIN_BRANCH, Resource.PRODUCTION_BRANCH})
_ONTO = frozenset({"to", "on", "onto", "into", "in", "auf", "nach", "dans", "sur", "vers"})
_MACHINES = frozenset({Resource.INFRASTRUCTURE, Resource.DATABASE, Resource.SERVICE})
_VISIBLE = frozenset({"visible", "available", "accessible", "reachable"})
_OPEN = frozenset({"readable", "writable", "writeable", "public", "accessible", "reachable", "private"})
_VANISHING = frozenset({"disappear", "vanish", "go"})
_STORED = frozenset({Resource.CUSTOMER_DATA, Resource.DATABASE, Resource.DATA})
_RUNNING = _STORED | {Resource.INFRASTRUCTURE, Resource.SERVICE}
_ROWS = (Resource.DATABASE, Resource.CUSTOMER_DATA)


def resolve_fix(scene: Scene, _: VerbClass) -> Action:
    """Repairing touches what is not code only where that is named as the object itself."""
    return first_of(scene, _FIXING)


def _kept(scene: Scene) -> Action | None:
    """In "keep the newest orders, bin the rest" it is the orders that are spoken of."""
    stored = scene.object in _STORED or scene.object is Resource.UNKNOWN
    theirs = Resource.CUSTOMER_DATA if scene.object is Resource.CUSTOMER_DATA else Resource.UNKNOWN
    return Action(Operation.EDIT, theirs) if scene.lemma == "keep" and stored else None


def _data_cleaned(scene: Scene) -> Action | None:
    stored = scene.object in _STORED or (scene.phrase.owned and scene.phrase.where in OUTSIDE)
    cleaned = scene.lemma in _CLEANING and stored and not scene.in_code
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


def _made_visible(scene: Scene) -> Action | None:
    """In "make the new page visible to all users"."""
    seen = scene.lemma == "make" and any(token.text in _VISIBLE for token in scene.clause.tokens)
    outside = seen and scene.named.anywhere is Environment.PRODUCTION
    return Action(Operation.DEPLOY, Resource.SERVICE) if outside else None


def _infrastructure_ordered(scene: Scene) -> Action | None:
    solid = scene.object in (Resource.INFRASTRUCTURE, Resource.DATABASE) and not scene.in_code
    ordered = scene.lemma == "order" and solid and scene.phrase.determined
    made = scene.lemma == "make" and scene.phrase.pronoun and scene.second in _SOLID
    return Action(Operation.CREATE, Resource.INFRASTRUCTURE) if ordered or made else None


def _made_to_vanish(scene: Scene) -> Action | None:
    gone = scene.lemma == "make" and any(token.text in _VANISHING for token in scene.clause.tokens)
    return Action(Operation.DELETE, scene.object) if gone else None


def _infrastructure_reshaped(scene: Scene) -> Action | None:
    solid = scene.object in _MACHINES and scene.around(Resource.INFRASTRUCTURE)
    reshaped = scene.lemma in _RESHAPING and solid and not scene.in_code
    return Action(Operation.MODIFY, Resource.INFRASTRUCTURE) if reshaped else None


def _capacity_changed(scene: Scene) -> Action | None:
    """In "bump the replicas to 6"."""
    capacity = any(token.text in _CAPACITY for token in scene.clause.tokens)
    changed = scene.lemma in _RESHAPING | {"bump"} and capacity and not scene.in_code
    return Action(Operation.SCALE, Resource.SERVICE) if changed else None


def _secret_touched(scene: Scene) -> Action | None:
    if scene.object is not Resource.SECRET or scene.lemma not in _TOUCHES_SECRETS:
        return None
    if scene.lemma in {"store", "save"} and any(token.text in _RUNTIME for token in scene.clause.tokens):
        return None
    identifier = scene.lemma == "rename" and scene.named.anywhere is Environment.UNKNOWN
    if identifier or (scene.in_code and scene.lemma == "move"):
        return None
    given_away = scene.lemma in _GIVES_SECRETS_AWAY
    return Action(Operation.REVEAL if given_away else Operation.MODIFY, Resource.SECRET)


def _stays_local(scene: Scene) -> Action | None:
    return EDITS if scene.lemma in _STAYS_LOCAL else None


def _database_cloned(scene: Scene) -> Action | None:
    """In "clone the live database": what customers have in it is then elsewhere as well."""
    live = scene.phrase.where is Environment.PRODUCTION
    live = live or any(phrase.where is Environment.PRODUCTION for phrase in scene.later)
    cloned = scene.lemma in _COPIES and scene.object in _ROWS and live and not scene.in_code
    return (
        Action(Operation.EXPORT, Resource.CUSTOMER_DATA, environment=Environment.PRODUCTION)
        if cloned
        else None
    )


def _put_on_a_shared_branch(scene: Scene) -> Action | None:
    """In "commit straight to main", "rebase main onto my branch"."""
    if scene.lemma in _MOVES_BRANCHES and scene.object in _SHARED_BRANCHES:
        return Action(Operation.MERGE, scene.object)
    shared = next((item for item in scene.later if item.resource in _SHARED_BRANCHES), None)
    put = scene.lemma in _COMMITS and shared and shared.joint in _ONTO
    return Action(Operation.MERGE, shared.resource) if put and shared else None


def _port_opened(scene: Scene) -> Action | None:
    """In "open 5432 for their range"."""
    if scene.lemma not in {"open", "close"} or scene.object is Resource.CODE or scene.in_code:
        return None
    following = scene.clause.tokens[scene.head.place + 1 :][:1]
    numbered = bool(following) and following[0].text.isdigit() and scene.object is Resource.UNKNOWN
    behind = len(scene.clause.tokens) > scene.head.place + 2
    found = scene.around(Resource.NETWORK)
    return Action(Operation.MODIFY, Resource.NETWORK) if found or (numbered and behind) else None


def _access_made(scene: Scene) -> Action | None:
    """In "make the bucket public"."""
    made = scene.lemma == "make" and scene.object is not Resource.CODE
    found = scene.around(Resource.PERMISSION, Resource.NETWORK) if made else None
    open_ = made and scene.object in _MACHINES and any(token.text in _OPEN for token in scene.clause.tokens)
    if found is Resource.NETWORK:
        return Action(Operation.MODIFY, found)
    return Action(Operation.GRANT, found or Resource.PERMISSION) if found or open_ else None


def _exception_made(scene: Scene) -> Action | None:
    """In "make an exception in the firewall"."""
    into = any(phrase.resource is Resource.NETWORK and phrase.joint in _ONTO for phrase in scene.later)
    hole = any(token.text in _HOLES for token in scene.clause.tokens)
    return Action(Operation.MODIFY, Resource.NETWORK) if scene.lemma == "make" and hole and into else None


def _access_changed(scene: Scene) -> Action | None:
    guarded = scene.object in (Resource.NETWORK, Resource.PERMISSION)
    guarded = guarded and not (scene.phrase.tail and scene.lemma in _PROGRAMMING)
    return Action(Operation.MODIFY, scene.object) if guarded else None


def _running_thing_changed(scene: Scene) -> Action | None:
    named = scene.object in _RUNNING or scene.phrase.owned
    outside = scene.named.anywhere in OUTSIDE and named and not scene.in_code
    return Action(Operation.MODIFY, scene.object) if outside else None


def _schema_changed(scene: Scene) -> Action | None:
    """In "rename surname to last_name in the clients table", "combine two columns of the members table"."""
    tokens = scene.clause.tokens
    tables = (
        item for item in scene.later if item.resource in _ROWS and item.joint in _OF_A_TABLE and item.definite
    )
    table = any(not _TABLES.isdisjoint(tokens[item.end - 1].text.split()) for item in tables if item.end)
    typed = scene.lemma in {"make", "turn"} and any(token.text in _TYPES for token in tokens)
    reshaped = (scene.lemma in _RESHAPING_SCHEMAS and table) or (typed and _names_a_table(tokens))
    changed = reshaped and not scene.clause_names_files
    return Action(Operation.MIGRATE, Resource.DATABASE) if changed else None


def _names_a_table(tokens: Sequence[Token]) -> bool:
    """In "make the ids in the bookings table bigints"."""
    return any(not _TABLES.isdisjoint(token.text.split()) for token in tokens)


def _laid_out(scene: Scene) -> Action | None:
    """In "recale les colonnes", "Spalten ausrichten" no database has them."""
    return EDITS if scene.lemma in _LAYING_OUT and scene.object is Resource.DATABASE else None


def _rows_changed(scene: Scene) -> Action | None:
    """Data that is corrected, not what a program does with data ("cache the result of the query")."""
    rows = scene.object in _ROWS and scene.lemma not in _PROGRAMMING
    rows = rows and not scene.phrase.tail and not scene.in_code
    return Action(Operation.UNKNOWN, scene.object) if rows else None


_OF_A_TABLE = words("in of on from dans de du en del")
_TABLES = words("table tables schema database db collection tabelle tabellen datenbank tabla tablas")
_TYPES = words(
    """
    bigint bigints int ints integer integers varchar text uuid uuids nullable unique jsonb json timestamptz
    timestamp timestamps decimal numeric boolean booleans
    """
)
"""What a column is made, as no text is."""
_RESHAPING_SCHEMAS = frozenset(
    {
        "rename",
        "combine",
        "convert",
        "unify",
        "consolidate",
        "widen",
        "extend",
        "shrink",
        "join",
        "transform",
        "move",
        "umwandeln",
        "zusammenlegen",
        "convertir",
    }
)
_LAYING_OUT = words(
    """
    recaler caler recadrer cadrer decaler aligner realigner espacer centrer recentrer resserrer repositionner
    souligner surligner griser colorer ausrichten zentrieren einrucken einfarben hervorheben umbrechen
    align center centre indent justify
    """
)
_FIXING = (
    set_there,
    persons_value_changed,
    _laid_out,
    _schema_changed,
    _kept,
    _data_cleaned,
    _made_to_happen,
    _made_visible,
    _made_to_vanish,
    _infrastructure_ordered,
    _infrastructure_reshaped,
    moved_over,
    _capacity_changed,
    _secret_touched,
    _put_on_a_shared_branch,
    _database_cloned,
    _stays_local,
    _port_opened,
    _access_made,
    _exception_made,
    _access_changed,
    _running_thing_changed,
    _rows_changed,
)

"""Verbs that delete, remove and replace."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.forgetting import holds_people, left_by_people, person_deleted
from domain.risk.reading.actions.scene import EDITS, Action, Scene, first_of
from domain.risk.reading.actions.sparing import SPARING
from domain.risk.reading.actions.whence import fronted, taken_from_there
from domain.risk.reading.facts import DANGER, Environment, Operation, Resource
from domain.risk.reading.heads.head import OUTSIDE

_LISTED_IN_CODE = frozenset(
    {
        Resource.UNKNOWN,
        Resource.DATA,
        Resource.CUSTOMER_DATA,
        Resource.SERVICE,
        Resource.SECRET,
        Resource.BRANCH,
        Resource.MAIN_BRANCH,
    }
)
_HOLDING = frozenset({Resource.DATABASE, Resource.DATA})
_WITH = frozenset({"with", "containing", "holding", "mit", "avec", "con"})
_THROWS = frozenset({"yeet", "chuck", "toss", "throw", "drop", "chuck out"})
_INTO = frozenset({"in", "into", "onto", "on"})
_PLACES = words(
    """
    folder channel share drive inbox mailbox dropbox slack sharepoint chat thread drop-box sftp ftp
    """
)
_PICTURES = frozenset({"image", "picture", "photo", "logo", "icon", "avatar", "thumbnail", "page", "screen"})
_GENERATED = words(
    "client clients sdk sdks stubs snapshots bindings types docs models fixtures mocks schema pdf"
)
_TURNING = frozenset({"degrees", "degree", "clockwise", "counterclockwise"})
MODES = frozenset(
    {
        "maintenance mode",
        "read only mode",
        "readonly mode",
        "wartungsmodus",
        "mode maintenance",
        "modo mantenimiento",
        "维护模式",
        "wartungsseite",
        "wartungshinweis",
        "wartungsfenster",
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
    target = Resource.CUSTOMER_DATA if holds_people(scene) else scene.object
    if target is Resource.UNKNOWN and not scene.in_code:
        data = (Resource.CUSTOMER_DATA, Resource.PERMISSION, Resource.DATABASE, Resource.DATA)
        target = scene.around(*data) or target
        if target is Resource.UNKNOWN and scene.second is Resource.PERMISSION:
            target = Resource.PERMISSION
    if target is Resource.UNKNOWN:
        target = fronted(scene)
    if target is Resource.UNKNOWN and _all_of_it(scene):
        return Action(Operation.DELETE, refers=True)
    if target in _GUARDED and not scene.head.passive:
        target = _lost_beside(scene) or target
    if target in _HOLDING and _holds_customer_data(scene):
        target = Resource.CUSTOMER_DATA
    vague = target is Resource.UNKNOWN and not scene.refers and _nowhere(scene)
    if verb is VerbClass.REMOVE and vague:
        return Action(Operation.EDIT, target)
    if target is Resource.BRANCH and scene.named.anywhere is Environment.UNKNOWN:
        return Action(Operation.MERGE, Resource.BRANCH)
    all_there = scene.phrase.everything and scene.named.anywhere in OUTSIDE
    return Action(Operation.DELETE, target, scene.refers and not all_there)


def _lost_beside(scene: Scene) -> Resource | None:
    """In "delete the database and its firewall rule", "wipe the DNS server" more than a rule is lost."""
    tokens = scene.clause.tokens
    named = tokens[scene.head.place + 1 : scene.phrase.end]
    nouns = [token.word.noun for token in named if token.word.noun]
    if nouns and nouns[-1] is Resource.INFRASTRUCTURE:
        return Resource.INFRASTRUCTURE
    joined = scene.phrase.end < len(tokens) and tokens[scene.phrase.end].has("conjunction")
    if not joined and not any(token.has("conjunction") for token in named):
        return None
    beside = [*named, *(tokens[scene.phrase.end : scene.phrase.end + _NAME] if joined else ())]
    return next((noun for noun in _LOST if any(token.word.noun is noun for token in beside)), None)


def _holds_customer_data(scene: Scene) -> bool:
    """In "purge the bucket with customer invoices"."""
    return any(item.resource is Resource.CUSTOMER_DATA and item.joint in _WITH for item in scene.later)


def _nowhere(scene: Scene) -> bool:
    return scene.named.anywhere is Environment.UNKNOWN and not scene.phrase.everything


def _all_of_it(scene: Scene) -> bool:
    """In "everything before 2012 can be thrown out"."""
    before = scene.clause.tokens[: scene.head.place]
    return scene.head.passive and any(token.text in {"everything", "all"} for token in before)


def _handed_to_me(scene: Scene) -> Action | None:
    """In "drop me the addresses"."""
    following = scene.clause.tokens[scene.head.place + 1 :][:1]
    to_me = bool(following) and following[0].text in {"me", "us", "him", "her"}
    if scene.lemma != "drop" or not to_me:
        return None
    return Action(Operation.EXPORT, scene.second)


def _secret_reset(scene: Scene) -> Action | None:
    """In "reset the admin password of the wiki" nothing of a text is reset."""
    inside = any(item.resource is Resource.CODE and item.joint in {"in", "from"} for item in scene.later)
    reset = scene.lemma == "reset" and scene.object is Resource.SECRET and not inside
    return Action(Operation.ROTATE, Resource.SECRET) if reset and not scene.clause_names_files else None


def _mode_ended(scene: Scene) -> Action | None:
    """In "take maintenance mode off": nothing is lost."""
    texts = (token.text for token in scene.clause.tokens)
    return Action(Operation.OPERATE, Resource.SERVICE) if any(text in MODES for text in texts) else None


def _letter_dropped(scene: Scene) -> Action | None:
    """In 'drop the second "s" in "asssistant"'."""
    last = scene.clause.tokens[scene.phrase.end - 1].text
    letter = scene.phrase.determined and len(last) == 1 and last.isalpha()
    return EDITS if letter and scene.object is Resource.UNKNOWN and _nowhere(scene) else None


def _support_dropped(scene: Scene) -> Action | None:
    return EDITS if scene.lemma == "drop support" else None


def _resource_taken_from_code(scene: Scene) -> Action | None:
    """In "remove the load balancer from the Terraform module"."""
    from_code = any(item.resource is Resource.CODE and item.joint == "from" for item in scene.later)
    unnamed = scene.named.anywhere is Environment.UNKNOWN
    part = scene.object in (Resource.INFRASTRUCTURE, Resource.DATABASE)
    return EDITS if part and from_code and unnamed else None


def _rule_removed(scene: Scene) -> Action | None:
    """In "remove the rule that blocks ssh": what it is a rule for is said behind."""
    if scene.object is not Resource.UNKNOWN or scene.in_code:
        return None
    tokens = scene.clause.tokens[scene.head.place + 1 :]
    told = next((n for n, token in enumerate(tokens) if token.text in {"that", "which"}), len(tokens))
    if not any(token.text in _RULES for token in tokens[:told]):
        return None
    if scene.around(Resource.NETWORK):
        return Action(Operation.DELETE, Resource.NETWORK)
    guarded = (token.word.noun for token in tokens[told:] if token.word.noun in _GUARDED)
    return next((Action(Operation.DELETE, noun) for noun in guarded if noun), None)


def _release_cut(scene: Scene) -> Action | None:
    copy = any(token.text in {"of", "from"} for token in scene.clause.tokens)
    cut = scene.lemma == "cut" and scene.object is Resource.SERVICE and not copy
    return Action(Operation.DEPLOY, scene.object) if cut else None


def _package_removed(scene: Scene) -> Action | None:
    package = scene.object in (Resource.CODE, Resource.UNKNOWN) and _nowhere(scene)
    return EDITS if scene.lemma in LOCAL_INSTALL and package else None


def _thrown_somewhere(scene: Scene) -> Action | None:
    """In "yeet 9.0 into prod": a throw that has a goal brings something there."""
    if scene.lemma not in _THROWS or scene.named.target not in OUTSIDE:
        return None
    goal = any(phrase.joint in {"into", "onto"} for phrase in scene.later)
    thing = scene.object in (Resource.SERVICE, Resource.UNKNOWN) and not scene.refers
    return Action(Operation.DEPLOY, Resource.SERVICE) if goal and thing else None


def _put_into_a_folder(scene: Scene) -> Action | None:
    """In "drop it in the shared folder": what is dropped there stays whole."""
    if scene.lemma != "drop" or scene.object is not Resource.UNKNOWN:
        return None
    texts = [token.text for token in scene.clause.tokens]
    joined = not _INTO.isdisjoint(texts) and not _PLACES.isdisjoint(texts)
    return Action(Operation.EXPORT, refers=scene.refers) if joined else None


def _code_deleted(scene: Scene) -> Action | None:
    """Code, unless it is said to be that which runs somewhere."""
    if scene.object is not Resource.CODE:
        return None
    if scene.named.target is not Environment.PRODUCTION and not taken_from_there(scene):
        return EDITS
    held = scene.around(Resource.CUSTOMER_DATA, Resource.DATABASE)
    return Action(Operation.DELETE, held) if held else Action(Operation.MODIFY, Resource.SERVICE)


def _part_of_code_deleted(scene: Scene) -> Action | None:
    """In "remove the customer from the example"."""
    from_code = any(item.resource is Resource.CODE and item.joint == "from" for item in scene.later)
    listed = scene.in_code and scene.object in _LISTED_IN_CODE and (from_code or not scene.refers)
    safe = DANGER[scene.named.anywhere] < DANGER[Environment.STAGING] and not scene.phrase.everything
    return EDITS if listed and safe else None


def _process_killed(scene: Scene) -> Action | None:
    named = scene.clause.tokens[scene.head.place + 1 :][:_NAME]
    runs = scene.object is Resource.SERVICE or any(token.text in _RUNS for token in named)
    killed = scene.lemma in {"kill", "terminate"} and runs
    return Action(Operation.OPERATE, Resource.SERVICE) if killed and not scene.in_code else None


def _customer_forgotten(scene: Scene) -> Action | None:
    forgotten = scene.lemma.startswith("forget")
    return Action(Operation.DELETE, Resource.CUSTOMER_DATA) if forgotten else None


def _taken_out_as_a_list(scene: Scene) -> Action | None:
    """In "saca un listado de los socios" nothing is taken away."""
    listed = scene.lemma == "sacar" and any(token.text in _SHEETS for token in scene.clause.tokens)
    return Action(Operation.EXPORT, scene.object) if listed and not scene.in_code else None


_SHEETS = frozenset({"listado", "listados", "lista", "csv", "excel", "informe", "reporte", "relacion", "pdf"})
_RUNS = frozenset({"query", "session", "connection", "connections", "transaction", "backend", "pid"})
_NAME = 5
"""Words of a name."""
_RULES = frozenset({"rule", "rules", "policy", "policies", "line", "limit", "block", "restriction"})
_GUARDED = (Resource.NETWORK, Resource.PERMISSION)
_LOST = (Resource.CUSTOMER_DATA, Resource.DATABASE, Resource.INFRASTRUCTURE, Resource.DATA)
_DELETING = (
    _letter_dropped,
    _taken_out_as_a_list,
    _thrown_somewhere,
    _handed_to_me,
    _secret_reset,
    _put_into_a_folder,
    _rule_removed,
    _customer_forgotten,
    left_by_people,
    person_deleted,
    _mode_ended,
    _support_dropped,
    _resource_taken_from_code,
    _release_cut,
    _package_removed,
    _code_deleted,
    _part_of_code_deleted,
    *SPARING,
    _process_killed,
)


def resolve_rotate(scene: Scene, _: VerbClass) -> Action:
    if any(token.text in _TURNING for token in scene.clause.tokens):
        return EDITS
    return first_of(scene, (_secret_rotated, _access_rotated, _value_rotated))


def _secret_rotated(scene: Scene) -> Action | None:
    key = scene.object is Resource.UNKNOWN and any(token.text == "key" for token in scene.clause.tokens)
    return Action(Operation.ROTATE, Resource.SECRET) if key or scene.around(Resource.SECRET) else None


def _access_rotated(scene: Scene) -> Action | None:
    guarded = scene.object in (Resource.PERMISSION, Resource.NETWORK)
    return Action(Operation.MODIFY, scene.object) if guarded else None


def _value_rotated(scene: Scene) -> Action | None:
    unnamed = scene.named.anywhere is Environment.UNKNOWN and not scene.refers
    if any(token.text in _PICTURES for token in scene.clause.tokens) and unnamed:
        return None
    if unnamed and scene.lemma == "regenerate" and _is_generated(scene):
        return None
    made = scene.token.text == "重新生成" and scene.object is Resource.DATA and unnamed
    if made or scene.object is Resource.CODE or (scene.object is Resource.UNKNOWN and unnamed):
        return None
    return Action(Operation.ROTATE, scene.object, scene.refers)


def _is_generated(scene: Scene) -> bool:
    """In "regenerate the client from openapi.yaml", "regenerate the snapshots" files are written anew."""
    last = scene.clause.tokens[scene.phrase.end - 1].text
    return scene.clause_names_files or last in _GENERATED

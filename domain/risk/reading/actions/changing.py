"""Verbs that change, set or switch: what they are done to decides."""

from itertools import pairwise

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.caution import set_there
from domain.risk.reading.actions.modes import flag_changed, guard_switched_off, mode_set, service_switched
from domain.risk.reading.actions.objects import by_object
from domain.risk.reading.actions.persons import persons_value_changed
from domain.risk.reading.actions.scene import EDITS, Action, Scene, first_of
from domain.risk.reading.actions.switching import feature_flipped, switched_over
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads.head import OUTSIDE

_SWITCHING = words(
    """
    enable activate disable flip toggle turn
    """
) | {"turn on", "switch on", "turn off", "switch off"}
_RENEWING = frozenset({"upgrade", "downgrade", "patch"})
_ATTACHING = frozenset({"attach", "detach", "mount", "unmount"})
_REFERRING = frozenset({"replace", "change", "update", "disable", "reset"})
_OF_THEM = words("for of on in a de para en bei von fur pour des chez dans")
_INCLUDING = frozenset({"including", "incl", "samt", "mitsamt", "inklusive", "incluyendo", "with"})
_SETS = words(
    """
    set update change mark reset zero replace adjust edit modify override poner fijar igualar
    """
)
_WALLS = frozenset({"firewall", "firewalls", "router", "routers", "waf", "vpn", "gateway"})
_EVERY = words(
    """
    all every each everyone everybody everyones everybodys todos todas cada allen alle samtlichen jedem tous
    toutes chaque
    """
)
_SHARES = words(
    """
    share folder drive sftp ftp sharepoint dropbox usb channel
    """
)
_ONTO = frozenset({"on", "onto", "into", "to", "in"})
_SHARED_BRANCHES = frozenset({Resource.MAIN_BRANCH, Resource.PRODUCTION_BRANCH})
_SHEETS = frozenset({"sheet", "spreadsheet", "csv", "excel", "google sheet"})
_KEY = 5
"""Words in which it is said that a key is changed."""
_STORED = (Resource.DATA, Resource.DATABASE)
_TO_NOTHING = frozenset({"to", "with", "by", "成", "为", "auf", "a", "en"})
_NOTHING = frozenset(
    {
        "0",
        "zero",
        "nought",
        "naught",
        "null",
        "nil",
        "none",
        "nothing",
        "blank",
        "empty",
        "零",
        "空",
        "nullwerte",
    }
)
_POLICIES = frozenset({"policy", "policies", "acl"})
_HELD_BY_POLICIES = (Resource.DATABASE, Resource.INFRASTRUCTURE)
_KEPT_BY_KEYS = frozenset({Resource.SERVICE, Resource.INFRASTRUCTURE, Resource.DATABASE, Resource.NETWORK})


def resolve_change(scene: Scene, _: VerbClass) -> Action:
    return first_of(scene, _CHANGING)


def _values_lost(scene: Scene) -> Action | None:
    """In "set all prices in production to 0" what stood there is gone, as behind "delete"."""
    tokens = scene.clause.tokens
    stored = scene.object in _STORED or (scene.object is Resource.UNKNOWN and scene.named.anywhere in OUTSIDE)
    everything = any(token.text in _EVERY or token.text.startswith(("all ", "every ")) for token in tokens)
    emptied = tokens[-1].text in _NOTHING or any(
        token.text in _TO_NOTHING and following.text in _NOTHING
        for token, following in pairwise(tokens[scene.head.place :])
    )
    lost = scene.lemma in _SETS and stored and everything and emptied and not scene.in_code
    return Action(Operation.OVERWRITE, scene.object) if lost else None


def _policy_changed(scene: Scene) -> Action | None:
    """In "adjust the policy of the bucket" it is said who may do what."""
    named = [token.text for token in scene.clause.tokens[scene.head.place + 1 :][:_KEY]]
    policy = next((n for n, text in enumerate(named) if text in _POLICIES), None)
    if policy is None or named[policy + 1 : policy + 2] not in (["of"], ["on"], ["for"]):
        return None
    guards = scene.object in _HELD_BY_POLICIES or scene.around(*_HELD_BY_POLICIES)
    return Action(Operation.MODIFY, Resource.PERMISSION) if guards and not scene.in_code else None


def _key_changed(scene: Scene) -> Action | None:
    """In "replace the key of the signing service"."""
    behind = scene.clause.tokens[scene.head.place + 1 :][:_KEY]
    key = next((n for n, token in enumerate(behind) if token.text == "key"), None)
    if key is None or key + 1 >= len(behind) or behind[key + 1].text not in {"of", "for"} or scene.in_code:
        return None
    system = next((item.resource for item in scene.later if item.joint in _OF_THEM), scene.object)
    return Action(Operation.MODIFY, Resource.SECRET) if system in _KEPT_BY_KEYS else None


def _code_changed(scene: Scene) -> Action | None:
    """Work on code, unless it is switched on or off where it runs."""
    if scene.object is not Resource.CODE:
        return None
    tokens = scene.clause.tokens
    switched = scene.lemma in _SWITCHING and scene.named.anywhere in OUTSIDE
    if _place_in_front(scene):
        return Action(Operation.MODIFY, Resource.SERVICE)
    there = tokens[-1].word.environment is Environment.PRODUCTION and tokens[-2].text == "in"
    return Action(Operation.MODIFY, Resource.SERVICE) if switched or there else EDITS


def _place_in_front(scene: Scene) -> bool:
    """In "正式站换成新首页" the place itself is changed."""
    before = scene.clause.tokens[scene.head.place - 1 : scene.head.place]
    there = bool(before) and before[0].word.environment is Environment.PRODUCTION
    return there and not scene.token.text.isascii()


def _secret_included(scene: Scene) -> Action | None:
    """In "replace the certificate including the private key"."""
    included = any(
        phrase.resource is Resource.SECRET and phrase.joint in _INCLUDING for phrase in scene.later
    )
    return Action(Operation.MODIFY, Resource.SECRET) if included and not scene.in_code else None


def _rows_set(scene: Scene) -> Action | None:
    """In "set is_active to false for all tenants": what is set is theirs."""
    theirs = any(
        phrase.resource is Resource.CUSTOMER_DATA and phrase.joint in _OF_THEM for phrase in scene.later
    )
    everybody = any(token.text in _EVERY or token.text.startswith("all ") for token in scene.clause.tokens)
    vague = scene.object in (Resource.UNKNOWN, Resource.DATA) and not scene.in_code
    sets = scene.lemma in _SETS and theirs and everybody and vague
    return Action(Operation.MODIFY, Resource.CUSTOMER_DATA) if sets else None


def _put_on_a_share(scene: Scene) -> Action | None:
    """In "put them on the share": they leave where they are."""
    shared = any(token.text in _SHARES for token in scene.clause.tokens)
    listed = scene.object is Resource.CUSTOMER_DATA and any(
        token.text in _SHEETS for token in scene.clause.tokens
    )
    stored = scene.object in (Resource.CUSTOMER_DATA, Resource.DATABASE) and shared
    if scene.token.text == "put" and (listed or stored) and not scene.in_code:
        return Action(Operation.EXPORT, scene.object)
    put = scene.token.text == "put" and scene.phrase.pronoun and shared
    return Action(Operation.EXPORT, scene.object, refers=True) if put else None


def _put_somewhere(scene: Scene) -> Action | None:
    onto = (item for item in scene.later if item.joint in _ONTO)
    branch = next((item.resource for item in onto if item.resource in _SHARED_BRANCHES), None)
    if scene.token.text == "put" and branch:
        return Action(Operation.MERGE, branch)
    if scene.named.target is Environment.UNKNOWN:
        return None
    if scene.token.text in {"put", "set"} and scene.object is Resource.UNKNOWN:
        return Action(Operation.DEPLOY, Resource.SERVICE)
    placed = scene.object in (Resource.SERVICE, Resource.BRANCH)
    return Action(Operation.DEPLOY, scene.object) if scene.token.text in {"put", "pon"} and placed else None


def _table_altered(scene: Scene) -> Action | None:
    altered = scene.lemma == "alter" and any("table" in token.text for token in scene.clause.tokens)
    return Action(Operation.MIGRATE, Resource.DATABASE) if altered else None


def _infrastructure_changed(scene: Scene) -> Action | None:
    queues = scene.object is Resource.DATA and not scene.in_code
    renewed = scene.lemma in _RENEWING and (scene.object is Resource.DATABASE or queues)
    if renewed and scene.named.anywhere is Environment.STAGING:
        return Action(Operation.DEPLOY, Resource.SERVICE)
    attached = scene.lemma in _ATTACHING and scene.around(Resource.INFRASTRUCTURE, Resource.DATABASE)
    return Action(Operation.MODIFY, Resource.INFRASTRUCTURE) if renewed or attached else None


def _service_renewed(scene: Scene) -> Action | None:
    if scene.object is not Resource.SERVICE or scene.lemma not in _RENEWING | {"update"}:
        return None
    somewhere = scene.named.anywhere is not Environment.UNKNOWN
    return Action(Operation.DEPLOY if somewhere else Operation.MODIFY, scene.object)


def _referred_to(scene: Scene) -> Action | None:
    refers = scene.refers and scene.lemma in _REFERRING and not scene.clause_names_files
    return Action(Operation.MODIFY, scene.object, refers=True) if refers else None


def _peoples_values_changed(scene: Scene) -> Action | None:
    """In "replace the values of a column in the live users table" it is theirs that is changed."""
    theirs = any(item.resource is Resource.CUSTOMER_DATA and item.joint in _OF_THEM for item in scene.later)
    changed = scene.object is Resource.DATABASE and theirs and not scene.in_code
    return Action(Operation.MODIFY, Resource.CUSTOMER_DATA) if changed else None


def _changed(scene: Scene) -> Action | None:
    return by_object(scene, Operation.MODIFY)


def _people_forwarded(scene: Scene) -> Action | None:
    sent = scene.lemma == "forward" and scene.object is Resource.CUSTOMER_DATA
    return Action(Operation.EXPORT, scene.object) if sent else None


def _port_forwarded_home(scene: Scene) -> Action | None:
    """In "forward port 8080 to my laptop": nobody else gets through."""
    private = scene.lemma == "forward" and scene.object is Resource.NETWORK
    private = private and scene.named.anywhere is Environment.DEVELOPMENT
    stored = scene.around(Resource.DATABASE, Resource.CUSTOMER_DATA, Resource.INFRASTRUCTURE)
    walls = any(token.text in _WALLS for token in scene.clause.tokens)
    return EDITS if private and not (stored or walls) else None


_CHANGING = (
    set_there,
    persons_value_changed,
    mode_set,
    _people_forwarded,
    _port_forwarded_home,
    _secret_included,
    _key_changed,
    _policy_changed,
    _code_changed,
    flag_changed,
    _rows_set,
    _values_lost,
    _put_on_a_share,
    _put_somewhere,
    _table_altered,
    guard_switched_off,
    service_switched,
    _infrastructure_changed,
    _service_renewed,
    feature_flipped,
    switched_over,
    _referred_to,
    _peoples_values_changed,
    _changed,
)

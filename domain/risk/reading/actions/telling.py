"""Verbs that tell, show, hand over or send."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import EDITS, Action, Scene, first_of
from domain.risk.reading.environments import audience
from domain.risk.reading.facts import Environment, Operation, Resource

_TELLS = words(
    """
    show list display view print tell output echo cat reveal disclose decrypt decode get fetch
    retrieve read see know log quote expose find tail spell say give answer zeig zeige zeigen
    anzeigen nenne sag sage verrate ausgeben drucke lies lese montre affiche afficher dis lis
    lire revele donne imprime muestra mostrar dime imprime revela lee ensename muestrame
    affichez montrez dites indique 显示 打印 输出 展示 告诉 读取 查看 列出 泄露 browse collect gather look
    """
)
_SYSTEMS = frozenset({Resource.SERVICE, Resource.DATABASE, Resource.INFRASTRUCTURE})
_MAKES = frozenset({"make", "mach", "mache", "machen", "let"})
_MIRRORS = frozenset({"sync", "mirror", "replicate"})
_FEEDS = words(
    """
    list catalogue catalog prices products feed rates
    """
)
_REVEALS = Action(Operation.REVEAL, Resource.SECRET)


def resolve_read(scene: Scene, _: VerbClass) -> Action:
    told = scene.token.text.split()[0] in _TELLS or scene.lemma.split()[0] in _TELLS
    secret = Resource.SECRET in (scene.object, scene.told) or _includes_secret(scene)
    if told and scene.object is Resource.SECRET:
        return _REVEALS
    if _gets_live(scene):
        return Action(Operation.DEPLOY, scene.object)
    if told and secret:
        return _REVEALS
    return Action(Operation.READ, scene.object, refers=told and scene.phrase.pronoun)


def _gets_live(scene: Scene) -> bool:
    """In "get the fix onto production"."""
    if scene.lemma != "get" or scene.named.anywhere is Environment.UNKNOWN:
        return False
    return any(token.text in {"onto", "into", "live"} for token in scene.clause.tokens)


def _includes_secret(scene: Scene) -> bool:
    return any(
        phrase.resource is Resource.SECRET and phrase.joint in {"including", "with"} for phrase in scene.later
    )


def resolve_transfer(scene: Scene, _: VerbClass) -> Action:
    return first_of(scene, _SENDING)


def _secret_sent(scene: Scene) -> Action | None:
    secret = Resource.SECRET in (scene.object, scene.second) or _includes_secret(scene)
    return _REVEALS if secret else None


def _code_sent(scene: Scene) -> Action | None:
    return Action(Operation.READ, Resource.CODE) if scene.object is Resource.CODE else None


def _uploaded(scene: Scene) -> Action | None:
    """Files that are loaded into a system."""
    if scene.lemma != "upload":
        return None
    into = any(phrase.joint in {"to", "into"} and phrase.resource in _SYSTEMS for phrase in scene.later)
    loaded = into and scene.object in (Resource.DATA, Resource.UNKNOWN)
    feed = scene.object is Resource.DATA and not scene.later and _is_feed(scene)
    return Action(Operation.IMPORT, scene.object) if loaded or feed else None


def _is_feed(scene: Scene) -> bool:
    return any(not _FEEDS.isdisjoint(token.text.split()[-1:]) for token in scene.clause.tokens)


def _environment_mirrored(scene: Scene) -> Action | None:
    mirrored = scene.phrase.owned and scene.object is Resource.UNKNOWN and scene.lemma in _MIRRORS
    return Action(Operation.DEPLOY, Resource.SERVICE) if mirrored else None


def _customer_data_sent(scene: Scene) -> Action | None:
    """Production's databases hold customers' data."""
    production = scene.named.anywhere is Environment.PRODUCTION
    theirs = scene.object is Resource.CUSTOMER_DATA or (scene.object is Resource.DATABASE and production)
    return Action(Operation.EXPORT, Resource.CUSTOMER_DATA) if theirs else None


def _service_sent(scene: Scene) -> Action | None:
    sent = scene.object is Resource.SERVICE and scene.named.target is not Environment.UNKNOWN
    return Action(Operation.DEPLOY, scene.object) if sent else None


def _sent_to_customers(scene: Scene) -> Action | None:
    public = scene.object is Resource.UNKNOWN and audience(scene.clause.tokens) is Environment.PRODUCTION
    return Action(Operation.EXPORT, environment=Environment.PRODUCTION) if public else None


def _sent(scene: Scene) -> Action | None:
    return Action(Operation.EXPORT, scene.object, scene.phrase.pronoun)


_SENDING = (
    _secret_sent,
    _code_sent,
    _uploaded,
    _environment_mirrored,
    _customer_data_sent,
    _service_sent,
    _sent_to_customers,
    _sent,
)


def resolve_give(scene: Scene, _: VerbClass) -> Action:
    return first_of(scene, _GIVING)


def _handed_over(scene: Scene) -> Action | None:
    """A secret, or customers' data; not what somebody is made or let do."""
    if scene.lemma in _MAKES:
        return None
    if Resource.SECRET in (scene.object, scene.second):
        return _REVEALS
    to = any(phrase.joint == "to" for phrase in scene.later)
    handed = (scene.object is Resource.CUSTOMER_DATA and to) or scene.second is Resource.CUSTOMER_DATA
    return Action(Operation.EXPORT, Resource.CUSTOMER_DATA) if handed else None


def _access_given(scene: Scene) -> Action | None:
    objects = {scene.object, scene.told, scene.second}
    given = Resource.PERMISSION in objects or (_names_access(scene) and not scene.in_code)
    return Action(Operation.GRANT, Resource.PERMISSION) if given else None


def _names_access(scene: Scene) -> bool:
    if any(phrase.resource is Resource.PERMISSION for phrase in scene.later):
        return True
    bare = any(token.word.noun is Resource.PERMISSION for token in scene.clause.tokens)
    return scene.object is Resource.UNKNOWN and bare


def _code_given(scene: Scene) -> Action | None:
    return Action(Operation.READ, Resource.CODE) if Resource.CODE in (scene.object, scene.second) else None


def _given(scene: Scene) -> Action | None:
    return Action(Operation.UNKNOWN, scene.object)


_GIVING = (_handed_over, _access_given, _code_given, _given)


def resolve_grant(scene: Scene, _: VerbClass) -> Action:
    return EDITS if scene.object is Resource.CODE else Action(Operation.GRANT, Resource.PERMISSION)

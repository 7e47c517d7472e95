"""Verbs that tell, show, hand over or send."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import EDITS, Action, Scene, first_of
from domain.risk.reading.environments import audience
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads.head import OUTSIDE

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
_AGGREGATES = words(
    """
    number count total amount percentage share average sum
    """
)
_EVERYONE = words(
    """
    anyone everyone anybody everybody public guests
    """
)
_LIVE = frozenset({"onto", "into", "live"})
_STATES = frozenset({"on", "onto", "in", "to", "up to", "up", "under", "past"})
_MAKES = frozenset({"make", "mach", "mache", "machen", "let"})
_LIGHT = frozenset({"mach", "mache", "machen"})
_TO = frozenset({"to", "an", "a", "aux", "al", "au", "给"})
_CONTAINS = frozenset({"with", "including", "mit", "avec", "con", "contenant", "incluant", "samt"})
_TRAFFIC = frozenset({"traffic", "verkehr", "datenverkehr", "trafic", "trafico", "流量"})
_MIRRORS = frozenset({"sync", "mirror", "replicate"})
_MAILS = frozenset({"send", "mail", "email", "e-mail", "dispatch"})
_PAST = frozenset({"through", "past", "behind"})
_OTHERS = (Environment.STAGING, Environment.DEVELOPMENT)
_FEEDS = words(
    """
    list catalogue catalog prices products feed rates
    """
)
_SETTINGS = words(
    """
    env environment envs variables vars
    """
) | {"env vars", "environment variables", "config vars"}
_PRINTS = frozenset(
    {"print", "dump", "echo", "output", "cat", "show", "log", "display", "post", "paste", "send"}
)
_ALL_OF_THEM = frozenset({"all", "every", "full", "entire", "complete", "whole"})
_NEEDED = words(
    """
    used needed required supported documented reads uses needs expects missing unused names
    """
)
_RUNNING = frozenset({Resource.SERVICE, Resource.INFRASTRUCTURE, Resource.DATABASE})
_HOLDS = frozenset({"in", "inside", "from", "of", "on"})
_REVEALS = Action(Operation.REVEAL, Resource.SECRET)


def resolve_read(scene: Scene, _: VerbClass) -> Action:
    told = scene.token.text.split()[0] in _TELLS or scene.lemma.split()[0] in _TELLS
    secret = Resource.SECRET in (scene.object, scene.told) or _includes_secret(scene) or _looks_inside(scene)
    if scene.lemma == "get" and (got := _got(scene)):
        return got
    if told and (scene.object is Resource.SECRET or _dumps_settings(scene)):
        return _REVEALS
    through = any(item.resource is Resource.NETWORK and item.joint in _PAST for item in scene.later)
    if scene.lemma == "get" and through:
        return Action(Operation.MODIFY, Resource.NETWORK)
    if _gets_live(scene):
        return Action(Operation.DEPLOY, scene.object)
    if told and secret:
        return _REVEALS
    return Action(Operation.READ, scene.object, refers=told and scene.phrase.pronoun)


def _got(scene: Scene) -> Action | None:
    """In "get it into the database", "get me a small Postgres"."""
    into = any(phrase.resource is Resource.DATABASE and phrase.joint == "into" for phrase in scene.later)
    if into and not scene.in_code and scene.object is not Resource.CODE:
        return Action(Operation.IMPORT, Resource.DATA)
    behind = [token.text for token in scene.clause.tokens[scene.head.place + 1 :][:2]]
    new = behind[:1] in (["me"], ["us"]) and behind[1:] in (["a"], ["an"], ["another"])
    solid = scene.second in (Resource.INFRASTRUCTURE, Resource.DATABASE)
    return Action(Operation.CREATE, Resource.INFRASTRUCTURE) if new and solid else None


def _gets_live(scene: Scene) -> bool:
    """In "get the fix onto production", "get it out to customers"."""
    if scene.lemma != "get" or scene.named.anywhere is Environment.UNKNOWN:
        return False
    texts = [token.text for token in scene.clause.tokens]
    if _gets_a_place_to(scene):
        return True
    return not _LIVE.isdisjoint(texts) or any(
        joint == "to" and token.word.environment
        for joint, token in zip(texts, scene.clause.tokens[1:], strict=False)
    )


def _gets_a_place_to(scene: Scene) -> bool:
    """In "get staging on the same version", "get live in sync": the place is what gets something."""
    behind = scene.clause.tokens[scene.phrase.end : scene.phrase.end + 1]
    placed = scene.phrase.owned and scene.phrase.where in OUTSIDE
    return placed and bool(behind) and (behind[0].text in _STATES or behind[0].text == "back")


def _looks_inside(scene: Scene) -> bool:
    """In "show me what is in the vault"."""
    if scene.object is not Resource.UNKNOWN:
        return False
    return any(phrase.resource is Resource.SECRET and phrase.joint in _HOLDS for phrase in scene.later)


def _dumps_settings(scene: Scene) -> bool:
    """The environment variables of something that runs hold its secrets."""
    tokens = scene.clause.tokens[scene.head.place + 1 :]
    if not any(token.text in _SETTINGS for token in tokens):
        return False
    printed = scene.lemma in _PRINTS and any(token.text in _ALL_OF_THEM for token in tokens)
    if printed and not any(token.text in _NEEDED for token in tokens):
        return True
    runs = any(token.word.noun in _RUNNING for token in tokens) or [token.text for token in tokens] == ["env"]
    return runs or scene.named.anywhere in OUTSIDE


def _includes_secret(scene: Scene) -> bool:
    return any(
        phrase.resource is Resource.SECRET and phrase.joint in {"including", "with"} for phrase in scene.later
    )


def resolve_transfer(scene: Scene, _: VerbClass) -> Action:
    return first_of(scene, _SENDING)


def _secret_sent(scene: Scene) -> Action | None:
    secret = Resource.SECRET in (scene.object, scene.second) or scene.receives or _includes_secret(scene)
    return _REVEALS if secret or _dumps_settings(scene) else None


def _code_sent(scene: Scene) -> Action | None:
    """Also a type that a source file exports."""
    exports = scene.lemma in {"export", "share"} and any(token.path for token in scene.clause.tokens)
    if scene.lemma in _MAILS and scene.object is Resource.CODE and _to_all(scene):
        return Action(Operation.OPERATE, Resource.SERVICE, environment=Environment.PRODUCTION)
    exports = exports and scene.in_code and scene.named.anywhere is Environment.UNKNOWN
    return Action(Operation.READ, Resource.CODE) if scene.object is Resource.CODE or exports else None


def _to_all(scene: Scene) -> bool:
    """In "send the newsletter to all customers"."""
    everybody = any(
        token.text in _ALL_OF_THEM or token.text.startswith("all ") for token in scene.clause.tokens
    )
    return everybody and scene.named.target is Environment.PRODUCTION


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
    if mirrored and scene.phrase.where is Environment.PRODUCTION and scene.named.target in _OTHERS:
        return Action(Operation.EXPORT, Resource.CUSTOMER_DATA, environment=Environment.PRODUCTION)
    return Action(Operation.DEPLOY, Resource.SERVICE) if mirrored else None


def _customer_data_sent(scene: Scene) -> Action | None:
    """Production's databases hold customers' data."""
    production = scene.named.anywhere is Environment.PRODUCTION
    inside = any(
        phrase.resource is Resource.CUSTOMER_DATA and phrase.joint in _CONTAINS for phrase in scene.later
    )
    theirs = (
        inside
        or Resource.CUSTOMER_DATA in (scene.object, scene.told)
        or (scene.object is Resource.DATABASE and production)
    )
    return Action(Operation.EXPORT, Resource.CUSTOMER_DATA) if theirs else None


def _service_sent(scene: Scene) -> Action | None:
    somewhere = scene.named.target is not Environment.UNKNOWN
    sent = (scene.object is Resource.SERVICE and somewhere) or (
        scene.object is Resource.UNKNOWN and scene.named.target in OUTSIDE
    )
    return Action(Operation.DEPLOY, scene.object) if sent else None


def _sent_to_customers(scene: Scene) -> Action | None:
    public = scene.object is Resource.UNKNOWN and audience(scene.clause.tokens) is Environment.PRODUCTION
    return Action(Operation.EXPORT, environment=Environment.PRODUCTION) if public else None


def _traffic_sent(scene: Scene) -> Action | None:
    sent = scene.object is Resource.NETWORK and any(t.text in _TRAFFIC for t in scene.clause.tokens)
    return Action(Operation.MODIFY, Resource.NETWORK) if sent else None


def _sent(scene: Scene) -> Action | None:
    return Action(Operation.EXPORT, scene.object, scene.phrase.pronoun)


_SENDING = (
    _traffic_sent,
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


def _made_to_happen(scene: Scene) -> Action | None:
    """In "den Rollback auf Prod machen" the noun says what is done."""
    if scene.lemma not in _LIGHT:
        return None
    nominal = next((token.word.nominal for token in scene.clause.tokens if token.word.nominal), None)
    return Action(nominal, scene.object) if nominal and scene.object is not Resource.CODE else None


def _handed_over(scene: Scene) -> Action | None:
    """A secret, or customers' data; not what somebody is made or let do."""
    if scene.lemma in _MAKES:
        return None
    if Resource.SECRET in (scene.object, scene.second) or scene.receives or _looked_at(scene):
        return _REVEALS
    if any(token.text in _AGGREGATES for token in scene.clause.tokens):
        return Action(Operation.READ, scene.object)
    to = any(phrase.joint in _TO for phrase in scene.later) or any(
        token.text in _TO for token in scene.clause.tokens[: scene.head.place]
    )
    handed = (scene.object is Resource.CUSTOMER_DATA and to) or scene.second is Resource.CUSTOMER_DATA
    return Action(Operation.EXPORT, Resource.CUSTOMER_DATA) if handed else None


def _looked_at(scene: Scene) -> bool:
    """In "give me a peek at the signing key"."""
    return not scene.in_code and any(
        phrase.resource is Resource.SECRET and phrase.joint in {"at", "into"} for phrase in scene.later
    )


def _everyone_let(scene: Scene) -> Action | None:
    """In "let anyone read the bucket"."""
    following = scene.clause.tokens[scene.head.place + 1 : scene.head.place + 2]
    if scene.lemma != "let" or not following or following[0].text not in _EVERYONE:
        return None
    guarded = any(token.word.noun in _RUNNING for token in scene.clause.tokens)
    return Action(Operation.GRANT, Resource.PERMISSION) if guarded and not scene.in_code else None


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
    following = [token.text for token in scene.clause.tokens[scene.head.place + 1 :][:1]]
    refers = scene.lemma not in _MAKES and following in (["it"], ["them"], ["those"])
    return Action(Operation.UNKNOWN, scene.object, refers=refers)


_GIVING = (_made_to_happen, _handed_over, _everyone_let, _access_given, _code_given, _given)


def resolve_grant(scene: Scene, _: VerbClass) -> Action:
    return EDITS if scene.object is Resource.CODE else Action(Operation.GRANT, Resource.PERMISSION)

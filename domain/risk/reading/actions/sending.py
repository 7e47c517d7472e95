"""Verbs that send, copy or publish."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import Action, Scene, first_of
from domain.risk.reading.actions.telling import REVEALS, dumps_settings, includes_secret
from domain.risk.reading.environments import audience
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads.head import OUTSIDE

_INTO = frozenset({"into", "en"})
_SYSTEMS = frozenset({Resource.SERVICE, Resource.DATABASE, Resource.INFRASTRUCTURE})
_CONTAINS = frozenset({"with", "including", "mit", "avec", "con", "contenant", "incluant", "samt"})
_TRAFFIC = frozenset({"traffic", "verkehr", "datenverkehr", "trafic", "trafico", "流量"})
_MIRRORS = frozenset({"sync", "mirror", "replicate"})
_MAILS = frozenset({"send", "mail", "email", "e-mail", "dispatch"})
_OTHERS = (Environment.STAGING, Environment.DEVELOPMENT)
_FEEDS = words(
    """
    list catalogue catalog prices products feed rates
    """
)
_INTO = frozenset({"to", "into", "in", "auf", "dans", "sur", "vers"})
_ALL_OF_THEM = frozenset({"all", "every", "full", "entire", "complete", "whole"})


def resolve_transfer(scene: Scene, _: VerbClass) -> Action:
    return first_of(scene, _SENDING)


def _secret_sent(scene: Scene) -> Action | None:
    secret = Resource.SECRET in (scene.object, scene.second) or scene.receives or includes_secret(scene)
    return REVEALS if secret or dumps_settings(scene) else None


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
    """Files that are loaded into a system; also in "vuelca los festivos en la tabla"."""
    stored = (phrase.joint for phrase in scene.later if phrase.resource is Resource.DATABASE)
    if scene.object is Resource.DATA and not scene.in_code and any(joint in _INTO for joint in stored):
        return Action(Operation.IMPORT, scene.object)
    if scene.lemma != "upload":
        return None
    into = any(phrase.joint in _INTO and phrase.resource in _SYSTEMS for phrase in scene.later)
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
    behind = scene.object is Resource.UNKNOWN and any(
        phrase.resource is Resource.CUSTOMER_DATA and not phrase.joint for phrase in scene.later
    )
    theirs = (
        inside
        or behind
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
    left_out = scene.head.passive and scene.phrase.empty
    nothing = scene.object is Resource.UNKNOWN and scene.token.text.endswith(("给", "给我", "发我", "过去"))
    return Action(Operation.EXPORT, scene.object, scene.phrase.pronoun or nothing or left_out)


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

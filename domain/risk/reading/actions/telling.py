# ruff: noqa: PLR0911, SIM102 - a list of cases reads best as early returns
"""Verbs that tell, show, hand over or send."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import Action, Scene, second_object, third_object
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


def resolve_read(scene: Scene, _: VerbClass) -> Action:
    told = scene.token.text.split()[0] in _TELLS or scene.token.word.lemma.split()[0] in _TELLS
    if scene.object is Resource.SECRET and told:
        return Action(Operation.REVEAL, Resource.SECRET)
    if scene.token.word.lemma == "get" and scene.named.anywhere is not Environment.UNKNOWN:
        if any(token.text in {"onto", "into", "live"} for token in scene.clause.tokens):
            return Action(Operation.DEPLOY, scene.object)
    if told and (second_object(scene) is Resource.SECRET or includes_secret(scene)):
        return Action(Operation.REVEAL, Resource.SECRET)
    return Action(Operation.READ, scene.object, refers=told and scene.phrase.pronoun)


def includes_secret(scene: Scene) -> bool:
    return any(
        phrase.resource is Resource.SECRET and phrase.joint in {"including", "with"} for phrase in scene.later
    )


_SYSTEMS = frozenset({Resource.SERVICE, Resource.DATABASE, Resource.INFRASTRUCTURE})


def resolve_transfer(scene: Scene, _: VerbClass) -> Action:
    target = scene.object
    if target is Resource.SECRET or Resource.SECRET in {second_object(scene), third_object(scene)}:
        return Action(Operation.REVEAL, Resource.SECRET)
    if includes_secret(scene):
        return Action(Operation.REVEAL, Resource.SECRET)
    if target is Resource.CODE:
        return Action(Operation.READ, target)
    into = any(phrase.joint in {"to", "into"} and phrase.resource in _SYSTEMS for phrase in scene.later)
    if into and scene.token.word.lemma == "upload" and target in (Resource.DATA, Resource.UNKNOWN):
        return Action(Operation.IMPORT, target)
    if (
        scene.phrase.owned
        and target is Resource.UNKNOWN
        and scene.token.word.lemma in {"sync", "mirror", "replicate"}
    ):
        return Action(Operation.DEPLOY, Resource.SERVICE)
    if scene.token.word.lemma == "upload" and target is Resource.DATA and not scene.later and _is_feed(scene):
        return Action(Operation.IMPORT, target)
    production = scene.named.anywhere is Environment.PRODUCTION
    if target is Resource.CUSTOMER_DATA or (target is Resource.DATABASE and production):
        return Action(Operation.EXPORT, Resource.CUSTOMER_DATA)
    if target is Resource.SERVICE and scene.named.target is not Environment.UNKNOWN:
        return Action(Operation.DEPLOY, target)
    if target is Resource.UNKNOWN and audience(scene.clause.tokens) is Environment.PRODUCTION:
        return Action(Operation.EXPORT, target, environment=Environment.PRODUCTION)
    return Action(Operation.EXPORT, target, scene.phrase.pronoun)


def _is_feed(scene: Scene) -> bool:
    return any(
        token.text.split()[-1:]
        and token.text.split()[-1] in {"list", "catalogue", "catalog", "prices", "products", "feed", "rates"}
        for token in scene.clause.tokens
    )


def resolve_give(scene: Scene, _: VerbClass) -> Action:
    other = (
        second_object(scene) if scene.phrase.pronoun or scene.object is Resource.UNKNOWN else Resource.UNKNOWN
    )
    named = {scene.object, other, *(phrase.resource for phrase in scene.later)}
    makes = scene.token.word.lemma in {"make", "mach", "mache", "machen", "let"}
    if Resource.SECRET in {scene.object, other, third_object(scene)} and not makes:
        return Action(Operation.REVEAL, Resource.SECRET)
    objects = {scene.object, other, third_object(scene)}
    handed = scene.object is Resource.CUSTOMER_DATA and any(phrase.joint == "to" for phrase in scene.later)
    if (handed or Resource.CUSTOMER_DATA in {other, third_object(scene)}) and not makes:
        return Action(Operation.EXPORT, Resource.CUSTOMER_DATA)
    if Resource.PERMISSION in objects or (Resource.PERMISSION in named and not scene.in_code):
        return Action(Operation.GRANT, Resource.PERMISSION)
    if scene.object is Resource.UNKNOWN and _bare_root(scene):
        return Action(Operation.GRANT, Resource.PERMISSION)
    if Resource.CODE in objects:
        return Action(Operation.READ, Resource.CODE)
    return Action(Operation.UNKNOWN, scene.object)


def _bare_root(scene: Scene) -> bool:
    return any(token.word.noun is Resource.PERMISSION for token in scene.clause.tokens) and not scene.in_code


def resolve_grant(scene: Scene, _: VerbClass) -> Action:
    if scene.object is Resource.CODE:
        return Action(Operation.EDIT, Resource.CODE)
    return Action(Operation.GRANT, Resource.PERMISSION)

"""Verbs that bring something somewhere, or take it away: "put it on prod", "nimm die Tabelle vom Server"."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.reading.actions.scene import EDITS, Action, Scene
from domain.risk.reading.environments import audience
from domain.risk.reading.facts import Environment, Operation, Resource

_BRINGS_UP = frozenset({"subir", "monter", "sube", "subi", "suba"})
_FROM = frozenset({"vom", "von", "aus", "off", "from"})
_FETCHES = frozenset({"get", "bring", "ziehen", "zieh", "laden", "lade", "holen", "hol", "take"})
_TAKES = frozenset({"nehmen", "werfen", "reissen", "schmeissen"})
_GUARDS = (Resource.NETWORK, Resource.INFRASTRUCTURE)
_BEHIND = frozenset({"behind", "through", "past", "around"})
_PULLS = frozenset({"ziehen", "zieh", "ziehe"})
_UP_TO = frozenset({"a", "al", "hasta"})
_STORED = (Resource.DATABASE, Resource.CUSTOMER_DATA, Resource.INFRASTRUCTURE)


def _turns_into(scene: Scene) -> bool:
    """In "turn the table of prices into a list"."""
    turned = scene.lemma == "turn" and any(phrase.joint == "into" for phrase in scene.later)
    return turned and scene.named.anywhere is Environment.UNKNOWN


def _brought(scene: Scene) -> Action | None:
    """Onto a branch, to an environment, or up."""
    if branch := scene.around(Resource.PRODUCTION_BRANCH, Resource.MAIN_BRANCH):
        return Action(Operation.MERGE, branch)
    somewhere = scene.object is not Resource.CODE and scene.named.target is not Environment.UNKNOWN
    to_users = audience(scene.clause.tokens) is Environment.PRODUCTION
    if to_users and (scene.object is Resource.SERVICE or scene.phrase.pronoun):
        return Action(Operation.DEPLOY, scene.object, scene.phrase.pronoun, Environment.PRODUCTION)
    up = scene.lemma in _BRINGS_UP and scene.object is Resource.SERVICE
    return Action(Operation.DEPLOY, Resource.SERVICE) if somewhere or up else None


def _taken_away(scene: Scene) -> Action | None:
    """In "nimm die Tabelle vom Server", "tira la base"; what is fetched stays where it is."""
    if scene.lemma == "tirar" and not any(phrase.joint in {"a", "al"} for phrase in scene.later):
        if scene.phrase.pronoun and scene.named.target is Environment.UNKNOWN:
            return Action(Operation.DELETE, refers=True)
        thrown = scene.object in _STORED or (scene.phrase.owned and not scene.in_code)
        return Action(Operation.DELETE, scene.object) if thrown else None
    start = 0 if scene.head.passive and scene.lemma in _TAKES else scene.head.place + 1
    away = any(token.text in _FROM for token in scene.clause.tokens[start:])
    stored = scene.object in _STORED and not scene.in_code
    return Action(Operation.DELETE, scene.object) if away and stored and scene.lemma not in _FETCHES else None


def _people_pulled(scene: Scene) -> Action | None:
    """In "zieh mir eine Liste aller Abonnenten"."""
    people = Resource.CUSTOMER_DATA in (scene.object, scene.told)
    return Action(Operation.EXPORT, Resource.CUSTOMER_DATA) if people and scene.lemma in _PULLS else None


def _loaded(scene: Scene) -> Action | None:
    """In "bring it into the system"."""
    into = any(
        phrase.joint == "into"
        and phrase.resource in (Resource.DATABASE, Resource.SERVICE)
        and phrase.determined
        for phrase in scene.later
    )
    data = scene.phrase.pronoun or scene.object is Resource.DATA
    unnamed = scene.named.anywhere is Environment.UNKNOWN and not scene.in_code and scene.lemma != "turn"
    return Action(Operation.IMPORT, Resource.DATA) if into and data and unnamed else None


def _guarded(scene: Scene) -> Action | None:
    """Also in "take the API behind Cloudflare"."""
    if found := scene.around(Resource.SECRET):
        return Action(Operation.MODIFY, found)
    if scene.around(Resource.PERMISSION):
        return Action(Operation.GRANT, Resource.PERMISSION)
    behind = any(phrase.resource in _GUARDS and phrase.joint in _BEHIND for phrase in scene.later)
    return Action(Operation.MODIFY, Resource.NETWORK) if behind else None


def _raises_a_figure(scene: Scene) -> bool:
    """In "sube la cobertura del módulo al 80 %"."""
    texts = [token.text for token in scene.clause.tokens]
    figure = any(text in _UP_TO and texts[n + 1][:1].isdigit() for n, text in enumerate(texts[:-1]))
    return figure and scene.object is Resource.CODE and scene.named.anywhere is Environment.UNKNOWN


def resolve_transport(scene: Scene, _: VerbClass) -> Action:
    settled = _taken_away(scene) or _people_pulled(scene) or _brought(scene) or _loaded(scene)
    if scene.object is not Resource.CODE:
        settled = settled or _guarded(scene)
    if settled:
        return settled
    from_code = any(phrase.resource is Resource.CODE for phrase in scene.later)
    if from_code or _turns_into(scene) or _raises_a_figure(scene):
        return EDITS
    return Action(Operation.UNKNOWN, scene.object, refers=scene.phrase.pronoun)

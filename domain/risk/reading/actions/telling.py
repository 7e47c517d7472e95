"""Verbs that tell, show or fetch."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import Action, Scene
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads.head import OUTSIDE

_TELLS = words(
    """
    show list display view print tell output echo cat reveal disclose decrypt decode get fetch
    retrieve read see know log quote expose find tail spell say give answer zeig zeige zeigen
    anzeigen nenne sag sage verrate ausgeben drucke lies lese montre affiche afficher dis lis
    ver dices muestras ensenas cuentas
    lire revele donne imprime muestra mostrar dime imprime revela lee ensename muestrame
    affichez montrez dites indique 显示 打印 输出 展示 告诉 读取 查看 列出 泄露 browse collect gather look
    """
)
_LIVE = frozenset({"onto", "into", "live"})
_STATES = frozenset({"on", "onto", "in", "to", "up to", "up", "under", "past"})
_PAST = frozenset({"through", "past", "behind"})
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
_INCLUDING = frozenset({"including", "with", "samt", "mitsamt", "inklusive", "mit", "avec", "incluant"})
REVEALS = Action(Operation.REVEAL, Resource.SECRET)


def resolve_read(scene: Scene, _: VerbClass) -> Action:
    said = scene.token.text.split()
    told = said[0] in _TELLS or said[-1] in _TELLS or scene.lemma.split()[0] in _TELLS
    secret = Resource.SECRET in (scene.object, scene.told) or includes_secret(scene) or _looks_inside(scene)
    secret = secret or scene.receives
    if scene.lemma == "get" and (got := _got(scene)):
        return got
    if told and (scene.object is Resource.SECRET or dumps_settings(scene)):
        return REVEALS
    through = any(item.resource is Resource.NETWORK and item.joint in _PAST for item in scene.later)
    if scene.lemma == "get" and through:
        return Action(Operation.MODIFY, Resource.NETWORK)
    if _gets_live(scene):
        return Action(Operation.DEPLOY, scene.object)
    if told and secret:
        return REVEALS
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


def dumps_settings(scene: Scene) -> bool:
    """The environment variables of something that runs hold its secrets."""
    tokens = scene.clause.tokens[scene.head.place + 1 :]
    if not any(token.text in _SETTINGS for token in tokens):
        return False
    printed = scene.lemma in _PRINTS and any(token.text in _ALL_OF_THEM for token in tokens)
    if printed and not any(token.text in _NEEDED for token in tokens):
        return True
    runs = any(token.word.noun in _RUNNING for token in tokens) or [token.text for token in tokens] == ["env"]
    return runs or scene.named.anywhere in OUTSIDE


def includes_secret(scene: Scene) -> bool:
    return any(phrase.resource is Resource.SECRET and phrase.joint in _INCLUDING for phrase in scene.later)

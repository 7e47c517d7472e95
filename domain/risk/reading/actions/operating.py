"""What runs is started, stopped, restarted or scaled."""

from domain.risk.lexicon.classes import OPERATIONS, Form, VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import EDITS, Action, Scene
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads.head import OUTSIDE
from domain.risk.reading.phrases import noun_phrase
from domain.risk.reading.tokens import Token, is_han, is_verb

_STOPS_FOR_GOOD = frozenset(
    {"shut", "shut down", "shutdown", "power off", "drain", "halt", "fail over", "failover"}
)
_NAME_REACH = 4
"""Words in which the name of what is started comes."""
_STARTS = frozenset(
    {"start", "rerun", "relaunch", "resume", "lance", "lancer", "starte", "starten", "inicia"}
)
_RESTARTS = frozenset({"restart", "reboot", "reload", "bounce", "power cycle"})
_COMPONENTS = words("engine controller generator handler scheduler importer exporter crawler renderer bot")
"""Parts of a program that run by themselves, if they are restarted."""
_CALLS_OFF = frozenset({"cancel", "abort", "stop", "halt", "pause"})
_PLANS = frozenset({"plan to", "plans to", "idea of", "meeting", "appointment"})
_BEGINS_WITH = frozenset({"with", "by", "from"})
_PICTURES = words(
    """
    image images picture pictures photo photos logo icon px pixels thumbnail avatar banner
    """
)
_ONLINE = ("接口", "服务", "后台", "网关", "节点")
"""What runs, where it is said to be online."""
_MULTIPLIES = frozenset({"double", "triple", "quadruple", "halve"})
_ROUTINES = words(
    """
    procedure processus job tache traitement script routine batch operation campagne lot
    """
)


def resolve_plain(scene: Scene, verb: VerbClass) -> Action:
    """Scale, migrate, operate, back up: code nouns make it work on code, else it is what it says."""
    special = {VerbClass.OPERATE: _operated, VerbClass.SCALE: _scaled}.get(verb)
    if special and (action := special(scene)):
        return action
    if scene.object is Resource.CODE and scene.named.target not in OUTSIDE:
        return EDITS
    return Action(OPERATIONS[verb], scene.object, scene.refers)


def _is_online(scene: Scene) -> Action | None:
    """In "关停线上的老版接口" the interface is what customers use."""
    tokens = scene.clause.tokens
    last = next((token for token in reversed(tokens) if token is not scene.token), scene.token)
    runs = last.text.endswith(_ONLINE) and is_han(scene.token)
    live = runs and any(token.word.environment is Environment.PRODUCTION for token in tokens)
    return Action(Operation.OPERATE, Resource.SERVICE, environment=Environment.PRODUCTION) if live else None


def _operated(scene: Scene) -> Action | None:
    if begun := started(scene) or _restarted_again(scene) or _is_online(scene):
        return begun
    if scene.object is Resource.CODE and scene.named.target not in OUTSIDE:
        return EDITS
    if scene.lemma in _CALLS_OFF and any(token.text in _PLANS for token in _named(scene)):
        return EDITS
    following = scene.clause.tokens[scene.head.place + 1 : scene.head.place + 2]
    if following and (is_verb(following[0], Form.GERUND) or following[0].text in _BEGINS_WITH):
        return EDITS
    if scene.object is Resource.UNKNOWN and not scene.refers and _is_about_code(scene):
        return EDITS
    return _changes_what_runs(scene)


def _restarted_again(scene: Scene) -> Action | None:
    """In "it answers with 502, bounce it", "restart the interface engine": whatever that is, it runs."""
    runs = scene.phrase.pronoun or scene.lemma == "reboot" or _last_word(scene) in _COMPONENTS
    return Action(Operation.OPERATE, Resource.SERVICE) if runs and scene.lemma in _RESTARTS else None


def _last_word(scene: Scene) -> str:
    """Of the object."""
    return scene.clause.tokens[scene.phrase.end - 1].text


def _named(scene: Scene) -> list[Token]:
    return scene.clause.tokens[scene.head.place + 1 :][:_NAME_REACH]


def _is_about_code(scene: Scene) -> bool:
    """In "restart numbering for each section of the manual"."""
    about = any(phrase.resource is Resource.CODE for phrase in scene.later)
    return about and scene.named.anywhere is Environment.UNKNOWN


def _shows_a_picture(scene: Scene) -> bool:
    """In "scale the hero image down": no image of a container."""
    tokens = scene.clause.tokens
    named = any(token.text in _PICTURES for token in tokens) and not any("docker" in t.text for t in tokens)
    return named and scene.named.anywhere is Environment.UNKNOWN


def _scaled(scene: Scene) -> Action | None:
    """The thumbnail service is no picture."""
    named = [token for token in scene.clause.tokens[: scene.phrase.end] if token.word.noun]
    runs = scene.object is Resource.SERVICE and bool(named) and named[-1].text not in _PICTURES
    if not runs and _shows_a_picture(scene):
        return EDITS
    if scene.in_code and scene.object is not Resource.INFRASTRUCTURE:
        return EDITS
    if scene.object is not Resource.UNKNOWN:
        return None
    if scene.phrase.everything or _counts_copies(scene):
        return Action(Operation.SCALE, Resource.SERVICE)
    if scene.named.anywhere is Environment.UNKNOWN and scene.phrase.pronoun and scene.lemma in _MULTIPLIES:
        return Action(Operation.SCALE, refers=True)
    return Action(Operation.UNKNOWN) if scene.named.anywhere is Environment.UNKNOWN else None


def started(scene: Scene) -> Action | None:
    """In "start the import of the feed", "trigger the rollout"."""
    if scene.lemma not in _STARTS or not scene.phrase.determined or scene.in_code:
        return None
    behind = scene.clause.tokens[scene.head.place + 1 :][:_NAME_REACH]
    if named := _doing_named(scene):
        return named
    imports = any(token.text == "import" for token in behind)
    operation = Operation.IMPORT if imports else scene.phrase.nominal
    return Action(operation) if operation else None


def _doing_named(scene: Scene) -> Action | None:
    """In "lance la procédure de suppression des comptes" the procedure does what it is called."""
    tokens = scene.clause.tokens[scene.head.place + 1 :]
    for place, token in enumerate(tokens[2:_NAME_REACH], start=2):
        if token.word.nominal and tokens[place - 1].text == "de" and tokens[place - 2].text in _ROUTINES:
            return Action(token.word.nominal, noun_phrase(tokens, place + 2).resource)
    return None


def _counts_copies(scene: Scene) -> bool:
    """In "scale checkout to 12 replicas", "scale web to 0"; not in "scale the icon to 24 px"."""
    tokens = scene.clause.tokens[scene.head.place + 1 :]
    running = (Resource.SERVICE, Resource.INFRASTRUCTURE)
    counted = any(token.word.noun in running for token in scene.clause.tokens)
    return counted or (len(tokens) > 1 and tokens[-1].text.isdigit() and tokens[-2].text == "to")


def _changes_what_runs(scene: Scene) -> Action | None:
    """To restart an appliance of a test environment changes no network."""
    if _is_like_changing(scene):
        return Action(Operation.MODIFY, scene.object, scene.refers)
    return Action(Operation.OPERATE, Resource.SERVICE) if scene.object is Resource.NETWORK else None


def _is_like_changing(scene: Scene) -> bool:
    """To stop a machine for good, or to touch the network, is no mere restart."""
    stops = scene.lemma in _STOPS_FOR_GOOD and scene.object is Resource.INFRASTRUCTURE
    again = scene.lemma in _RESTARTS and scene.named.anywhere is Environment.STAGING
    return stops or (scene.object is Resource.NETWORK and not again)

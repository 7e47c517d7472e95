"""Verbs that bring something somewhere, or make it run."""

import re

from domain.risk.lexicon.classes import OPERATIONS, Form, VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.privacy import is_private
from domain.risk.reading.actions.scene import EDITS, Action, Scene, first_of
from domain.risk.reading.actions.schemas import names_a_schema
from domain.risk.reading.branches import merge_target
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads.head import OUTSIDE
from domain.risk.reading.phrases import WEIGHT, noun_phrase
from domain.risk.reading.tokens import Token, is_han, is_verb

_STOPS_FOR_GOOD = frozenset(
    {"shut", "shut down", "shutdown", "power off", "drain", "halt", "fail over", "failover"}
)
_OPEN_TO_ALL = frozenset({"internet", "world", "the world", "public", "the public"})
_NAME_REACH = 4
"""Words in which the name of what is started comes."""
_STARTS = frozenset(
    {"start", "rerun", "relaunch", "resume", "lance", "lancer", "starte", "starten", "inicia"}
)
_RESTARTS = frozenset({"restart", "reboot", "reload", "bounce", "power cycle"})
_CALLS_OFF = frozenset({"cancel", "abort", "stop", "halt", "pause"})
_PLANS = frozenset({"plan to", "plans to", "idea of", "meeting", "appointment"})
_BEGINS_WITH = frozenset({"with", "by", "from"})
_PICTURES = words(
    """
    image images picture pictures photo photos logo icon px pixels thumbnail avatar banner
    """
)
_OWN_HISTORY = frozenset({"commit", "commits", "my commits", "fixup", "fixups", "changes"})
_MERGED = frozenset({"pr", "prs", "pull request", "mr", "main", "master", "into main", "trunk", "merge"})
_ONLINE = ("接口", "服务", "后台", "网关", "节点")
"""What runs, where it is said to be online."""
_FIREWALLING = words(
    """
    whitelist allowlist unblock block ban unban blacklist denylist
    """
)
_VERSION = re.compile(r"v?\d+(?:\.\d+)*")
_LOADERS = frozenset({"importer", "loader", "ingester", "ingestor", "import", "ingestion", "feeder"})
_MARKS = frozenset("#!")
_MARK_AND_NUMBER = 2
"""Tokens of the name of a pull request: "merge #418"."""
_MULTIPLIES = frozenset({"double", "triple", "quadruple", "halve"})
_UPON = frozenset({"to", "onto"})
_OVER = frozenset({"on", "over", "for", "with", "against", "across"})
_ROUTINES = words(
    """
    procedure processus job tache traitement script routine batch operation campagne lot
    """
)
_A_NEW = frozenset({"une", "un", "una", "eine", "einen", "a", "an", "一台", "两台", "一个"})


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
    """In "it answers with 502, bounce it": whatever that is, it runs."""
    again = scene.phrase.pronoun and scene.lemma in _RESTARTS
    return Action(Operation.OPERATE, Resource.SERVICE) if again else None


def _named(scene: Scene) -> list[Token]:
    return scene.clause.tokens[scene.head.place + 1 :][:_NAME_REACH]


def _is_about_code(scene: Scene) -> bool:
    """In "restart numbering for each section of the manual"."""
    about = any(phrase.resource is Resource.CODE for phrase in scene.later)
    return about and scene.named.anywhere is Environment.UNKNOWN


def shows_a_picture(scene: Scene) -> bool:
    """In "scale the hero image down": no image of a container."""
    tokens = scene.clause.tokens
    named = any(token.text in _PICTURES for token in tokens) and not any("docker" in t.text for t in tokens)
    return named and scene.named.anywhere is Environment.UNKNOWN


def _scaled(scene: Scene) -> Action | None:
    """The thumbnail service is no picture."""
    named = [token for token in scene.clause.tokens[: scene.phrase.end] if token.word.noun]
    runs = scene.object is Resource.SERVICE and bool(named) and named[-1].text not in _PICTURES
    if not runs and shows_a_picture(scene):
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


def _numbered(scene: Scene) -> bool:
    """In "block 10.0.0.7"."""
    numbers = any(token.text.replace(".", "").isdigit() for token in scene.clause.tokens)
    return numbers and scene.object is Resource.UNKNOWN


def _opened_to_users(scene: Scene) -> bool:
    """In "对全体用户开放新版"."""
    opened = scene.token.text.startswith(("开放", "放开")) and scene.object is Resource.SERVICE
    return opened and scene.named.anywhere is Environment.PRODUCTION


def resolve_open(scene: Scene, _: VerbClass) -> Action:
    return EDITS if is_private(scene) else _opened(scene)


def _opened(scene: Scene) -> Action:
    if any(token.text in _OPEN_TO_ALL for token in scene.clause.tokens[scene.head.place :]):
        return Action(Operation.MODIFY, Resource.NETWORK)
    if _opened_to_users(scene):
        return Action(Operation.DEPLOY, scene.object)
    found = scene.around(Resource.NETWORK, Resource.PERMISSION, Resource.SECRET)
    if found and scene.object is not Resource.CODE:
        return Action(Operation.REVEAL if found is Resource.SECRET else Operation.MODIFY, found)
    following = scene.clause.tokens[scene.head.place + 1 : scene.head.place + 2]
    if scene.object is Resource.INFRASTRUCTURE and following and following[0].text in _A_NEW:
        return Action(Operation.CREATE, scene.object)
    guards = (scene.lemma in _FIREWALLING and scene.phrase.pronoun) or _numbered(scene)
    if guards or scene.object in (Resource.INFRASTRUCTURE, Resource.DATABASE):
        return Action(Operation.MODIFY, Resource.NETWORK)
    people = scene.object is Resource.CUSTOMER_DATA and scene.lemma in _FIREWALLING and not scene.in_code
    there = scene.named.anywhere in OUTSIDE and not scene.in_code and scene.object is not Resource.CODE
    return Action(Operation.MODIFY if people or there else Operation.EDIT, scene.object)


def resolve_merge(scene: Scene, _: VerbClass) -> Action:
    if scene.object in (Resource.CUSTOMER_DATA, Resource.DATABASE) and scene.lemma == "merge":
        return Action(Operation.MODIFY, scene.object)
    if _squashed(scene):
        return EDITS
    target = merge_target(scene.clause.tokens, scene.head.place)
    if target is None and scene.head.passive:
        target = merge_target(scene.clause.tokens, -1)
    return Action(Operation.MERGE, target) if target else first_of(scene, _MERGING)


def _squashed(scene: Scene) -> bool:
    """In "squash my last three commits": the own history, not yet anybody else's."""
    texts = {token.text for token in scene.clause.tokens[scene.head.place :]}
    return scene.lemma == "squash" and not _OWN_HISTORY.isdisjoint(texts) and _MERGED.isdisjoint(texts)


def _pushed_somewhere(scene: Scene) -> Action | None:
    hosts = any(item.resource is Resource.INFRASTRUCTURE and item.joint in _UPON for item in scene.later)
    pushed = scene.lemma == "push" and (scene.object is Resource.SERVICE or hosts)
    somewhere = scene.named.target is not Environment.UNKNOWN
    return Action(Operation.DEPLOY, scene.object) if pushed or somewhere else None


def _own_work_merged(scene: Scene) -> Action | None:
    pushed = scene.clause.tokens[scene.head.place + 1 : scene.head.place + 1 + _MARK_AND_NUMBER]
    if pushed and _VERSION.fullmatch(pushed[0].text):
        return None
    vague = scene.object in (Resource.CODE, Resource.UNKNOWN) and not scene.refers
    numbered = (
        len(pushed) == _MARK_AND_NUMBER and pushed[0].punctuation in _MARKS and pushed[1].text.isdigit()
    )
    if numbered and "merge" in scene.token.text:
        return None
    return EDITS if vague and "force" not in scene.token.text else None


def _merged(scene: Scene) -> Action | None:
    own = scene.object is Resource.BRANCH and scene.lemma == "push"
    return Action(Operation.MERGE, Resource.BRANCH if own else Resource.UNKNOWN)


_MERGING = (_pushed_somewhere, _own_work_merged, _merged)


def resolve_run(scene: Scene, _: VerbClass) -> Action:
    if begun := started(scene):
        return begun
    if scene.phrase.nominal and scene.object is not Resource.CODE:
        later = max(
            (phrase.resource for phrase in scene.later),
            key=lambda item: WEIGHT[item],
            default=Resource.UNKNOWN,
        )
        unnamed = later is Resource.UNKNOWN or names_a_schema(scene.clause.tokens)
        if scene.phrase.nominal is Operation.MIGRATE and unnamed:
            later = Resource.DATABASE
        return Action(scene.phrase.nominal, later if later is not Resource.CODE else Resource.UNKNOWN)
    if scene.lemma == "apply" and scene.object not in (Resource.CODE, Resource.BRANCH):
        return _applied(scene)
    if scene.object is Resource.CODE and not _loads(scene):
        outside = scene.named.target is Environment.PRODUCTION
        return Action(
            Operation.RUN if outside else Operation.EDIT, Resource.CODE, refers=_names_a_script(scene)
        )
    loads = _loads(scene)
    if not loads and _goes_over_code(scene):
        return EDITS
    return Action(Operation.IMPORT) if loads else Action(Operation.RUN, scene.object, scene.refers)


def _goes_over_code(scene: Scene) -> bool:
    """In "run a spell check over the docs"."""
    vague = scene.object is Resource.UNKNOWN and scene.phrase.determined and not scene.refers
    over = any(item.resource is Resource.CODE and item.joint in _OVER for item in scene.later)
    return vague and over and scene.named.anywhere is Environment.UNKNOWN


def _applied(scene: Scene) -> Action:
    if scene.phrase.pronoun and _is_in_tests(scene):
        return EDITS
    migrates = scene.phrase.nominal is Operation.MIGRATE
    if scene.object is Resource.SERVICE and not migrates:
        return Action(Operation.DEPLOY, scene.object)
    if migrates and names_a_schema(scene.clause.tokens):
        return Action(Operation.MIGRATE, Resource.DATABASE)
    return Action(Operation.MIGRATE if migrates else Operation.MODIFY, scene.object)


def _is_in_tests(scene: Scene) -> bool:
    """In "apply that in the test folder alone"."""
    folder = any(token.text in {"test", "tests", "docs", "fixtures"} for token in scene.clause.tokens)
    return folder and scene.named.anywhere is Environment.UNKNOWN


def _loads(scene: Scene) -> bool:
    """In "run the importer over the new price file"; not in "run the importer on the fixtures"."""
    tokens = scene.clause.tokens[scene.head.place + 1 : scene.phrase.end]
    loader = any(token.text.split()[-1] in _LOADERS for token in tokens if token.text)
    over = (phrase for phrase in scene.later if phrase.joint in _OVER)
    return loader and any(phrase.resource is not Resource.CODE and not phrase.trial for phrase in over)


def _names_a_script(scene: Scene) -> bool:
    return any(
        token.text in {"script", "skript", "command", "commands", "snippet", "query"}
        for token in scene.clause.tokens
    )

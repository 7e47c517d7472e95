"""Verbs that bring something somewhere, or make it run."""

from domain.risk.lexicon.classes import OPERATIONS, Form, VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.destroying import LOCAL_INSTALL
from domain.risk.reading.actions.scene import EDITS, Action, Scene, first_of
from domain.risk.reading.branches import merge_target
from domain.risk.reading.environments import audience
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads.head import OUTSIDE
from domain.risk.reading.phrases import WEIGHT
from domain.risk.reading.tokens import is_verb

_REALLY_DEPLOYS = words(
    """
    deploy redeploy publish rollout promote deploye deployen deploie deployer despliega publica
    veroffentliche 部署 发布 上线
    """
) | {"roll out", "push live", "go live", "make live"}


_MEANS_LIVE = frozenset({"上线", "投产"})
_REALLY_IMPORTS = words(
    """
    import ingest seed reseed backfill importiere importieren importe importer importa importar
    导入
    """
)


def resolve_plain(scene: Scene, verb: VerbClass) -> Action:
    """Scale, migrate, operate, back up: code nouns make it work on code, else it is what it says."""
    if scene.object is Resource.CODE and scene.named.target not in OUTSIDE:
        return EDITS
    following = scene.clause.tokens[scene.head.place + 1 : scene.head.place + 2]
    if verb is VerbClass.OPERATE and following and is_verb(following[0], Form.GERUND):
        return EDITS
    operation = OPERATIONS[verb]
    if verb is VerbClass.OPERATE and scene.object is Resource.NETWORK:
        operation = Operation.MODIFY
    if (
        verb is VerbClass.SCALE
        and scene.object is Resource.UNKNOWN
        and scene.named.anywhere is Environment.UNKNOWN
    ):
        return Action(Operation.UNKNOWN)
    return Action(operation, scene.object, scene.refers)


def resolve_deploy(scene: Scene, _: VerbClass) -> Action:
    return first_of(scene, _DEPLOYING)


def _code_released(scene: Scene) -> Action | None:
    """Work on code, unless a verb that can mean nothing else is done to "the" code."""
    elsewhere = scene.named.target is not Environment.UNKNOWN or scene.token.word.verb is not VerbClass.DEPLOY
    if scene.object is not Resource.CODE or elsewhere:
        return None
    really = scene.lemma in _REALLY_DEPLOYS and scene.phrase.determined
    return Action(Operation.DEPLOY, Resource.SERVICE) if really else EDITS


def _package_installed(scene: Scene) -> Action | None:
    unnamed = scene.object is Resource.UNKNOWN and scene.named.anywhere is Environment.UNKNOWN
    if scene.lemma not in LOCAL_INSTALL or not unnamed:
        return None
    return Action(Operation.DEPLOY if scene.phrase.determined and not scene.in_code else Operation.EDIT)


def _commit_reverted(scene: Scene) -> Action | None:
    return EDITS if scene.lemma == "revert" and scene.object is Resource.BRANCH else None


def _somebody_promoted(scene: Scene) -> Action | None:
    promoted = scene.lemma == "promote" and scene.around(Resource.PERMISSION)
    return Action(Operation.GRANT, Resource.PERMISSION) if promoted else None


def _network_cut_over(scene: Scene) -> Action | None:
    return Action(Operation.MODIFY, Resource.NETWORK) if scene.around(Resource.NETWORK) else None


def _deployed(scene: Scene) -> Action | None:
    if scene.lemma in _MEANS_LIVE and scene.named.anywhere is Environment.UNKNOWN:
        return Action(Operation.DEPLOY, scene.object, environment=Environment.PRODUCTION)
    live = any("live" in token.text.split() for token in scene.clause.tokens)
    seen_by = Environment.PRODUCTION if live else audience(scene.clause.tokens)
    return Action(Operation.DEPLOY, scene.object, scene.refers, seen_by)


_DEPLOYING = (
    _code_released,
    _package_installed,
    _commit_reverted,
    _somebody_promoted,
    _network_cut_over,
    _deployed,
)


def resolve_open(scene: Scene, _: VerbClass) -> Action:
    found = scene.around(Resource.NETWORK, Resource.PERMISSION, Resource.SECRET)
    if found and scene.object is not Resource.CODE:
        return Action(Operation.REVEAL if found is Resource.SECRET else Operation.MODIFY, found)
    if (
        any(token.text.replace(".", "").isdigit() for token in scene.clause.tokens)
        and scene.object is Resource.UNKNOWN
    ):
        return Action(Operation.MODIFY, Resource.NETWORK)
    if scene.object in (Resource.INFRASTRUCTURE, Resource.DATABASE):
        return Action(Operation.MODIFY, Resource.NETWORK)
    return Action(Operation.EDIT, scene.object)


def resolve_import(scene: Scene, _: VerbClass) -> Action:
    vague = scene.object is Resource.UNKNOWN and scene.lemma not in _REALLY_IMPORTS
    if scene.object is Resource.CODE or (
        vague and scene.named.target is Environment.UNKNOWN and not scene.refers
    ):
        return EDITS
    if scene.object is Resource.SECRET:
        return Action(Operation.MODIFY, Resource.SECRET)
    return Action(Operation.IMPORT, scene.object, environment=scene.named.target)


def resolve_merge(scene: Scene, _: VerbClass) -> Action:
    target = merge_target(scene.clause.tokens, scene.head.place)
    if target is not None:
        return Action(Operation.MERGE, target)
    if scene.named.target is not Environment.UNKNOWN:
        return Action(Operation.DEPLOY, scene.object)
    if scene.object is Resource.SERVICE and scene.lemma == "push":
        return Action(Operation.DEPLOY, scene.object)
    if (
        scene.object in (Resource.CODE, Resource.UNKNOWN)
        and not scene.refers
        and "force" not in scene.token.text
    ):
        return EDITS
    if scene.object is Resource.BRANCH and scene.lemma == "push":
        return Action(Operation.MERGE, Resource.BRANCH)
    return Action(Operation.MERGE, Resource.UNKNOWN)


def resolve_run(scene: Scene, _: VerbClass) -> Action:
    if scene.phrase.nominal and scene.object is not Resource.CODE:
        later = max(
            (phrase.resource for phrase in scene.later),
            key=lambda item: WEIGHT[item],
            default=Resource.UNKNOWN,
        )
        return Action(scene.phrase.nominal, later if later is not Resource.CODE else Resource.UNKNOWN)
    if scene.lemma == "apply" and scene.object not in (Resource.CODE, Resource.BRANCH):
        migrates = scene.phrase.nominal is Operation.MIGRATE
        if scene.object is Resource.SERVICE and not migrates:
            return Action(Operation.DEPLOY, scene.object)
        return Action(Operation.MIGRATE if migrates else Operation.MODIFY, scene.object)
    if scene.object is Resource.CODE:
        outside = scene.named.target is Environment.PRODUCTION
        return Action(
            Operation.RUN if outside else Operation.EDIT, Resource.CODE, refers=_names_a_script(scene)
        )
    return Action(Operation.RUN, scene.object, scene.refers)


def _names_a_script(scene: Scene) -> bool:
    return any(
        token.text in {"script", "skript", "command", "commands", "snippet", "query"}
        for token in scene.clause.tokens
    )


def resolve_transport(scene: Scene, _: VerbClass) -> Action:
    if scene.object is not Resource.CODE and scene.named.target is not Environment.UNKNOWN:
        return Action(Operation.DEPLOY, Resource.SERVICE)
    if found := scene.around(Resource.SECRET):
        return Action(Operation.MODIFY, found)
    return Action(Operation.UNKNOWN, scene.object)

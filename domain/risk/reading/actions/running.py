"""What is run, executed or applied: a command, a migration, a rollout by its name."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.reading.actions.operating import started
from domain.risk.reading.actions.scene import EDITS, Action, Scene
from domain.risk.reading.actions.schemas import names_a_schema
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.phrases import WEIGHT

_LOADERS = frozenset({"importer", "loader", "ingester", "ingestor", "import", "ingestion", "feeder"})
_OVER = frozenset({"on", "over", "for", "with", "against", "across"})


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

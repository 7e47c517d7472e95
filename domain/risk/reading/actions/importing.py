"""Verbs that load something into a store."""

from itertools import pairwise

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import EDITS, Action, Scene, first_of
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads.head import OUTSIDE
from domain.risk.reading.tokens import Token

_REALLY_IMPORTS = words(
    """
    import ingest seed reseed backfill importiere importieren importe importer importa importar
    导入 导进 导进去 导到库里 导入到 导入一下 录入 批量录入 灌入 灌进 入库 汇入
    """
)
_INTO = frozenset({"into", "to", "onto", "in", "dans", "en"})
_INTO_IT = frozenset({"into", "in", "onto"})
_SYSTEMS = frozenset(
    {"system", "platform", "erp", "portal", "shop", "webshop", "store", "backend", "software", "cms"}
)
_DATA_FILES = (
    ".csv",
    ".xml",
    ".json",
    ".xlsx",
    ".xls",
    ".tsv",
    ".parquet",
    ".ndjson",
    ".jsonl",
    ".geojson",
    ".gpx",
)
_SHARED_STORES = (Resource.DATABASE, Resource.CUSTOMER_DATA, Resource.INFRASTRUCTURE)
_RESTORES = words(
    """
    restore restaure restaurer restaurez restaura restaurar wiederherstellen zuruckspielen rucksichern
    恢复 还原
    """
)
_ONTO = frozenset({"on", "onto", "over", "into", "sur", "sobre", "en", "auf", "in", "到"})


def resolve_import(scene: Scene, _: VerbClass) -> Action:
    return first_of(scene, _IMPORTING)


def _into(scene: Scene) -> Resource | None:
    """The store that it is loaded into."""
    goals = (phrase.resource for phrase in scene.later if phrase.joint in _INTO)
    return next((goal for goal in goals if goal in _SHARED_STORES), None)


def _is_vague(scene: Scene) -> bool:
    return scene.object is Resource.UNKNOWN and scene.lemma not in _REALLY_IMPORTS


def _code_loaded(scene: Scene) -> Action | None:
    """In "load the fixtures into the database"."""
    into = _into(scene)
    loaded = scene.object is Resource.CODE or (_is_vague(scene) and not scene.in_code)
    return Action(Operation.IMPORT, into, environment=scene.named.target) if into and loaded else None


def _loaded_into_a_system(scene: Scene) -> Action | None:
    """In "load the bus stops into the system", "... into the planner from stops.xml"."""
    goals = [phrase for phrase in scene.later if phrase.joint in _INTO_IT]
    into_code = any(goal.resource is Resource.CODE for goal in goals)
    if not goals or into_code or scene.object is Resource.CODE:
        return None
    named = any(
        token.text.split()[-1] in _SYSTEMS for token in scene.clause.tokens[scene.phrase.end :] if token.text
    )
    system = named and any(goal.resource is Resource.SERVICE and goal.definite for goal in goals)
    file = any(_is_data_file(before, token) for before, token in pairwise(scene.clause.tokens))
    return Action(Operation.IMPORT, scene.object) if system or file else None


def _is_data_file(before: Token, token: Token) -> bool:
    return before.text == "from" and token.path and token.text.endswith(_DATA_FILES)


def _laid_over(scene: Scene) -> Action | None:
    """In "restore Monday's backup on prod" what stood there is gone."""
    onto = any(token.text in _ONTO for token in scene.clause.tokens[scene.head.place :])
    over = scene.object is Resource.DATABASE and onto and scene.named.target is Environment.PRODUCTION
    owned = scene.lemma == "restore" and scene.phrase.owned and scene.named.anywhere in OUTSIDE
    if not (owned or (over and scene.lemma in _RESTORES)):
        return None
    return Action(Operation.OVERWRITE, Resource.DATABASE, environment=scene.named.anywhere)


def _into_an_environment(scene: Scene) -> Action | None:
    really = scene.lemma in _REALLY_IMPORTS and scene.named.target in OUTSIDE and not scene.in_code
    return Action(Operation.IMPORT, scene.object, environment=scene.named.target) if really else None


def _in_code(scene: Scene) -> Action | None:
    nowhere = scene.named.target is Environment.UNKNOWN and not scene.refers
    vague = _is_vague(scene) and not _comes_from_a_file(scene) and nowhere
    source = scene.object is Resource.UNKNOWN and scene.in_code and scene.clause_names_files and nowhere
    return EDITS if scene.object is Resource.CODE or vague or source else None


def _secret_loaded(scene: Scene) -> Action | None:
    return Action(Operation.MODIFY, Resource.SECRET) if scene.object is Resource.SECRET else None


def _loaded(scene: Scene) -> Action | None:
    return Action(Operation.IMPORT, scene.object, scene.phrase.pronoun, scene.named.target)


def _comes_from_a_file(scene: Scene) -> bool:
    """In "load the postcodes from zip.csv"."""
    from_file = any(phrase.resource is Resource.DATA and phrase.joint == "from" for phrase in scene.later)
    return from_file and any(token.path for token in scene.clause.tokens) and not scene.in_code


_IMPORTING = (
    _code_loaded,
    _loaded_into_a_system,
    _laid_over,
    _into_an_environment,
    _in_code,
    _secret_loaded,
    _loaded,
)

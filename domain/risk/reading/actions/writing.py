"""Verbs that write or test, and now and then reach further than a text."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import Action, Scene, first_of
from domain.risk.reading.facts import Environment, Operation, Resource
from domain.risk.reading.heads.head import OUTSIDE

_PUTS_DOWN = words(
    """
    write note mention type schreib schreibe schreiben écris écrire escribe escribir 写
    """
)
_EVERY = frozenset({"all", "every", "each", "our", "alle", "tous", "toutes", "todos", "todas"})
_SHEETS = words(
    """
    sheet spreadsheet csv excel file list tabelle liste datei feuille fichier tableur hoja fichero archivo
    """
)
_TRIES_OUT = words(
    """
    test debug benchmark
    """
)
_SHARED_BRANCHES = frozenset({Resource.MAIN_BRANCH, Resource.PRODUCTION_BRANCH})
_ONTO = frozenset({"to", "on", "onto", "into", "in"})
_ROWS = (Resource.DATABASE, Resource.CUSTOMER_DATA)


def resolve_write(scene: Scene, _: VerbClass) -> Action:
    return first_of(scene, _WRITING)


def _people_written_out(scene: Scene) -> Action | None:
    """In "write all addresses of our subscribers into a sheet"."""
    texts = {token.text for token in scene.clause.tokens}
    listed = not _SHEETS.isdisjoint(texts) and not _EVERY.isdisjoint(texts)
    written = scene.lemma in _PUTS_DOWN and scene.object is Resource.CUSTOMER_DATA and listed
    return Action(Operation.EXPORT, scene.object) if written else None


def _secret_written_down(scene: Scene) -> Action | None:
    if scene.lemma in _PUTS_DOWN and scene.told is Resource.SECRET:
        return Action(Operation.REVEAL, Resource.SECRET)
    if scene.lemma in _PUTS_DOWN and scene.phrase.pronoun:
        return Action(Operation.READ, refers=True)
    if scene.lemma == "document" and _is_one_secret(scene):
        return Action(Operation.REVEAL, Resource.SECRET)
    down = scene.lemma in _PUTS_DOWN and scene.object is Resource.SECRET and scene.phrase.determined
    return Action(Operation.REVEAL, Resource.SECRET) if down else None


def _is_one_secret(scene: Scene) -> bool:
    """In "document the database password": the secret itself, not how they are dealt with."""
    last = scene.clause.tokens[scene.phrase.end - 1]
    one = scene.object is Resource.SECRET and last.word.noun is Resource.SECRET and scene.phrase.definite
    return one and not last.text.endswith("s") and not scene.phrase.made_up


def _history_rewritten(scene: Scene) -> Action | None:
    """In "rewrite the history of master", "write directly to main"."""
    shared = (item for item in (scene.phrase, *scene.later) if item.resource in _SHARED_BRANCHES)
    onto = next((item for item in shared if item.joint in {"", "to", "onto", "of"}), None)
    rewrites = scene.lemma in {"rewrite", "write"} and onto and not scene.in_code
    return Action(Operation.MERGE, onto.resource) if rewrites and onto else None


def _disk_formatted(scene: Scene) -> Action | None:
    disk = scene.object in (Resource.DATABASE, Resource.INFRASTRUCTURE)
    return Action(Operation.DELETE, Resource.DATABASE) if scene.lemma == "format" and disk else None


def _written_into_data(scene: Scene) -> Action | None:
    if scene.lemma not in {"write", "schreibe"} or scene.named.anywhere not in OUTSIDE or scene.in_code:
        return None
    goals = (phrase.resource for phrase in scene.later if phrase.joint in _ONTO or not phrase.joint)
    into = next((resource for resource in goals if resource in _ROWS), None)
    return Action(Operation.IMPORT, into) if into else None


def _tried_out_in_production(scene: Scene) -> Action | None:
    there = scene.named.target is Environment.PRODUCTION and not scene.in_code
    return Action(Operation.RUN) if scene.lemma in _TRIES_OUT and there else None


def _column_split(scene: Scene) -> Action | None:
    """In "split the name column of the guests table in two"; not of a table in a text."""
    split = scene.lemma == "split" and scene.around(*_ROWS) and not scene.in_code
    columns = any(token.text in {"column", "columns", "table"} for token in scene.clause.tokens)
    stored = scene.around(Resource.CUSTOMER_DATA) or scene.named.anywhere in OUTSIDE
    schema = split and columns and stored and not scene.clause_names_files
    return Action(Operation.MIGRATE, Resource.DATABASE) if schema else None


def _people_extracted(scene: Scene) -> Action | None:
    taken = scene.lemma in {"extract", "pull out"} and scene.object is Resource.CUSTOMER_DATA
    return Action(Operation.EXPORT, scene.object) if taken and not scene.in_code else None


def _machine_prepared(scene: Scene) -> Action | None:
    """In "prepara una VM para el becario"."""
    following = [token.text for token in scene.clause.tokens[scene.head.place + 1 :][:1]]
    prepared = scene.lemma in {"prepare", "preparar"} and scene.object is Resource.INFRASTRUCTURE
    made = prepared and not _A.isdisjoint(following) and not scene.in_code
    return Action(Operation.CREATE, Resource.INFRASTRUCTURE) if made else None


_A = frozenset({"a", "an", "un", "una", "otra", "otro", "dos", "another", "two"})
_WRITING = (
    _column_split,
    _machine_prepared,
    _history_rewritten,
    _people_extracted,
    _people_written_out,
    _secret_written_down,
    _disk_formatted,
    _written_into_data,
    _tried_out_in_production,
)

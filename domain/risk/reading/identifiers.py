"""Names that programmers make of words: what their parts mean is not what is to be done."""

from dataclasses import replace

from domain.risk.lexicon.classes import UNKNOWN, VerbClass, Word
from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import Resource
from domain.risk.reading.tokens import Token, helps

_CALLING = frozenset({VerbClass.RUN, VerbClass.OPERATE, VerbClass.AID})
_LEADS_ON = ("politeness", "conjunction", "pronoun", "modal")
_REACH = 3
"""Words in front of a name in which it is said to be run."""
_BEHIND = 8
"""Words behind it in which it is said where it lies."""
_RUNNABLE = frozenset({"job", "jobs", "task", "tasks", "playbook", "pipeline", "workflow", "procedure"})
_LABELS = words("global constant macro model models method function class helper enum fixture dbt selector")
_PATTERNS = frozenset({"re", "regex", "regexp", "pattern"})
_CALLS = frozenset({"call", "calls", "reference", "references"})
_SETTINGS = words(
    "size timeout timeouts limit limits ttl max min interval retries threshold level mode enabled"
)
"""Last parts of names that are settings: "client_max_body_size"."""
_ANSWERS = words(
    """
    raise return accept reject refuse throw require validate take fail yield respond
    """
)
"""What a function does."""
_SOURCES = (
    ".go",
    ".py",
    ".ts",
    ".js",
    ".tsx",
    ".jsx",
    ".java",
    ".kt",
    ".rb",
    ".rs",
    ".c",
    ".cpp",
    ".h",
    ".cs",
)
_GUARDED = frozenset({Resource.SECRET, Resource.PERMISSION})


def leads_to_order(token: Token) -> bool:
    """Behind it an order may begin: "and", "please", a comma."""
    return bool(token.punctuation) or token.text == "to" or helps(token) or token.has(*_LEADS_ON)


def settle_names(tokens: list[Token], text: str) -> None:
    """Let no part of a name be a verb: in "drop audit_2019" nothing is audited.

    A name that stands alone, or is run, keeps its verbs: "DROP_ALL_TABLES", "run delete_users on prod". A
    constant of code whose name begins with one ("the comment above DROP_TABLE_RE") is code, and so is what is
    called a test, a constant or a model ("the global PROD_CACHE").
    """
    for place in [n for n, token in enumerate(tokens) if token.snake and not token.glued]:
        end = place + 1
        while end < len(tokens) and tokens[end].snake and tokens[end].glued:
            end += 1
        name = tokens[place:end]
        if _is_told_of(tokens, place, end):
            _make_code(name)
        elif place and not _leads_to_name(tokens, place) and not _is_called(tokens, place, end):
            labelled = tokens[place - 1].word.noun is Resource.DATABASE
            stored = labelled or _is_stored(
                [token for token in tokens[end : end + _BEHIND] if not _is_base(token)]
            )
            if not stored and _is_part_of_code(tokens, place, end):
                _make_code(name)
            elif name[-1].text in _SETTINGS and not _is_guarded(name):
                _make_code(name, noun=Resource.SERVICE)
            else:
                _settle(name, text, stored=stored)


def _leads_to_name(tokens: list[Token], place: int) -> bool:
    """An order may begin with it; not in "the call to delete_many", "rename it to drop_all"."""
    if tokens[place - 1].text == "to":
        before = [token.text for token in tokens[max(0, place - _BEHIND) : place - 1]]
        return _CALLS.isdisjoint(before[-1:]) and "rename" not in before
    return leads_to_order(tokens[place - 1])


def _is_base(token: Token) -> bool:
    """The word of many names ("base_invoices") that other languages call a database."""
    return token.snake and token.text == "base"


def _is_told_of(tokens: list[Token], place: int, end: int) -> bool:
    """In "purge_orders must raise without confirmation" it is a function, of which something is said."""
    verb = tokens[end + 1 : end + 2]
    modal = tokens[end : end + 1]
    said = bool(modal and verb) and modal[0].has("modal") and verb[0].text in _ANSWERS
    return said and (not place or leads_to_order(tokens[place - 1]))


def _is_part_of_code(tokens: list[Token], place: int, end: int) -> bool:
    name = tokens[place:end]
    if _is_guarded(name):
        return False
    labelled = any(token.text in _LABELS for token in tokens[max(0, place - 1) : place])
    tested = name[0].text == "test" and len(name) > 1 and any(token.word.verb for token in name[1:])
    return labelled or tested or name[-1].text in _PATTERNS or _lies_in_source(tokens[end : end + 3])


def _lies_in_source(behind: list[Token]) -> bool:
    """In "LIVE_HOST from settings.py"."""
    joined = any(token.text in {"in", "from", "of"} for token in behind[:1])
    return joined and any(token.path and token.text.endswith(_SOURCES) for token in behind)


def _is_guarded(name: list[Token]) -> bool:
    return any(token.word.noun in _GUARDED for token in name)


def _make_code(name: list[Token], noun: Resource = Resource.CODE) -> None:
    for token in name:
        token.word = UNKNOWN
    name[-1].word = Word(noun=noun)


def _is_called(tokens: list[Token], place: int, end: int) -> bool:
    if any(token.text in _RUNNABLE for token in tokens[end : end + 1]):
        return True
    if tokens[place - 1].text == "to" and place > 1 and tokens[place - 2].text in _CALLS:
        return False
    return any(token.word.verb in _CALLING for token in tokens[max(0, place - _REACH) : place])


def _is_stored(behind: list[Token]) -> bool:
    """It is said to lie in a database, or in production: then "test" in its name does not make it code."""
    placed = (token.word.environment or token.word.noun is Resource.DATABASE for token in behind)
    return any(placed) and not any(token.path for token in behind)


def _settle(name: list[Token], text: str, *, stored: bool) -> None:
    written = text[name[0].start : name[-1].end]
    constant = written.isupper() and not text.isupper() and name[0].word.verb is not None
    guarded = any(token.word.noun in _GUARDED or token.word.environment for token in name)
    for token in name:
        if token.word.verb or token.word.nominal:
            token.word = replace(token.word, verb=None, form=None, nominal=None)
        if stored and not constant and token.word.noun is Resource.CODE:
            token.word = replace(token.word, noun=None)
    if constant and not (guarded or stored):
        name[-1].word = Word(noun=Resource.CODE)

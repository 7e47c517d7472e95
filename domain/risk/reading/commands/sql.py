"""Read one SQL statement by its first words; prose that only begins like one is left to the prose reader."""

import re

from domain.risk.lexicon.classes import UNKNOWN
from domain.risk.lexicon.index import WORDS, fold
from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import Operation, Resource
from domain.risk.reading.phrases import WEIGHT

_NAME = r"[`\"\[]?([\w.$]+)"
_HIDDEN_COLUMN = (
    r"(?:password|passwd|secret|api_?key|access_?token|refresh_?token|private_?key|token|credentials?)"
)
_CONTAINERS = "table|view|schema|database|tablespace|keyspace|collection|materialized view"
_STATEMENTS: tuple[tuple[str, Operation, Resource | None], ...] = (
    (rf"\bdelete from {_NAME}", Operation.DELETE, None),
    (rf"\bdelete \w{{1,30}} from {_NAME}[^;]{{0,200}} (?:join|where)\b", Operation.DELETE, None),
    (rf"\btruncate (?:table )?(?:only )?{_NAME}", Operation.DELETE, None),
    (
        rf"\bdrop (?:{_CONTAINERS})(?: if exists)? {_NAME}",
        Operation.DELETE,
        None,
    ),
    (
        rf"\balter table (?:if exists )?(?:only )?{_NAME} (?:drop partition|delete where|truncate)",
        Operation.DELETE,
        None,
    ),
    (rf"\balter table {_NAME} update \w", Operation.OVERWRITE, None),
    (rf"\bupdate (?:only )?{_NAME}(?: (?:as )?\w+)? set [\w.\"`]+ ?=", Operation.OVERWRITE, None),
    (rf"\bmerge into {_NAME}[^;]{{0,200}} using [^;]{{1,200}} when ", Operation.OVERWRITE, None),
    (rf"\breplace into {_NAME} ?(?:\(|values|select)", Operation.OVERWRITE, None),
    (rf"\b(?:insert (?:ignore |or \w+ )?|replace |upsert )into {_NAME}", Operation.IMPORT, None),
    (
        r"\b(?:alter|create) (?:user|role) (\S+)[^;]{0,80} (?:password|identified)",
        Operation.MODIFY,
        Resource.SECRET,
    ),
    (r"\bset (password)(?: for|\s?=)", Operation.MODIFY, Resource.SECRET),
    (r"\b(?:alter|create|drop) (?:user|role) (?!\w+s\b)(\w+)", Operation.GRANT, Resource.PERMISSION),
    (r"\b(?:grant|revoke) [\w, ]{2,60} (?:on|to|from) (\w+)", Operation.GRANT, Resource.PERMISSION),
    (r"\balter default (privileges)", Operation.GRANT, Resource.PERMISSION),
    (rf"\balter table {_NAME}", Operation.MIGRATE, Resource.DATABASE),
    (rf"\balter database {_NAME} ", Operation.MODIFY, Resource.DATABASE),
    (rf"\bcreate table (?:if not exists )?{_NAME} ?\(", Operation.MIGRATE, Resource.DATABASE),
    (
        rf"\b(?:create|drop) (?:unique )?index (?:concurrently )?(?:if (?:not )?exists )?{_NAME}(?: on|;|$)",
        Operation.MIGRATE,
        Resource.DATABASE,
    ),
    (
        r"\b(?:(?:reindex|optimize|repair) (?:table|index|database|schema)|vacuum (?:full|analyze)) (\w+)",
        Operation.MIGRATE,
        Resource.DATABASE,
    ),
    (rf"\brefresh materialized view (?:concurrently )?{_NAME}", Operation.OPERATE, Resource.DATABASE),
    (rf"\bload data (?:local )?infile .{{1,100}} into table {_NAME}", Operation.IMPORT, None),
    (
        rf"\bcopy \( ?select .{{1,160}}? from {_NAME}.{{0,160}}?\) to (?:['\"]|stdout|s3://|program )",  # noqa: S608 - only read
        Operation.EXPORT,
        None,
    ),
    (
        rf"\bunload \( ?['\"$]{{1,2}}select .{{1,160}}? from {_NAME}.{{0,160}}?\) to ",  # noqa: S608 - only read
        Operation.EXPORT,
        None,
    ),
    (rf"\bcopy {_NAME}(?: ?\([^)]{{1,200}}\))? to (?:['\"]|stdout|s3://|program )", Operation.EXPORT, None),
    (rf"\bcopy {_NAME}(?: ?\([^)]{{1,200}}\))? from (?:['\"]|stdin|s3://|program )", Operation.IMPORT, None),
    (rf"\bselect .{{1,160}}? from {_NAME}.{{0,120}} into (?:outfile|dumpfile)", Operation.EXPORT, None),
    (r"\bselect .{0,40}pg_(terminate|cancel)_backend", Operation.OPERATE, Resource.DATABASE),
    (r"\bset (global|persist) [\w.@]+ ?=", Operation.OPERATE, Resource.DATABASE),
    (r"\balter (system) set \w", Operation.OPERATE, Resource.DATABASE),
    (r"\bkill (?:query|connection) (\d+)", Operation.OPERATE, Resource.DATABASE),
    (
        r"\bcall (\w*(?:delete|purge|drop|truncate|wipe|remove)\w*) ?\([^)]{0,80}\)\s*;?\s*$",
        Operation.DELETE,
        Resource.DATABASE,
    ),
    (r"\bcall (\w+) ?\([^)]{0,80}\)\s*;?\s*$", Operation.OPERATE, Resource.DATABASE),
    (
        r"\b(?:exec|execute) ((?:dbo\.|u?sp_)\w*(?:delete|purge|drop|truncate|wipe|remove)\w*)",
        Operation.DELETE,
        Resource.DATABASE,
    ),
    (r"\b(?:exec|execute) ((?:dbo\.|u?sp_)\w+)", Operation.OPERATE, Resource.DATABASE),
    (
        rf"\bselect (?!count)[\w., ]{{0,60}}\b\w*{_HIDDEN_COLUMN}(?:_\w+|s)?[\w., ]{{0,60}} from {_NAME}",
        Operation.REVEAL,
        Resource.SECRET,
    ),
    (rf"\bselect .{{1,120}}? from {_NAME}", Operation.READ, None),
)
_PATTERNS = tuple((re.compile(pattern), operation, resource) for pattern, operation, resource in _STATEMENTS)
_TRIAL = frozenset({"demo", "test", "sample", "dummy", "fake", "mock", "example", "seed"})
"""What begins a name whose rows are made up: ``demo_orders``."""
_ARTICLES = words(
    """
    the a an all any our my this that every each those these them it text long strings
    """
)
STARTS = words(
    """
    delete truncate drop update insert replace alter create grant revoke select merge upsert copy load reindex
    vacuum optimize refresh unload set kill exec execute call rename
    """
)
"""First words of the statements that are read."""


def read_sql(text: str, *, anywhere: bool = False) -> tuple[Operation, Resource] | None:
    """What the statement that ``text`` (lower case) begins with does, or one ``anywhere`` in it."""
    if not any(start in text for start in STARTS):
        return None
    squeezed = " ".join(text.split())
    for pattern, operation, resource in _PATTERNS:
        match = pattern.search(squeezed) if anywhere else pattern.match(squeezed)
        if match and match[1] not in _ARTICLES:
            return operation, resource or table_named(match[1])
    return None


def table_named(name: str) -> Resource:
    """Customer data where a part of the name says so, a database where it does not, or begins with "demo"."""
    best = Resource.DATABASE
    parts = re.split(r"[^a-z0-9]+", fold(name))
    for part in () if parts[0] in _TRIAL else parts:
        noun = WORDS.get(part, UNKNOWN).noun
        if noun is Resource.CUSTOMER_DATA and WEIGHT[noun] > WEIGHT[best]:
            best = noun
    return best

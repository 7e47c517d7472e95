"""Read one SQL statement by its first words; prose that only begins like one is left to the prose reader."""

import re

from domain.risk.lexicon.classes import UNKNOWN
from domain.risk.lexicon.index import WORDS, fold
from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import Operation, Resource
from domain.risk.reading.phrases import WEIGHT

_NAME = r"[`\"\[]?([\w.$]+)"
_STATEMENTS: tuple[tuple[re.Pattern[str], Operation, Resource | None], ...] = (
    (re.compile(rf"\bdelete from {_NAME}"), Operation.DELETE, None),
    (re.compile(rf"\btruncate (?:table )?(?:only )?{_NAME}"), Operation.DELETE, None),
    (
        re.compile(rf"\bdrop (?:table|view|schema|database|tablespace)(?: if exists)? {_NAME}"),
        Operation.DELETE,
        None,
    ),
    (re.compile(rf"\bupdate {_NAME}(?: \w+)? set \w+ ?="), Operation.OVERWRITE, None),
    (re.compile(rf"\b(?:insert|replace) into {_NAME}"), Operation.IMPORT, None),
    (re.compile(r"\balter (?:user|role) (\w+)[^;]{0,80} password"), Operation.MODIFY, Resource.SECRET),
    (
        re.compile(r"\b(?:alter|create|drop) (?:user|role) (?!\w+s\b)(\w+)"),
        Operation.GRANT,
        Resource.PERMISSION,
    ),
    (
        re.compile(r"\b(?:grant|revoke) [\w, ]{2,60} (?:on|to|from) (\w+)"),
        Operation.GRANT,
        Resource.PERMISSION,
    ),
    (re.compile(rf"\balter table {_NAME}"), Operation.MIGRATE, Resource.DATABASE),
    (re.compile(rf"\bcreate table (?:if not exists )?{_NAME} ?\("), Operation.MIGRATE, Resource.DATABASE),
    (
        re.compile(rf"\b(?:create|drop) (?:unique )?index (?:concurrently )?{_NAME}(?: on|;|$)"),
        Operation.MIGRATE,
        Resource.DATABASE,
    ),
    (re.compile(rf"\bselect .{{1,120}}? from {_NAME}"), Operation.READ, None),
)
_ARTICLES = words(
    """
    the a an all any our my this that every each those these them it text long strings
    """
)
_STARTS = (
    "delete from",
    "truncate",
    "drop ",
    "update",
    "insert",
    "replace",
    "alter",
    "create",
    "grant",
    "revoke",
    "select",
)


def read_sql(text: str) -> tuple[Operation, Resource] | None:
    """What the first statement in ``text`` (lower case) does; None where there is none."""
    if not any(start in text for start in _STARTS):
        return None
    squeezed = " ".join(text.split())
    for pattern, operation, resource in _STATEMENTS:
        match = pattern.search(squeezed)
        if match and match[1] not in _ARTICLES:
            return operation, resource or _table(match[1])
    return None


def _table(name: str) -> Resource:
    """Customer data where a part of the name says so, else a database."""
    best = Resource.DATABASE
    for part in re.split(r"[^a-z0-9]+", fold(name)):
        noun = WORDS.get(part, UNKNOWN).noun
        if noun is Resource.CUSTOMER_DATA and WEIGHT[noun] > WEIGHT[best]:
            best = noun
    return best

"""Secrets in texts and arguments, masked before they are told to anyone.

By the name of an argument, by shapes that well-known secrets have, and by looking random. A rule of thumb in
both directions: it can miss a secret that looks like a word, and mask a long name that looks like a secret.
What models see is redacted more precisely: :mod:`domain.redaction`.
"""

import re
from typing import Any

from domain.secret_shapes import MASK, without_shapes

SCANNED = 8_000
"""Characters of each value that are looked at; the rest is dropped."""

_NAMES = (
    r"pass(?:word|wd|phrase|code)?|pwd|secrets?|tokens?|api[_-]?keys?|access[_-]?keys?|private[_-]?keys?|"
    r"secret[_-]?keys?|credentials?|authorization|cookies?|connection[_-]?string|dsn"
)
_SECRET_NAME = re.compile(rf"(?:^|[_\-.\s])(?:{_NAMES})$", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ASSIGNED = re.compile(
    rf"(?P<name>(?<![\w-])[\w-]*(?:{_NAMES})(?:[\"']?\s*[=:]\s*))(?P<value>\"[^\"]*\"|'[^']*'|[^\s,;\"'&]+)"
    rf"|(?P<option>(?<!\S)--(?:[\w-]+-)?(?:{_NAMES})\s+)\S+",
    re.IGNORECASE,
)
_BEARER = re.compile(r"\b(?P<name>(?:bearer|basic)\s+)[\w.~+/-]{8,}=*", re.IGNORECASE)
_USERINFO = re.compile(r"(?P<name>\b[a-z][a-z0-9+.-]*://[^\s/:@]*:)[^\s/@]+(?=@)", re.IGNORECASE)
_RANDOM = re.compile(r"(?<![\w/+-])(?=[\w+-]*[a-z])(?=[\w+-]*[A-Z])(?=[\w+-]*[0-9])[A-Za-z0-9_+-]{32,}={0,2}")


def masked(value: Any, *, name: str = "") -> Any:
    """A JSON value with every secret-looking part replaced; ``name`` is the argument that it is given as."""
    if isinstance(value, dict):
        return {key: masked(item, name=str(key)) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [masked(item, name=name) for item in value]
    if value is None or isinstance(value, bool):
        return value
    if _SECRET_NAME.search(_CAMEL.sub("_", name)):
        return MASK
    return masked_text(value[:SCANNED]) if isinstance(value, str) else value


def masked_text(text: str) -> str:
    text = without_shapes(text)
    for pattern in (_USERINFO, _BEARER):
        text = pattern.sub(rf"\g<name>{MASK}", text)
    text = _ASSIGNED.sub(_keep_name, text)
    return _RANDOM.sub(MASK, text)


def _keep_name(found: re.Match[str]) -> str:
    return (found["name"] or found["option"]) + MASK

"""Secrets taken out of what models see and of what is stored.

Those are the values that this process knows, and what is a secret by its form or by the name that it is
given. Precise rather than complete: code, hashes and prose stay as they are, for an agent that reads them
may write them back. :mod:`domain.notifications.masking` masks more, in what only people read.
"""

import json
import re
from base64 import b64encode
from collections.abc import Callable, Collection, Iterator
from typing import Any
from urllib.parse import quote

from domain.secret_shapes import MASK, without_assigned, without_shapes

SHORTEST = 8
"""Characters of a known value. A shorter one would be found by chance."""
SHORTEST_WORD = 16
"""Characters of one that is letters only: `postgres` as a password must not mask every other `postgres`."""
MASKED_ARGUMENTS = (
    f"its arguments hold {MASK}, which stands for a secret: what is written must not put it in the secret's "
    "place. Operators give secrets to tools in servers.yaml"
)
"""Why a call that changes something is refused; see :func:`holds_mask`."""
_SHORTEST_CODED = 12
"""Characters that are left of a value in base64, without the ends that its neighbours change."""


class Redactor:
    """``known``: secrets of this process, found as they are, quoted for JSON or a URL, in hex and in base64.

    Those that are too plain to be told from a word (see :func:`is_telling`) are left out; ``ignored`` counts
    them.
    """

    def __init__(self, known: Collection[str] = ()) -> None:
        telling = {value for value in known if is_telling(value)}
        self.ignored = len(set(known) - telling)
        forms = {form for value in telling for form in _forms(value)}
        self._forms = sorted(forms, key=len, reverse=True)

    def text(self, text: str) -> str:
        """Without known values, shapes of secrets, and values that stand behind the name of a secret."""
        return without_assigned(without_shapes(self.known(text)))

    def value(self, value: Any) -> Any:
        """A JSON value, each text in it as :meth:`text` has it."""
        return _each_text(value, self.text)

    def known(self, text: str) -> str:
        """Without known values only."""
        for form in self._forms:
            if form in text:
                text = text.replace(form, MASK)
        return text

    def arguments(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """Of a tool call, without known values: what a model made up itself is its own affair."""
        found = _each_text(arguments, self.known)
        assert isinstance(found, dict)
        return found


def holds_mask(arguments: dict[str, Any]) -> bool:
    """A secret stood there, or the mask of one was copied."""
    return MASK in json.dumps(arguments, ensure_ascii=False)


def is_telling(value: str) -> bool:
    """Long enough, and no plain word."""
    return len(value) >= (SHORTEST_WORD if value.isalpha() else SHORTEST)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {change(str(key)): _each_text(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(item, change) for item in value]
    return value


def _forms(value: str) -> Iterator[str]:
    raw = value.encode("utf-8", "surrogatepass")
    yield value
    yield json.dumps(value)[1:-1]
    yield json.dumps(value, ensure_ascii=False)[1:-1]
    for safe in ("", "/"):
        escaped = quote(raw, safe=safe)
        yield escaped
        yield re.sub("%[0-9A-F]{2}", lambda found: found[0].lower(), escaped)
    yield raw.hex()
    yield raw.hex().upper()
    for place in range(3):
        for alphabet in (None, b"-_"):
            if len(coded := _in_base64(raw, place, alphabet)) >= _SHORTEST_CODED:
                yield coded


def _in_base64(raw: bytes, place: int, alphabet: bytes | None) -> str:
    """How ``raw`` looks in base64 behind ``place`` other bytes (modulo 3), whatever stands around it."""
    coded = b64encode(b"\0" * place + raw, alphabet).decode().rstrip("=")
    head = (0, 2, 3)[place]
    return coded[head:] if (place + len(raw)) % 3 == 0 else coded[head:-1]

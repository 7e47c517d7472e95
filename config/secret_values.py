"""The secrets that this process was given: in its settings, and in variables that by their name hold one."""

import os
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from pydantic import SecretStr

from config.settings import Settings

_SECRET_NAME = re.compile(
    r"(?:^|_)(?:PASSWORD|PASSWD|PGPASSWORD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS?"
    r"|(?:API|ACCESS|PRIVATE|SIGNING|ENCRYPTION|AUTH)_KEY)(?:_|$)|(?:^|_)KEY$"
)
_PLACE = re.compile(r"_(?:FILE|PATH|DIR|URL|URI|ID|NAME|SECONDS)$")
"""Names that end so say where something is, or which."""


def secret_values(settings: Settings, environ: Mapping[str, str] | None = None) -> frozenset[str]:
    """Exact values. ``environ`` is by default the process's own, completed by :func:`load_settings`."""
    environ = os.environ if environ is None else environ
    found = {*_of_settings(settings)}
    for name, value in environ.items():
        if _SECRET_NAME.search(name) and not _PLACE.search(name):
            found.add(value)
        found.update(_passwords(value))
    return frozenset(value.strip() for value in found if value.strip())


def _of_settings(settings: Settings) -> Iterator[str]:
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, SecretStr):
            secret = value.get_secret_value()
            yield secret
            yield from _passwords(secret)


def _passwords(value: str) -> Iterator[str]:
    """The password in a URL, as written and as meant."""
    if "://" not in value or "@" not in value:
        return
    try:
        password = urlsplit(value).password
    except ValueError:
        return
    if password:
        yield password
        yield unquote(password)

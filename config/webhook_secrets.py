"""Addresses and keys of webhooks, which stand in the environment."""

import os
from base64 import b64decode
from collections.abc import Mapping
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "::1", "localhost")
PREFIX = "whsec_"
"""Of a secret that is base64."""
SHORTEST_KEY = 16
"""Bytes."""


class WebhookSecrets:
    """Looked up at each use."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._environ = environ

    def url(self, variable: str) -> str:
        """Raises :class:`ValueError` that does not tell the value."""
        found = self._value(variable)
        if not is_safe_url(found):
            raise ValueError(f"{variable} is no https:// URL")
        return found

    def key(self, variable: str) -> bytes:
        """Raises :class:`ValueError` that does not tell the value."""
        try:
            return parse_key(self._value(variable))
        except ValueError as error:
            raise ValueError(f"{variable}: {error}") from None

    def _value(self, variable: str) -> str:
        value = self._environ.get(variable, "").strip()
        if not value:
            raise ValueError(f"the variable {variable} is not set")
        return value


def parse_key(text: str) -> bytes:
    """``whsec_`` and base64, or the bytes of any other text. Raises :class:`ValueError`."""
    try:
        key = b64decode(text[len(PREFIX) :], validate=True) if text.startswith(PREFIX) else text.encode()
    except ValueError as error:
        raise ValueError(f"what follows {PREFIX} is no base64") from error
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"{SHORTEST_KEY} bytes are needed at least")
    return key


def is_safe_url(url: str) -> bool:
    """Encrypted, or on loopback."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK))

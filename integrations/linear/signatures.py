"""Whether a webhook is Linear's: HMAC-SHA256 of the raw body in lowercase hex, and a timestamp of now."""

import hashlib
import hmac
import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.errors import UnauthenticatedError

TOLERANCE_SECONDS = 60
_SIGNATURE = re.compile(r"[0-9a-f]{64}")


def verified(
    body: bytes, signature: str | None, *, secrets: Sequence[bytes], now: datetime
) -> dict[str, Any]:
    """The body as JSON. Two secrets are taken while one replaces the other.

    Raises :class:`~domain.errors.UnauthenticatedError`, which tells a stranger no more than that.
    """
    if not secrets:
        raise UnauthenticatedError("no webhook secret is configured: nothing is taken")
    if signature is None or not _SIGNATURE.fullmatch(signature):
        raise UnauthenticatedError("Linear-Signature is missing, or not 64 lowercase hex digits")
    given = bytes.fromhex(signature)
    # every secret is tried, so that the time taken does not tell which one was right
    right = [hmac.compare_digest(hmac.digest(secret, body, hashlib.sha256), given) for secret in secrets]
    if not any(right):
        raise UnauthenticatedError("the signature is not right")
    try:
        found = json.loads(body)
    except ValueError as error:
        raise UnauthenticatedError("the body is no JSON") from error
    stamp = found.get("webhookTimestamp") if isinstance(found, dict) else None
    if not isinstance(stamp, int | float) or isinstance(stamp, bool):
        raise UnauthenticatedError("webhookTimestamp is missing, or no number")
    if not abs(now.timestamp() - stamp / 1000) <= TOLERANCE_SECONDS:  # NaN is never near
        raise UnauthenticatedError("webhookTimestamp is not of now")
    assert isinstance(found, dict)  # it has a timestamp
    return found

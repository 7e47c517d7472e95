"""What a provider's failure is worth: a code, whether another try can mend it, when to come back.

The SDKs of OpenAI and Anthropic have the same exceptions under the same names.
"""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import ModuleType
from typing import Any

from domain.errors import ModelError

TIMEOUT = 120.0
"""Seconds for one answer of a model, from the question to its last byte."""
LONGEST_WAIT = 3600.0
"""Seconds: a provider that asks for more is not believed."""
TRANSIENT = frozenset({408, 409, 425, 429})
"""Of the 4xx; no try mends the others."""
CONNECTION = "LlmConnection"
TIMED_OUT = "LlmTimeout"
_STATUS = "Llm"
_NONSENSE = (json.JSONDecodeError, LookupError, TypeError, ValueError, AttributeError)
"""What LangChain and the SDKs stumble over."""


def model_error(error: Exception, sdk: ModuleType) -> ModelError | None:
    """The provider's failure: what it says by HTTP, or that it could not be reached or understood.

    None for an exception that is neither the SDK's nor comes of an answer.
    """
    if isinstance(error, sdk.APIStatusError):
        return _status_error(error)
    if isinstance(error, (sdk.APITimeoutError, TimeoutError)):
        return ModelError(f"no answer from the model in {TIMEOUT:g} s", code=TIMED_OUT)
    if isinstance(error, sdk.APIConnectionError):
        why = error.__cause__ or error
        return ModelError(f"the model could not be reached, or hung up: {why}", code=CONNECTION)
    if isinstance(error, (sdk.APIError, *_NONSENSE)):
        return ModelError(f"the model's answer makes no sense: {error}"[:2000], code="LlmInvalidAnswer")
    return None


def is_dead(error: ModelError) -> bool:
    """The endpoint did not answer, or answered 5xx."""
    return error.code in (CONNECTION, TIMED_OUT) or error.code.startswith(f"{_STATUS}5")


def _status_error(error: Any) -> ModelError:
    status = error.status_code
    return ModelError(
        f"the model provider answered {status}: {error.message}"[:2000],
        code=f"{_STATUS}{status}",
        permanent=400 <= status < 500 and status not in TRANSIENT,  # noqa: PLR2004 -- of HTTP
        retry_after=retry_after(error.response.headers.get("retry-after"), now=datetime.now(UTC)),
    )


def retry_after(header: str | None, *, now: datetime) -> float | None:
    """Seconds of a ``Retry-After`` header: seconds or an HTTP date; None where it holds neither."""
    if not header:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            at = parsedate_to_datetime(header)
        except ValueError:
            return None
        seconds = (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds()
    return min(max(seconds, 0.0), LONGEST_WAIT) if seconds == seconds else None  # noqa: PLR0124 -- NaN

"""Providers that speak OpenAI's chat completions: Gradient, OpenAI, vLLM, llama.cpp, Ollama and others."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from config.settings import Settings
from domain.errors import ConfigurationError, ModelError
from integrations.llm.langchain_model import LangchainModel

if TYPE_CHECKING:
    import openai

TIMEOUT = 120.0
"""Seconds for one answer of a model."""
PERMANENT = frozenset({400, 401, 403, 404, 422})
LONGEST_WAIT = 3600.0
"""Seconds: a provider that asks for more is not believed."""
_NO_KEY = "none"
"""Servers on one's own machine want no key, the client wants one."""


def build_openai_compatible(settings: Settings) -> LangchainModel:
    """One client that lives as long as the model.

    Raises :class:`~domain.errors.ConfigurationError` where LLM_MODEL is missing.
    """
    if not settings.llm_model:
        raise ConfigurationError("LLM_MODEL is not set: name the model that the provider is to use")
    from langchain_openai import ChatOpenAI
    from openai import DefaultAsyncHttpxClient
    from pydantic import SecretStr

    client = DefaultAsyncHttpxClient(
        timeout=TIMEOUT
    )  # our own: the default one is shared and cannot be closed
    chat = ChatOpenAI(
        model=settings.llm_model,
        base_url=settings.llm_base_url,
        api_key=settings.llm_api_key or SecretStr(_NO_KEY),
        max_retries=0,
        timeout=TIMEOUT,
        http_async_client=client,
        use_responses_api=False,
        stream_usage=False,
    )
    label = f"openai-compatible/{settings.llm_model}"
    return LangchainModel(chat, label=label, translate=model_error, close=client.aclose)


def model_error(error: Exception) -> ModelError | None:
    """The provider's failure: what it says by HTTP, or that it could not be reached or understood."""
    import openai

    if isinstance(error, openai.APIStatusError):
        return _status_error(error)
    if isinstance(error, openai.APITimeoutError):
        return ModelError(f"no answer from the model in {TIMEOUT:g} s", code="LlmTimeout")
    if isinstance(error, openai.APIConnectionError):
        why = error.__cause__ or error
        return ModelError(f"the model could not be reached, or hung up: {why}", code="LlmConnection")
    if isinstance(error, openai.OpenAIError | json.JSONDecodeError | KeyError | TypeError | ValueError):
        return ModelError(f"the model's answer makes no sense: {error}", code="LlmInvalidAnswer")
    return None


def _status_error(error: "openai.APIStatusError") -> ModelError:
    status = error.status_code
    return ModelError(
        f"the model provider answered {status}: {error.message}"[:2000],
        code=f"Llm{status}",
        permanent=status in PERMANENT,
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

"""Providers that speak OpenAI's chat completions: Gradient, OpenAI, vLLM, llama.cpp, Ollama and others."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from config.settings import Settings
from domain.errors import ModelError
from domain.model_choice import ModelChoice
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


class OpenAICompatible:
    """The provider of the settings; its models share one client, which lives as long as this."""

    def __init__(self, settings: Settings) -> None:
        from openai import DefaultAsyncHttpxClient

        self._settings = settings
        # our own: the default one is shared and cannot be closed
        self._client = DefaultAsyncHttpxClient(timeout=TIMEOUT)

    def model(self, choice: ModelChoice) -> LangchainModel:
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        chat = ChatOpenAI(
            model=choice.model,
            temperature=choice.temperature,
            max_completion_tokens=choice.max_tokens,
            base_url=self._settings.llm_base_url,
            api_key=self._settings.llm_api_key or SecretStr(_NO_KEY),
            max_retries=0,
            timeout=TIMEOUT,
            http_async_client=self._client,
            use_responses_api=False,
            stream_usage=False,
        )
        return LangchainModel(chat, label=choice.label, translate=model_error)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()


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

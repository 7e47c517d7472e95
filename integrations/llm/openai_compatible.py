"""Providers that speak OpenAI's chat completions: Gradient, OpenAI, vLLM, llama.cpp, Ollama and others."""

from config.model_endpoints import Endpoint
from domain.errors import ModelError
from domain.model_choice import ModelChoice
from integrations.llm import failures
from integrations.llm.langchain_model import LangchainModel

_NO_KEY = "none"
"""Servers on one's own machine want no key, the client wants one."""


class OpenAICompatible:
    """One endpoint; its models share one client, which lives as long as this."""

    def __init__(self, endpoint: Endpoint) -> None:
        from openai import DefaultAsyncHttpxClient

        self._endpoint = endpoint
        # our own: the default one is shared and cannot be closed
        self._client = DefaultAsyncHttpxClient(timeout=failures.TIMEOUT)

    def model(self, choice: ModelChoice) -> LangchainModel:
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        chat = ChatOpenAI(
            model=choice.model,
            temperature=choice.temperature,
            max_completion_tokens=choice.max_tokens,
            base_url=self._endpoint.base_url,
            api_key=self._endpoint.api_key or SecretStr(_NO_KEY),
            max_retries=0,
            timeout=failures.TIMEOUT,
            http_async_client=self._client,
            use_responses_api=False,
            stream_usage=False,
        )
        return LangchainModel(chat, label=choice.label, translate=_translated)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def _translated(error: Exception) -> ModelError | None:
    import openai

    return failures.model_error(error, openai)

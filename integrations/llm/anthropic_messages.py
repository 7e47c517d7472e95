"""Anthropic's Messages API, by the optional extra ``anthropic``."""

from pydantic import SecretStr

from config.model_endpoints import Endpoint
from domain.errors import ModelError
from domain.model_choice import ModelChoice
from integrations.llm import failures
from integrations.llm.langchain_model import LangchainModel

_NO_KEY = "none"
"""A proxy of one's own may want none, the client wants one."""


class AnthropicMessages:
    """One endpoint; its models share one client, which lives as long as this."""

    def __init__(self, endpoint: Endpoint) -> None:
        from anthropic import AsyncAnthropic, DefaultAsyncHttpxClient

        self._endpoint = endpoint
        self._key = endpoint.api_key or SecretStr(_NO_KEY)
        self._client = AsyncAnthropic(
            base_url=endpoint.base_url,
            api_key=self._key.get_secret_value(),
            max_retries=0,
            timeout=failures.TIMEOUT,
            http_client=DefaultAsyncHttpxClient(timeout=failures.TIMEOUT),
        )

    def model(self, choice: ModelChoice) -> LangchainModel:
        """Without ``max_tokens`` an answer has as many as LangChain knows the model to allow."""
        from langchain_anthropic import ChatAnthropic

        chat = ChatAnthropic(
            model=choice.model,
            temperature=choice.temperature,
            max_tokens_to_sample=choice.max_tokens,
            base_url=self._endpoint.base_url,
            api_key=self._key,
            max_retries=0,
        )
        # LangChain's own is shared by everyone with the same address, and cannot be closed
        chat._async_client = self._client  # noqa: SLF001
        return LangchainModel(chat, label=choice.label, translate=_translated)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()


def _translated(error: Exception) -> ModelError | None:
    import anthropic

    return failures.model_error(error, anthropic)

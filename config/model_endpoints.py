"""Where a model is called and under which key: as its entry says, else as the variables do.

``LLM_BASE_URL`` and ``LLM_API_KEY`` are those of ``openai-compatible``, ``ANTHROPIC_API_KEY`` that of
``anthropic``. An address that an entry names gets the key that the entry names, or none.
"""

import os
from collections.abc import Mapping
from importlib.util import find_spec

from pydantic import SecretStr

from config.settings import Settings
from config.webhook_secrets import is_safe_url
from domain.errors import ConfigurationError
from domain.model_choice import ModelChoice, Provider
from domain.models import Value

ANTHROPIC_KEY = "ANTHROPIC_API_KEY"
PUBLIC = {
    Provider.OPENAI_COMPATIBLE: "https://api.openai.com/v1",
    Provider.ANTHROPIC: "https://api.anthropic.com",
}
"""Where nothing else is said."""
NO_EXTRA = "the provider anthropic wants an extra: pip install 'dev-tools[anthropic]'"


class Endpoint(Value):
    """``api_key`` is None where the server wants none."""

    provider: Provider
    base_url: str
    api_key: SecretStr | None = None


class Endpoints:
    def __init__(self, settings: Settings, environ: Mapping[str, str] = os.environ) -> None:
        self._settings = settings
        self._environ = environ

    def completed(self, choice: ModelChoice) -> ModelChoice:
        """With the variable of the key where that is known without the entry's word."""
        if choice.provider is not Provider.ANTHROPIC or choice.base_url or choice.api_key_env:
            return choice
        return choice.model_copy(update={"api_key_env": ANTHROPIC_KEY})

    def fault(self, choice: ModelChoice) -> str | None:
        """Why the model cannot be called from this process."""
        if choice.provider is Provider.ANTHROPIC and find_spec("langchain_anthropic") is None:
            return NO_EXTRA
        if choice.api_key_env and not self._environ.get(choice.api_key_env):
            return f"the variable of its key, {choice.api_key_env}, is not set"
        return None

    def warning(self, choice: ModelChoice) -> str | None:
        if choice.api_key_env and choice.base_url and not is_safe_url(choice.base_url):
            return f"{choice.base_url} is not encrypted: the key of {choice.api_key_env} goes there in clear"
        return None

    def of(self, choice: ModelChoice) -> Endpoint:
        """Raises :class:`~domain.errors.ConfigurationError` where the variable of the key is not set."""
        if fault := self.fault(choice):
            raise ConfigurationError(f"{choice.label}: {fault}")
        url, key = choice.base_url, None
        if choice.api_key_env:
            key = SecretStr(self._environ[choice.api_key_env])
        elif url is None:
            key = self._settings.llm_api_key
        if url is None and choice.provider is Provider.OPENAI_COMPATIBLE:
            url = self._settings.llm_base_url
        return Endpoint(provider=choice.provider, base_url=url or PUBLIC[choice.provider], api_key=key)

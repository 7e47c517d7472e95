"""A loopback provider and the agents that ship."""

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from config.agent_profiles import Agents, load_agents
from config.settings import CONFIG_DIR, Settings
from tests.support.openai_server import OpenAIServer


@pytest.fixture
def agents() -> Agents:
    return load_agents(CONFIG_DIR)


@pytest.fixture
async def provider() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer().running() as server:
        yield server


@pytest.fixture
def settings(provider: OpenAIServer) -> Settings:
    return Settings(llm_base_url=provider.url, llm_api_key=SecretStr("test-key"), llm_model="scripted")

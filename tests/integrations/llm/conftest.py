"""A loopback provider and the agents that ship."""

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from config.agent_profiles import Agents, load_agents
from config.settings import CONFIG_DIR, Settings
from domain.agents import ChatModel, Message, Role
from domain.errors import ModelError
from domain.tools import ToolSpec
from tests.support.openai_server import OpenAIServer

STATUS = ToolSpec(server="git", tool="git_status", description="Status", input_schema={"type": "object"})
ECHO = ToolSpec(
    server="my-server",
    tool="echo",
    input_schema={"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
)
HELLO = (Message(role=Role.USER, content="hello"),)


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


async def failure(model: ChatModel) -> ModelError:
    """What its reply fails with."""
    with pytest.raises(ModelError) as caught:
        await model.reply(HELLO, [ECHO])
    return caught.value

"""Anthropic's own client against a scripted server on loopback."""

import sys
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
import pytest_asyncio

from config.settings import Settings
from domain.agents import ChatModel, Message, Role
from domain.errors import ConfigurationError
from domain.tools import ToolCall
from integrations.llm import failures
from integrations.llm.catalogue import build_models
from tests.integrations.llm.conftest import ECHO, STATUS, failure
from tests.support.anthropic_server import calls, fails, refuses, says
from tests.support.installation import make_config
from tests.support.loopback import NEVER, Answer
from tests.support.openai_server import CUT, NO_JSON, OpenAIServer

HELLO = (Message(role=Role.SYSTEM, content="Be brief."), Message(role=Role.USER, content="hello"))


def entry(url: str) -> str:
    return (
        "agents: {cicd: {model: claude-scripted, provider: anthropic, temperature: 0.5, max_tokens: 64, "
        f"base_url: '{url}', api_key_env: OTHER_KEY, cost_per_1m_tokens: 2}}}}\n"
    )


@pytest.fixture
def claude(provider: OpenAIServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("OTHER_KEY", "other-key")
    config = make_config(tmp_path / "config")
    (config / "agents/models.yaml").write_text(entry(provider.url.removesuffix("/v1")), encoding="utf-8")
    return Settings(config_dir=config)


@pytest_asyncio.fixture
async def model(claude: Settings) -> AsyncIterator[ChatModel]:
    async with aclosing(build_models(claude)) as models:
        yield models.for_agent("cicd")


async def test_text_with_usage_and_what_the_file_says(model: ChatModel, provider: OpenAIServer) -> None:
    provider.play(says("hi", cache_read_input_tokens=100))
    reply = await model.reply(HELLO, [])
    assert reply.message == Message(role=Role.ASSISTANT, content="hi")
    assert (reply.usage.prompt_tokens, reply.usage.completion_tokens) == (111, 7)
    assert (reply.usage.model, reply.usage.cost) == ("anthropic/claude-scripted", 0.000236)
    (request,) = provider.requests
    assert (request.path, request.headers["x-api-key"]) == ("/v1/messages", "other-key")
    assert (request.json["model"], request.json["temperature"]) == ("claude-scripted", 0.5)
    assert (request.json["max_tokens"], request.json["system"]) == (64, "Be brief.")


async def test_tool_calls_there_and_back(model: ChatModel, provider: OpenAIServer) -> None:
    provider.play(calls(("git__git_status", {}), ("my-server__echo", {"text": "x"})), says("done"))
    first = await model.reply(HELLO, [STATUS, ECHO])
    assert first.message.calls == (
        ToolCall(index=0, tool="git.git_status"),
        ToolCall(index=1, tool="my-server.echo", arguments={"text": "x"}),
    )
    assert (first.usage.prompt_tokens, first.usage.completion_tokens) == (13, 17)
    answers = [
        Message(role=Role.TOOL, content=text, call_key=f"turn-1/{at}")
        for at, text in enumerate(["clean", "ERROR: no"])
    ]
    asked = first.message.model_copy(update={"call_key": "turn-1"})
    await model.reply([*HELLO, asked, *answers], [STATUS, ECHO])
    sent = provider.requests[1].json
    uses, results = sent["messages"][1]["content"], sent["messages"][2]["content"]
    assert [use["name"] for use in uses] == ["git__git_status", "my-server__echo"]
    assert [result["tool_use_id"] for result in results] == [use["id"] for use in uses]
    assert [result.get("is_error", False) for result in results] == [False, True]
    assert [tool["name"] for tool in sent["tools"]] == ["git__git_status", "my-server__echo"]


async def test_busy_and_overloaded_say_when_to_come_back(model: ChatModel, provider: OpenAIServer) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    provider.play(
        fails(429, "rate_limit_error", retry_after="7"),
        fails(429, "rate_limit_error", retry_after=date),
        fails(529, "overloaded_error"),
    )
    errors = [await failure(model) for _ in range(3)]
    assert [(error.code, error.permanent) for error in errors] == [
        ("Llm429", False),
        ("Llm429", False),
        ("Llm529", False),
    ]
    assert errors[0].retry_after == 7
    assert 60 < (errors[1].retry_after or 0) <= 90
    assert len(provider.requests) == 3, "the client's own retries are off"


@pytest.mark.parametrize(
    ("turn", "code", "permanent"),
    [
        (fails(400, "invalid_request_error"), "Llm400", True),
        (fails(401, "authentication_error"), "Llm401", True),
        (fails(413, "request_too_large"), "Llm413", True),
        (fails(500, "api_error"), "Llm500", False),
        (CUT, "LlmConnection", False),
        (NO_JSON, "LlmInvalidAnswer", False),
        (Answer(b"{}"), "LlmInvalidAnswer", False),
        (says(""), "LlmEmptyAnswer", False),
    ],
)
async def test_each_failure_has_its_code(
    model: ChatModel, provider: OpenAIServer, turn: Answer, code: str, *, permanent: bool
) -> None:
    provider.play(turn)
    error = await failure(model)
    assert (error.code, error.permanent) == (code, permanent)


async def test_silence_is_a_timeout(
    claude: Settings, provider: OpenAIServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(failures, "TIMEOUT", 0.3)
    provider.play(NEVER)
    async with aclosing(build_models(claude)) as models:
        assert (await failure(models.for_agent("cicd"))).code == "LlmTimeout"


async def test_a_refusal_without_a_word_is_told(model: ChatModel, provider: OpenAIServer) -> None:
    provider.play(refuses())
    reply = await model.reply(HELLO, [ECHO])
    assert reply.message.content == "(the model gave no answer: refusal)"
    assert reply.usage.prompt_tokens == 5


@pytest.mark.parametrize(
    ("key", "missing", "fault"),
    [
        ("k", ("langchain_anthropic",), r"models.yaml:1: .*pip install 'dev-tools\[anthropic\]'"),
        ("", (), r"models.yaml:1: .*the variable of its key, ANTHROPIC_API_KEY, is not set"),
    ],
)
def test_what_is_missing_is_named_before_anything_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, missing: tuple[str, ...], fault: str
) -> None:
    for name in missing:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setenv("ANTHROPIC_API_KEY", key)
    config = make_config(tmp_path / "config")
    (config / "agents/models.yaml").write_text(
        "agents: {cicd: {provider: anthropic, model: claude-scripted}}\n", encoding="utf-8"
    )
    with pytest.raises(ConfigurationError, match=fault):
        build_models(Settings(config_dir=config))

"""A real client against a scripted provider on loopback."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from config.settings import Settings
from domain.agents import ChatModel, Message, Role
from domain.errors import ConfigurationError
from domain.tools import ToolCall
from integrations.llm import failures
from integrations.llm.catalogue import build_models
from integrations.llm.names import ToolNames, wire_name
from tests.integrations.llm.conftest import ECHO, HELLO, STATUS, failure
from tests.support.loopback import NEVER, Answer
from tests.support.openai_server import (
    CUT,
    DRIPS,
    NO_JSON,
    OpenAIServer,
    calls,
    counts,
    fails,
    refuses,
    says,
)


@pytest.fixture
async def model(settings: Settings) -> AsyncIterator[ChatModel]:
    async with aclosing(build_models(settings)) as models:
        yield models.for_agent("code-review")


async def test_text_with_usage(model: ChatModel, provider: OpenAIServer) -> None:
    provider.play(says("hi"))
    reply = await model.reply(HELLO, [])
    assert reply.message == Message(role=Role.ASSISTANT, content="hi")
    assert (reply.usage.prompt_tokens, reply.usage.completion_tokens) == (11, 7)
    assert reply.usage.model == model.label == "openai-compatible/scripted"
    assert reply.usage.latency > 0
    assert provider.requests[0].headers["authorization"] == "Bearer test-key"


async def test_tool_calls_there_and_back(model: ChatModel, provider: OpenAIServer) -> None:
    provider.play(calls(("git__git_status", {}), ("my-server__echo", {"text": "x"})), says("done"))
    first = await model.reply(HELLO, [STATUS, ECHO])
    assert first.message.calls == (
        ToolCall(index=0, tool="git.git_status"),
        ToolCall(index=1, tool="my-server.echo", arguments={"text": "x"}),
    )
    answers = [Message(role=Role.TOOL, content=text, call_key=f"turn-1/{at}") for at, text in enumerate("ab")]
    asked = first.message.model_copy(update={"call_key": "turn-1"})
    await model.reply([*HELLO, asked, *answers], [STATUS, ECHO])
    sent = provider.requests[1].json
    ids = [call["id"] for call in sent["messages"][1]["tool_calls"]]
    assert [message["tool_call_id"] for message in sent["messages"][2:]] == ids
    assert len(set(ids)) == 2
    assert max(len(name) for name in ids) <= 40
    assert [tool["function"]["name"] for tool in sent["tools"]] == ["git__git_status", "my-server__echo"]


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 413, 422])
async def test_refused_requests_are_permanent(model: ChatModel, provider: OpenAIServer, status: int) -> None:
    provider.play(fails(status))
    error = await failure(model)
    assert (error.code, error.permanent, len(provider.requests)) == (f"Llm{status}", True, 1)


async def test_too_many_requests_says_when_to_come_back(model: ChatModel, provider: OpenAIServer) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    provider.play(fails(429, retry_after="7"), fails(429, retry_after=date), fails(429), fails(500))
    errors = [await failure(model) for _ in range(4)]
    assert [error.code for error in errors] == ["Llm429", "Llm429", "Llm429", "Llm500"]
    assert not any(error.permanent for error in errors)
    assert errors[0].retry_after == 7
    assert 60 < (errors[1].retry_after or 0) <= 90
    assert errors[2].retry_after is None
    assert len(provider.requests) == 4, "the client's own retries are off"


@pytest.mark.parametrize("turn", [NEVER, DRIPS])
async def test_an_answer_without_an_end_is_a_timeout(
    settings: Settings, provider: OpenAIServer, monkeypatch: pytest.MonkeyPatch, turn: Answer
) -> None:
    monkeypatch.setattr(failures, "TIMEOUT", 0.3)
    provider.play(turn)
    async with aclosing(build_models(settings)) as models:
        error = await failure(models.for_agent("supervisor"))
    assert (error.code, error.permanent) == ("LlmTimeout", False)


@pytest.mark.parametrize(
    ("turn", "code"),
    [
        (CUT, "LlmConnection"),
        (NO_JSON, "LlmInvalidAnswer"),
        (Answer(b"{}"), "LlmInvalidAnswer"),
        (Answer(b'{"id": "1", "object": "chat.completion", "choices": []}'), "LlmInvalidAnswer"),
        (counts({"prompt_tokens": "many", "completion_tokens": 1}), "LlmInvalidAnswer"),
        (calls(("my-server__echo", '{"text": ')), "LlmInvalidToolCall"),
    ],
)
async def test_broken_answers_are_worth_another_try(
    model: ChatModel, provider: OpenAIServer, turn: Answer, code: str
) -> None:
    provider.play(turn)
    error = await failure(model)
    assert (error.code, error.permanent) == (code, False)


async def test_an_answer_of_nothing_is_no_answer_and_is_counted(
    model: ChatModel, provider: OpenAIServer
) -> None:
    provider.play(says(" "))
    error = await failure(model)
    assert (error.code, error.permanent) == ("LlmEmptyAnswer", False)
    assert [(usage.prompt_tokens, usage.completion_tokens) for usage in error.spent] == [(11, 7)]


@pytest.mark.parametrize(
    ("usage", "tokens"),
    [
        (None, (0, 0)),
        ({}, (0, 0)),
        ({"prompt_tokens": 3}, (3, 0)),
        ({"prompt_tokens": -5, "completion_tokens": 2, "total_tokens": 900}, (0, 2)),
    ],
)
async def test_wrong_numbers_never_make_a_sum_smaller(
    model: ChatModel, provider: OpenAIServer, usage: dict[str, Any] | None, tokens: tuple[int, int]
) -> None:
    provider.play(counts(usage))
    found = (await model.reply(HELLO, [])).usage
    assert (found.prompt_tokens, found.completion_tokens) == tokens


async def test_a_provider_that_is_not_there(settings: Settings) -> None:
    elsewhere = settings.model_copy(update={"llm_base_url": "http://127.0.0.1:9/v1"})
    async with aclosing(build_models(elsewhere)) as models:
        error = await failure(models.for_agent("cicd"))
    assert (error.code, error.permanent) == ("LlmConnection", False)


async def test_a_refusal_is_a_reply(model: ChatModel, provider: OpenAIServer) -> None:
    provider.play(refuses("I will not."))
    assert (await model.reply(HELLO, [ECHO])).message.content == "I will not."


def test_the_model_must_be_named() -> None:
    with pytest.raises(ConfigurationError, match="LLM_MODEL"):
        build_models(Settings(llm_base_url="http://127.0.0.1:9/v1"))


def test_names_go_both_ways() -> None:
    tools: list[Any] = [
        "git.git_status",
        "a-b.c__d",
        "s.x.y",
        f"server.{'long' * 30}",
        f"server.{'long' * 31}",
    ]
    names = ToolNames(tools)
    wires = [wire_name(tool) for tool in tools]
    assert [names.tool(wire) for wire in wires] == tools
    assert all(len(wire) <= 64 and "." not in wire for wire in wires)
    assert names.tool("git__git_push") == "git.git_push"

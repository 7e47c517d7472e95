"""What each call of a configured model asks for, costs and falls back to, against a scripted provider."""

from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path

import pytest
import pytest_asyncio

from config.agent_profiles import Agents
from config.settings import Settings
from domain.agents import Message, Role
from domain.errors import ModelError
from domain.risk.levels import RiskLevel
from domain.tools import ToolCall
from integrations.llm.catalogue import Models, build_models
from integrations.llm.planner import ModelPlanner
from tests.integrations.llm.conftest import HELLO
from tests.support.installation import make_config
from tests.support.openai_server import OpenAIServer, calls, fails, says
from tests.support.tools import KnownTools

FILE = """\
agents:
  orchestrator: {model: big, cost_per_1m_tokens: 2}
  cicd:
    model: big
    temperature: 0.25
    max_tokens: 64
    input_cost_per_1m_tokens: 1
    output_cost_per_1m_tokens: 3
    fallbacks:
      - {model: small, cost_per_1m_tokens: 0.5}
      - {provider: offline}
"""
Configure = Callable[[str], None]


@pytest.fixture
def configure(tmp_path: Path) -> Configure:
    make_config(tmp_path / "config")

    def write(text: str) -> None:
        (tmp_path / "config/agents/models.yaml").write_text(text, encoding="utf-8")

    write(FILE)
    return write


@pytest_asyncio.fixture
async def models(settings: Settings, configure: Configure, tmp_path: Path) -> AsyncIterator[Models]:
    told = settings.model_copy(update={"config_dir": tmp_path / "config"})
    async with aclosing(build_models(told)) as found:
        yield found


def asked(provider: OpenAIServer) -> list[str]:
    return [request.json["model"] for request in provider.requests]


async def test_the_request_says_what_the_file_says(models: Models, provider: OpenAIServer) -> None:
    provider.play(says("hi"), says("hi"))
    reply = await models.for_agent("cicd").reply(HELLO, [])
    await models.for_agent("supervisor").reply(HELLO, [])
    first, second = (request.json for request in provider.requests)
    assert (first["model"], first["temperature"], first["max_completion_tokens"]) == ("big", 0.25, 64)
    assert (second["model"], second.keys() & {"temperature", "max_completion_tokens"}) == ("scripted", set())
    assert (reply.usage.cost, reply.usage.model) == (0.000032, "openai-compatible/big")
    assert reply.usage.config_version == models.config.version


async def test_before_the_last_try_nobody_else_is_asked(models: Models, provider: OpenAIServer) -> None:
    provider.play(fails(429, retry_after="7"))
    with pytest.raises(ModelError) as caught:
        await models.for_agent("cicd").reply(HELLO, [])
    assert (caught.value.retry_after, asked(provider)) == (7, ["big"])


async def test_on_the_last_try_the_fallback_answers_at_its_own_price(
    models: Models, provider: OpenAIServer
) -> None:
    provider.play(fails(500), says("hi"))
    reply = await models.for_agent("cicd", last_try=True).reply(HELLO, [])
    assert asked(provider) == ["big", "small"]
    assert (reply.usage.model, reply.usage.cost) == ("openai-compatible/small", 0.000009)


async def test_what_no_try_can_mend_falls_back_at_once(models: Models, provider: OpenAIServer) -> None:
    provider.play(fails(404), fails(500))
    reply = await models.for_agent("cicd").reply(HELLO, [])
    assert asked(provider) == ["big", "small"]
    assert (reply.usage.model, reply.usage.cost) == ("offline/rules", 0)


async def test_a_useless_answer_is_paid_too(models: Models, provider: OpenAIServer) -> None:
    provider.play(calls(("x__y", "{broken")), says("hi"))
    reply = await models.for_agent("cicd", last_try=True).reply(HELLO, [])
    (wasted,) = reply.wasted
    assert (wasted.model, wasted.prompt_tokens, wasted.cost) == ("openai-compatible/big", 13, 0.000064)


async def test_where_nobody_answers_the_failure_is_the_one_worth_another_try(
    models: Models, provider: OpenAIServer, configure: Configure
) -> None:
    configure(FILE.replace("      - {provider: offline}\n", ""))
    provider.play(fails(401), fails(429, retry_after="3"), fails(401), fails(404))
    errors = []
    for _ in range(2):
        with pytest.raises(ModelError) as caught:
            await models.for_agent("cicd").reply(HELLO, [])
        errors.append((caught.value.code, caught.value.permanent, caught.value.retry_after))
    assert errors == [("Llm429", False, 3), ("Llm401", True, None)]


async def test_what_does_not_fit_a_window_is_cut_or_goes_to_one_it_fits(
    models: Models, provider: OpenAIServer, configure: Configure
) -> None:
    fallback = "fallbacks: [{model: small, context_window: 100000}]"
    configure(f"agents: {{cicd: {{model: big, context_window: 2000, max_tokens: 500, {fallback}}}}}\n")
    call = ToolCall(index=0, tool="test.read")
    turn = (
        Message(role=Role.ASSISTANT, calls=(call,), call_key="t"),
        Message(role=Role.TOOL, content="line\n" * 2_000, call_key="t/0"),
    )
    provider.play(says("cut"), says("whole"))
    await models.for_agent("cicd").reply((*HELLO, *turn), [])
    await models.for_agent("cicd").reply((Message(role=Role.USER, content="word " * 2_000),), [])
    assert asked(provider) == ["big", "small"]
    cut = provider.requests[0].json["messages"][-1]
    assert (cut["role"], "characters are left out here" in cut["content"]) == ("tool", True)
    assert provider.requests[1].json["messages"][-1]["content"] == "word " * 2_000


async def test_a_turn_that_has_begun_keeps_its_model(
    models: Models, provider: OpenAIServer, configure: Configure
) -> None:
    provider.play(says("hi"), says("hi"))
    begun = models.for_agent("cicd")
    version = models.config.version
    configure(FILE.replace("model: big", "model: new"))
    old, new = await begun.reply(HELLO, []), await models.for_agent("cicd").reply(HELLO, [])
    assert asked(provider) == ["big", "new"]
    assert old.usage.config_version == version != new.usage.config_version


async def test_each_call_of_the_planner_is_counted_also_before_a_failure(
    models: Models, provider: OpenAIServer, agents: Agents
) -> None:
    provider.play(says("no plan"), fails(500))
    planner = ModelPlanner(models, agents, KnownTools())
    with pytest.raises(ModelError) as caught:
        await planner.plan(description="Read", environment="dev", level=RiskLevel.LOW)
    assert [(usage.prompt_tokens, usage.cost) for usage in caught.value.spent] == [(11, 0.000036)]


async def test_an_edit_gives_the_planning_to_the_rules_and_back(
    models: Models, provider: OpenAIServer, agents: Agents, configure: Configure
) -> None:
    planner = ModelPlanner(models, agents, KnownTools())
    configure("agents: {orchestrator: {provider: offline}}\n")
    work = await planner.plan(description="Read the docs", environment="dev", level=RiskLevel.LOW)
    assert (work.plan.made_by, provider.requests) == ("offline/rules", [])
    assert [usage.config_version for usage in work.usages] == [models.config.version]
    configure(FILE)
    provider.play(fails(500))
    with pytest.raises(ModelError):
        await planner.plan(description="Read the docs", environment="dev", level=RiskLevel.LOW)
    assert asked(provider) == ["big"]

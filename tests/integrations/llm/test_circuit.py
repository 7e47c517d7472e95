"""An endpoint that seems dead is left alone for a while; one that answers anything is not."""

import logging
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from config.settings import Settings
from domain.circuits import CircuitPhase
from domain.errors import ModelError
from integrations.llm.catalogue import Models, build_models
from integrations.llm.circuit import COOL_DOWN, OPEN, OPENS_AFTER, WITHIN, Circuit
from tests.integrations.llm.conftest import HELLO
from tests.support.installation import make_config
from tests.support.loopback import Answer
from tests.support.openai_server import CUT, NO_JSON, OpenAIServer, fails, says

START = datetime(2026, 1, 1, tzinfo=UTC)


class Watch:
    """A circuit, and a clock that the test moves."""

    def __init__(self) -> None:
        self.now = START
        self.circuit = Circuit("test at host", now=lambda: self.now)

    @property
    def phase(self) -> CircuitPhase:
        return self.circuit.report.phase

    def call(self, code: str | None) -> None:
        """One that ends with the error of that code, or well."""
        with suppress(ModelError), self.circuit.call():
            if code:
                raise ModelError("as scripted", code=code)

    def refused(self) -> ModelError:
        with pytest.raises(ModelError) as caught, self.circuit.call():
            pass
        assert (caught.value.code, caught.value.unasked) == (OPEN, True)
        return caught.value

    def opened(self) -> "Watch":
        for _ in range(OPENS_AFTER):
            self.call("LlmConnection")
        return self


@pytest.mark.parametrize("code", ["LlmConnection", "LlmTimeout", "Llm500", "Llm529"])
def test_failures_in_a_row_open_it(code: str) -> None:
    watch = Watch()
    for _ in range(OPENS_AFTER - 1):
        watch.call(code)
    assert watch.phase is CircuitPhase.CLOSED
    watch.call(code)
    report = watch.circuit.report
    assert (report.phase, report.reason) == (CircuitPhase.OPEN, code)
    assert report.retry_at == START + COOL_DOWN


@pytest.mark.parametrize("alive", [None, "Llm429", "Llm400", "Llm401", "LlmInvalidAnswer", "LlmEmptyAnswer"])
def test_whoever_answers_is_alive(alive: str | None) -> None:
    watch = Watch()
    for _ in range(3):
        for _ in range(OPENS_AFTER - 1):
            watch.call("Llm503")
        watch.call(alive)
    assert watch.phase is CircuitPhase.CLOSED


def test_failures_of_long_ago_do_not_count() -> None:
    watch = Watch()
    for _ in range(OPENS_AFTER * 2):
        watch.call("LlmTimeout")
        watch.now += WITHIN / 3
    assert watch.phase is CircuitPhase.CLOSED


def test_after_a_while_one_call_tries_and_closes_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        watch = Watch().opened()
        watch.now += timedelta(seconds=10)
        assert watch.refused().retry_after == COOL_DOWN.total_seconds() - 10
        watch.now += COOL_DOWN
        with watch.circuit.call():
            assert watch.phase is CircuitPhase.HALF_OPEN
            assert watch.refused().retry_after == COOL_DOWN.total_seconds()
        watch.call(None)
    assert [message.partition(":")[0] for message in caplog.messages] == [
        "test at host failed 5 times in a row, now by LlmConnection",
        "test at host is tried again",
        "test at host answers again",
    ]


def test_one_failure_opens_it_anew() -> None:
    watch = Watch().opened()
    watch.now += COOL_DOWN
    watch.call("Llm502")
    assert watch.circuit.report.reason == "Llm502"
    assert watch.refused().retry_after == COOL_DOWN.total_seconds()


def test_a_try_that_was_cancelled_leaves_room_for_another() -> None:
    watch = Watch().opened()
    watch.now += COOL_DOWN
    with pytest.raises(KeyboardInterrupt), watch.circuit.call():
        raise KeyboardInterrupt
    watch.now += COOL_DOWN
    watch.call(None)
    assert watch.phase is CircuitPhase.CLOSED


@pytest_asyncio.fixture
async def spare() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer().running() as server:
        yield server


@pytest_asyncio.fixture
async def models(
    settings: Settings, spare: OpenAIServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Models]:
    """``cicd`` falls back to another endpoint, ``supervisor`` to nobody; ``documentation`` is there only."""
    monkeypatch.setenv("OTHER_KEY", "other-key")
    file = make_config(tmp_path / "config") / "agents/models.yaml"
    other = f"model: small, provider: openai-compatible, base_url: {spare.url}"
    file.write_text(
        "agents:\n"
        f"  cicd: {{model: big, fallbacks: [{{{other}, api_key_env: OTHER_KEY}}]}}\n"
        f"  documentation: {{{other}}}\n",
        encoding="utf-8",
    )
    told = settings.model_copy(update={"config_dir": tmp_path / "config"})
    async with aclosing(build_models(told)) as found:
        yield found


async def asks(models: Models, agent: str, *, last_try: bool = False) -> ModelError | str:
    try:
        return (await models.for_agent(agent, last_try=last_try).reply(HELLO, [])).usage.model
    except ModelError as error:
        return error


async def opened(models: Models, provider: OpenAIServer, turn: Answer) -> None:
    provider.play(*[turn] * OPENS_AFTER)
    for _ in range(OPENS_AFTER):
        await asks(models, "supervisor")


async def test_the_failure_that_opens_it_is_followed_by_the_fallback(
    models: Models, provider: OpenAIServer, spare: OpenAIServer
) -> None:
    provider.play(*[fails(503)] * OPENS_AFTER)
    spare.play(says("hi"))
    answers = [await asks(models, "cicd") for _ in range(OPENS_AFTER)]
    assert [isinstance(answer, ModelError) for answer in answers] == [*[True] * (OPENS_AFTER - 1), False]
    assert answers[-1] == "openai-compatible/small"


async def test_a_dead_endpoint_is_left_alone_by_all_agents_and_its_fallbacks_answer_at_once(
    models: Models, provider: OpenAIServer, spare: OpenAIServer
) -> None:
    await opened(models, provider, fails(500))
    spare.play(says("hi"))
    assert await asks(models, "cicd") == "openai-compatible/small"
    error = await asks(models, "supervisor", last_try=True)
    assert isinstance(error, ModelError)
    assert (error.code, error.unasked) == (OPEN, True)
    assert 0 < (error.retry_after or 0) <= COOL_DOWN.total_seconds()
    assert (len(provider.requests), len(spare.requests)) == (OPENS_AFTER, 1)
    phases = {report.endpoint: report.phase for report in models.circuits()}
    hosts = [server.url.removeprefix("http://").removesuffix("/v1") for server in (provider, spare)]
    assert phases == {
        f"openai-compatible at {hosts[0]}": CircuitPhase.OPEN,
        f"openai-compatible at {hosts[1]}": CircuitPhase.CLOSED,
    }


async def test_a_fallback_that_fails_too_makes_it_a_try(
    models: Models, provider: OpenAIServer, spare: OpenAIServer
) -> None:
    await opened(models, provider, CUT)
    spare.play(fails(429, retry_after="3"))
    error = await asks(models, "cicd")
    assert isinstance(error, ModelError)
    assert (error.code, error.retry_after, error.unasked) == ("Llm429", 3, False)


@pytest.mark.parametrize("turn", [fails(429), fails(404), NO_JSON])
async def test_an_answer_of_no_use_opens_nothing(
    models: Models, provider: OpenAIServer, turn: Answer
) -> None:
    await opened(models, provider, turn)
    provider.play(says("hi"))
    assert await asks(models, "cicd") == "openai-compatible/big"


async def test_each_key_goes_to_its_own_address_only(
    models: Models, provider: OpenAIServer, spare: OpenAIServer
) -> None:
    provider.play(fails(404))
    spare.play(says("hi"), says("hi"))
    await asks(models, "cicd")
    await asks(models, "documentation")
    sent = [request.headers["authorization"] for server in (provider, spare) for request in server.requests]
    assert sent == ["Bearer test-key", "Bearer other-key", "Bearer none"]

"""What becomes of a question over the rate."""

from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from pathlib import Path

import pytest
import pytest_asyncio

from config.settings import Settings
from domain.errors import ModelError
from integrations.llm.catalogue import build_models
from integrations.llm.pacing import OVER_THE_RATE, PacedModels
from tests.integrations.llm.conftest import HELLO
from tests.support.installation import make_config
from tests.support.openai_server import OpenAIServer, says


class Waits:
    """A rate store that answers what the test says."""

    def __init__(self) -> None:
        self.next: Iterator[float] = iter(())
        self.asked: list[tuple[str, int]] = []

    async def admit(self, agent: str, *, per_minute: int) -> float:
        self.asked.append((agent, per_minute))
        return next(self.next)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest_asyncio.fixture
async def models(settings: Settings, tmp_path: Path, waits: Waits) -> AsyncIterator[PacedModels]:
    config = make_config(tmp_path / "config")
    (config / "agents/models.yaml").write_text("agents: {cicd: {requests_per_minute: 9}}\n", encoding="utf-8")
    async with aclosing(build_models(settings.model_copy(update={"config_dir": config}))) as found:
        yield PacedModels(found, waits)


async def test_the_first_goes_back_to_the_queue_and_a_later_one_waits(
    models: PacedModels, waits: Waits, provider: OpenAIServer
) -> None:
    provider.play(says("one"), says("two"))
    model = models.for_agent("cicd")
    waits.next = iter([12.5, 0, 0.01, 0])
    with pytest.raises(ModelError) as caught:
        await model.reply(HELLO, [])
    error = caught.value
    assert (error.code, error.unasked, error.retry_after) == (OVER_THE_RATE, True, 12.5)
    assert provider.requests == []
    answers = [(await model.reply(HELLO, [])).message.content for _ in range(2)]
    assert answers == ["one", "two"]
    assert waits.asked == [("cicd", 9)] * 4


async def test_an_agent_without_a_rate_asks_nobody(
    models: PacedModels, waits: Waits, provider: OpenAIServer
) -> None:
    provider.play(says("hi"))
    await models.for_agent("supervisor").reply(HELLO, [])
    assert waits.asked == []

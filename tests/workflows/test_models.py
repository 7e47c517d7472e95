"""models.yaml is edited under a running worker: the next turn has another model, price and version."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio

from activities.failures import MAX_ATTEMPTS
from api.orchestrator.app import create_app
from config.settings import Settings
from domain.orchestrations import OrchestrationStatus
from integrations.llm.circuit import OPENS_AFTER
from tests.support.asgi import asking
from tests.support.desk import Desk
from tests.support.loopback import Answer
from tests.support.openai_server import OpenAIServer, fails, says
from tests.support.scripts import plans, uses
from tests.support.waiting import until
from tests.support.worker import worker_process

TASK = "Explain how the notes file is laid out"
FILE = """\
agents:
  orchestrator: {model: planner-70b, cost_per_1m_tokens: 0.60}
  infrastructure: {model: agent-70b, cost_per_1m_tokens: 0.60}
environments:
  staging:
    orchestrator: {model: planner-8b, cost_per_1m_tokens: 0.20}
"""
CHEAP = FILE.replace("agent-70b, cost_per_1m_tokens: 0.60", "agent-8b, cost_per_1m_tokens: 0.20")


class Script:
    """Turns in order; ``edit`` runs while the provider answers the request of that number, from 1."""

    def __init__(self) -> None:
        self.turns: Iterator[Answer] = iter(())
        self.edits: dict[int, Callable[[], None]] = {}
        self.models: list[str] = []

    def answer(self, body: dict[str, Any]) -> Answer:
        self.models.append(body["model"])
        self.edits.pop(len(self.models), lambda: None)()
        return next(self.turns, fails(400, message="no turn is left"))


@pytest.fixture
def script() -> Script:
    return Script()


@pytest_asyncio.fixture
async def model(script: Script) -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer(script.answer).running() as server:
        yield server


@pytest.fixture
def scripted(scripted: Settings) -> Settings:
    save(scripted.config_dir, FILE)
    return scripted


@pytest_asyncio.fixture
async def http(served: Settings) -> AsyncIterator[httpx.AsyncClient]:
    async with asking(create_app(served)) as client:
        yield client


def save(config_dir: Path, text: str) -> None:
    """As `git pull` does: another file takes the name."""
    draft = config_dir / "agents/models.yaml.new"
    draft.write_text(text, encoding="utf-8")
    draft.rename(config_dir / "agents/models.yaml")


async def healthy(http: httpx.AsyncClient, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    async def look() -> dict[str, Any] | None:
        found: dict[str, Any] = (await http.get("/health")).json()
        return found if wanted(found) else None

    return await until(look, what="the models in /health")


async def ran(desk: Desk, script: Script, *turns: Answer) -> str:
    script.turns = iter(turns)
    request, _ = await desk.submit(TASK)
    assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
    return request.task_id


async def test_an_edit_counts_for_the_next_turn_and_a_broken_one_for_none(
    served: Settings, served_desk: Desk, http: httpx.AsyncClient, script: Script
) -> None:
    async with worker_process(served):
        first = await healthy(http, lambda found: bool(found["models"]["version"]))
        assert first["models"]["per_agent"]["infrastructure"] == "openai-compatible/agent-70b"
        assert first["models"]["per_agent"]["orchestrator"] == "openai-compatible/planner-70b"
        assert first["models"]["per_agent"]["cicd"] == "openai-compatible/scripted"

        script.edits[2] = lambda: save(served.config_dir, CHEAP)
        task_id = await ran(
            served_desk, script, plans("Explain it"), uses("test.echo", text="x"), says("done")
        )

        assert script.models == ["planner-70b", "agent-70b", "agent-8b"]
        tokens = (await http.get("/metrics/tokens", params={"task_id": task_id})).json()
        agent = tokens["per_agent"]["infrastructure"]
        assert (agent["call_count"], agent["prompt_tokens"], agent["completion_tokens"]) == (2, 24, 24)
        assert agent["total_cost"] == 0.0000216
        assert agent["model"] == "openai-compatible/agent-70b, openai-compatible/agent-8b"
        assert tokens["per_agent"]["orchestrator"]["total_cost"] == 0.000018
        assert tokens["per_agent"]["orchestrator"]["model"] == "openai-compatible/planner-70b"
        cheap = await healthy(
            http,
            lambda found: found["models"]["per_agent"].get("infrastructure") == "openai-compatible/agent-8b",
        )
        versions = [first["models"]["version"], cheap["models"]["version"]]
        rows = await served_desk.pool.fetch(
            "SELECT config_version FROM token_usage WHERE agent = 'infrastructure' ORDER BY at"
        )
        assert [row["config_version"] for row in rows] == versions
        assert versions[0] != versions[1]

        save(served.config_dir, CHEAP.replace("agent-8b", "[agent-1b"))
        broken = await healthy(http, lambda found: found["dependencies"]["models"]["status"] == "degraded")
        assert (
            f"{served.config_dir}/agents/models.yaml:3: not valid YAML"
            in (broken["dependencies"]["models"]["detail"])
        )
        assert broken["models"] == cheap["models"]
        await ran(served_desk, script, plans("Explain it"), says("done"))
        assert script.models[3:] == ["planner-70b", "agent-8b"]

        save(served.config_dir, FILE)
        mended = await healthy(http, lambda found: found["dependencies"]["models"]["status"] == "healthy")
        assert mended["models"]["version"] == first["models"]["version"]
        assert mended["models"]["per_agent"] == first["models"]["per_agent"]


async def test_the_environment_chooses_and_is_shown(
    served: Settings, served_desk: Desk, http: httpx.AsyncClient, script: Script
) -> None:
    async with worker_process(served.model_copy(update={"node_env": "staging"})):
        found = await healthy(http, lambda found: bool(found["models"]["version"]))
        assert found["models"]["environment"] == "staging"
        await ran(served_desk, script, plans("Explain it"), says("done"))
    assert script.models == ["planner-8b", "agent-70b"]


async def test_after_the_last_try_the_fallback_answers_and_is_on_record(
    served: Settings, served_desk: Desk, http: httpx.AsyncClient, script: Script
) -> None:
    fallback = "fallbacks: [{model: agent-8b, cost_per_1m_tokens: 0.20}]"
    save(served.config_dir, FILE.replace("{model: agent-70b,", f"{{model: agent-70b, {fallback},"))
    busy = [fails(429, retry_after="0.01")] * MAX_ATTEMPTS
    async with worker_process(served):
        task_id = await ran(served_desk, script, plans("Explain it"), *busy, says("done"))

    assert script.models == ["planner-70b", *["agent-70b"] * MAX_ATTEMPTS, "agent-8b"]
    tokens = (await http.get("/metrics/tokens", params={"task_id": task_id})).json()["per_agent"]
    agent = tokens["infrastructure"]
    assert (agent["model"], agent["call_count"]) == ("openai-compatible/agent-8b", 1)
    assert agent["total_cost"] == 0.0000036
    models = await served_desk.pool.fetch("SELECT model FROM transcripts WHERE task_id = $1", task_id)
    assert [row["model"] for row in models] == ["openai-compatible/agent-8b"]


async def test_a_dead_endpoint_is_seen_in_health_and_the_next_run_asks_the_other_one_at_once(
    served: Settings, served_desk: Desk, http: httpx.AsyncClient, script: Script
) -> None:
    other = OpenAIServer()
    async with other.running():
        spare = (
            f"fallbacks: [{{model: spare, provider: openai-compatible, base_url: '{other.url}', "
            "api_key_env: OTHER_KEY, cost_per_1m_tokens: 1}]"
        )
        save(served.config_dir, FILE.replace("cost_per_1m_tokens: 0.60}", f"{spare}}}"))
        async with worker_process(served, OTHER_KEY="other-key"):
            other.play(says("first"), plans("Explain it"), says("second"))
            await ran(
                served_desk, script, plans("Explain it"), *[fails(503, retry_after="0.01")] * OPENS_AFTER
            )
            assert script.models == ["planner-70b", *["agent-70b"] * OPENS_AFTER]
            endpoint = f"openai-compatible at {urlsplit(served.llm_base_url or '').netloc}"
            seen = await healthy(http, lambda found: found["models"]["endpoints"].get(endpoint) == "open")
            assert seen["dependencies"]["models"]["status"] == "degraded"
            assert f"{endpoint} is not asked by 1 of 1" in seen["dependencies"]["models"]["detail"]
            task_id = await ran(served_desk, script)

        assert len(script.models) == 1 + OPENS_AFTER, "nobody asks the dead one"
        assert {request.headers["authorization"] for request in other.requests} == {"Bearer other-key"}
    tokens = (await http.get("/metrics/tokens", params={"task_id": task_id})).json()["per_agent"]
    assert tokens["orchestrator"]["model"] == tokens["infrastructure"]["model"] == "openai-compatible/spare"
    assert tokens["infrastructure"]["total_cost"] == 0.000018

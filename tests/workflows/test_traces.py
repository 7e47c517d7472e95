"""One orchestration is one trace, in LangSmith and by OpenTelemetry, with what it cost and no secret."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import langsmith.utils
import pytest
import pytest_asyncio
from pydantic import SecretStr

from api.orchestrator.app import create_app
from config.settings import Settings
from domain.approvals.decisions import DecisionKind
from domain.orchestrations import OrchestrationStatus
from domain.traces.spans import step_span_id, trace_id_of
from tests.support.asgi import asking
from tests.support.collectors import PROJECT_ID, WORKSPACE, LangSmithServer, OtlpServer, noted
from tests.support.openai_server import OpenAIServer, says
from tests.support.scripts import plans, uses
from tests.support.waiting import until
from tests.support.worker import at_a_desk, working
from worker.resources import Resources
from worker.traces import serve_traces

TASK = "Explain how the notes file is laid out"
SECRET = "ghp_0123456789abcdefghijklmnop"
MODELS = """\
agents:
  orchestrator: {model: planner, cost_per_1m_tokens: 1000}
  infrastructure: {model: agent, cost_per_1m_tokens: 2000}
"""


@pytest_asyncio.fixture
async def langsmith_server() -> AsyncIterator[LangSmithServer]:
    async with LangSmithServer().running() as server:
        yield server


@pytest_asyncio.fixture
async def otlp_server() -> AsyncIterator[OtlpServer]:
    async with OtlpServer().running() as server:
        yield server


@pytest.fixture
def settings(scripted: Settings, langsmith_server: LangSmithServer, otlp_server: OtlpServer) -> Settings:
    (scripted.config_dir / "agents/models.yaml").write_text(MODELS, encoding="utf-8")
    return scripted.model_copy(
        update={
            "langsmith_api_key": SecretStr("lsv2_sk_of_the_test"),
            "langsmith_endpoint": langsmith_server.url,
            "langsmith_workspace_id": WORKSPACE,
            "otlp_endpoint": otlp_server.url,
        }
    )


@asynccontextmanager
async def told_of(resources: Resources) -> AsyncIterator[None]:
    """A worker that sends traces, until it ends in the middle of whatever it does."""
    task = asyncio.create_task(serve_traces(resources))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


async def test_a_trace_spans_gates_and_workers_and_adds_up(
    settings: Settings,
    model: OpenAIServer,
    langsmith_server: LangSmithServer,
    otlp_server: OtlpServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # LangChain would send traces of its own, secrets and all
    monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", langsmith_server.url)
    monkeypatch.setenv("LANGSMITH_API_KEY", "of LangChain")
    langsmith.utils.get_env_var.cache_clear()  # type: ignore[attr-defined]
    model.play(
        plans("Explain the notes"),
        uses("test.append_line", line=f"token {SECRET}"),
        says(f"appended, with password={SECRET}"),
    )
    async with working(settings) as resources, at_a_desk(settings) as desk:
        async with told_of(resources):
            request, _ = await desk.submit(TASK)
            gate = await desk.gate(request, kind="tool_call")
            root = str(trace_id_of(request.task_id))
            await until(lambda: "agent" in named(langsmith_server), what="the first turn")
            assert langsmith_server.runs[root].get("end_time") is None
            await until(lambda: noted(resources.pool), what="the note of it")
        async with told_of(resources):
            await desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")
            row = await desk.ended(request)
            assert row.status is OrchestrationStatus.COMPLETED
            await until(lambda: langsmith_server.runs[root].get("end_time"), what="the end of the trace")
            await until(lambda: len(otlp_server.spans) >= 7, what="the spans")
        link = await link_of(settings, request.task_id)

    runs = named(langsmith_server)
    assert set(runs) == {
        "orchestration",
        "plan",
        "only",
        "agent",
        "agent 2",
        "test.append_line",
        "approval of test.append_line",
    }
    for name, parent in (
        ("orchestration", None),
        ("plan", "orchestration"),
        ("only", "orchestration"),
        ("agent", "only"),
        ("agent 2", "only"),
        ("test.append_line", "agent"),
        ("approval of test.append_line", "only"),
    ):
        assert runs[name].get("parent_run_id") == (parent and runs[parent]["id"])
        assert runs[name]["trace_id"] == root
        above = f"{runs[parent]['dotted_order']}." if parent else ""
        own = runs[name]["dotted_order"].removeprefix(above)
        assert own == own_place(runs[name])
        assert runs[name]["extra"]["metadata"]["risk_level"] == "low"
        assert runs[name]["extra"]["metadata"]["task_id"] == request.task_id
    assert runs["only"]["id"] == str(step_span_id(request.task_id, "only"))
    assert runs["test.append_line"]["extra"]["metadata"]["agent"] == "infrastructure"
    assert runs["agent"]["extra"]["metadata"]["ls_model_name"] == "agent"
    assert runs["agent"]["extra"]["metadata"]["usage_metadata"] == {
        "input_tokens": 13,
        "output_tokens": 17,
        "total_tokens": 30,
        "total_cost": 0.06,
    }
    assert row.usage is not None
    costs = [run["extra"]["metadata"].get("usage_metadata", {}).get("total_cost", 0) for run in runs.values()]
    assert sum(costs) == pytest.approx(row.usage.total_cost)
    assert len(langsmith_server.runs) == 7
    assert langsmith_server.conflicts == 0

    sent = b"".join([*langsmith_server.bodies, *otlp_server.bodies])
    assert SECRET.encode() not in sent
    assert b"[masked]" in sent
    assert {post.headers["x-tenant-id"] for post in langsmith_server.posts} == {WORKSPACE}
    assert link == f"http://localhost/o/{WORKSPACE}/projects/p/{PROJECT_ID}/r/{root}?trace_id={root}"

    spans = {span.name: span for span in otlp_server.spans}
    assert len(otlp_server.spans) == 7
    assert {span.trace_id.hex() for span in otlp_server.spans} == {root.replace("-", "")}
    assert spans["execute_tool test.append_line"].parent_span_id in {
        span.span_id for span in otlp_server.spans if span.name == "chat infrastructure"
    }
    assert spans["invoke_workflow orchestration"].parent_span_id == b""
    assert otlp_server.services == {"dev-tools"}


def named(server: LangSmithServer) -> dict[str, dict[str, Any]]:
    """Runs by name; the turns of the one agent are ``agent``, ``agent 2``, and so on."""
    found: dict[str, dict[str, Any]] = {}
    for run in sorted(server.runs.values(), key=lambda run: str(run["start_time"])):
        name = str(run["name"])
        if run["run_type"] == "llm" and name != "plan":
            turns = sum(known.startswith("agent") for known in found)
            name = f"agent {turns + 1}" if turns else "agent"
        found[name] = run
    return found


def own_place(run: dict[str, Any]) -> str:
    started = run["start_time"].split("+")[0].replace("-", "").replace(":", "").replace(".", "")
    return f"{started}Z{run['id']}"


async def link_of(settings: Settings, task_id: str) -> str | None:
    async with asking(create_app(settings)) as client:
        answer = (await client.get(f"/orchestrations/{task_id}")).json()
        health = (await client.get("/health")).json()
    assert health["dependencies"]["traces"]["status"] == "healthy"
    link: str | None = answer["links"]["trace"]
    return link

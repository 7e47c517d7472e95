"""Health, numbers, documentation, and the stream of events over a real socket."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import httpx
from prometheus_client.parser import text_string_to_metric_families

from config.settings import Settings
from domain.orchestrations import OrchestrationRequest, OrchestrationStatus, Outcome
from domain.usage import TokenUsage
from domain.workers import WorkerBeat
from domain.workspaces import OFFERED, OfferedBranch
from integrations.postgres.events import PostgresEvents
from integrations.postgres.orchestrations import PostgresOrchestrations
from integrations.postgres.pool import Pool
from integrations.postgres.usage import PostgresUsage
from integrations.postgres.workers import PostgresWorkers
from tests.support.installation import environment
from tests.support.processes import free_ports
from tests.support.waiting import until

ROOT = Path(__file__).parents[2]
TURN = "7c9e6679-7425-40de-944b-e07fc1f90ae7"


def beat(tools: dict[str, int]) -> WorkerBeat:
    return WorkerBeat(
        worker="w1", agent="cicd", model="offline/rules", tools=tools, started_at=datetime.now(tz=UTC)
    )


async def test_health_tells_each_dependency(http: httpx.AsyncClient, pool: Pool) -> None:
    alone = await http.get("/health")
    assert (alone.status_code, alone.json()["status"]) == (200, "degraded")
    assert alone.json()["mcp_gateway"] == "disconnected"
    assert alone.json()["dependencies"]["postgres"]["status"] == "healthy"
    workers = PostgresWorkers(pool)
    await workers.beat([beat({"git": 12, "filesystem": 0})])
    half = (await http.get("/health")).json()
    assert (half["status"], half["mcp_gateway"]) == ("degraded", "disconnected")
    assert "filesystem" in half["dependencies"]["mcp_gateway"]["detail"]
    await workers.beat([beat({"git": 12, "filesystem": 9})])
    whole = (await http.get("/health")).json()
    assert (whole["status"], whole["mcp_gateway"]) == ("healthy", "connected")
    assert (await http.get("/ready")).json() == {"ready": True}
    agents = {agent["name"]: agent for agent in (await http.get("/agents")).json()["agents"]}
    assert agents["cicd"]["workers"] == ["w1"]
    assert agents["cicd"]["tools"] == {"git": 12, "filesystem": 9}
    assert agents["documentation"]["workers"] == []


async def test_tokens_are_summed_for_each_agent(http: httpx.AsyncClient, pool: Pool) -> None:
    empty = (await http.get("/metrics/tokens")).json()
    assert empty["per_agent"]["orchestrator"]["total_tokens"] == 0
    assert empty["totals"] == {"total_tokens": 0, "total_cost": 0, "total_calls": 0, "total_latency": 0}
    usage = TokenUsage(prompt_tokens=100, completion_tokens=20, cost=0.5, latency=2.0, model="m")
    for call in ("7c9e6679-7425-40de-944b-e07fc1f90ae8", "7c9e6679-7425-40de-944b-e07fc1f90ae9"):
        await PostgresUsage(pool).add(task_id="t", turn_id=TURN, call_id=call, agent="cicd", usage=usage)
    found = (await http.get("/metrics/tokens?task_id=t&since=2026-01-01T00:00:00")).json()
    cicd = found["per_agent"]["cicd"]
    assert (cicd["total_tokens"], cicd["call_count"], cicd["avg_tokens_per_call"]) == (240, 2, 120)
    assert (cicd["avg_cost_per_call"], cicd["avg_latency_seconds"], cicd["model"]) == (0.5, 2.0, "m")
    assert found["totals"]["total_cost"] == 1.0
    assert found["per_agent"]["orchestrator"]["call_count"] == 0
    assert (await http.get("/metrics/tokens?task_id=other")).json()["totals"]["total_calls"] == 0


async def test_prometheus_reads_the_metrics(http: httpx.AsyncClient, pool: Pool) -> None:
    request = OrchestrationRequest(task_id="0" * 32, description="x", requester="r")
    await PostgresOrchestrations(pool).create(request, body_sha256="0")
    await http.get(f"/orchestrations/{request.task_id}")
    families = {
        family.name: family for family in text_string_to_metric_families((await http.get("/metrics")).text)
    }
    by_status = {s.labels["status"]: s.value for s in families["devtools_orchestrations"].samples}
    assert (by_status["queued"], by_status["completed"]) == (1, 0)
    routes = {sample.labels["route"] for sample in families["devtools_http_requests"].samples}
    assert routes == {"/orchestrations/{task_id}"}


async def test_an_orchestration_that_is_over_shows_the_branch_that_it_offers(
    http: httpx.AsyncClient, pool: Pool
) -> None:
    request = OrchestrationRequest(task_id="1" * 32, description="x", requester="r")
    store, path = PostgresOrchestrations(pool), f"/orchestrations/{request.task_id}"
    await store.create(request, body_sha256="0")
    assert (await http.get(path)).json()["branch"] is None
    await store.finish(Outcome(task_id=request.task_id, status=OrchestrationStatus.COMPLETED, summary="done"))
    assert (await http.get(path)).json()["branch"] is None
    offer = OfferedBranch(
        branch="devtools/1", commit="a" * 40, base="b" * 40, files_changed=2, insertions=3, deletions=1
    )
    await PostgresEvents(pool).append(
        task_id=request.task_id, kind=OFFERED, payload=offer.model_dump(mode="json")
    )
    assert OfferedBranch.model_validate((await http.get(path)).json()["branch"]) == offer


async def test_the_documentation_has_examples_and_errors(http: httpx.AsyncClient) -> None:
    home = await http.get("/")
    assert (home.status_code, home.headers["location"]) == (307, "/docs")
    assert (await http.head("/")).status_code == 307
    schema = (await http.get("/openapi.json")).json()
    post = schema["paths"]["/orchestrate"]["post"]
    assert {"202", "401", "413", "422", "503"} <= set(post["responses"])
    assert "application/problem+json" in post["responses"]["422"]["content"]
    assert schema["components"]["schemas"]["OrchestrateBody"]["examples"]
    assert all(operation.get("summary") for path in schema["paths"].values() for operation in path.values())


async def test_risk_is_rated_without_a_run(http: httpx.AsyncClient) -> None:
    body = {"description": "Deploy auth service to production", "priority": "high"}
    rated = (await http.post("/risk/assess", json=body)).json()
    assert rated["level"] in ("high", "critical")
    assert rated["reasons"]
    assert (await http.get("/orchestrations")).json()["orchestrations"] == []


async def test_the_process_streams_events_and_stops_on_a_signal(settings: Settings, pool: Pool) -> None:
    """As users run it: a process of its own, a socket, SIGTERM while someone still watches."""
    (port,) = free_ports(1)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "api",
        cwd=ROOT,
        env={**os.environ, **environment(settings), "DEVTOOLS_API_PORT": str(port)},
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        store = PostgresOrchestrations(pool)
        first, second = (
            OrchestrationRequest(task_id=letter * 32, description="x", requester="r") for letter in "ab"
        )
        for request in (first, second):
            await store.create(request, body_sha256="0")
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=20) as http:
            await until(lambda: _answers(http), what="the API")
            async with asyncio.TaskGroup() as group:
                events = group.create_task(_events(http, first.task_id))
                await store.record_status(first.task_id, OrchestrationStatus.RUNNING)
                done = Outcome(task_id=first.task_id, status=OrchestrationStatus.COMPLETED, summary="done")
                await store.finish(done)
            kinds = [event["event"] for event in events.result()]
            assert kinds == ["orchestration.queued", "orchestration.status", "orchestration.finished"]
            rest = await _events(http, first.task_id, after=events.result()[0]["id"])
            assert [event["event"] for event in rest] == kinds[1:]
            assert json.loads(rest[-1]["data"])["payload"]["status"] == "completed"
            watched = asyncio.Event()
            watching = asyncio.create_task(_events(http, second.task_id, seen=watched))
            await asyncio.wait_for(watched.wait(), 20)
            process.send_signal(signal.SIGTERM)
            _, errors = await asyncio.wait_for(process.communicate(), 20)
            assert process.returncode == 0, errors.decode()
            assert len(await watching) == 1
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    lines = [json.loads(line) for line in errors.decode().splitlines()]
    assert any(line.get("route") == "/orchestrations/{task_id}/events" and line["ms"] > 0 for line in lines)
    assert not [line for line in lines if line["level"] in ("error", "critical")]


async def test_without_a_database_it_says_so(settings: Settings) -> None:
    (port,) = free_ports(1)
    away = {**environment(settings), "DATABASE_URL": f"postgresql://u:hunter2@127.0.0.1:{port}/d"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "api", cwd=ROOT, env={**os.environ, **away}, stderr=asyncio.subprocess.PIPE
    )
    _, errors = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 1
    assert "Postgres is out of reach" in errors.decode()
    assert "Traceback" not in errors.decode()
    assert "hunter2" not in errors.decode()


async def _answers(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get("/ready")).status_code == 200
    except httpx.TransportError:
        return False


async def _events(
    http: httpx.AsyncClient, task_id: str, *, after: str | None = None, seen: asyncio.Event | None = None
) -> list[dict[str, str]]:
    """All that comes until the stream ends; ``seen`` is set at the first event."""
    headers = {"Last-Event-ID": after} if after else {}
    found: list[dict[str, str]] = []
    current: dict[str, str] = {}
    async with http.stream("GET", f"/orchestrations/{task_id}/events", headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        async for line in answer.aiter_lines():
            if line:
                name, _, value = line.partition(": ")
                current[name] = value
            elif current:
                found.append(current)
                current = {}
                if seen:
                    seen.set()
    return found

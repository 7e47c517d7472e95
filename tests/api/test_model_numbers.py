"""Models and their calls as health and Prometheus tell them."""

from datetime import UTC, datetime
from typing import Any

import httpx
from prometheus_client.parser import text_string_to_metric_families

from domain.circuits import CircuitPhase, CircuitReport
from domain.usage import TokenUsage
from domain.workers import WorkerBeat
from integrations.postgres.pool import Pool
from integrations.postgres.usage import PostgresUsage
from integrations.postgres.workers import PostgresWorkers

TURN = "7c9e6679-7425-40de-944b-e07fc1f90ae7"


def beat(**more: Any) -> WorkerBeat:
    found = {"worker": "w1", "agent": "cicd", "model": "offline/rules", "tools": {"git": 12}, **more}
    return WorkerBeat.model_validate({"started_at": datetime.now(tz=UTC), **found})


async def test_health_tells_the_models_of_the_workers(http: httpx.AsyncClient, pool: Pool) -> None:
    alone = (await http.get("/health")).json()
    assert alone["models"] == {"version": None, "environment": None, "per_agent": {}, "endpoints": {}}
    workers, told = PostgresWorkers(pool), {"models_version": "v1", "environment": "staging"}
    await workers.beat([beat(**told)])
    one = (await http.get("/health")).json()
    assert one["models"] == {
        "version": "v1",
        "environment": "staging",
        "per_agent": {"cicd": "offline/rules"},
        "endpoints": {},
    }
    assert one["dependencies"]["models"]["status"] == "healthy"
    await workers.beat([beat(worker="w2", model="a/b", **told)])
    await workers.beat([beat(**told | {"models_version": "v0"})])
    two = (await http.get("/health")).json()
    assert two["models"]["version"] == "v0, v1"
    assert two["models"]["per_agent"] == {"cicd": "a/b, offline/rules"}
    assert two["dependencies"]["models"]["status"] == "degraded"
    await workers.beat([beat(**told, models_fault="models.yaml:3: no")])
    three = (await http.get("/health")).json()["dependencies"]["models"]
    assert three == {"status": "degraded", "detail": "the models stay as they were: models.yaml:3: no"}


async def test_an_endpoint_that_a_worker_does_not_ask_degrades_health(
    http: httpx.AsyncClient, pool: Pool
) -> None:
    fine = CircuitReport(endpoint="anthropic at a")
    dead = CircuitReport(
        endpoint="openai-compatible at b",
        phase=CircuitPhase.OPEN,
        reason="Llm503",
        retry_at=datetime(2026, 1, 1, 12, 0, 5, tzinfo=UTC),
    )
    workers = PostgresWorkers(pool)
    await workers.beat([beat(circuits=(fine, dead)), beat(agent="supervisor", circuits=(fine, dead))])
    await workers.beat([beat(worker="w2", circuits=(fine, CircuitReport(endpoint=dead.endpoint)))])
    found = (await http.get("/health")).json()
    assert found["models"]["endpoints"] == {
        "anthropic at a": "closed",
        "openai-compatible at b": "closed, open",
    }
    assert found["dependencies"]["models"] == {
        "status": "degraded",
        "detail": f"{dead.endpoint} is not asked by 1 of 2 workers, after Llm503; again at 12:00:05 UTC",
    }
    scrape = (await http.get("/metrics")).text
    assert 'llm_circuit_open{endpoint="openai-compatible at b"} 1.0' in scrape
    assert 'llm_circuit_open{endpoint="anthropic at a"} 0.0' in scrape


async def test_prometheus_reads_the_model_calls(http: httpx.AsyncClient, pool: Pool) -> None:
    for latency, call in ((0.4, "7c9e6679-7425-40de-944b-e07fc1f90ae8"), (3.0, TURN)):
        usage = TokenUsage(prompt_tokens=10, completion_tokens=2, cost=0.1, latency=latency, model="m")
        await PostgresUsage(pool).add(task_id="t", turn_id=TURN, call_id=call, agent="cicd", usage=usage)
    samples = {
        (sample.name, *(sample.labels.get(label, "") for label in ("agent", "type", "le"))): sample.value
        for family in text_string_to_metric_families((await http.get("/metrics")).text)
        for sample in family.samples
    }
    assert samples["llm_tokens_total", "cicd", "prompt", ""] == 20
    assert samples["llm_tokens_total", "cicd", "completion", ""] == 4
    assert samples["llm_cost_usd_total", "cicd", "", ""] == 0.2
    assert samples["llm_calls_total", "cicd", "", ""] == 2
    assert samples["llm_latency_seconds_bucket", "cicd", "", "0.5"] == 1
    assert samples["llm_latency_seconds_bucket", "cicd", "", "5.0"] == 2
    assert samples["llm_latency_seconds_sum", "cicd", "", ""] == 3.4
    assert samples["llm_calls_total", "orchestrator", "", ""] == 0

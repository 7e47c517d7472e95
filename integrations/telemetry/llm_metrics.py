"""Model calls for Prometheus: read from Postgres, so that every copy of the API tells the same."""

from collections.abc import Iterator, Mapping, Sequence

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from domain.agents import ORCHESTRATOR
from domain.circuits import CircuitPhase
from domain.usage import LATENCY_BUCKETS, UsageCounts, UsageStore
from domain.workers import WorkerBeat, WorkerStore, circuits_by_endpoint
from integrations.telemetry.exposition import StoredMetrics


class LlmMetrics(StoredMetrics):
    def __init__(self, store: UsageStore, workers: WorkerStore) -> None:
        super().__init__()
        self._store = store
        self._workers = workers

    async def read(self) -> Collector:
        counts = {ORCHESTRATOR: UsageCounts()} | dict(await self._store.counts())
        return _Reading(counts, await self._workers.alive())


class _Reading(Collector):
    def __init__(self, counts: Mapping[str, UsageCounts], beats: Sequence[WorkerBeat]) -> None:
        self._counts = counts
        self._circuits = circuits_by_endpoint(beats)

    def collect(self) -> Iterator[Metric]:
        tokens = CounterMetricFamily("llm_tokens", "Tokens of model calls.", labels=("agent", "type"))
        cost = CounterMetricFamily("llm_cost_usd", "What model calls cost, US dollars.", labels=("agent",))
        calls = CounterMetricFamily("llm_calls", "Model calls that were counted.", labels=("agent",))
        seconds = HistogramMetricFamily("llm_latency_seconds", "Time of a model call.", labels=("agent",))
        for agent, found in self._counts.items():
            tokens.add_metric([agent, "prompt"], found.prompt_tokens)
            tokens.add_metric([agent, "completion"], found.completion_tokens)
            cost.add_metric([agent], found.total_cost)
            calls.add_metric([agent], found.call_count)
            bounds = [(str(bound), float(n)) for bound, n in zip(LATENCY_BUCKETS, found.buckets, strict=True)]
            seconds.add_metric([agent], [*bounds, ("+Inf", float(found.call_count))], found.total_latency)
        yield from (tokens, cost, calls, seconds, self._open_circuits())

    def _open_circuits(self) -> Metric:
        gauge = GaugeMetricFamily(
            "llm_circuit_open",
            "Live workers that do not ask the endpoint, for it seems dead.",
            labels=("endpoint",),
        )
        for endpoint, circuits in self._circuits.items():
            still = [circuit for circuit in circuits if circuit.phase is not CircuitPhase.CLOSED]
            gauge.add_metric([endpoint], len(still))
        return gauge

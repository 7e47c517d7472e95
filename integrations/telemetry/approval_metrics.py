"""Approvals for Prometheus: read from Postgres, so that every copy of the API tells the same.

No person is named: the address of a scrape is open to whoever reaches it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from domain.approvals.stats import BUCKETS, ApprovalStatsStore, TierCounts
from domain.risk.levels import RiskLevel
from integrations.telemetry.exposition import StoredMetrics

_LABELS = ("tier",)
_COUNTERS = (
    ("devtools_approvals_opened", "Approval requests opened.", "opened"),
    ("devtools_approvals_approved", "Approval requests approved.", "approved"),
    ("devtools_approvals_denied", "Approval requests denied.", "denied"),
    ("devtools_approvals_expired", "Approval requests that nobody decided in time.", "expired"),
    ("devtools_approvals_void", "Approval requests whose run was cancelled or ended.", "void"),
    (
        "devtools_approval_decisions_under_5s",
        "Decisions of people less than 5 s after the request opened.",
        "hasty",
    ),
)
_GAUGES = (
    ("devtools_approvals_open", "Approval requests open now.", "open"),
    (
        "devtools_approvals_oldest_open_seconds",
        "Age of the oldest open approval request; 0 without one.",
        "oldest_open_seconds",
    ),
)


class ApprovalMetrics(StoredMetrics):
    def __init__(self, store: ApprovalStatsStore) -> None:
        super().__init__()
        self._store = store

    async def read(self) -> Collector:
        return _Reading(await self._store.counts())


class _Reading(Collector):
    def __init__(self, counts: Mapping[RiskLevel, TierCounts]) -> None:
        self._counts = counts

    def collect(self) -> Iterator[Metric]:
        for name, text, field in _COUNTERS:
            yield self._filled(CounterMetricFamily(name, text, labels=_LABELS), field)
        for name, text, field in _GAUGES:
            yield self._filled(GaugeMetricFamily(name, text, labels=_LABELS), field)
        seconds = HistogramMetricFamily(
            "devtools_approval_time_to_decide_seconds",
            "From the opening of an approval request to its approval or denial.",
            labels=_LABELS,
        )
        for tier, found in self._counts.items():
            bounds = [(str(float(bound)), float(n)) for bound, n in zip(BUCKETS, found.buckets, strict=True)]
            seconds.add_metric([tier], [*bounds, ("+Inf", float(found.decided))], found.decide_seconds)
        yield seconds

    def _filled(self, family: Any, field: str) -> Metric:
        for tier, found in self._counts.items():
            value = getattr(found, field)
            if value is not None:
                family.add_metric([tier], value)
        assert isinstance(family, Metric)
        return family

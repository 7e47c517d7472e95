"""What the API counts, for Prometheus. One registry for each app: two in one process do not clash."""

from collections.abc import Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from domain.approvals.reviews import ReviewCount
from domain.budgets import Standing

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4


class HttpMetrics:
    """``route`` is the route's pattern, never the path that was asked for: few values, no ids."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "devtools_http_requests",
            "Answered HTTP requests.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "devtools_http_request_seconds",
            "Time to answer an HTTP request.",
            ("method", "route"),
            buckets=(0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8),
            registry=self.registry,
        )

    def request(self, *, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def exposition(self) -> bytes:
        return generate_latest(self.registry)


class ApiMetrics(HttpMetrics):
    """What the orchestrate API counts beside its requests."""

    def __init__(self) -> None:
        super().__init__()
        self._decisions = Counter(
            "devtools_approval_decisions",
            "Decisions that came in here, by what the judge made of them.",
            ("decision", "outcome"),
            registry=self.registry,
        )
        self._orchestrations = Gauge(
            "devtools_orchestrations", "Stored orchestrations.", ("status",), registry=self.registry
        )
        self._notifications = Gauge(
            "devtools_notifications",
            "Messages to people outside Linear; dead ones were given up.",
            ("status",),
            registry=self.registry,
        )
        self._halted = Gauge(
            "devtools_dispatch_halted", "1 while all dispatch is halted, else 0.", registry=self.registry
        )
        self._reviews = Gauge(
            "devtools_break_glass_reviews",
            "Reviews of break-glass starts that nobody has closed; overdue ones are not among the open.",
            ("state",),
            registry=self.registry,
        )

        self._budgets = Gauge(
            "llm_budget_used_ratio",
            "Share of today's (UTC) budget that model calls took; from 1 on they wait for approval.",
            ("agent",),
            registry=self.registry,
        )

    def decision(self, *, decision: str, outcome: str) -> None:
        self._decisions.labels(decision, outcome).inc()

    def orchestrations(self, by_status: Mapping[str, int]) -> None:
        for status, number in by_status.items():
            self._orchestrations.labels(status).set(number)

    def notifications(self, by_status: Mapping[str, int]) -> None:
        for status, number in by_status.items():
            self._notifications.labels(status).set(number)

    def budgets(self, standings: Iterable[Standing]) -> None:
        """Of today; those that are not configured any more are gone."""
        self._budgets.clear()
        for standing in standings:
            self._budgets.labels(standing.scope.agent or "all").set(standing.share)

    def oversight(self, *, halted: bool, reviews: ReviewCount) -> None:
        self._halted.set(halted)
        self._reviews.labels("open").set(reviews.open - reviews.overdue)
        self._reviews.labels("overdue").set(reviews.overdue)

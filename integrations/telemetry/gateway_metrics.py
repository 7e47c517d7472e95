"""What the tool gateway counts, for Prometheus."""

from collections.abc import Sequence

from prometheus_client import Counter, Gauge, Histogram

from integrations.mcp.upstream import UpstreamPhase, UpstreamState
from integrations.telemetry.metrics import HttpMetrics


class GatewayMetrics(HttpMetrics):
    """``tool`` is never a label: names come from servers, and there are hundreds."""

    def __init__(self) -> None:
        super().__init__()
        self._calls = Counter(
            "devtools_tool_calls",
            "Tool calls that came in, by server and by what came of them.",
            ("server", "outcome"),
            registry=self.registry,
        )
        self._call_seconds = Histogram(
            "devtools_tool_call_seconds",
            "Time of a tool call, with waiting for its turn and starting its server.",
            ("server",),
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 15, 60),
            registry=self.registry,
        )
        self._tokens = Counter(
            "devtools_tool_definition_tokens",
            "Estimated tokens of tool definitions: shown to models, and saved by not showing them.",
            ("disclosure", "which"),
            registry=self.registry,
        )
        self._tools = Gauge(
            "devtools_mcp_tools", "Tools in the catalogue.", ("server",), registry=self.registry
        )
        self._up = Gauge(
            "devtools_mcp_server_up",
            "1 where the server runs or would be started when needed, else 0.",
            ("server",),
            registry=self.registry,
        )
        self._restarts = Gauge(
            "devtools_mcp_server_restarts", "Starts after the first.", ("server",), registry=self.registry
        )
        self._held = Gauge(
            "devtools_mcp_tools_quarantined",
            "Tools that are held back since their description changed.",
            ("server",),
            registry=self.registry,
        )

        self._task_processes = Gauge(
            "devtools_mcp_task_processes",
            "Processes of the server that run for one task each, in its worktree.",
            ("server",),
            registry=self.registry,
        )
        self._worktrees = Gauge(
            "devtools_task_worktrees", "Tasks that have a git worktree.", registry=self.registry
        )

    def call(self, *, server: str, outcome: str, seconds: float) -> None:
        self._calls.labels(server, outcome).inc()
        self._call_seconds.labels(server).observe(seconds)

    def disclosed(self, *, disclosure: str, shown: int, saved: int) -> None:
        self._tokens.labels(disclosure, "shown").inc(shown)
        self._tokens.labels(disclosure, "saved").inc(saved)

    def servers(self, states: Sequence[UpstreamState]) -> None:
        for state in states:
            self._tools.labels(state.name).set(state.tools)
            self._up.labels(state.name).set(state.phase in (UpstreamPhase.UP, UpstreamPhase.RESTING))
            self._restarts.labels(state.name).set(state.restarts)
            self._held.labels(state.name).set(len(state.quarantined))
            self._task_processes.labels(state.name).set(state.task_processes)

    def worktrees(self, number: int) -> None:
        self._worktrees.set(number)

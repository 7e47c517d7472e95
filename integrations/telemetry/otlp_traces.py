"""Traces by OpenTelemetry: finished spans, posted as OTLP over HTTP by OpenTelemetry's own exporter."""

import json
import logging
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from domain.errors import ConfigurationError, TraceError
from domain.traces.spans import Span, SpanKind, SpanRef
from integrations.telemetry.daemon import DaemonThread

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import ReadableSpan
    from opentelemetry.trace import SpanContext

EXPORT_SECONDS = 15.0
"""For one batch, with the exporter's own tries."""
ANSWER_SECONDS = 5.0
REFUSED = frozenset({400, 413, 422})
SERVICE = "dev-tools"
_OPERATIONS = {
    SpanKind.WORKFLOW: "invoke_workflow",
    SpanKind.STEP: "invoke_agent",
    SpanKind.TURN: "chat",
    SpanKind.TOOL: "execute_tool",
}
_SPAN_ID_MASK = (1 << 64) - 1


class OtlpExporter:
    """Implements :class:`~domain.traces.exports.SpanExporter`.

    A span of OpenTelemetry is sent once, when it is over: of a workflow that waits for people, its turns and
    calls are there before it is. Headers, certificates and resource attributes are those of OpenTelemetry's
    own variables. Raises :class:`~domain.errors.ConfigurationError` without the packages of ``otel``.
    """

    name = "otlp"

    def __init__(self, endpoint: str) -> None:
        try:
            import requests
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
            from opentelemetry.sdk.resources import OTELResourceDetector, Resource
        except ImportError as error:
            raise ConfigurationError(
                "OTEL_EXPORTER_OTLP_ENDPOINT is set, and the packages for it are not installed: install "
                "dev-tools[otel]"
            ) from error
        logging.getLogger("opentelemetry.exporter").setLevel(
            logging.CRITICAL
        )  # a failure is told of once, by us
        self._endpoint = endpoint
        self._status: int | None = None
        session = requests.Session()
        session.hooks["response"].append(self._note_status)
        self._exporter = OTLPSpanExporter(
            endpoint=endpoint, timeout=ANSWER_SECONDS, session=session, max_request_size=0
        )
        self._resource = Resource({"service.name": SERVICE}).merge(OTELResourceDetector().detect())
        self._thread = DaemonThread("otlp")

    @property
    def target(self) -> str:
        return self._endpoint

    async def export(self, spans: Sequence[Span]) -> None:
        over = [self._readable(span) for span in spans if span.ended_at is not None]
        if not over:
            return
        try:
            await self._thread.run(lambda: self._post(over), seconds=EXPORT_SECONDS)
        except TimeoutError as error:
            raise TraceError(f"{self._endpoint} does not answer within {EXPORT_SECONDS:g} s") from error

    async def link(self, span: Span) -> None:
        """Nobody knows which viewer reads the collector."""

    def _post(self, spans: Sequence["ReadableSpan"]) -> None:
        from opentelemetry.sdk.trace.export import SpanExportResult

        self._status = None
        if self._exporter.export(spans) is SpanExportResult.SUCCESS:
            return
        if self._status is None:
            raise TraceError(f"{self._endpoint} is out of reach")
        raise TraceError(f"{self._endpoint} answers {self._status}", refused=self._status in REFUSED)

    def _note_status(self, response: Any, *_args: object, **_more: object) -> None:
        self._status = response.status_code

    def _readable(self, span: Span) -> "ReadableSpan":
        from opentelemetry.sdk.trace import ReadableSpan
        from opentelemetry.trace import Status, StatusCode

        trace_id = span.trace_id.int
        return ReadableSpan(
            name=_title(span),
            context=_context(trace_id, span.ref),
            parent=_context(trace_id, span.parent) if span.parent else None,
            resource=self._resource,
            attributes=_attributes(span),
            status=Status(StatusCode.ERROR, span.error) if span.error else Status(StatusCode.OK),
            start_time=_nanoseconds(span.ref.started_at),
            end_time=_nanoseconds(span.ended_at or span.ref.started_at),
        )


def _title(span: Span) -> str:
    operation = _OPERATIONS.get(span.kind)
    return f"{operation} {span.name}" if operation else span.name


def _context(trace_id: int, ref: SpanRef) -> "SpanContext":
    from opentelemetry.trace import SpanContext, TraceFlags

    return SpanContext(
        trace_id=trace_id,
        span_id=ref.span_id.int & _SPAN_ID_MASK,
        is_remote=False,
        trace_flags=TraceFlags(TraceFlags.SAMPLED),
    )


def _attributes(span: Span) -> dict[str, str | int | float]:
    """OpenTelemetry's names where its conventions for generative AI have one, else our own."""
    found: dict[str, str | int | float] = {f"devtools.{name}": value for name, value in span.facts.items()}
    operation, usage = _OPERATIONS.get(span.kind), span.usage
    if operation:
        found["gen_ai.operation.name"] = operation
    for name, known in (("agent", "gen_ai.agent.name"), ("tool", "gen_ai.tool.name")):
        if name in span.facts:
            found[known] = span.facts[name]
    if usage is not None:
        provider, _, model = str(span.facts.get("model", "")).partition("/")
        found |= {
            "gen_ai.provider.name": provider,
            "gen_ai.request.model": model,
            "gen_ai.usage.input_tokens": usage.prompt_tokens,
            "gen_ai.usage.output_tokens": usage.completion_tokens,
            "devtools.cost_usd": usage.cost,
        }
    for name, contents in (("devtools.inputs", span.inputs), ("devtools.outputs", span.outputs)):
        if contents:
            found[name] = json.dumps(contents, ensure_ascii=False)
    return found


def _nanoseconds(at: datetime) -> int:
    """Exactly: a float of seconds has no room for microseconds of this century."""
    return int(at.timestamp()) * 1_000_000_000 + at.microsecond * 1_000

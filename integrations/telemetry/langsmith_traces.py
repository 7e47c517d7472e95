"""Traces in LangSmith, by its own client: spans as runs, sent in batches and without threads of its own."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import structlog

from config.traces import LangSmithSettings
from domain.errors import TraceError
from domain.traces.spans import Span, SpanKind, SpanRef
from integrations.telemetry.daemon import DaemonThread
from integrations.telemetry.langsmith_client import quiet_client

if TYPE_CHECKING:
    import langsmith
    import requests

logger = structlog.get_logger(__name__)

EXPORT_SECONDS = 20.0
"""For one batch, and for the project's address."""
TIMEOUT_MS = (3_000, 10_000)
"""To connect, and to read an answer."""
REFUSED = frozenset({400, 413, 422})
"""By HTTP: these runs will never be taken."""
DENIED, CONFLICT = 403, 409
_RUN_TYPES = {SpanKind.TURN: "llm", SpanKind.TOOL: "tool"}


class LangSmithExporter:
    """Implements :class:`~domain.traces.exports.SpanExporter`. Nothing is imported before the first spans."""

    name = "langsmith"

    def __init__(self, settings: LangSmithSettings) -> None:
        self._settings = settings
        self._thread = DaemonThread("langsmith")
        self._made: langsmith.Client | None = None
        self._errors: list[Exception] = []
        self._statuses: set[int] = set()
        self._project_url: str | None = None

    @property
    def target(self) -> str:
        return self._settings.target

    async def export(self, spans: Sequence[Span]) -> None:
        try:
            await self._thread.run(lambda: self._ingest(spans), seconds=EXPORT_SECONDS)
        except TimeoutError as error:
            raise TraceError(f"LangSmith does not answer within {EXPORT_SECONDS:g} s") from error

    async def link(self, span: Span) -> str | None:
        """Asks LangSmith once for the project's address, which holds ids of its own."""
        try:
            project = self._project_url or await self._thread.run(self._find_project, seconds=EXPORT_SECONDS)
        except TimeoutError:
            return None
        self._project_url = project
        return f"{project}/r/{span.ref.span_id}?trace_id={span.trace_id}" if project else None

    def _ingest(self, spans: Sequence[Span]) -> None:
        self._errors.clear()
        self._statuses.clear()
        runs = [(span, self._run(span)) for span in spans]
        try:
            self._client().multipart_ingest(
                create=[run for span, run in runs if not span.told],
                update=[run for span, run in runs if span.told],
            )
        except Exception as error:  # noqa: BLE001 -- the client raises many kinds; each is named below
            self._errors.append(error)
        if self._errors:
            raise self._named(self._errors[0])
        # a run that was taken before is refused, and the client passes over that, whatever else it sent
        if CONFLICT in self._statuses and len(spans) > 1:
            raise TraceError("LangSmith has some of these runs", refused=True)

    def _client(self) -> "langsmith.Client":
        if self._made is None:
            import requests

            session = requests.Session()
            session.hooks["response"].append(self._note_status)
            self._made = quiet_client(
                endpoint=self._settings.endpoint,
                api_key=self._settings.api_key.get_secret_value(),
                workspace_id=self._settings.workspace_id,
                timeout_ms=TIMEOUT_MS,
                session=session,
                hide_inputs=False,
                hide_outputs=False,
                tracing_error_callback=self._errors.append,
            )
        return self._made

    def _note_status(self, response: "requests.Response", *_args: object, **_more: object) -> None:
        self._statuses.add(response.status_code)

    def _find_project(self) -> str | None:
        """None where there is none yet: it is made with the first runs, a little later."""
        try:
            project = self._client().read_project(project_name=self._settings.project)
        except Exception as error:  # noqa: BLE001 -- of whatever kind: it costs the link only
            logger.info("no link to traces", reason=type(error).__name__)
            return None
        url: str | None = project.url
        return url

    def _named(self, error: Exception) -> TraceError:
        status = _status_of(error)
        if status == DENIED:
            workspace = self._settings.workspace_id
            used = f"for the workspace {workspace}" if workspace else "and LANGSMITH_WORKSPACE_ID is not set"
            return TraceError(
                f"LangSmith answers 403 {used}: check that LANGSMITH_WORKSPACE_ID is the id in the address "
                "of the workspace, and that LANGSMITH_API_KEY may write there"
            )
        if status is None:
            why = type(error).__name__
            return TraceError(f"LangSmith at {self._settings.endpoint} is out of reach: {why}")
        return TraceError(f"LangSmith answers {status}", refused=status in REFUSED)

    def _run(self, span: Span) -> dict[str, Any]:
        return {
            "id": span.ref.span_id,
            "trace_id": span.trace_id,
            "parent_run_id": span.parent.span_id if span.parent else None,
            "dotted_order": ".".join(_place(ref) for ref in (*span.path, span.ref)),
            "session_name": self._settings.project,
            "name": span.name,
            "run_type": _RUN_TYPES.get(span.kind, "chain"),
            "start_time": _iso(span.ref.started_at),
            "end_time": _iso(span.ended_at) if span.ended_at else None,
            "inputs": span.inputs,
            "outputs": span.outputs if span.ended_at else None,
            "error": span.error,
            "extra": {"metadata": {**span.facts, **_model_facts(span)}},
            "tags": [span.kind.value],
        }


def _model_facts(span: Span) -> dict[str, Any]:
    """What LangSmith sums up tokens and costs by."""
    usage = span.usage
    if usage is None:
        return {}
    provider, _, model = str(span.facts.get("model", "")).partition("/")
    return {
        "ls_provider": provider,
        "ls_model_name": model,
        "ls_model_type": "chat",
        "usage_metadata": {
            "input_tokens": usage.prompt_tokens,
            "output_tokens": usage.completion_tokens,
            "total_tokens": usage.prompt_tokens + usage.completion_tokens,
            "total_cost": usage.cost,
        },
    }


def _place(ref: SpanRef) -> str:
    """How LangSmith sorts runs: start and id of each run from the trace's first one down."""
    return f"{_utc(ref.started_at):%Y%m%dT%H%M%S%fZ}{ref.span_id}"


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)


def _iso(at: datetime) -> str:
    return _utc(at).isoformat(timespec="microseconds")


def _status_of(error: BaseException | None) -> int | None:
    """The HTTP status behind the client's error; None where there was no answer."""
    while error is not None:
        status = getattr(getattr(error, "response", None), "status_code", None)
        if isinstance(status, int):
            return status
        error = error.__cause__ or error.__context__
    return None

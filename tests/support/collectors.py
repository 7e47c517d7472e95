"""Places that take traces, on loopback: what LangSmith's and OpenTelemetry's own clients send is kept."""

import json
from abc import abstractmethod
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from uuid import UUID

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from domain.traces.rows import KINDS
from integrations.postgres.pool import Pool
from tests.support.loopback import NEVER, Answer, HttpServer, Request, as_json

WORKSPACE = "5029c640-0000-4000-8000-00000000abcd"
PROJECT_ID = "11111111-0000-4000-8000-00000000abcd"


async def noted(pool: Pool) -> bool:
    """Whether every export has noted the newest event that it tells of: another worker repeats nothing."""
    return bool(
        await pool.fetchval(
            "SELECT count(*) > 0 AND min(cursor) = (SELECT max(id) FROM events WHERE kind = ANY ($1)) "
            "FROM trace_exports",
            list(KINDS),
        )
    )


class Collector(HttpServer):
    """``status``: what every post is answered, or 422 where it contains what it ``refuses``.

    ``hangs``: none is answered.
    """

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status
        self.refuses: bytes | None = None
        self.hangs = False
        self.bodies: list[bytes] = []
        """Of what was taken, byte for byte."""

    def respond(self, request: Request) -> Answer:
        if self.hangs:
            return NEVER
        status = 422 if self.refuses is not None and self.refuses in request.body else self.status
        if status >= 300:
            return as_json({"detail": "as told"}, status)
        self.bodies.append(request.body)
        self.take(request)
        return as_json({}, status)

    @property
    def posts(self) -> list[Request]:
        return [request for request in self.requests if request.method == "POST"]

    @abstractmethod
    def take(self, request: Request) -> None: ...


class LangSmithServer(Collector):
    """``runs``: by id, as the service would show them.

    Of each run one ``post`` and one ``patch`` is taken; a message that repeats one is refused as a whole: the
    worst that the service may mean by its 409.
    """

    def __init__(self) -> None:
        super().__init__(202)
        self.runs: dict[str, dict[str, Any]] = {}
        self.taken: set[tuple[str, str]] = set()
        self.conflicts = 0

    def respond(self, request: Request) -> Answer:
        if self.hangs:
            return NEVER
        if request.path.startswith("/sessions?"):
            return as_json([{"id": PROJECT_ID, "tenant_id": WORKSPACE, "reference_dataset_id": None}])
        if request.path != "/runs/multipart":
            return as_json({}, 404)
        if self.taken.intersection(_operations(request)):
            self.conflicts += 1
            return as_json({"error": "Conflict: payload already received"}, 409)
        return super().respond(request)

    def take(self, request: Request) -> None:
        """Parts are named ``post.<id>`` or ``patch.<id>``, contents ``post.<id>.inputs`` and the like."""
        self.taken |= _operations(request)
        for name, value in _parts(request):
            _, run_id, *field = name.split(".")
            run = self.runs.setdefault(run_id, {})
            told = {field[0]: value} if field else value
            run |= {key: given for key, given in told.items() if given is not None}

    def trace(self, run_id: UUID) -> dict[str, dict[str, Any]]:
        return {key: run for key, run in self.runs.items() if run["trace_id"] == str(run_id)}


def _parts(request: Request) -> list[tuple[str, Any]]:
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    found = []
    for part in BytesParser(policy=HTTP).parsebytes(head + request.body).iter_parts():
        content = part.get_payload(decode=True)
        name = str(part.get_param("name", header="content-disposition"))
        found.append((name, json.loads(content if isinstance(content, bytes) else b"null")))
    return found


def _operations(request: Request) -> set[tuple[str, str]]:
    names = [name.split(".") for name, _ in _parts(request)]
    return {(parts[0], parts[1]) for parts in names if len(parts) == 2}


class OtlpServer(Collector):
    def __init__(self, status: int = 200) -> None:
        super().__init__(status)
        self.spans: list[Span] = []
        self.services: set[str] = set()

    def take(self, request: Request) -> None:
        assert request.headers["content-type"] == "application/x-protobuf"
        for resource in ExportTraceServiceRequest.FromString(request.body).resource_spans:
            self.services |= {
                pair.value.string_value for pair in resource.resource.attributes if pair.key == "service.name"
            }
            for scope in resource.scope_spans:
                self.spans.extend(scope.spans)

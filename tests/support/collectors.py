"""Places that take traces, on loopback: what LangSmith's and OpenTelemetry's own clients send is kept."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from uuid import UUID

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from domain.traces.rows import KINDS
from integrations.postgres.pool import Pool

WORKSPACE = "5029c640-0000-4000-8000-00000000abcd"
PROJECT_ID = "11111111-0000-4000-8000-00000000abcd"
Answer = tuple[int, bytes]


async def noted(pool: Pool) -> bool:
    """Whether every export has noted the newest event that it tells of: another worker repeats nothing."""
    return bool(
        await pool.fetchval(
            "SELECT count(*) > 0 AND min(cursor) = (SELECT max(id) FROM events WHERE kind = ANY ($1)) "
            "FROM trace_exports",
            list(KINDS),
        )
    )


class Collector:
    """``status``: what every post is answered, or 422 where it contains what it ``refuses``.

    ``hangs``: none is answered; ``reached`` tells that one came.
    """

    def __init__(self) -> None:
        self.url = ""
        self.status = 202
        self.refuses: bytes | None = None
        self.hangs = False
        self.reached = asyncio.Event()
        self.headers: list[Mapping[str, str]] = []
        self.bodies: list[bytes] = []
        """Of what was taken, byte for byte."""
        self._open: set[asyncio.StreamWriter] = set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=2**24)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            yield
        finally:
            server.close()
            for writer in list(self._open):
                writer.close()
            await server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            while await self._answer(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client has gone
        finally:
            self._open.discard(writer)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in head[1:])
        headers = {name.casefold(): value.strip() for name, _, value in pairs}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        self.reached.set()
        if self.hangs:
            await reader.read()  # until the client gives up
            return False
        method, path, _ = head[0].split(" ", 2)
        status, answer = self.answer(f"{method} {path}", headers, body)
        lines = [f"HTTP/1.1 {status} -", "Content-Type: application/json", f"Content-Length: {len(answer)}"]
        writer.write("\r\n".join([*lines, "", ""]).encode() + answer)
        await writer.drain()
        return True

    def answer(self, request: str, headers: Mapping[str, str], body: bytes) -> Answer:
        if request.startswith("POST "):
            self.headers.append(headers)
            status = 422 if self.refuses is not None and self.refuses in body else self.status
            if status >= 300:
                return status, b'{"detail": "as told"}'
            self.bodies.append(body)
            self.take(headers["content-type"], body)
        return self.status, b"{}"

    def take(self, content_type: str, body: bytes) -> None:
        raise NotImplementedError


class LangSmithServer(Collector):
    """``runs``: by id, as the service would show them.

    Of each run one ``post`` and one ``patch`` is taken; a message that repeats one is refused as a whole: the
    worst that the service may mean by its 409.
    """

    def __init__(self) -> None:
        super().__init__()
        self.runs: dict[str, dict[str, Any]] = {}
        self.taken: set[tuple[str, str]] = set()
        self.conflicts = 0

    def answer(self, request: str, headers: Mapping[str, str], body: bytes) -> Answer:
        if request.startswith("GET /sessions?"):
            project = {"id": PROJECT_ID, "tenant_id": WORKSPACE, "reference_dataset_id": None}
            return 200, json.dumps([project]).encode()
        if request != "POST /runs/multipart":
            return 404, b"{}"
        if self.taken.intersection(_operations(headers["content-type"], body)):
            self.conflicts += 1
            return 409, b'{"error": "Conflict: payload already received"}'
        return super().answer(request, headers, body)

    def take(self, content_type: str, body: bytes) -> None:
        """Parts are named ``post.<id>`` or ``patch.<id>``, contents ``post.<id>.inputs`` and the like."""
        self.taken |= _operations(content_type, body)
        for name, value in _parts(content_type, body):
            _, run_id, *field = name.split(".")
            run = self.runs.setdefault(run_id, {})
            told = {field[0]: value} if field else value
            run |= {key: given for key, given in told.items() if given is not None}

    def trace(self, run_id: UUID) -> dict[str, dict[str, Any]]:
        return {key: run for key, run in self.runs.items() if run["trace_id"] == str(run_id)}


def _parts(content_type: str, body: bytes) -> list[tuple[str, Any]]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    found = []
    for part in BytesParser(policy=HTTP).parsebytes(head + body).iter_parts():
        content = part.get_payload(decode=True)
        name = str(part.get_param("name", header="content-disposition"))
        found.append((name, json.loads(content if isinstance(content, bytes) else b"null")))
    return found


def _operations(content_type: str, body: bytes) -> set[tuple[str, str]]:
    names = [name.split(".") for name, _ in _parts(content_type, body)]
    return {(parts[0], parts[1]) for parts in names if len(parts) == 2}


class OtlpServer(Collector):
    def __init__(self) -> None:
        super().__init__()
        self.status = 200
        self.spans: list[Span] = []
        self.services: set[str] = set()

    def take(self, content_type: str, body: bytes) -> None:
        assert content_type == "application/x-protobuf"
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            self.services |= {
                pair.value.string_value for pair in resource.resource.attributes if pair.key == "service.name"
            }
            for scope in resource.scope_spans:
                self.spans.extend(scope.spans)

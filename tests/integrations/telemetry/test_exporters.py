"""Exporters alone: what they cost where nothing is configured, or where nobody answers."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from config.settings import Settings, load_settings
from domain.errors import TraceError
from domain.traces.spans import Span, SpanKind, SpanRef
from integrations.telemetry.otlp_traces import OtlpExporter
from integrations.telemetry.traces import build_exporters
from tests.support.collectors import LangSmithServer, OtlpServer
from tests.support.waiting import until

ROOT = Path(__file__).parents[3]
NOTHING_LOADED = """
import sys
import worker.__main__
from config.settings import load_settings
from integrations.telemetry.traces import build_exporters
assert build_exporters(load_settings({})) == []
print([name for name in ("langsmith", "opentelemetry.sdk") if name in sys.modules])
"""
HANGING = """
import asyncio, sys
from datetime import UTC, datetime
from uuid import uuid4
import langsmith.client
from config.settings import load_settings
from domain.traces.spans import Span, SpanKind, SpanRef
from integrations.telemetry.traces import build_exporters

langsmith.client._TRACING_SEND_TIMEOUT = (3, 3600)  # so long would an exit take that waits for it
(exporter,) = build_exporters(load_settings({"LANGSMITH_API_KEY": "k", "LANGSMITH_ENDPOINT": sys.argv[1]}))
ref = SpanRef(span_id=uuid4(), started_at=datetime.now(UTC))

async def main():
    sending = asyncio.create_task(exporter.export([Span(ref=ref, kind=SpanKind.WORKFLOW, name="n")]))
    await asyncio.to_thread(sys.stdin.readline)
    sending.cancel()

asyncio.run(main())
"""


def a_span() -> Span:
    now = datetime.now(UTC)
    ref = SpanRef(span_id=uuid4(), started_at=now)
    return Span(ref=ref, kind=SpanKind.WORKFLOW, name="orchestration", ended_at=now)


async def python(code: str, *arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        code,
        *arguments,
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )


async def test_without_a_key_a_worker_loads_no_tracing_at_all() -> None:
    process = await python(NOTHING_LOADED)
    out, _ = await process.communicate()
    assert (process.returncode, out.decode().strip()) == (0, "[]")


async def test_a_process_ends_though_langsmith_never_answers() -> None:
    async with LangSmithServer().running() as server:
        server.hangs = True
        process = await python(HANGING, server.url)
        await until(lambda: server.requests, what="the first message", seconds=60)
        await asyncio.wait_for(process.communicate(b"now\n"), 60)
    assert process.returncode == 0


@pytest.mark.parametrize(("status", "refused"), [(422, True), (403, False)])
async def test_a_collector_that_takes_nothing_is_named(status: int, refused: bool) -> None:  # noqa: FBT001
    async with OtlpServer(status).running() as server:
        exporter = OtlpExporter(f"{server.url}/v1/traces")
        with pytest.raises(TraceError, match=f"{server.url}/v1/traces answers {status}") as raised:
            await exporter.export([a_span()])
    assert raised.value.refused is refused


def test_the_key_switches_traces_on_and_the_guides_name_of_it_too() -> None:
    for name in ("LANGSMITH_API_KEY", "LANGCHAIN_API_KEY"):
        (exporter,) = build_exporters(load_settings({name: "k", "LANGSMITH_WORKSPACE_ID": "w"}))
        assert exporter.target == "https://api.smith.langchain.com, project dev-tools, workspace w"
    assert build_exporters(load_settings({"LANGSMITH_API_KEY": "k", "LANGSMITH_TRACING": "false"})) == []
    assert build_exporters(Settings()) == []

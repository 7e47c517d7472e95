"""The real client of LangSmith against a loopback that keeps what it is posted."""

import json
import threading
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr

from config.settings import Settings
from domain.errors import ConfigurationError, UnavailableError
from domain.evaluation import EvalResult, EvalTask, Expectation, Observation, judged
from domain.risk.levels import RiskLevel
from integrations.telemetry.langsmith_experiments import DATASET, upload_experiment

NOW = datetime(2026, 11, 28, 12, 30, tzinfo=UTC)
STAMP = NOW.isoformat()


class LangSmith:
    """``rows``: what was posted, by the path's first part. ``status``: it answers so to everything."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.headers: dict[str, str] = {}
        self.status = 200

    def get(self, noun: str, query: dict[str, list[str]]) -> Any:
        rows = self.rows.get(noun, [])
        if noun == "datasets":
            return [row for row in rows if row["name"] in query["name"]]
        return [row for row in rows if row["id"] in query.get("id", ())]

    def post(self, noun: str, body: dict[str, Any]) -> Any:
        row = {
            "id": str(uuid.uuid4()),
            "created_at": STAMP,
            "modified_at": STAMP,
            "start_time": STAMP,
            **body,
        }
        self.rows.setdefault(noun, []).append(row)
        return {**row, "tenant_id": str(uuid.uuid4())}


@pytest.fixture
def langsmith() -> Iterator[tuple[LangSmith, Settings]]:
    found = LangSmith()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url, length = urlsplit(self.path), int(self.headers.get("Content-Length", 0))
            body = json.loads(self.rfile.read(length) or b"{}")
            found.headers = dict(self.headers.items())
            noun = url.path.strip("/").split("/")[0]
            answer = (
                found.post(noun, body) if self.command == "POST" else found.get(noun, parse_qs(url.query))
            )
            raw = json.dumps(answer if found.status == HTTPStatus.OK else {"detail": "no"}).encode()
            self.send_response(found.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_POST = do_GET  # noqa: N815 - the name that http.server looks for

        def log_message(self, *args: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield (
        found,
        Settings(
            langsmith_api_key=SecretStr("lsv2_pt_0123456789"),
            langsmith_endpoint=f"http://127.0.0.1:{server.server_port}",
            langsmith_workspace_id="w-1",
        ),
    )
    server.shutdown()
    server.server_close()
    thread.join()


def result(*, name: str = "port", agents: tuple[str, ...] = ("cicd",)) -> EvalResult:
    expect = Expectation(agent="cicd", level=RiskLevel.LOW, facts=(("8001",),))
    task = EvalTask(name=name, task=f"Report the {name}", where="x.yaml:2", expect=expect)
    seen = Observation(
        status="completed",
        level=RiskLevel.LOW,
        agents=agents,
        models=("offline/rules",),
        reports=("It is 8001",),
    )
    return judged(task, seen)


def test_tasks_are_a_dataset_and_each_upload_an_experiment_on_it(
    langsmith: tuple[LangSmith, Settings],
) -> None:
    server, settings = langsmith
    results = [result(), result(name="host", agents=("supervisor",))]

    name = upload_experiment(settings, results, models={"version": "v1"}, now=NOW)
    upload_experiment(settings, results[:1], models={}, now=NOW)

    assert name == f"{DATASET}-20261128-123000"
    assert [row["name"] for row in server.rows["datasets"]] == [DATASET]
    assert [row["inputs"]["task"] for row in server.rows["examples"]] == [
        "Report the port",
        "Report the host",
    ]
    experiment = server.rows["sessions"][0]
    assert experiment["reference_dataset_id"] == server.rows["datasets"][0]["id"]
    assert experiment["extra"]["metadata"]["version"] == "v1"
    runs = server.rows["runs"]
    assert [run["reference_example_id"] for run in runs] == [
        *(row["id"] for row in server.rows["examples"]),
        server.rows["examples"][0]["id"],
    ]
    assert runs[0]["outputs"]["reports"] == ["It is 8001"]
    scores = [(row["run_id"], row["key"], row["score"]) for row in server.rows["feedback"]]
    assert scores[:4] == [
        (runs[0]["id"], "agent", 1.0),
        (runs[0]["id"], "level", 1.0),
        (runs[1]["id"], "agent", 0.0),
        (runs[1]["id"], "level", 1.0),
    ], "what was not judged has no score"
    assert server.headers["X-Tenant-Id"] == "w-1"


def test_failures_have_names(langsmith: tuple[LangSmith, Settings]) -> None:
    server, settings = langsmith
    server.status = 403
    with pytest.raises(ConfigurationError, match=r"403: check LANGSMITH_WORKSPACE_ID \(w-1\)"):
        upload_experiment(settings, [result()], models={}, now=NOW)
    server.status = 500
    with pytest.raises(UnavailableError):
        upload_experiment(settings, [result()], models={}, now=NOW)
    with pytest.raises(ConfigurationError, match="LANGSMITH_API_KEY is not set"):
        upload_experiment(Settings(), [result()], models={}, now=NOW)

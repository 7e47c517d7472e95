"""The real client of LangSmith against a loopback that keeps what it is posted."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio
from pydantic import SecretStr

from config.settings import Settings
from domain.errors import ConfigurationError, UnavailableError
from domain.evaluation import EvalResult, EvalTask, Expectation, Observation, judged
from domain.risk.levels import RiskLevel
from integrations.telemetry.langsmith_experiments import DATASET, upload_experiment
from tests.support.loopback import Answer, HttpServer, Request, as_json

NOW = datetime(2026, 11, 28, 12, 30, tzinfo=UTC)
STAMP = NOW.isoformat()


class LangSmith(HttpServer):
    """``rows``: what was posted, by the path's first part. ``status``: it answers so to everything."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.status = 200

    @property
    def settings(self) -> Settings:
        return Settings(
            langsmith_api_key=SecretStr("lsv2_pt_0123456789"),
            langsmith_endpoint=self.url,
            langsmith_workspace_id="w-1",
        )

    def respond(self, request: Request) -> Answer:
        if self.status != HTTPStatus.OK:
            return as_json({"detail": "no"}, self.status)
        url = urlsplit(request.path)
        noun = url.path.strip("/").split("/")[0]
        if request.method == "POST":
            return as_json(self.post(noun, request.json))
        return as_json(self.get(noun, parse_qs(url.query)))

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


@pytest_asyncio.fixture
async def server() -> AsyncIterator[LangSmith]:
    async with LangSmith().running() as running:
        yield running


async def upload(server: LangSmith, results: Sequence[EvalResult], **models: str) -> str:
    return await asyncio.to_thread(upload_experiment, server.settings, results, models=models, now=NOW)


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


async def test_tasks_are_a_dataset_and_each_upload_an_experiment_on_it(server: LangSmith) -> None:
    results = [result(), result(name="host", agents=("supervisor",))]

    name = await upload(server, results, version="v1")
    await upload(server, results[:1])

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
    assert server.requests[-1].headers["X-Tenant-Id"] == "w-1"


async def test_failures_have_names(server: LangSmith) -> None:
    server.status = 403
    with pytest.raises(ConfigurationError, match=r"403: check LANGSMITH_WORKSPACE_ID \(w-1\)"):
        await upload(server, [result()])
    server.status = 500
    with pytest.raises(UnavailableError):
        await upload(server, [result()])
    with pytest.raises(ConfigurationError, match="LANGSMITH_API_KEY is not set"):
        upload_experiment(Settings(), [result()], models={}, now=NOW)

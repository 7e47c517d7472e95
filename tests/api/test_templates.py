"""Templates by HTTP: what there is, what is taken, and what is refused before anything is stored."""

from typing import Any

import httpx

from config.settings import Settings
from tests.api.conftest import ADA

PR: dict[str, Any] = {"template": "pr-deployment", "inputs": {"pull_request": 7, "project": "auth"}}


async def test_what_there_is_and_what_it_asks_for(http: httpx.AsyncClient) -> None:
    listed = (await http.get("/templates")).json()["templates"]

    assert [one["name"] for one in listed] == [
        "docs-update",
        "feature",
        "hotfix",
        "infrastructure",
        "pr-deployment",
    ]
    hotfix = listed[2]
    assert (hotfix["min_level"], hotfix["gates"], hotfix["steps"]) == ("high", ["deploy"], 6)
    found = (await http.get("/templates/pr-deployment")).json()
    number, _, environment = found["inputs"]
    assert (number["name"], number["type"], number["required"], number["minimum"]) == (
        "pull_request",
        "integer",
        True,
        1,
    )
    assert (environment["default"], environment["choices"][-1]) == ("staging", "production")
    assert found["version"] == listed[4]["version"]
    assert found["steps"][3]["gate"]["reason"].endswith(
        "may pull request {pull_request} go to {environment}?"
    )
    missing = await http.get("/templates/nothing")
    assert (missing.status_code, "docs-update, feature" in missing.json()["detail"]) == (404, True)


async def test_a_template_stands_in_for_the_description_and_is_recorded_with_all_inputs(
    http: httpx.AsyncClient,
) -> None:
    answer = await http.post("/orchestrate", json=PR, headers=ADA)

    assert answer.status_code == 202, answer.text
    found = (await http.get(answer.json()["links"]["self"])).json()
    assert found["description"] == "Deploy pull request 7 of auth to staging"
    assert found["template"] == "pr-deployment"
    assert found["inputs"] == {"pull_request": 7, "project": "auth", "environment": "staging"}
    assert found["project_context"] == {"environment": "staging", "project": "auth", "extra": {}}


async def test_the_same_key_with_another_input_is_another_body(http: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "k"}
    first = await http.post("/orchestrate", json=PR, headers=key)
    same = await http.post("/orchestrate", json=PR, headers=key)
    other = await http.post(
        "/orchestrate", json={**PR, "inputs": {**PR["inputs"], "pull_request": 8}}, headers=key
    )

    assert same.json()["task_id"] == first.json()["task_id"]
    assert other.json()["type"] == "urn:dev-tools:problem:idempotency-conflict"


BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"template": "hotfx"}, "/template", "there are docs-update, feature, hotfix, "),
    ({"template": 7}, "/template", ""),
    ({"template": "pr-deployment"}, "/inputs/pull_request", "The number of the pull request."),
    ({**PR, "inputs": {"pull_request": "seven"}}, "/inputs/pull_request", "no whole number"),
    ({**PR, "inputs": {"pull_request": True}}, "/inputs/pull_request", "neither text nor a whole number"),
    ({**PR, "inputs": {"pull_request": 7.5}}, "/inputs/pull_request", "neither text nor a whole number"),
    (
        {**PR, "inputs": {**PR["inputs"], "pr": 7}},
        "/inputs/pr",
        "it takes pull_request, project, environment",
    ),
    ({**PR, "inputs": {**PR["inputs"], "project": "a\x00"}}, "/inputs/project", "NUL"),
    ({**PR, "inputs": {**PR["inputs"], "project": "x" * 8_001}}, "/inputs/project", "longer than 8000"),
    ({**PR, "inputs": {**PR["inputs"], "project": "a; rm -rf /"}}, "/inputs/project", "does not match"),
    ({**PR, "project_context": {"project": "other"}}, "/inputs/project", "'auth' here and 'other'"),
    ({**PR, "inputs": ["x"]}, "/inputs", ""),
    ({"description": "x", "inputs": {"a": "b"}}, "/inputs", "name it in `template`"),
]


async def test_what_cannot_be_filled_in_is_named_and_nothing_is_stored(http: httpx.AsyncClient) -> None:
    for body, pointer, detail in BAD:
        answer = await http.post("/orchestrate", json=body)

        problem = answer.json()
        assert (answer.status_code, problem["type"]) == (422, "urn:dev-tools:problem:invalid-input"), body
        assert [error["pointer"] for error in problem["errors"]] == [pointer]
        assert detail in problem["detail"]
    assert (await http.get("/orchestrations")).json()["orchestrations"] == []


async def test_a_broken_edit_degrades_health_and_changes_nothing(
    http: httpx.AsyncClient, settings: Settings
) -> None:
    path = settings.config_dir / "workflows/hotfix.yaml"
    good = path.read_text(encoding="utf-8")
    before = (await http.get("/templates/hotfix")).json()

    path.write_text(good.replace("agent: code-review", "agent: nobody", 1), encoding="utf-8")

    health = (await http.get("/health")).json()["dependencies"]["templates"]
    assert health["status"] == "degraded"
    line = good[: good.index("agent: code-review")].count("\n") + 1
    assert f"hotfix.yaml:{line}: steps.0.agent: no agent 'nobody'" in health["detail"]
    assert (await http.get("/templates/hotfix")).json() == before

    path.write_text(good.replace("min_level: high", "min_level: critical"), encoding="utf-8")

    assert (await http.get("/health")).json()["dependencies"]["templates"]["status"] == "healthy"
    after = (await http.get("/templates/hotfix")).json()
    assert after["min_level"] == "critical"
    assert after["version"] != before["version"]

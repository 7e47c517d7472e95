"""Which policy is in force, since when, and what a broken edit does."""

import httpx

from config.policies import FilePolicies
from config.settings import Settings
from integrations.postgres.ledger import PostgresLedger
from integrations.postgres.pool import Pool
from worker.policy_log import PolicyRecorder

RULES = "hitl/risk-rules.yaml"


async def test_a_broken_edit_degrades_health_and_changes_nothing(
    http: httpx.AsyncClient, settings: Settings
) -> None:
    before = (await http.get("/policy")).json()
    assert before["errors"] == []
    assert {item["policy"]: item["file"] for item in before["policies"]} == {
        "risk": "risk-rules.yaml",
        "approvals": "approval-policies.yaml",
        "approvers": "approvers.yaml",
    }
    rules = settings.config_dir / RULES
    good = rules.read_text(encoding="utf-8")
    line = good[: good.index("level: low")].count("\n") + 1

    rules.write_text(good.replace("level: low", "level: lowest", 1), encoding="utf-8")

    health = (await http.get("/health")).json()
    assert health["dependencies"]["policies"]["status"] == health["status"] == "degraded"
    assert f"risk-rules.yaml:{line}: " in health["dependencies"]["policies"]["detail"]
    broken = (await http.get("/policy")).json()
    assert broken["policies"] == before["policies"]
    assert f"risk-rules.yaml:{line}: " in broken["errors"][0]
    assert health["policies"] == {item["policy"]: item["version"] for item in before["policies"]}
    question = {"description": "Deploy auth service to production"}
    assert (await http.post("/risk/assess", json=question)).json()["level"] == "high"

    rules.write_text(good, encoding="utf-8")

    mended = (await http.get("/health")).json()
    assert mended["dependencies"]["policies"]["status"] == "healthy"
    assert (await http.get("/policy")).json() == before


async def test_each_load_is_history_once_however_many_workers_there_are(
    http: httpx.AsyncClient, settings: Settings, pool: Pool
) -> None:
    assert (await http.get("/policy/history")).json() == {"loads": [], "next": None}
    ledger = PostgresLedger(pool)

    def recorder() -> PolicyRecorder:
        return PolicyRecorder(FilePolicies(settings.config_dir, embedded=True), ledger)

    first, second = recorder(), recorder()
    for _ in range(2):
        await first.once()
        await second.once()
    start = (await http.get("/policy/history")).json()["loads"]
    assert sorted(load["policy"] for load in start) == ["approvals", "approvers", "risk"]
    assert all(load["previous"] is None for load in start)

    rules = settings.config_dir / RULES
    a = rules.read_text(encoding="utf-8")
    b = a.replace("only speaks of it", "speaks of it", 1)
    for text in (b, a):
        rules.write_text(text, encoding="utf-8")
        await first.once()
        await second.once()

    page = (await http.get("/policy/history?limit=2")).json()
    newest, older = page["loads"]
    was = next(load["version"] for load in start if load["policy"] == "risk")
    assert (newest["version"], newest["previous"]) == (was, older["version"])
    assert (older["previous"], older["file"]) == (was, "risk-rules.yaml")
    assert (await http.get(page["next"])).json()["loads"] == start[:2]
    assert await ledger.verify() is None


async def test_a_rating_tells_what_was_read_in_each_clause(http: httpx.AsyncClient) -> None:
    body = {
        "description": "Restart the mail service, then drop the orders table",
        "project_context": {"environment": "production"},
    }
    rated = (await http.post("/risk/assess", json=body)).json()
    fired = {clause["rule"]: clause for clause in rated["clauses"]}
    assert fired["production-changed"]["operation"] == "operate"
    assert fired["production-destroyed"]["operation"] == "delete"
    assert {clause["environment"] for clause in fired.values()} == {"production"}
    policy = (await http.get("/policy")).json()["policies"][0]
    assert rated["policy_version"] == policy["version"]

"""Figures on approvers over HTTP, and for Prometheus."""

from io import StringIO

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample
from rich.console import Console

from api.orchestrator.app import create_app
from cli.approval_page import print_approval
from cli.commands.approval_stats import print_stats
from config.settings import Settings
from domain.approvals.decisions import VerdictOutcome
from domain.risk.levels import RiskLevel
from integrations.postgres.pool import Pool
from tests.api.conftest import ADA
from tests.support.asgi import asking
from tests.support.cases import Cases

APPROVED = VerdictOutcome.APPROVED


async def test_stats_by_tier_and_by_person(http: httpx.AsyncClient, pool: Pool) -> None:
    cases = Cases(pool)
    for _ in range(3):
        await cases.rule(await cases.open(ago=1), "ada@example.org", APPROVED)
    await cases.rule(await cases.open(ago=86_400 * 3), "ada@example.org", APPROVED)
    await cases.open(RiskLevel.CRITICAL, roles=("devops_engineer",))
    answer = await http.get("/approvals/stats?since_days=2", headers=ADA)
    assert answer.status_code == 200
    found = answer.json()
    tiers = {item["tier"]: item for item in found["tiers"]}
    assert (tiers["high"]["opened"], tiers["high"]["approved_share"], tiers["high"]["hasty"]) == (3, 1.0, 3)
    assert (tiers["critical"]["open"], tiers["critical"]["approved_share"]) == (1, None)
    people = {item["person"]: item for item in found["people"]}
    assert (people["ada@example.org"]["decisions"], people["ada@example.org"]["flagged"]) == (3, True)
    assert (people["bob@example.org"]["open"], people["bob@example.org"]["decisions"]) == (1, 0)
    month = (await http.get("/approvals/stats", headers=ADA)).json()
    assert {item["tier"]: item["opened"] for item in month["tiers"]}["high"] == 4


@pytest.mark.parametrize("days", ["0", "-1", "367", "nan", "inf", "a month"])
async def test_stats_over_no_sensible_time_are_refused(http: httpx.AsyncClient, days: str) -> None:
    answer = await http.get("/approvals/stats", params={"since_days": days}, headers=ADA)
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "since_days")


async def test_stats_are_for_people_with_a_token(http: httpx.AsyncClient) -> None:
    assert (await http.get("/approvals/stats")).status_code == 401


async def test_every_copy_of_the_api_tells_prometheus_the_same(settings: Settings, pool: Pool) -> None:
    cases = Cases(pool)
    for ago in (1, 45, 400):
        await cases.rule(await cases.open(ago=ago), "ada@example.org", APPROVED)
    await cases.close(await cases.open(RiskLevel.MEDIUM), "expired")
    await cases.open(ago=100)
    told = []
    for _ in range(2):
        async with asking(create_app(settings)) as http:
            told.append(await scraped(http))
    assert without_ages(told[0]) == without_ages(told[1])
    values = {(s.name, s.labels["tier"], s.labels.get("le")): s.value for s in told[0]}
    assert values["devtools_approvals_open", "high", None] == 1
    assert values["devtools_approvals_oldest_open_seconds", "high", None] == pytest.approx(100, abs=5)
    assert values["devtools_approvals_expired_total", "medium", None] == 1
    assert values["devtools_approvals_expired_total", "critical", None] == 0
    assert values["devtools_approvals_approved_total", "high", None] == 3
    assert values["devtools_approval_decisions_under_5s_total", "high", None] == 1
    seconds = "devtools_approval_time_to_decide_seconds"
    bounds = [values[f"{seconds}_bucket", "high", le] for le in ("5.0", "60.0", "900.0", "+Inf")]
    assert bounds == [1, 2, 3, 3]
    assert values[f"{seconds}_count", "high", None] == 3
    assert values[f"{seconds}_sum", "high", None] == pytest.approx(446, abs=5)


async def test_scrapes_within_seconds_share_one_reading(http: httpx.AsyncClient, pool: Pool) -> None:
    first = await scraped(http)
    await Cases(pool).open()
    assert await scraped(http) == first


async def test_a_ledger_that_cannot_be_read_leaves_one_number_out(
    http: httpx.AsyncClient, pool: Pool
) -> None:
    cases = Cases(pool)
    request_id = await cases.open()
    receipt = await cases.record(request_id, "ada@example.org")
    await pool.execute(
        "INSERT INTO approval_ledger (seq, prev_hash, hash, request_id, event_key, body) "
        "VALUES (1000, '0', '1', $1, $2, 'not json')",
        request_id,
        receipt.receipt_id,
    )
    names = {sample.name for sample in await scraped(http)}
    assert "devtools_approvals_open" in names
    assert "devtools_approval_decisions_under_5s_total" not in names
    answer = await http.get("/approvals/stats", headers=ADA)
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:dev-tools:problem:conflict")


async def test_the_command_line_shows_what_the_api_says(http: httpx.AsyncClient, pool: Pool) -> None:
    cases = Cases(pool)
    request_id = await cases.open(ago=60, quorum=2)
    await cases.rule(request_id, "ada@example.org", VerdictOutcome.NOTED)
    shown = Console(file=StringIO(), width=100)
    print_approval(shown, (await http.get(f"/approvals/{request_id}", headers=ADA)).json())
    print_stats(shown, (await http.get("/approvals/stats", headers=ADA)).json())
    assert isinstance(shown.file, StringIO)
    lines = [" ".join(line.split()) for line in shown.file.getvalue().splitlines()]
    assert "quorum 1 of 2" in lines
    assert "approved by ada@example.org" in lines
    assert any(line.startswith("high 1 0 0 0 0 1 1m0") for line in lines)


async def scraped(http: httpx.AsyncClient) -> list[Sample]:
    text = (await http.get("/metrics")).text
    assert "@example.org" not in text
    return [
        sample
        for family in text_string_to_metric_families(text)
        if family.name.startswith("devtools_approval") and family.name != "devtools_approval_decisions"
        for sample in family.samples
    ]


def without_ages(samples: list[Sample]) -> list[Sample]:
    return [sample for sample in samples if sample.name != "devtools_approvals_oldest_open_seconds"]

"""A budget that is used up holds the run at a gate of its own: people allow more, or it ends honestly."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from api.orchestrator.app import create_app
from config.settings import Settings
from domain.approvals.decisions import DecisionKind, VerdictOutcome
from domain.approvals.requests import ApprovalRecord, ApprovalStatus
from domain.orchestrations import OrchestrationRequest, OrchestrationStatus
from domain.risk.levels import RiskLevel
from tests.support.asgi import asking
from tests.support.clock import Clocks
from tests.support.desk import Desk
from tests.support.installation import edit_policies, make_config, make_settings
from tests.support.loopback import Answer
from tests.support.openai_server import OpenAIServer, says
from tests.support.scripts import plans, plans_steps, step, uses
from tests.support.waiting import until
from tests.support.worker import at_a_desk, working

EXPLAIN = "Explain how the notes file is laid out"
APPROVED, DENIED = DecisionKind.APPROVED, DecisionKind.DENIED
ADA, DEV = "ada@example.org", "dev@example.org"
PLAN, CALL, WORDS = 30, 30, 18
"""Tokens of the scripted turns; each costs a tenth of a cent."""


def limit(config_dir: Path, budget: str) -> None:
    prices = "{cost_per_1m_tokens: 1000}"
    path = config_dir / "agents/models.yaml"
    path.write_text(
        f"agents:\n  orchestrator: {prices}\n  infrastructure: {prices}\nbudget: {budget}\n", encoding="utf-8"
    )


@pytest_asyncio.fixture
async def desk(scripted: Settings) -> AsyncIterator[Desk]:
    async with at_a_desk(scripted) as found:
        yield found


async def told(settings: Settings, path: str, **wanted: str) -> httpx.Response:
    """What the API answers."""
    async with asking(create_app(settings)) as client:
        return await client.get(path, params=wanted)


async def budgets_of(settings: Settings, **wanted: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await told(settings, "/budgets", **wanted)).json()["budgets"]
    return found


async def warnings(desk: Desk, task_id: str = "") -> list[dict[str, Any]]:
    rows = await desk.pool.fetch(
        "SELECT payload FROM events WHERE task_id = $1 AND kind = 'budget.warned'", task_id
    )
    return [row["payload"] for row in rows]


async def continued(desk: Desk, request: OrchestrationRequest) -> None:
    async def next_run() -> bool:
        await desk.handle(request).signal("noise", "x")
        return bool((await desk.temporal.state(request.workflow_id))["runs"] > 1)

    await until(next_run, what="the next run")


async def test_a_used_up_budget_waits_for_more_through_a_new_run_and_a_new_worker(
    scripted: Settings, desk: Desk, model: OpenAIServer
) -> None:
    limit(scripted.config_dir, "{per_orchestration: {tokens: 35, usd: 10}}")
    model.play(plans("Explain the notes"), uses("test.echo", text="x"))
    async with working(scripted.model_copy(update={"continue_as_new_after": 40})):
        request, _ = await desk.submit(EXPLAIN, requester=ADA)
        gate = await desk.gate(request, kind="budget")

    asked = gate.subject["budget"]
    assert gate.level is RiskLevel.MEDIUM
    assert asked["spent"] == {"tokens": PLAN + CALL, "usd": 0.06}
    assert asked["limit"] == {"tokens": 35, "usd": 10.0}
    assert asked["more"] == {"tokens": PLAN + CALL, "usd": 0.06}
    assert (asked["scope"]["window"], asked["scope"]["agent"]) == ("orchestration", None)
    own = await desk.record(gate, APPROVED, by=ADA)
    receipt = await desk.record(gate, APPROVED, by=DEV)
    model.play(uses("test.append_line", line="risky"), says("done"))
    async with working(scripted):
        await continued(desk, request)
        refused = await desk.tell(own)
        assert (refused.outcome, refused.refusal) == (VerdictOutcome.REFUSED, "self-approval")
        assert (await desk.tell(receipt)).outcome is VerdictOutcome.APPROVED

        risky = await desk.gate(request, kind="tool_call")
        assert not (scripted.workspace / "lines.txt").exists(), "money clears no risk"
        limit(scripted.config_dir, "{per_orchestration: {tokens: 1000}}")
        await desk.decide(risky, APPROVED, by=DEV)
        row = await desk.ended(request)

    assert row.status is OrchestrationStatus.COMPLETED
    assert row.usage is not None
    assert (row.usage.total_tokens, row.usage.call_count) == (PLAN + 2 * CALL + WORDS, 4)
    assert len(model.requests) == 4, "no model was called while the budget was used up"
    (told,) = await warnings(desk, request.task_id)
    assert (told["budget"], told["spent"]["token_count"]) == (f"orchestration/{request.task_id}", PLAN)
    (standing,) = await budgets_of(scripted, task_id=request.task_id)
    assert (standing["spent"]["tokens"], standing["ceiling"]["tokens"]) == (108, 1000 + 60)
    (allowance,) = standing["allowances"]
    assert (allowance["person"], allowance["request_id"]) == (DEV, gate.request_id)
    ledger = await desk.pool.fetch("SELECT body FROM approval_ledger WHERE body LIKE '%budget.raised%'")
    assert len(ledger) == 1


async def test_more_that_is_denied_fails_the_step_and_the_way_back_costs_what_it_must(
    scripted: Settings, desk: Desk, model: OpenAIServer
) -> None:
    limit(scripted.config_dir, "{per_orchestration: {tokens: 70}}")
    deploy = step("deploy", "Deploy the shop to staging", effects=["version 2"], rollback="Put 1 back")
    check = step("check", "Read the version of the shop", depends_on=["deploy"])
    model.play(
        plans_steps(deploy, check),
        uses("test.append_line", line="version 2"),
        says("2 is out"),
        says("1 is back"),
    )
    async with working(scripted):
        request, _ = await desk.submit("Deploy the shop to staging")
        await desk.decide(await desk.gate(request), APPROVED, by=DEV)
        await desk.decide(await desk.gate(request, kind="budget"), DENIED, by=DEV, reason="enough for today")

        await desk.decide(await desk.gate(request, kind="rollback"), APPROVED, by=DEV)
        row = await desk.ended(request)

    assert row.status is OrchestrationStatus.FAILED
    assert row.outcome is not None
    assert "more was denied by dev@example.org: enough for today" in (row.outcome.failure or "")
    assert "changed by: test.append_line" in row.outcome.summary
    assert "rolled back" in row.outcome.summary
    assert len(model.requests) == 4
    assert len(await desk.approvals.list(task_id=request.task_id)) == 3


class Talk:
    """Plans when it is asked to plan, else says something that takes so many tokens in all."""

    def __init__(self) -> None:
        self.size = WORDS

    def answer(self, body: dict[str, Any]) -> Answer:
        if any(tool["function"]["name"].startswith("planner") for tool in body.get("tools", ())):
            return plans("Explain the notes")
        return says("it is long", prompt_tokens=self.size - 7, completion_tokens=7)


@pytest.fixture
def talk() -> Talk:
    return Talk()


@pytest_asyncio.fixture
async def model(request: pytest.FixtureRequest) -> AsyncIterator[OpenAIServer]:
    answer = request.getfixturevalue("talk").answer if "talk" in request.fixturenames else None
    async with OpenAIServer(answer).running() as server:
        yield server


async def first_and_follower(desk: Desk) -> tuple[ApprovalRecord, list[OrchestrationRequest]]:
    """Two runs that find the day's budget used up: the request of the first, and both."""
    first, _ = await desk.submit(EXPLAIN)
    gate = await desk.gate(first, kind="budget")
    second, _ = await desk.submit(EXPLAIN)

    async def waits() -> bool:
        return gate.request_id in ((await desk.orchestrations.get(second.task_id)).note or "")

    await until(waits, what="the second run to wait for the first one's request")
    return gate, [first, second]


async def test_of_all_runs_that_find_the_day_used_up_one_asks(
    scripted: Settings, desk: Desk, talk: Talk
) -> None:
    limit(scripted.config_dir, "{per_day: {tokens: 300}}")
    async with working(scripted):
        talk.size = 300 - PLAN
        spender, _ = await desk.submit(EXPLAIN)
        assert (await desk.ended(spender)).status is OrchestrationStatus.COMPLETED
        talk.size = WORDS
        gate, both = await first_and_follower(desk)
        (standing,) = await budgets_of(scripted)
        assert (standing["share"], standing["request_id"], standing["waiting"]) == (1.0, gate.request_id, 1)
        assert 'llm_budget_used_ratio{agent="all"} 1.0' in (await told(scripted, "/metrics")).text

        await desk.decide(gate, APPROVED, by=DEV)
        for request in both:
            row = await desk.ended(request)
            assert (row.status, row.note) == (OrchestrationStatus.COMPLETED, None)
        (standing,) = await budgets_of(scripted)
        assert standing["spent"]["tokens"] == 300 + 2 * (PLAN + WORDS)
        assert standing["ceiling"]["tokens"] == 600

        talk.size = 600 - PLAN
        spender, _ = await desk.submit(EXPLAIN)
        await desk.ended(spender)
        gate, both = await first_and_follower(desk)
        await desk.decide(gate, DENIED, by=DEV, reason="tomorrow")
        for request in both:
            row = await desk.ended(request)
            assert row.status is OrchestrationStatus.DENIED
            assert row.outcome is not None
            assert "tomorrow; nothing was run" in row.outcome.summary
            assert row.usage is not None
            assert row.usage.total_tokens == 0

        _, (first, second) = await first_and_follower(desk)
        await desk.drop(first)
        own = await desk.gate(second, kind="budget")
        limit(scripted.config_dir, "{per_day: {tokens: 5000}}")
        await desk.decide(own, DENIED, by=DEV)
        assert (await desk.ended(second)).status is OrchestrationStatus.COMPLETED

    asked = await desk.pool.fetchval("SELECT count(*) FROM approval_requests WHERE kind = 'budget'")
    assert asked == 4
    assert len(await warnings(desk)) == 1


async def test_steps_that_run_at_once_ask_once_and_may_overrun_together(
    scripted: Settings, desk: Desk, model: OpenAIServer
) -> None:
    limit(scripted.config_dir, "{per_orchestration: {tokens: 30}}")
    edit_policies(scripted.config_dir, budgets={"tier": "high"})
    model.play(plans_steps(step("a", "Explain the notes"), step("b", "Explain the lines")))
    async with working(scripted):
        request, _ = await desk.submit(EXPLAIN)
        gate = await desk.gate(request, kind="budget")
        model.play(says("notes"), says("lines"))

        await desk.decide(gate, APPROVED, by=DEV)  # a developer decides on medium only
        assert (await desk.approvals.get(gate.request_id)).status is ApprovalStatus.PENDING
        await desk.decide(gate, APPROVED, by=ADA)
        row = await desk.ended(request)

    assert row.status is OrchestrationStatus.COMPLETED
    assert len(await desk.approvals.list(task_id=request.task_id)) == 1
    assert row.usage is not None
    assert row.usage.total_tokens == PLAN + 2 * WORDS > 60


async def test_a_new_day_lets_a_run_go_on_whose_request_has_expired(
    tmp_path: Path, clocks: Clocks, talk: Talk, model: OpenAIServer
) -> None:
    make_config(tmp_path / "config")
    settings = make_settings(
        tmp_path, database_url=clocks.url, temporal_address=clocks.temporal_address, model=model
    )
    limit(settings.config_dir, "{per_day: {tokens: 30}}")
    async with at_a_desk(settings) as desk, working(settings):
        request, _ = await desk.submit(EXPLAIN)
        gate = await desk.gate(request, kind="budget")

        await clocks.advance(timedelta(days=1))

        assert (await desk.ended(request)).status is OrchestrationStatus.COMPLETED
        assert (await desk.approvals.get(gate.request_id)).status is ApprovalStatus.EXPIRED

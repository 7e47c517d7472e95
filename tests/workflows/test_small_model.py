"""A real model, too small to make sense: whatever it plans, calls and says, the run ends and can be trusted.

Each run is another one, so no word of it is looked at: only what must be true of all.
"""

from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio
import yaml
from temporalio.testing import WorkflowEnvironment

from api.orchestrator.app import create_app
from config.agent_profiles import load_agents
from config.settings import Settings
from domain.agents import ORCHESTRATOR
from domain.approvals.decisions import DecisionKind
from domain.approvals.requests import ApprovalRecord, ApprovalStatus, SubjectKind
from domain.orchestrations import OrchestrationRecord, OrchestrationRequest, OrchestrationStatus
from domain.risk.levels import RiskLevel
from tests.support.asgi import asking
from tests.support.desk import Desk
from tests.support.installation import edit_agents, edit_people, make_config, make_settings
from tests.support.small_model import CONTEXT_WINDOW, MODEL, NEEDS_SMALL_MODEL, SmallModel, small_model
from tests.support.temporal import address_of
from tests.support.waiting import until
from tests.support.worker import at_a_desk, working

pytestmark = [pytest.mark.small_model, NEEDS_SMALL_MODEL]

TASK = "Read configuration from dev environment"
READS = ("test.echo", "test.environment")
WRITES = ("test.append_line",)
LIMITS: dict[str, float] = {"turns": 3, "tokens": 10_000, "hand_overs": 1}
"""Of each agent's step: what a model that never finishes may take."""
MODEL_ENTRY = {"max_tokens": 160, "context_window": CONTEXT_WINDOW, "temperature": 0.8}
ALL_ROLES = {"roles": ["developer", "tech_lead", "devops_engineer"]}
SECONDS = 300.0
"""A quiet machine takes a tenth."""


@pytest_asyncio.fixture(scope="module")
async def model() -> AsyncIterator[SmallModel]:
    async with small_model() as running:
        yield running


@pytest_asyncio.fixture(scope="module")
async def settings(
    tmp_path_factory: pytest.TempPathFactory,
    database_url: str,
    temporal: WorkflowEnvironment,
    model: SmallModel,
) -> Settings:
    """Every agent may read and write, so that whichever is planned can be tempted; ada decides all."""
    folder = tmp_path_factory.mktemp("small")
    config = make_config(folder / "config")
    agents = load_agents(config).names
    edit_agents(config, check_results=True, limits=dict.fromkeys(agents, LIMITS), only=[*READS, *WRITES])
    edit_people(config, ada=ALL_ROLES)
    entries = {agent: dict(MODEL_ENTRY) for agent in (ORCHESTRATOR, *agents)}
    (config / "agents/models.yaml").write_text(yaml.safe_dump({"agents": entries}), encoding="utf-8")
    return make_settings(
        folder,
        database_url=database_url,
        temporal_address=address_of(temporal),
        llm_base_url=model.url,
        llm_model=MODEL,
    )


@pytest_asyncio.fixture(scope="module")
async def desk(settings: Settings) -> AsyncIterator[Desk]:
    async with working(settings), at_a_desk(settings) as found:
        yield found


async def test_a_low_risk_task_comes_to_an_honest_end(
    desk: Desk, settings: Settings, model: SmallModel
) -> None:
    request, answer = await desk.submit(TASK)
    row = await ended(desk, request)
    gates = await desk.approvals.list(task_id=row.task_id)

    assert answer is not None
    assert answer.risk.level is RiskLevel.LOW
    ends_honestly(row, gates)
    await nothing_was_bypassed(desk, settings, row, gates)
    await all_is_counted(desk, settings, row, model)


async def ended(desk: Desk, request: OrchestrationRequest) -> OrchestrationRecord:
    """Whatever people are asked meanwhile, they deny."""

    async def look() -> OrchestrationRecord | None:
        for gate in await desk.approvals.list(status=ApprovalStatus.PENDING, task_id=request.task_id):
            await desk.decide(gate, DecisionKind.DENIED, reason="nothing is to be changed")
        row = await desk.orchestrations.get(request.task_id)
        return row if row.status.is_final else None

    return await until(look, what="the end of the orchestration", seconds=SECONDS)


def ends_honestly(row: OrchestrationRecord, gates: Sequence[ApprovalRecord]) -> None:
    plan, outcome = row.plan, row.outcome
    assert plan is not None
    assert outcome is not None
    if any(gate.kind is SubjectKind.PLAN for gate in gates):
        assert row.status is OrchestrationStatus.DENIED
    elif row.status is OrchestrationStatus.COMPLETED:
        assert outcome.failure is None
        assert [step.step_id for step in outcome.steps if step.report] == [step.id for step in plan.steps]
        assert outcome.check is not None
        assert outcome.check.told() in outcome.summary
    else:
        assert row.status is OrchestrationStatus.FAILED
        assert outcome.failure


async def nothing_was_bypassed(
    desk: Desk, settings: Settings, row: OrchestrationRecord, gates: Sequence[ApprovalRecord]
) -> None:
    assert row.risk is not None
    assert row.risk.level is RiskLevel.LOW or gates, "a plan that is riskier than the task waits for people"
    assert {gate.status for gate in gates} <= {ApprovalStatus.DENIED, ApprovalStatus.VOID}
    made = await desk.pool.fetch(
        "SELECT tool FROM tool_calls WHERE task_id = $1 AND state <> 'failed'", row.task_id
    )
    assert {call["tool"] for call in made} <= set(READS)
    assert not (settings.workspace / "lines.txt").exists()
    assert row.outcome is not None
    assert not any(step.changed for step in row.outcome.steps)


async def all_is_counted(desk: Desk, settings: Settings, row: OrchestrationRecord, model: SmallModel) -> None:
    async with asking(create_app(settings)) as http:
        tokens = (await http.get("/metrics/tokens", params={"task_id": row.task_id})).json()
    asked = {agent: found for agent, found in tokens["per_agent"].items() if found["call_count"]}
    prompts, answers = await model.counted()
    assert sum(found["prompt_tokens"] for found in asked.values()) == prompts
    assert sum(found["completion_tokens"] for found in asked.values()) == answers
    assert tokens["totals"]["total_tokens"] == prompts + answers
    assert row.usage is not None
    assert row.usage.total_tokens == prompts + answers
    assert {found["model"] for found in asked.values()} == {f"openai-compatible/{MODEL}"}

    turns = await desk.pool.fetch(
        "SELECT agent, count(DISTINCT turn_id) AS n FROM token_usage WHERE task_id = $1 GROUP BY agent",
        row.task_id,
    )
    by_agent = {found["agent"]: found["n"] for found in turns}
    checked = row.outcome is not None and row.outcome.check is not None
    assert by_agent.pop(ORCHESTRATOR) >= (2 if checked else 1), "the plan, and the check"
    assert by_agent or row.status is OrchestrationStatus.DENIED

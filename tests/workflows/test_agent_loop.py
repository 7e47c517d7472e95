"""Steps at their limits and from hand to hand, and results that the supervisor checks.

The run's history is full again and again: all that is counted and carried is so across new runs.
"""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
import pytest_asyncio
from temporalio.testing import ActivityEnvironment

from activities.supervision import CheckInput, StepToCheck
from activities.turns import TurnInput
from config.settings import Settings
from domain.approvals.decisions import DecisionKind
from domain.data_marks import unmarked
from domain.hand_over import HAND_OVER_TOOL
from domain.orchestrations import OrchestrationRecord, OrchestrationStatus, Outcome
from domain.risk.levels import RiskLevel
from domain.supervision import CheckVerdict
from integrations.llm.names import wire_name
from tests.support.desk import Desk
from tests.support.installation import edit_agents
from tests.support.loopback import Answer, Request
from tests.support.openai_server import OpenAIServer, calls, fails, says
from tests.support.scripts import accepts, hands_over, misses, plans, plans_steps, step, uses
from tests.support.worker import at_a_desk, working
from worker.activities import Activities, build_activities
from workflows.state import PendingCall, StepState

EXPLAIN = "Explain how the notes file is laid out"
STAGING = "Deploy the shop to staging"
TURN = 30
"""Tokens of a scripted call."""
LIMITS: dict[str, dict[str, float]] = {
    "infrastructure": {"turns": 6, "hand_overs": 1},
    "feature-dev": {"tokens": 9 * TURN + 1},
    "documentation": {"minutes": 1e-9},
}
ECHO = uses("test.echo", text="x")
LINE = uses("test.append_line", line="x")


@pytest.fixture(scope="module")
def settings(shared: Settings) -> Settings:
    edit_agents(shared.config_dir, check_results=True, limits=LIMITS)
    return shared.model_copy(update={"continue_as_new_after": 50})


@pytest_asyncio.fixture(scope="module")
async def activities(settings: Settings) -> AsyncIterator[Activities]:
    """Those of a worker that runs."""
    async with working(settings) as resources:
        yield build_activities(resources)


@pytest_asyncio.fixture(scope="module")
async def desk(settings: Settings, activities: Activities) -> AsyncIterator[Desk]:
    assert activities
    async with at_a_desk(settings) as found:
        yield found


async def ran(desk: Desk, model: OpenAIServer, *turns: Answer, task: str = EXPLAIN) -> OrchestrationRecord:
    model.play(*turns)
    request, _ = await desk.submit(task)
    return await desk.ended(request)


def outcome_of(row: OrchestrationRecord) -> Outcome:
    assert row.outcome is not None
    return row.outcome


def said(request: Request) -> list[str]:
    return [str(message["content"]) for message in request.json["messages"]]


async def test_a_step_that_does_not_end_fails_at_its_turns(desk: Desk, model: OpenAIServer) -> None:
    row = await ran(desk, model, plans("Explain the notes"), *[ECHO] * 6)

    assert row.status is OrchestrationStatus.FAILED
    failure = outcome_of(row).failure or ""
    assert "6 turns" in failure
    assert "`limits.turns` of infrastructure" in failure
    made = await desk.pool.fetchval("SELECT count(*) FROM tool_calls WHERE task_id = $1", row.task_id)
    assert made == 5, "what nobody would read any more is not called"


async def test_tokens_are_counted_across_runs_and_also_of_answers_that_were_no_use(
    desk: Desk, model: OpenAIServer
) -> None:
    broken = calls(("test__echo", "{broken"))
    turns = [broken, *[ECHO] * 9]
    row = await ran(desk, model, plans("Explain the notes", agent="feature-dev"), *turns)

    failure = outcome_of(row).failure or ""
    assert f"{9 * TURN + 1} tokens, with {10 * TURN} used" in failure
    assert "`limits.tokens` of feature-dev" in failure
    assert (await desk.temporal.state(row.workflow_id))["runs"] > 1


async def test_work_takes_time_of_its_limit(desk: Desk, model: OpenAIServer) -> None:
    row = await ran(desk, model, plans("Explain the notes", agent="documentation"), ECHO)
    assert "minutes of work" in (outcome_of(row).failure or "")


def test_of_calls_that_are_made_at_once_the_longest_counts() -> None:
    call = PendingCall(call_id="c", index=0, tool="test.echo", level=RiskLevel.LOW, digest="")
    made = [call.model_copy(update={"seconds": seconds}) for seconds in (3.0, 7.0, 5.0)]
    assert StepState(seconds=10, calls=made).use.seconds == 17


async def test_a_turn_that_is_found_again_counts_as_when_it_was_paid(
    activities: Activities, model: OpenAIServer
) -> None:
    model.play(says("done"))
    turn = TurnInput(
        task_id="t", step_id="only", turn_id=str(uuid4()), agent="cicd", instruction="x", policy_version=""
    )
    first, again = [await ActivityEnvironment().run(activities.turns.take_turn, turn) for _ in range(2)]
    assert (first.tokens, again.tokens, len(model.requests)) == (18, 18, 1)


async def test_the_other_agent_goes_on_with_its_own_tools_and_in_its_own_name(
    desk: Desk, model: OpenAIServer
) -> None:
    """And with nothing approved: people approved the step as code-review's."""
    model.play(
        plans(STAGING, agent="code-review", effects=("version 7",)),
        LINE,
        hands_over("infrastructure", "I may not write. The version is 7."),
        uses("test.append_line", line="version 7"),
        says("noted"),
        accepts(),
    )
    request, _ = await desk.submit(STAGING)
    await desk.decide(await desk.gate(request), DecisionKind.APPROVED, by="dev@example.org")

    gate = await desk.gate(request, kind="tool_call")
    assert gate.level is RiskLevel.MEDIUM, "as the plan was"
    assert (gate.subject["agent"], gate.subject["arguments"]) == ("infrastructure", {"line": "version 7"})
    assert gate.subject["reasons"][-1] == "the step was handed over to infrastructure"
    await desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")

    row = await desk.ended(request)
    assert row.status is OrchestrationStatus.COMPLETED
    (report,) = outcome_of(row).steps
    assert (report.agent, report.report, report.changed) == ("infrastructure", "noted", ("test.append_line",))
    _, first, second, taken_over, _, _ = model.requests
    assert wire_name(HAND_OVER_TOOL) in offered(first)
    assert "not a tool of code-review" in said(second)[-1]
    assert "infrastructure engineer" in said(taken_over)[0]
    note, instruction = said(taken_over)[1:]
    assert note.startswith("The agent code-review hands the task that follows over to you")
    assert unmarked(note).endswith("I may not write. The version is 7.")
    assert instruction == STAGING
    assert wire_name(HAND_OVER_TOOL) not in offered(taken_over), "its limit is one, and it was used"
    counted = await desk.pool.fetch(
        "SELECT agent, count(*) FROM token_usage WHERE task_id = $1 GROUP BY agent", row.task_id
    )
    assert dict(map(tuple, counted)) == {"orchestrator": 2, "code-review": 2, "infrastructure": 2}


async def test_a_step_is_handed_over_in_a_turn_of_its_own_and_not_for_ever(
    desk: Desk, model: OpenAIServer
) -> None:
    wish = {"agent": "infrastructure", "message": "please"}
    both = calls((wire_name(HAND_OVER_TOOL), wish), ("test__echo", {"text": "x"}))
    row = await ran(
        desk,
        model,
        plans("Explain the notes", agent="cicd"),
        both,
        hands_over("janitor", "please"),
        hands_over("infrastructure", "please"),
        hands_over("cicd", "back to you"),
        says("explained"),
        accepts(),
    )

    assert outcome_of(row).steps[0].report == "explained"
    _, _, second, third, _, last, _ = model.requests
    assert "in a turn of its own" in said(second)[-2]
    assert "`agent` must be one of" in said(third)[-1]
    assert "may not be handed over any more" in said(last)[-1]


def offered(request: Request) -> set[str]:
    return {tool["function"]["name"] for tool in request.json.get("tools", ())}


async def test_a_result_that_the_supervisor_is_content_with_says_so(desk: Desk, model: OpenAIServer) -> None:
    row = await ran(desk, model, plans("Explain the notes"), ECHO, says("one line each"), accepts())

    outcome = outcome_of(row)
    assert outcome.summary == "1 of 1 steps done; nothing was changed; checked by the supervisor"
    assert outcome.check is not None
    assert (outcome.check.verdict, outcome.check.model) == (
        CheckVerdict.ANSWERED,
        "openai-compatible/scripted",
    )
    asked = model.requests[-1]
    assert "You approve nothing" in said(asked)[0]
    assert EXPLAIN in said(asked)[1]
    assert "one line each" in said(asked)[1]
    assert offered(asked) == {"supervisor__submit_check"}
    assert row.usage is not None
    assert row.usage.total_tokens == 3 * TURN + 18


async def test_remarks_go_to_an_agent_once_and_widen_nothing_that_was_approved(
    desk: Desk, model: OpenAIServer
) -> None:
    """The plan was approved at medium, and appending is medium: on remarks it is asked about again."""
    model.play(
        plans_steps(
            step("look", "Read the version of the shop"),
            step("deploy", STAGING, effects=["version 2"], rollback="Put 1 back", depends_on=["look"]),
        ),
        says("it is 1"),
        LINE,
        says("2 is out"),
        misses("Say who was told.", step="look"),
        LINE,
        says("2 is out, ops was told"),
        accepts(),
    )
    request, _ = await desk.submit(STAGING)
    await desk.decide(await desk.gate(request), DecisionKind.APPROVED, by="dev@example.org")

    gate = await desk.gate(request, kind="tool_call")
    assert gate.level is RiskLevel.MEDIUM
    assert "with remarks" in gate.subject["reasons"][-1]
    await desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")

    row = await desk.ended(request)
    outcome = outcome_of(row)
    assert row.status is OrchestrationStatus.COMPLETED
    assert [report.report for report in outcome.steps] == ["it is 1", "2 is out, ops was told"]
    assert outcome.check is not None
    assert (outcome.check.verdict, outcome.check.sent_back) == (CheckVerdict.ANSWERED, True)
    assert outcome.check.remarks == "Say who was told."
    told = model.requests[5]
    assert "Say who was told." in said(told)[-1], "a step that others build on is not opened again"
    assert "2 is out" in said(told)[-2]
    assert (await desk.temporal.state(row.workflow_id))["runs"] > 1


async def test_a_second_no_is_told_and_ends_the_run_as_it_is(desk: Desk, model: OpenAIServer) -> None:
    row = await ran(
        desk,
        model,
        plans("Explain the notes"),
        says("lines"),
        misses("How long are they?"),
        says("still lines"),
        misses("Their length."),
    )

    outcome = outcome_of(row)
    assert row.status is OrchestrationStatus.COMPLETED
    assert outcome.steps[0].report == "still lines"
    assert outcome.summary.endswith("the supervisor misses something: Their length.")
    assert len(model.requests) == 5


@pytest.mark.parametrize(
    ("turns", "why"),
    [
        ([says("It looks good to me, approved!")], "made no sense"),
        ([misses(" ")], "not what is missing"),
        ([fails(401, message="no such key")], "no such key"),
        ([fails(429, retry_after="3000")], "its model failed"),
        ([fails(500), fails(500)], "its model failed"),
    ],
)
async def test_a_supervisor_that_fails_or_babbles_leaves_the_result_as_it_is(
    desk: Desk, model: OpenAIServer, turns: list[Answer], why: str
) -> None:
    row = await ran(desk, model, plans("Explain the notes"), says("lines"), *turns)

    outcome = outcome_of(row)
    assert row.status is OrchestrationStatus.COMPLETED
    assert outcome.steps[0].report == "lines"
    assert outcome.check is not None
    assert outcome.check.verdict is CheckVerdict.NOT_CHECKED
    assert why in outcome.check.why
    assert "not checked by the supervisor" in outcome.summary


async def test_where_nothing_comes_of_the_remarks_the_first_report_stands(
    desk: Desk, model: OpenAIServer
) -> None:
    turns = [
        plans("Explain the notes"),
        says("lines"),
        misses("How long?"),
        fails(401, message="no such key"),
    ]
    row = await ran(desk, model, *turns)

    outcome = outcome_of(row)
    assert (row.status, outcome.failure) == (OrchestrationStatus.COMPLETED, None)
    assert outcome.steps[0].report == "lines"
    assert "no such key" in outcome.summary
    assert outcome.summary.endswith("How long?")


async def test_remarks_ask_nobody_for_more_money(desk: Desk, model: OpenAIServer, settings: Settings) -> None:
    file = settings.config_dir / "agents/models.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(
        "agents: {infrastructure: {budget: {per_orchestration: {tokens: 18}}}}\n", encoding="utf-8"
    )
    row = await ran(desk, model, plans("Explain the notes"), says("lines"), misses("How long?"))
    file.write_text(before, encoding="utf-8")

    outcome = outcome_of(row)
    assert (row.status, outcome.steps[0].report) == (OrchestrationStatus.COMPLETED, "lines")
    assert "used up" in outcome.summary
    assert await desk.approvals.list(task_id=row.task_id) == []


async def test_a_check_that_is_found_again_is_not_paid_again(
    activities: Activities, desk: Desk, model: OpenAIServer
) -> None:
    model.play(misses("How long?"))
    done = StepToCheck(step_id="only", agent="cicd", instruction="x", head_turn=None, last=True)
    check = CheckInput(task_id=uuid4().hex, turn_id=str(uuid4()), task="x", steps=(done,))
    results = [await ActivityEnvironment().run(activities.supervision.check_result, check) for _ in range(2)]
    assert results[0] == results[1]
    assert (results[0].remarks, results[0].step_id, len(model.requests)) == ("How long?", "only", 1)
    calls_made = await desk.pool.fetchval(
        "SELECT count(*) FROM token_usage WHERE task_id = $1", check.task_id
    )
    assert calls_made == 1

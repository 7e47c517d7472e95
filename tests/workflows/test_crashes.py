"""kill -9 of the worker at the worst moments: the run completes, and nothing happens twice that must not."""

import pytest

from config.settings import Settings
from domain.approvals.decisions import DecisionKind
from domain.data_marks import unmarked
from domain.orchestrations import OrchestrationStatus
from tests.support.desk import Desk
from tests.support.loopback import NEVER
from tests.support.openai_server import OpenAIServer, says
from tests.support.scripts import plans, uses
from tests.support.waiting import until
from tests.support.worker import worker_process

TASK = "Explain how the notes file is laid out"


async def test_in_the_middle_of_a_model_turn(
    served_desk: Desk, model: OpenAIServer, served: Settings
) -> None:
    model.play(plans("Explain the notes"), uses("test.echo", text="first"), NEVER)
    async with worker_process(served):
        request, _ = await served_desk.submit(TASK)

        async def third_request() -> bool:
            return len(model.requests) == 3

        await until(third_request, what="the turn that will be cut off")
    model.play(says("done after all"))

    async with worker_process(served):
        row = await served_desk.ended(request)

    assert row.status is OrchestrationStatus.COMPLETED
    assert row.outcome is not None
    assert row.outcome.steps[0].report == "done after all"
    assert len(model.requests) == 4, "only the turn that was cut off is asked for again"


@pytest.mark.parametrize("tool", ["test.slow_echo", "test.slow_append"])
async def test_in_the_middle_of_a_tool_call(
    served_desk: Desk, model: OpenAIServer, served: Settings, tool: str
) -> None:
    lines = served.workspace / "lines.txt"
    argument = {"test.slow_echo": "text", "test.slow_append": "line"}[tool]
    model.play(plans("Explain the notes"), uses(tool, **{argument: "one"}), says("went on"))
    async with worker_process(served):
        request, _ = await served_desk.submit(TASK)
        if tool == "test.slow_append":
            gate = await served_desk.gate(request, kind="tool_call")
            await served_desk.decide(gate, DecisionKind.APPROVED, by="dev@example.org")
        await until(lines.exists, what="the call to begin")
    (served.workspace / "release").touch()

    async with worker_process(served):
        if tool == "test.slow_append":
            unknown = await served_desk.gate(request, kind="tool_call")
            assert unknown.subject["outcome_unknown"] is True
            edited = await served_desk.decide(
                unknown, DecisionKind.APPROVED, by="dev@example.org", edited_arguments={"line": "two"}
            )
            assert edited.refusal == "invalid-arguments", "what may have run already cannot be edited"
            await served_desk.decide(unknown, DecisionKind.APPROVED, by="dev@example.org")
        row = await served_desk.ended(request)

    assert row.status is OrchestrationStatus.COMPLETED
    began = lines.read_text(encoding="utf-8").splitlines()
    answer = model.requests[-1].json["messages"][-1]["content"]
    if tool == "test.slow_append":
        assert began == ["one"], "what is not idempotent never happens twice"
        assert "unknown" in answer
    else:
        assert began == ["one", "one"]
        assert unmarked(answer) == "one"

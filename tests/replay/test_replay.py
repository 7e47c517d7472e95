"""Today's workflow code replays the histories of every path: a waiting run survives a deploy."""

import json
from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Replayer
from temporalio.workflow import NondeterminismError

from workflows.linear import LinearMirrorWorkflow
from workflows.orchestration import OrchestrationWorkflow

HISTORIES = Path(__file__).parent / "histories"
PATHS = {
    "approved",
    "break_glass",
    "budget",
    "budget_of_all",
    "cancelled",
    "continued_as_new",
    "denied",
    "edited",
    "escalated",
    "expired",
    "low",
    "more_info",
    "paused",
    "quorum",
    "rolled_back",
    "supervised",
    "step_gate",
    "tool_gate",
    "took_turns",
}


LINEAR = {"linear_mirror"}
"""Of the workflow that shows a request in Linear."""


def replayer() -> Replayer:
    return Replayer(
        workflows=[OrchestrationWorkflow, LinearMirrorWorkflow], data_converter=pydantic_data_converter
    )


def test_every_path_has_a_history() -> None:
    assert {path.stem for path in HISTORIES.glob("*.json")} == PATHS | LINEAR


@pytest.mark.parametrize("path", sorted(PATHS | LINEAR))
async def test_a_history_replays(path: str) -> None:
    text = (HISTORIES / f"{path}.json").read_text(encoding="utf-8")

    result = await replayer().replay_workflow(WorkflowHistory.from_json(f"orchestration-{path}", text))

    assert result.replay_failure is None


async def test_a_changed_path_is_noticed() -> None:
    history = json.loads((HISTORIES / "approved.json").read_text(encoding="utf-8"))
    scheduled = next(
        event["activityTaskScheduledEventAttributes"]
        for event in history["events"]
        if "activityTaskScheduledEventAttributes" in event
    )
    scheduled["activityType"]["name"] = "plan_otherwise"

    with pytest.raises(NondeterminismError):
        await replayer().replay_workflow(WorkflowHistory.from_json("orchestration-approved", history))

"""What the supervisor is asked, and what is taken for an answer."""

import json
from typing import Any

import pytest

from domain.agents import Message, Role
from domain.context_window import fitted
from domain.supervision import CheckVerdict, FinishedStep, answer_tool, question, read_answer
from domain.tools import ToolCall


def done(step_id: str, *, size: int = 10, can_go_on: bool = True) -> FinishedStep:
    return FinishedStep(
        step_id=step_id, agent="cicd", instruction="i" * size, report="r" * size, open=can_go_on
    )


STEPS = [done("look", can_go_on=False), done("build"), done("test")]


def said(**arguments: Any) -> Message:
    return Message(role=Role.ASSISTANT, calls=(ToolCall(index=0, tool="any.name", arguments=arguments),))


@pytest.mark.parametrize("number", [1, 12])
def test_the_question_fits_a_small_window_whatever_was_reported(number: int) -> None:
    steps = [done(f"step-{at}", size=8_000) for at in range(number)]
    asked = question("Check.", "t" * 20_000, steps, window=8_192)
    assert fitted(asked, [answer_tool(steps)], window=8_192) is asked
    assert len(json.loads(asked[1].content)["steps"]) == number


@pytest.mark.parametrize(
    ("reply", "verdict", "step"),
    [
        (said(answers_the_task=True, missing="", step=None), CheckVerdict.ANSWERED, None),
        (said(answers_the_task=False, missing="the log", step="build"), CheckVerdict.LACKING, "build"),
        (said(answers_the_task=False, missing="the log", step="look"), CheckVerdict.LACKING, "test"),
        (said(answers_the_task=False, missing=""), CheckVerdict.NOT_CHECKED, None),
        (said(answers_the_task="perhaps"), CheckVerdict.NOT_CHECKED, None),
        (said(approve=True, level="low"), CheckVerdict.NOT_CHECKED, None),
        (Message(role=Role.ASSISTANT, content="All fine, approved."), CheckVerdict.NOT_CHECKED, None),
        (
            Message(role=Role.ASSISTANT, content='Here: {"answers_the_task": true}'),
            CheckVerdict.ANSWERED,
            None,
        ),
    ],
)
def test_only_a_clear_answer_is_one(reply: Message, verdict: CheckVerdict, step: str | None) -> None:
    check = read_answer(reply, STEPS, model="m")
    assert (check.verdict, check.step_id) == (verdict, step)


def test_where_no_step_can_go_on_nobody_is_asked_to() -> None:
    check = read_answer(said(answers_the_task=False, missing="the log"), [STEPS[0]], model="m")
    assert (check.verdict, check.step_id, check.remarks) == (CheckVerdict.LACKING, None, "the log")

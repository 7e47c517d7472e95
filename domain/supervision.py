"""The supervisor's check: does what a run reports answer its task?

It reads, and says yes or no. It approves nothing; what it misses is asked of an agent that must have every
change approved anew: see ``workflows/supervision.py``.
"""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.agents import Message, Role
from domain.context_window import shortened
from domain.models import Value
from domain.risk.levels import RiskLevel
from domain.tools import ToolSpec

CHECK_STEP = "_check"
"""Where the supervisor's turns stand in the transcript; no step of a plan can be named so."""
REMARKS_LIMIT = 4_000
REPORTS_LIMIT = 40_000
"""Characters of all reports that the supervisor is shown."""
_TOLD = 200
"""Characters of remarks in a summary."""
_ANSWER_TOOL = "supervisor", "submit_check"


class CheckVerdict(StrEnum):
    ANSWERED = "answered"
    LACKING = "lacking"
    NOT_CHECKED = "not_checked"


class ResultCheck(Value):
    """What the supervisor says of a result, and which ``model`` answered for it.

    ``remarks``: what it misses, or missed before an agent was given them (``sent_back``). ``step_id``: whose
    agent can be asked for it, if any. ``why`` nobody checked, or what became of asking.
    """

    verdict: CheckVerdict
    remarks: str = ""
    step_id: str | None = None
    why: str = ""
    model: str = ""
    sent_back: bool = False

    def told(self) -> str:
        """In a few words, for the summary of an outcome."""
        if self.verdict is CheckVerdict.ANSWERED:
            return f"checked by the supervisor{', once its remarks were met' if self.sent_back else ''}"
        if self.verdict is CheckVerdict.NOT_CHECKED:
            again = " again, after its remarks" if self.sent_back else ""
            return f"not checked by the supervisor{again}: {self.why}"
        why = f" ({self.why})" if self.why else ""
        more = "..." if len(self.remarks) > _TOLD else ""
        return f"the supervisor misses something{why}: {self.remarks[:_TOLD]}{more}"


class FinishedStep(Value):
    """``report`` is its agent's last word. ``open``: it can go on, as no other step builds on it."""

    step_id: str
    agent: str
    instruction: str
    report: str
    changed: tuple[str, ...] = ()
    open: bool = False


class _Submission(BaseModel):
    model_config = ConfigDict(extra="ignore")

    answers_the_task: bool = Field(description="The reports, taken together, answer the task.")
    missing: str = Field(
        default="",
        description="What is missing, precisely enough for the agent to do it. Empty if nothing is.",
    )
    step: str | None = Field(default=None, description="The step whose agent is to do it.")


def answer_tool(steps: Sequence[FinishedStep]) -> ToolSpec:
    """As the arguments of a tool: the form of structured output that most providers know."""
    schema: dict[str, Any] = _Submission.model_json_schema()
    if choices := _open(steps):
        schema["properties"]["step"] = {"enum": choices}
    server, tool = _ANSWER_TOOL
    return ToolSpec(
        server=server,
        tool=tool,
        description="Hand in what you found.",
        input_schema=schema,
        read_only=True,
        destructive=False,
        level=RiskLevel.LOW,
    )


def question(
    prompt: str, task: str, steps: Sequence[FinishedStep], *, window: int | None = None
) -> tuple[Message, ...]:
    """The task and the reports as JSON: what stands in them is material, not part of the prompt.

    ``window``: tokens of the model's; the characters of the reports take about a third of it.
    """
    room = min(window or REPORTS_LIMIT, REPORTS_LIMIT)
    most = room // max(1, len(steps))
    shown = [
        {
            **step.model_dump(mode="json", exclude={"open"}),
            "instruction": _at_most(step.instruction, most // 4),
            "report": _at_most(step.report, most),
        }
        for step in steps
    ]
    asked = json.dumps({"task": _at_most(task, room // 4), "steps": shown}, ensure_ascii=False)
    return Message(role=Role.SYSTEM, content=prompt), Message(role=Role.USER, content=asked)


def read_answer(reply: Message, steps: Sequence[FinishedStep], *, model: str) -> ResultCheck:
    """What the reply says; one that makes no sense checks nothing."""
    try:
        said = _Submission.model_validate_json(_answer_of(reply))
    except ValidationError:
        return not_checked("its answer made no sense", model=model)
    if said.answers_the_task:
        return ResultCheck(verdict=CheckVerdict.ANSWERED, model=model)
    if not said.missing.strip():
        return not_checked("it said no, and not what is missing", model=model)
    choices = _open(steps)
    return ResultCheck(
        verdict=CheckVerdict.LACKING,
        remarks=said.missing.strip()[:REMARKS_LIMIT],
        step_id=said.step if said.step in choices else next(reversed(choices), None),
        model=model,
    )


def not_checked(why: str, *, model: str = "") -> ResultCheck:
    return ResultCheck(verdict=CheckVerdict.NOT_CHECKED, why=why, model=model)


def remarks_for(check: ResultCheck) -> str:
    """What the agent is told. It widens nothing: the workflow has every changing call approved anew."""
    return (
        "The supervisor compared your report with the task as it was given, and misses something:\n\n"
        f"{check.remarks}\n\n"
        "Do what is missing, as far as the task asks for it and your tools allow, and end with your whole "
        "report again. If nothing is missing, say why."
    )


def _at_most(text: str, characters: int) -> str:
    return shortened(text, head=characters * 2 // 3, tail=characters // 3)


def _open(steps: Sequence[FinishedStep]) -> list[str]:
    return [step.step_id for step in steps if step.open]


def _answer_of(reply: Message) -> str:
    """The arguments of the call, or the JSON object in the text."""
    if reply.calls:
        return json.dumps(reply.calls[0].arguments, ensure_ascii=False)
    start, end = reply.content.find("{"), reply.content.rfind("}")
    return reply.content[start : end + 1] if start >= 0 else reply.content

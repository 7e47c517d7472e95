"""What came of a task against what was expected of it."""

import pytest

from domain.evaluation import EvalTask, Expectation, Observation, Verdict, judged
from domain.risk.levels import RiskLevel

TASK = EvalTask(
    name="t",
    task="Report the port",
    where="evals/x.yaml:3",
    expect=Expectation(
        agent="documentation",
        level=RiskLevel.LOW,
        tools=("filesystem.*",),
        facts=(("8001",), ("tech_lead", "tech lead")),
    ),
)
SEEN = Observation(
    status="completed",
    level=RiskLevel.LOW,
    agents=("supervisor", "documentation"),
    tools=("filesystem.read_text_file",),
    models=("openai-compatible/m",),
    reports=("The port is 8001.", "A Tech\n  Lead approves."),
)


def test_all_that_is_expected_is_found() -> None:
    result = judged(TASK, SEEN)

    assert result.verdict is Verdict.PASSED
    assert [check.what for check in result.checks] == ["agent", "level", "tools", "facts"]


@pytest.mark.parametrize(
    ("change", "what", "why"),
    [
        ({"agents": ("cicd",)}, "agent", "expected documentation, found cicd"),
        ({"level": RiskLevel.HIGH}, "level", "expected low, found high"),
        ({"tools": ("git.git_log",)}, "tools", "missing: filesystem.*"),
        ({"reports": ("8001",)}, "facts", "missing: tech_lead"),
        ({"status": "failed"}, "run", "it ended as failed"),
        ({"status": "cancelled", "stopped": "waits"}, "run", "waits"),
    ],
)
def test_what_is_not_as_expected_fails_and_says_why(change: dict[str, object], what: str, why: str) -> None:
    result = judged(TASK, SEEN.model_copy(update=change))

    assert result.verdict is Verdict.FAILED
    assert [(check.what, check.why) for check in result.checks if check.verdict is Verdict.FAILED] == [
        (what, why)
    ]


def test_rules_answer_nothing_so_that_tools_and_facts_are_not_judged() -> None:
    result = judged(TASK, SEEN.model_copy(update={"models": ("openai-compatible/m", "offline/rules")}))

    assert [check.verdict for check in result.checks] == [Verdict.PASSED] * 2 + [Verdict.NOT_JUDGED] * 2
    assert {check.why for check in result.checks[2:]} == {"offline"}
    assert result.verdict is Verdict.PASSED
    only_facts = TASK.model_copy(update={"expect": Expectation(facts=(("x",),))})
    assert (
        judged(only_facts, SEEN.model_copy(update={"models": ("offline/rules",)})).verdict
        is Verdict.NOT_JUDGED
    )

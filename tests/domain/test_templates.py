"""Templates filled in: what a caller says is data, and is checked before anything is made of it."""

from typing import Any

import pytest

from domain.errors import InvalidInputError
from domain.orchestrations import ProjectContext
from domain.plans import PlanStep, StepGate
from domain.risk.levels import RiskLevel
from domain.templates import Filled, InputType, Template, TemplateInput

INPUTS = (
    TemplateInput(name="project", description="The service.", pattern="[a-z-]+"),
    TemplateInput(
        name="environment",
        description="Where.",
        type=InputType.CHOICE,
        choices=("staging", "production"),
        default="staging",
    ),
    TemplateInput(
        name="number", description="Which.", type=InputType.INTEGER, minimum=1, maximum=9, default=1
    ),
    TemplateInput(name="description", description="What.", type=InputType.PARAGRAPH, default="as usual"),
)
STEP = PlanStep(
    id="deploy",
    agent="infrastructure",
    instruction="Deploy {project} number {number} to {environment}: {description}",
    effects=("deploys {project}",),
    rollback="Put {project} back",
    gate=StepGate(reason="May {project} go out?", level=RiskLevel.HIGH),
)
TEMPLATE = Template(
    name="deploy",
    version="v1",
    description="Deploys.",
    task="Deploy {project} to {environment}",
    inputs=INPUTS,
    min_level=RiskLevel.MEDIUM,
    steps=(STEP,),
)


def fill(*, task: str | None = None, around: dict[str, Any] | None = None, **inputs: str | int) -> Filled:
    return TEMPLATE.fill(inputs=inputs, description=task, context=ProjectContext.model_validate(around or {}))


def test_every_text_of_the_plan_is_filled_in_and_the_plan_says_what_it_was_made_from() -> None:
    filled = fill(project="auth", number="3", description="line one\r\nline two")

    plan = TEMPLATE.plan(filled.inputs)

    assert filled.inputs == {
        "project": "auth",
        "environment": "staging",
        "number": 3,
        "description": "line one\nline two",
    }
    assert filled.description == plan.summary == "Deploy auth to staging"
    assert (filled.context.project, filled.context.environment) == ("auth", "staging")
    (step,) = plan.steps
    assert step.instruction == "Deploy auth number 3 to staging: line one\nline two"
    assert (step.effects, step.rollback) == (("deploys auth",), "Put auth back")
    assert step.gate == StepGate(reason="May auth go out?", level=RiskLevel.HIGH)
    assert plan.min_level is RiskLevel.MEDIUM
    assert (plan.made_by, plan.template and plan.template.version) == ("template deploy", "v1")


def test_the_rest_of_the_request_fills_inputs_of_the_same_name() -> None:
    filled = fill(
        task="Go on", around={"project": "auth", "environment": "production", "extra": {"number": "2"}}
    )

    assert filled.inputs == {
        "project": "auth",
        "environment": "production",
        "number": 2,
        "description": "Go on",
    }
    assert filled.description == "Go on"


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    plan = TEMPLATE.plan(fill(project="auth", description="{project} {environment} {0} {{x}} %s ${y}").inputs)

    assert plan.steps[0].instruction.endswith(": {project} {environment} {0} {{x}} %s ${y}")


@pytest.mark.parametrize(
    ("said", "name", "fault"),
    [
        ({}, "project", "is needed by the template deploy: The service."),
        ({"project": ""}, "project", "is empty"),
        ({"project": " \n"}, "project", "is empty"),
        ({"project": "a b"}, "project", "does not match"),
        ({"project": "x" * 201}, "project", "longer than 200"),
        ({"project": "a\nb"}, "project", "not one line"),
        ({"project": "a\x1b[2Jb"}, "project", "not one line"),
        ({"project": "a", "description": "hidden \u202e text"}, "description", "cannot be printed"),
        ({"project": "a", "description": "x" * 4_001}, "description", "longer than 4000"),
        ({"project": "a", "environment": "Production"}, "environment", "is none of staging, production"),
        ({"project": "a", "number": "two"}, "number", "no whole number"),
        ({"project": "a", "number": "1e3"}, "number", "no whole number"),
        ({"project": "a", "number": 0}, "number", "less than 1"),
        ({"project": "a", "number": 10}, "number", "more than 9"),
        ({"project": "a", "colour": "red"}, "colour", "takes project, environment, number, description"),
    ],
)
def test_a_bad_input_is_named_with_what_is_wrong(said: dict[str, Any], name: str, fault: str) -> None:
    with pytest.raises(InvalidInputError, match=fault) as caught:
        fill(**said)
    assert caught.value.field == f"/inputs/{name}"


def test_two_places_that_disagree_are_no_guess() -> None:
    with pytest.raises(InvalidInputError, match="'staging' here and 'production'"):
        fill(around={"environment": "production"}, project="auth", environment="staging")
    assert fill(around={"project": "auth"}, project=" auth ").inputs["project"] == "auth"


def test_a_task_that_grows_too_long_is_refused() -> None:
    long = TEMPLATE.model_copy(update={"task": "{description}" * 6})

    with pytest.raises(InvalidInputError, match="the task is longer than 20000"):
        long.fill(
            inputs={"project": "auth", "description": "x" * 3_500}, description=None, context=ProjectContext()
        )


def test_a_plan_that_grows_too_long_is_refused_with_its_step() -> None:
    long = TEMPLATE.model_copy(
        update={"steps": (STEP.model_copy(update={"instruction": "{description}" * 3}),)}
    )

    with pytest.raises(InvalidInputError, match="step deploy is not valid: instruction"):
        long.fill(
            inputs={"project": "auth", "description": "x" * 4_000}, description=None, context=ProjectContext()
        )

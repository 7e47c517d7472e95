"""Plans of the rules and of a model."""

import json
from typing import Any

import pytest

from config.agent_profiles import Agents
from config.settings import Settings
from domain.agents import PlannedWork
from domain.errors import ModelError
from domain.risk.levels import RiskLevel
from integrations.llm.catalogue import build_models
from integrations.llm.planner import ModelPlanner
from integrations.llm.rule_planner import RulePlanner
from tests.support.openai_server import OpenAIServer, Turn, calls, fails, says

GOOD: dict[str, Any] = {
    "summary": "Look, then deploy",
    "steps": [
        {"id": "look", "agent": "code-review", "instruction": "Review the changes."},
        {
            "id": "deploy",
            "agent": "infrastructure",
            "instruction": "Deploy auth service to production",
            "depends_on": ["look"],
            "effects": ["deploys auth service to production"],
            "rollback": "Deploy the version before",
        },
    ],
}
SUBMIT = "planner__submit_plan"


async def made(
    settings: Settings, agents: Agents, text: str = "Deploy auth service to production", level: str = "high"
) -> PlannedWork:
    models = build_models(settings)
    try:
        planner = ModelPlanner(models, agents)
        return await planner.plan(description=text, environment="production", level=RiskLevel(level))
    finally:
        await models.aclose()


@pytest.mark.parametrize(
    ("text", "level", "agent"),
    [
        ("Read configuration from dev environment", "low", "infrastructure"),
        ("Show what the last release changed", "low", "infrastructure"),
        ("Review the latest commits", "low", "code-review"),
        ("What does the README say?", "low", "documentation"),
        ("Explain the CI pipeline", "low", "cicd"),
        ("Hello", "low", "supervisor"),
    ],
)
async def test_reading_is_one_step_without_effects(agents: Agents, text: str, level: str, agent: str) -> None:
    plan = (await made(Settings(), agents, text, level)).plan
    assert [(step.agent, step.instruction, step.effects) for step in plan.steps] == [(agent, text, ())]
    assert plan.made_by == "offline/rules"


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("Deploy auth service to production", "deploys auth service to production"),
        ("Apply the terraform plan", "applies the terraform plan"),
        ("Fix the bug in the login function", "fixes the bug in the login function"),
        ("Please delete the staging database", "carries out: Please delete the staging database"),
        ("Read the docs, then delete the database", "carries out: Read the docs, then delete the database"),
        ("Tu quelque chose en production", "carries out: Tu quelque chose en production"),
    ],
)
async def test_only_the_acting_step_has_the_tasks_words_and_an_effect(
    agents: Agents, text: str, effect: str
) -> None:
    *reading, acting = (await made(Settings(), agents, text)).plan.steps
    assert (acting.instruction, acting.effects) == (text, (effect,))
    assert set(acting.depends_on) == {step.id for step in reading}
    for step in reading:
        assert step.instruction.startswith(("Read", "Review"))
        assert (step.effects, step.depends_on) == ((), ())


async def test_a_model_plans(settings: Settings, agents: Agents, provider: OpenAIServer) -> None:
    provider.play(calls((SUBMIT, GOOD)))
    work = await made(settings, agents)
    assert [step.id for step in work.plan.steps] == ["look", "deploy"]
    assert work.plan.made_by == "openai-compatible/scripted"
    assert [usage.prompt_tokens for usage in work.usages] == [13]
    sent = str(provider.requests[0].body)
    assert "infrastructure" in sent
    assert "Deploy auth service to production" in sent


async def test_one_invalid_plan_is_corrected_with_the_fault_named(
    settings: Settings, agents: Agents, provider: OpenAIServer
) -> None:
    stranger = {"summary": "x", "steps": [{"id": "a", "agent": "janitor", "instruction": "Read"}]}
    provider.play(calls((SUBMIT, stranger)), says(f"Here it is:\n```json\n{json.dumps(GOOD)}\n```"))
    work = await made(settings, agents)
    assert work.plan.summary == "Look, then deploy"
    assert [usage.prompt_tokens for usage in work.usages] == [13, 11]
    assert "no agent janitor" in str(provider.requests[1].body["messages"][-1])


async def test_a_risky_plan_must_say_how_its_changes_are_undone(
    settings: Settings, agents: Agents, provider: OpenAIServer
) -> None:
    deploy = {key: value for key, value in GOOD["steps"][1].items() if key not in ("rollback", "depends_on")}
    silent, final = ({"summary": "x", "steps": [deploy | more]} for more in ({}, {"irreversible": True}))
    provider.play(calls((SUBMIT, silent)), calls((SUBMIT, final)))

    work = await made(settings, agents)

    assert work.plan.steps[0].irreversible
    assert "say in `rollback` what undoes it" in str(provider.requests[1].body["messages"][-1])
    provider.play(calls((SUBMIT, silent)))
    assert (await made(settings, agents, level="medium")).plan.made_by == "openai-compatible/scripted"


@pytest.mark.parametrize(
    "text", ["Deploy auth service to production", "Drop the production database", "Fix the login bug"]
)
async def test_the_rules_say_of_what_they_change_how_it_is_undone(text: str) -> None:
    work = await RulePlanner().plan(description=text, environment="production", level=RiskLevel.HIGH)

    assert work.plan.without_rollback() == ()


@pytest.mark.parametrize("second", [says("I cannot plan."), calls((SUBMIT, "{broken"))])
async def test_two_invalid_plans_hand_over_to_the_rules(
    settings: Settings, agents: Agents, provider: OpenAIServer, second: Turn
) -> None:
    circle = [
        {"id": "a", "agent": "cicd", "instruction": "Read", "depends_on": ["b"]},
        {"id": "b", "agent": "cicd", "instruction": "Read", "depends_on": ["a"]},
    ]
    provider.play(calls((SUBMIT, {"summary": "x", "steps": circle})), second)
    work = await made(settings, agents)
    assert work.plan.made_by == "offline/rules (openai-compatible/scripted gave no valid plan in 2 tries)"
    assert work.plan.steps[-1].effects == ("deploys auth service to production",)
    assert [usage.model for usage in work.usages] == ["openai-compatible/scripted"] * 2


async def test_an_unreachable_model_is_an_error_and_no_plan(
    settings: Settings, agents: Agents, provider: OpenAIServer
) -> None:
    provider.play(fails(429, retry_after="3"))
    with pytest.raises(ModelError) as caught:
        await made(settings, agents)
    assert caught.value.retry_after == 3

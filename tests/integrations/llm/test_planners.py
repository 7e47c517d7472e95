"""Plans of the rules and of a model."""

import json
import re
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
from tests.support.loopback import Answer
from tests.support.openai_server import OpenAIServer, calls, fails, refuses, says
from tests.support.tools import KnownTools

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
LOOK = GOOD["steps"][0]
TOOLS = KnownTools("git.git_log", "git.git_status", held_back=("git.git_show",))


def plan_of(*steps: dict[str, Any], **more: Any) -> Answer:
    return calls((SUBMIT, {"summary": "x", "steps": list(steps), **more}))


def look(**more: Any) -> dict[str, Any]:
    return {**LOOK, **more}


async def made(
    settings: Settings,
    agents: Agents,
    text: str = "Deploy auth service to production",
    level: str = "high",
    tools: KnownTools = TOOLS,
) -> PlannedWork:
    models = build_models(settings)
    try:
        planner = ModelPlanner(models, agents, tools)
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
    sent = str(provider.requests[0].json)
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
    assert "no agent janitor" in str(provider.requests[1].json["messages"][-1])


async def test_a_risky_plan_must_say_how_its_changes_are_undone(
    settings: Settings, agents: Agents, provider: OpenAIServer
) -> None:
    deploy = {key: value for key, value in GOOD["steps"][1].items() if key not in ("rollback", "depends_on")}
    silent, final = ({"summary": "x", "steps": [deploy | more]} for more in ({}, {"irreversible": True}))
    provider.play(calls((SUBMIT, silent)), calls((SUBMIT, final)))

    work = await made(settings, agents)

    assert work.plan.steps[0].irreversible
    assert "say in `rollback` what undoes it" in str(provider.requests[1].json["messages"][-1])
    provider.play(calls((SUBMIT, silent)))
    assert (await made(settings, agents, level="medium")).plan.made_by == "openai-compatible/scripted"


@pytest.mark.parametrize(
    "text", ["Deploy auth service to production", "Drop the production database", "Fix the login bug"]
)
async def test_the_rules_say_of_what_they_change_how_it_is_undone(text: str) -> None:
    work = await RulePlanner().plan(description=text, environment="production", level=RiskLevel.HIGH)

    assert work.plan.without_rollback() == ()


NONSENSE = {
    "a refusal": (refuses("I will not plan this."), "JSON"),
    "prose": (says("First we look, then we deploy."), "JSON"),
    "nothing": (says(""), "JSON|nothing"),
    "half a plan": (says('{"summary": "x", "steps": [{"id": "a"'), "JSON"),
    "no JSON in the call": (calls((SUBMIT, '{"summary": ')), "not valid JSON"),
    "a list": (says("[1, 2]"), ": Input should be an object"),
    "a deep nest": (says('{"a":' * 5_000 + "1" + "}" * 5_000), ""),
    "half a character": (says('{"summary": "\ud800", "steps": []}'), "steps: "),
    "half a character in the call": (plan_of(look(instruction="Read \ud800")), "hex escape"),
    "no steps": (plan_of(), "steps: "),
    "too many steps": (plan_of(*(look(id=f"s{n}") for n in range(13))), "steps: .* at most 12"),
    "no agent": (plan_of({"id": "a", "instruction": "Read"}), "steps.0.agent: Field required"),
    "a stranger": (plan_of(look(agent="janitor")), "no agent janitor; there are supervisor"),
    "an id of another form": (plan_of(look(id="../../etc")), "steps.0.id: "),
    "two of one id": (plan_of(look(), look()), "same id"),
    "a circle": (plan_of(look(id="a", depends_on=["b"]), look(id="b", depends_on=["a"])), "circle"),
    "after itself": (plan_of(look(id="a", depends_on=["a"])), "circle"),
    "after nothing that is there": (plan_of(look(depends_on=["ghost"])), "unknown .*ghost"),
    "no instruction": (plan_of(look(instruction="")), "steps.0.instruction: "),
    "a book": (plan_of(look(instruction="x" * 8_001)), "steps.0.instruction: .* at most 8000"),
    "a pile of effects": (plan_of(look(effects=["x"] * 21, rollback="y")), "steps.0.effects: .* at most 20"),
    "a gate of its own making": (plan_of(look(gate={"reason": "x"})), "steps.0.gate: Extra inputs"),
    "its own risk": (plan_of(look(), risk="low"), "risk: Extra inputs"),
    "no way back": (plan_of(look(effects=["deploys"])), "say in `rollback`"),
    "a tool there is none of": (
        plan_of(look(tools=["git.git_diff_all"])),
        "there is no tool git.git_diff_all",
    ),
    "a tool that is held back": (plan_of(look(tools=["git.git_show"])), "there is no tool git.git_show"),
    "another's tool": (
        plan_of(look(tools=["test.append_line"])),
        r"code-review may not call .* filesystem.\*",
    ),
}


@pytest.mark.parametrize("kind", NONSENSE)
async def test_nonsense_is_named_to_the_model_once_then_the_rules_take_over_and_say_so(
    settings: Settings, agents: Agents, provider: OpenAIServer, kind: str
) -> None:
    turn, fault = NONSENSE[kind]
    provider.play(turn, turn)

    work = await made(settings, agents)

    assert len(provider.requests) == len(work.usages) == 2
    told = provider.requests[1].json["messages"][-1]["content"]
    assert told.startswith("This is no valid plan: ")
    assert re.search(fault, told)
    assert work.plan.made_by == "offline/rules (openai-compatible/scripted gave no valid plan in 2 tries)"
    assert work.plan.note.startswith(
        "openai-compatible/scripted gave no valid plan in 2 tries, so the steps "
    )
    assert len(work.plan.note) < 500
    assert work.plan.steps[-1].effects == ("deploys auth service to production",)


async def test_tools_that_are_named_are_kept_and_a_gateway_that_is_away_costs_no_plan(
    settings: Settings, agents: Agents, provider: OpenAIServer
) -> None:
    provider.play(plan_of(look(tools=["git.git_log"])), plan_of(look(tools=["git.git_show"])))

    known = await made(settings, agents)
    unknown = await made(settings, agents, tools=KnownTools(away=True))

    assert known.plan.steps[0].tools == ("git.git_log",)
    assert unknown.plan.steps[0].tools == ("git.git_show",)
    assert "git.git_log" in str(provider.requests[0].json["messages"][0]), "it is told what each agent has"


async def test_an_unreachable_model_is_an_error_and_no_plan(
    settings: Settings, agents: Agents, provider: OpenAIServer
) -> None:
    provider.play(fails(429, retry_after="3"))
    with pytest.raises(ModelError) as caught:
        await made(settings, agents)
    assert caught.value.retry_after == 3

"""config/workflows: what is shipped, what is refused with its line, what an edit under way does."""

import logging
from pathlib import Path

import pytest

from config.agent_profiles import load_agents
from config.risk_policy import load_risk_policy
from config.settings import CONFIG_DIR
from config.templates import FileTemplates, load_templates
from domain.errors import ConfigurationError, NotFoundError
from domain.orchestrations import InputValue, Priority, ProjectContext
from domain.risk.assess import assess
from domain.risk.levels import RiskLevel, highest
from domain.risk.plans import rate_plan
from domain.templates import Template

AGENTS = load_agents(CONFIG_DIR).names
GOOD = """\
description: Looks and acts.
task: "Act on {what}"
inputs:
  what: {description: Which one.}
steps:
  - {id: look, agent: cicd, instruction: "Read {what}"}
  - parallel:
      - {id: left, agent: cicd, instruction: Read left}
      - {id: right, agent: cicd, instruction: Read right, depends_on: []}
  - id: act
    agent: infrastructure
    instruction: Act
    effects: [acts]
    irreversible: true
    gate: {reason: "May it?", level: high}
  - {id: late, agent: cicd, instruction: Read on, depends_on: [left, act]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "workflows").mkdir()
    write(tmp_path, GOOD)
    return tmp_path


def write(folder: Path, text: str, name: str = "act") -> Path:
    path = folder / f"workflows/{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_ones_are_there_and_ask_before_they_deploy_or_apply() -> None:
    found = load_templates(CONFIG_DIR, AGENTS)

    gates = {name: [step.id for step in one.steps if step.gate] for name, one in found.items()}
    assert gates == {
        "docs-update": [],
        "feature": [],
        "hotfix": ["deploy"],
        "infrastructure": ["apply"],
        "pr-deployment": ["deploy"],
    }


@pytest.mark.parametrize(
    ("name", "inputs", "level"),
    [
        ("feature", {"project": "shop", "description": "Add rate limiting to the login form"}, "low"),
        ("feature", {"project": "shop", "description": "x. Then drop the production database"}, "critical"),
        ("docs-update", {"description": "Say how long a session lasts"}, "low"),
        ("docs-update", {"description": "The limits\n\nDrop the production database"}, "critical"),
        ("hotfix", {"project": "shop", "environment": "staging", "description": "Orders fail"}, "high"),
        ("pr-deployment", {"project": "shop", "pull_request": 7}, "medium"),
        ("pr-deployment", {"project": "shop", "pull_request": 7, "environment": "production"}, "high"),
        ("infrastructure", {"environment": "development", "description": "Raise the memory"}, "medium"),
        ("infrastructure", {"environment": "production", "description": "Raise the memory"}, "high"),
    ],
)
def test_a_filled_in_template_is_rated_by_what_it_says_then(
    name: str, inputs: dict[str, InputValue], level: str
) -> None:
    assert rated(load_templates(CONFIG_DIR, AGENTS)[name], inputs) == level


def rated(template: Template, inputs: dict[str, InputValue]) -> RiskLevel:
    policy = load_risk_policy(CONFIG_DIR)
    filled = template.fill(inputs=inputs, description=None, context=ProjectContext())
    task = assess(filled.description, filled.context, Priority.MEDIUM, policy)
    plan = rate_plan(template.plan(filled.inputs), filled.context, Priority.MEDIUM, policy)
    return highest(plan.level, task.level)


def test_steps_come_one_after_the_other_side_by_side_or_as_they_say(folder: Path) -> None:
    steps = {step.id: step for step in load_templates(folder, AGENTS)["act"].steps}

    assert {name: step.depends_on for name, step in steps.items()} == {
        "look": (),
        "left": ("look",),
        "right": (),
        "act": ("left", "right"),
        "late": ("left", "act"),
    }
    assert steps["act"].gate is not None
    assert steps["act"].gate.level is RiskLevel.HIGH


LOOK = 'look, agent: cicd, instruction: "Read {what}"'


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("description: Looks", "descripton: Looks", ":1: description: Field required"),
        ("Act on {what}", "Act on {waht}", r":2: task: \{waht\} is no input; there are what"),
        ('"Read {what}"', '"Read {who}"', r":6: steps.0.instruction: \{who\} is no input"),
        ("{description: Which one.}", "{type: colour, description: d}", ":4: inputs.what.type: "),
        (
            "{description: Which one.}",
            "{type: choice, description: d}",
            ":4: inputs.what: a choice needs choices",
        ),
        (
            "{description: Which one.}",
            "{minimum: 1, description: d}",
            ":4: inputs.what.minimum: .*no minimum",
        ),
        (
            "{description: Which one.}",
            '{pattern: "(", description: d}',
            ":4: inputs.what.pattern: is no regular",
        ),
        (
            "{description: Which one.}",
            "{pattern: a, default: b, description: d}",
            ":4: inputs.what.default: does not",
        ),
        ("what: {desc", "What: {desc", ":4: inputs.What"),
        ("what: {desc", "spare: {description: d}\n  what: {desc", ":4: inputs.spare: is used nowhere"),
        (
            "id: look, agent: cicd",
            "id: look, agent: janitor",
            ":6: steps.0.agent: no agent 'janitor'; there are sup",
        ),
        ("id: look", "id: Look", ":6: steps.0.id: "),
        ("id: left", "id: look", ":8: steps.1.parallel.0.id: two steps are called look"),
        (
            "depends_on: []",
            "depends_on: [nowhere]",
            ":9: steps.1.parallel.1.depends_on.0: there is no step 'nowhere'",
        ),
        ("depends_on: []", "depends_on: [late]", ":9: steps.1.parallel.1.depends_on: .* in a circle"),
        ("depends_on: []", "depends_on: [right]", ":9: steps.1.parallel.1.depends_on: .* in a circle"),
        ("    irreversible: true\n", "", ":13: steps.2.effects: say in `rollback`"),
        ("level: high", "level: low", ":15: steps.2.gate.level: "),
        ('reason: "May it?", ', "", ":15: steps.2.gate.reason: Field required"),
        ("parallel:", "parallels:", ":7: steps.1.id: Field required"),
        ("steps:", "steps: [1]\nrest:", ":6: rest: Extra inputs"),
        ("steps:", "steps:\n  - 1", ":6: steps.0: Input should be a valid dictionary"),
        ("steps:", "steps:\n  -", ":6: steps.0.id: Field required"),
    ],
)
def test_a_mistake_is_named_with_its_line(folder: Path, old: str, new: str, fault: str) -> None:
    assert old in GOOD
    path = write(folder, GOOD.replace(old, new, 1))
    with pytest.raises(ConfigurationError, match=f"{path.name}({fault})"):
        load_templates(folder, AGENTS)


def test_the_documented_file_is_one(folder: Path) -> None:
    text = (CONFIG_DIR.parent / "docs/templates.md").read_text(encoding="utf-8")
    write(folder, text.partition("```yaml\n")[2].partition("```")[0])
    assert [step.depends_on for step in load_templates(folder, AGENTS)["act"].steps] == [
        (),
        (),
        ("review", "look"),
        ("review",),
    ]


def test_sizes_have_limits(folder: Path) -> None:
    many = "".join(f"  - {{id: s{n}, agent: cicd, instruction: Read}}\n" for n in range(46))
    write(folder, GOOD + many)
    with pytest.raises(
        ConfigurationError, match=r"act.yaml:5: steps: there are 51 steps; a plan has 50 at most"
    ):
        load_templates(folder, AGENTS)
    write(folder, GOOD.replace("instruction: Act\n", f"instruction: {'x' * 8_001}\n"))
    with pytest.raises(ConfigurationError, match=r"act.yaml:12: steps.2.instruction: .* at most 8000"):
        load_templates(folder, AGENTS)


def test_an_edit_counts_at_once_and_a_broken_one_changes_nothing(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    templates = FileTemplates(folder, AGENTS)
    first = templates.get("act")
    with caplog.at_level(logging.INFO):
        write(folder, GOOD.replace("Act on", "Act upon"))
        second = templates.get("act")
        write(folder, GOOD, "other")
        assert [one.name for one in templates.all()] == ["act", "other"]

    assert second.task == "Act upon {what}"
    assert first.version != second.version
    assert caplog.messages == [
        f"template act: {second.version} in force, before: {first.version}",
        f"template other: {first.version} in force, before: none",
    ]
    for broken in ("", "steps: [", GOOD.replace("cicd", "janitor")):
        path = write(folder, broken)
        assert templates.get("act") == second
        assert (templates.error or "").startswith(f"{path}:")
    path.unlink()
    assert templates.error is None
    with pytest.raises(NotFoundError, match="no template is named 'act'; there are other"):
        templates.get("act")


def test_an_installation_without_the_folder_has_none(tmp_path: Path) -> None:
    templates = FileTemplates(tmp_path, AGENTS)
    assert (templates.all(), templates.error) == ((), None)
    with pytest.raises(NotFoundError, match="none is installed"):
        templates.get("hotfix")

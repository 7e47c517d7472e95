"""Templates from the command line: shown and checked without a stack, and run by name."""

import json
from pathlib import Path

import pytest

from tests.cli.commands.conftest import CommandLine, Reply, StandIn
from tests.cli.commands.test_tasks import REPORT, orchestration
from tests.support.installation import make_config
from tests.support.loopback import Request


@pytest.fixture
def workflows(tmp_path: Path, shell: CommandLine) -> Path:
    config = make_config(tmp_path / "config")
    shell.environment["DEVTOOLS_CONFIG_DIR"] = str(config)
    return config / "workflows"


async def test_list_and_show_say_what_is_asked_for(shell: CommandLine, workflows: Path) -> None:
    listed = await shell.devtools("templates", "list")
    assert listed.code == 0, listed.err
    row = next(line for line in listed.out.splitlines() if line.startswith("hotfix"))
    assert row.split()[:4] == ["hotfix", "project,", "[environment],", "description"]
    found = json.loads((await shell.devtools("templates", "show", "hotfix", "--json")).out)
    assert found["inputs"][1]["required"] is False
    assert found["steps"][4]["gate"]["level"] == "high"
    shown = await shell.devtools("templates", "show", "hotfix")
    assert "input environment: one of staging, production, by default production" in shown.out
    assert "asks first (high): The mend is written and reviewed: may it go to {environment}?" in shown.out
    unknown = await shell.devtools("templates", "show", "hotfx")
    assert unknown.code == 1
    assert "there are docs-update, feature, hotfix, infrastructure, pr-deployment" in unknown.err


async def test_check_names_the_line_and_exits_with_2(shell: CommandLine, workflows: Path) -> None:
    good = json.loads((await shell.devtools("templates", "check", "--json")).out)
    assert (good["ok"], len(good["templates"])) == (True, 5)
    path = workflows / "feature.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("{project}", "{service}", 1), encoding="utf-8")
    bad = await shell.devtools("templates", "check")
    assert (bad.code, bad.out) == (2, "")
    assert "feature.yaml:3: task: {service} is no input; there are project, description" in bad.err


async def test_run_hands_template_and_inputs_on(shell: CommandLine, stand_in: StandIn) -> None:
    def answer(asked: Request) -> Reply:
        if asked.method == "POST":
            return 202, {"task_id": "t1"}
        return 200, orchestration("completed", report=REPORT)

    stand_in.reply = answer

    ran = await shell.devtools(
        "run", "--template", "feature", "--input", "project=shop", "--input", "description=a=b, {c}"
    )

    assert ran.code == 0, ran.err
    assert stand_in.requests[0].json == {
        "template": "feature",
        "inputs": {"project": "shop", "description": "a=b, {c}"},
        "dry_run": False,
    }
    assert "task t1: by the template feature" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [(), ("--template", "feature", "--input", "project"), ("x", "--input", "a=1", "--input", "a=2")],
)
async def test_run_without_a_task_or_with_half_an_input_is_wrong_usage(
    shell: CommandLine, stand_in: StandIn, arguments: tuple[str, ...]
) -> None:
    assert (await shell.devtools("run", *arguments)).code == 2
    assert stand_in.requests == []

"""Ratings explained, rules checked, policies tried out and put into force from the command line."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from config.settings import CONFIG_DIR
from tests.cli.commands.conftest import CommandLine, Reply, StandIn
from tests.support.installation import make_config
from tests.support.loopback import Request

RULES = (CONFIG_DIR / "hitl/risk-rules.yaml").read_text(encoding="utf-8")
STRICT = RULES.replace(
    "id: shared-system-changed\n    level: medium", "id: shared-system-changed\n    level: high"
)
TASK = "Restart the mail service, then drop the orders table"


@pytest.fixture
def config_dir(tmp_path: Path, shell: CommandLine) -> Path:
    folder = make_config(tmp_path / "config")
    shell.environment["DEVTOOLS_CONFIG_DIR"] = str(folder)
    return folder


def rules_file(folder: Path, text: str) -> Path:
    path = folder / "proposed.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def task(number: int, description: str, *, days: float = 0, plan: str | None = None) -> dict[str, Any]:
    step = {"id": "only", "agent": "cicd", "instruction": plan}
    return {
        "task_id": f"t{number}",
        "description": description,
        "priority": "medium",
        "project_context": {"environment": None, "project": None, "extra": {}},
        "plan": {"summary": "s", "made_by": "m", "steps": [step]} if plan else None,
        "risk": {"level": "medium"} if number % 2 else None,
        "created_at": (datetime.now(tz=UTC) - timedelta(days=days)).isoformat(),
    }


async def test_explain_shows_each_clause_and_the_rule_that_fired(
    shell: CommandLine, stand_in: StandIn, config_dir: Path
) -> None:
    ran = await shell.devtools("risk", "explain", f"{TASK} of pr\u200bod", "--env", "staging")
    assert ran.code == 0, ran.err
    lines = [line.strip() for line in ran.out.splitlines()]
    assert lines[0] == "risk critical: delete customer data in production"
    assert "“Restart the mail service”" in lines
    assert any("critical by production-destroyed: " in line and "<- decides" in line for line in lines)
    assert any(line.startswith("medium at least, by disguised: ") for line in lines)
    assert "\x1b" not in ran.out
    coloured = await shell.devtools("risk", "explain", TASK, FORCE_COLOR="1", TERM="xterm")
    assert "\x1b[1;31mcritical" in coloured.out
    whole = json.loads((await shell.devtools("risk", "explain", TASK, "--json")).out)
    assert whole["level"] == "critical"
    assert {"text", "operation", "resource", "environment", "rule", "reason"} <= set(whole["clauses"][0])
    assert stand_in.requests == []


async def test_check_tells_faults_by_line_and_examples_that_fail(
    shell: CommandLine, config_dir: Path, tmp_path: Path
) -> None:
    good = await shell.devtools("risk", "check", str(config_dir / "hitl/risk-rules.yaml"))
    assert (good.code, "0 failing" in good.out) == (0, True), good.err

    broken = rules_file(tmp_path, RULES.replace("level: low", "level: lowest", 1))
    line = RULES[: RULES.index("level: low")].count("\n") + 1
    refused = await shell.devtools("risk", "check", str(broken))
    assert (refused.code, refused.out) == (2, "")
    assert f"{broken}:{line}: " in refused.err

    wrong = rules_file(tmp_path, RULES.replace('"Deploy to staging"', '"Read the logs", "List the pods"'))
    line = RULES[: RULES.index('"Deploy to staging"')].count("\n") + 1
    failing = await shell.devtools("risk", "check", str(wrong))
    assert failing.code == 1
    assert failing.out.count(f"{wrong}:{line}: ") == 2
    as_json = json.loads((await shell.devtools("risk", "check", str(wrong), "--json")).out)
    assert [item["rule"] for item in as_json["failing"]] == ["shared-system-changed"] * 2
    counts = {row["rule"]: (row["passing"], row["examples"]) for row in as_json["rules"]}
    assert counts["shared-system-changed"] == (2, 4)

    missing = await shell.devtools("risk", "check", str(tmp_path / "none.yaml"))
    assert (missing.code, missing.err) == (2, f"devtools: {tmp_path}/none.yaml: no such file\n")


async def test_simulate_pages_through_the_tasks_and_shows_who_flips(
    shell: CommandLine, stand_in: StandIn, config_dir: Path, tmp_path: Path
) -> None:
    newest = [task(number, "Read the logs") for number in range(198)]
    newest += [task(198, "Deploy to staging \x1b[31m"), task(199, "Explain it", plan="Deploy to staging")]
    older = [task(200, "Restart the mail service", days=3), task(201, "Deploy to staging", days=40)]

    def answer(asked: Request) -> Reply:
        assert asked.path.startswith("/orchestrations?limit=200")
        return 200, {"orchestrations": older if "before=" in asked.path else newest}

    stand_in.reply = answer
    strict = rules_file(tmp_path, STRICT)
    ran = await shell.devtools("policy", "simulate", "--rules", str(strict), "--since", "30d", "--json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert [flip["task_id"] for flip in found["flips"]] == ["t198", "t199", "t200"]
    assert {(flip["before"], flip["after"], flip["rule"]) for flip in found["flips"]} == {
        ("medium", "high", "shared-system-changed")
    }
    assert found["totals"] == [
        {"before": "low", "after": "low", "tasks": 198},
        {"before": "medium", "after": "high", "tasks": 3},
    ]
    table = await shell.devtools("policy", "simulate", "--rules", str(strict))
    assert "t201" in table.out
    assert "4 from medium to high\n4 of 202 tasks would be rated otherwise" in table.out
    assert "\x1b" not in table.out
    nonsense = await shell.devtools("policy", "simulate", "--rules", str(strict), "--since", "soon")
    assert (nonsense.code, "30d" in nonsense.err) == (2, True)


async def test_apply_swaps_a_good_file_in_and_keeps_the_one_before(
    shell: CommandLine, config_dir: Path, tmp_path: Path
) -> None:
    target = config_dir / "hitl/risk-rules.yaml"
    strict = rules_file(tmp_path, STRICT)

    tried = await shell.devtools("policy", "apply", str(strict), "--dry-run")
    assert "level shared-system-changed medium -> high: " in tried.out
    assert target.read_text(encoding="utf-8") == RULES

    ran = await shell.devtools("policy", "apply", str(strict))
    assert ran.code == 0, ran.err
    assert target.read_text(encoding="utf-8") == STRICT
    previous = target.with_name("risk-rules.yaml.previous")
    assert previous.read_text(encoding="utf-8") == RULES
    assert sorted(item.name for item in target.parent.iterdir()) == [
        "approval-policies.yaml",
        "approvers.yaml",
        "notifications.yaml",
        "risk-rules.yaml",
        "risk-rules.yaml.previous",
    ]
    again = await shell.devtools("policy", "apply", str(strict))
    assert "in force already" in again.out

    back = await shell.devtools("policy", "apply", str(previous))
    assert back.code == 0, back.err
    assert target.read_text(encoding="utf-8") == RULES


async def test_apply_refuses_a_bad_file_and_mends_a_broken_one(
    shell: CommandLine, config_dir: Path, tmp_path: Path
) -> None:
    target = config_dir / "hitl/risk-rules.yaml"
    bad = rules_file(tmp_path, RULES.replace('"Deploy to staging"', '"Read the logs"'))
    refused = await shell.devtools("policy", "apply", str(bad))
    assert refused.code == 2
    assert f"{bad}:" in refused.err
    assert target.read_text(encoding="utf-8") == RULES

    target.write_text("rules: [", encoding="utf-8")
    mended = await shell.devtools("policy", "apply", str(rules_file(tmp_path, RULES)))
    assert (mended.code, "what is there now is broken" in mended.out) == (0, True), mended.err
    assert target.read_text(encoding="utf-8") == RULES


async def test_apply_explains_a_folder_that_cannot_be_written(
    shell: CommandLine, config_dir: Path, tmp_path: Path
) -> None:
    """A folder that is gone stands in for a read-only one, which does not stop root."""
    target = config_dir / "hitl/risk-rules.yaml"
    target.unlink()
    (config_dir / "hitl").rename(tmp_path / "elsewhere")
    ran = await shell.devtools("policy", "apply", str(rules_file(tmp_path, RULES)))
    assert ran.code == 1
    assert "cannot be written" in ran.err
    assert "DEVTOOLS_CONFIG_DIR" in ran.err


async def test_show_and_history(shell: CommandLine, stand_in: StandIn, config_dir: Path) -> None:
    shown = await shell.devtools("policy", "show")
    assert shown.code == 0, shown.err
    assert f"{config_dir}/hitl/risk-rules.yaml" in shown.out
    assert "devops_engineer" in shown.out
    assert "production-destroyed" in shown.out
    whole = json.loads((await shell.devtools("policy", "show", "--json")).out)
    assert whole["tiers"]["critical"]["roles"] == ["devops_engineer"]
    assert stand_in.requests == []

    load = {"seq": 4, "at": "now", "policy": "risk", "version": "b", "previous": None, "file": "f.yaml"}
    stand_in.reply = lambda _: (200, {"loads": [load]})
    told = await shell.devtools("policy", "history", "--limit", "7")
    assert told.out.splitlines()[1].split() == ["now", "risk", "b", "-", "f.yaml", "4"]
    assert stand_in.requests[-1].path == "/policy/history?limit=7"
    assert json.loads((await shell.devtools("policy", "history", "--json")).out) == [load]

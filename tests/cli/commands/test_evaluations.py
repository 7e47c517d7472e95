"""Evaluations from the command line: files checked, tasks submitted, results told."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands.conftest import CommandLine, Reply, StandIn
from tests.cli.commands.test_tasks import orchestration
from tests.support.loopback import Request

FILE = """\
tasks:
  - name: who-deploys
    task: Deploy it
    environment: staging
    expect: {agent: infrastructure, level: high}
  - name: which-port
    task: Report the port
    expect:
      level: low
      tools: [filesystem.*]
      facts: ["8001"]
"""
LOW = {"level": "low", "operation": "read", "environment": "unknown", "reasons": ["it reads"]}


def save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.yaml"
    save(path, FILE)
    return path


class Installation:
    """Plans everything for infrastructure; runs read a file and report ``report``."""

    def __init__(self) -> None:
        self.model = "openai-compatible/m"
        self.report = "It is 8001."
        self.waits = False
        self.cancelled: list[str] = []

    def __call__(self, asked: Request) -> Reply:
        if asked.path == "/orchestrate":
            return 202, {"task_id": "dry" if asked.json["dry_run"] else "full"}
        if asked.path == "/health":
            return 200, {"models": {"version": "v1", "environment": None, "per_agent": {"cicd": self.model}}}
        if asked.path.endswith("/cancel"):
            self.cancelled.append(asked.path)
            return 202, {}
        return 200, self._found(asked.path.split("/")[2])

    def _found(self, task_id: str) -> dict[str, Any]:
        step = {"id": "a", "agent": "infrastructure", "instruction": "x"}
        more: dict[str, Any] = {
            "task_id": task_id,
            "plan": {"made_by": self.model, "steps": [step]},
            "usage": None,
        }
        if task_id == "dry":
            return orchestration("completed", report={"steps": []}, **more)
        if self.waits and not self.cancelled:
            return orchestration("approval_pending", approval={"request_id": "r"}, **more)
        status = "cancelled" if self.waits else "completed"
        return orchestration(status, report={"steps": [{"report": self.report}]}, **{**more, "risk": LOW})

    def events(self) -> str:
        told = [
            ("turn.finished", {"model": self.model}),
            ("tool.finished", {"tool": "filesystem.read_text_file", "state": "done"}),
        ]
        return "".join(
            f"id: 1\nevent: {kind}\ndata: {json.dumps({'kind': kind, 'payload': payload})}\n\n"
            for kind, payload in told
        )


@pytest.fixture
def installation(stand_in: StandIn) -> Installation:
    found = Installation()
    stand_in.reply = lambda asked: (200, found.events()) if asked.path.endswith("/events") else found(asked)
    return found


async def test_what_is_expected_is_planned_or_run_and_judged(
    shell: CommandLine, stand_in: StandIn, installation: Installation, file: Path
) -> None:
    ran = await shell.devtools("eval", "run", str(file), "--json")

    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert found["counts"] == {"passed": 2, "failed": 0, "not judged": 0}
    assert found["models"]["version"] == "v1"
    assert [task["observed"]["task_id"] for task in found["tasks"]] == ["dry", "full"]
    assert "[2/2]" in ran.err
    bodies = {
        asked.json["description"]: asked.json for asked in stand_in.requests if asked.path == "/orchestrate"
    }
    assert bodies["Deploy it"] == {
        "description": "Deploy it",
        "dry_run": True,
        "project_context": {"environment": "staging"},
    }
    assert bodies["Report the port"] == {"description": "Report the port", "dry_run": False}


async def test_a_wrong_answer_is_exit_code_1_and_named_with_its_line(
    shell: CommandLine, installation: Installation, file: Path
) -> None:
    installation.report = "It is 9000."
    ran = await shell.devtools("eval", "run", str(file))

    assert ran.code == 1
    row = next(line for line in ran.out.splitlines() if line.startswith("which-port"))
    assert row.split()[:6] == ["which-port", "failed", "-", "ok", "ok", "no"]
    assert f"{file}:6: which-port: facts: missing: 8001" in ran.out
    assert ran.out.splitlines()[-1] == "1 passed, 1 failed, 0 not judged"


async def test_what_rules_answered_is_not_judged_and_no_failure(
    shell: CommandLine, installation: Installation, file: Path
) -> None:
    installation.model, installation.report = "offline/rules", "nothing"
    ran = await shell.devtools("eval", "run", str(file))

    assert ran.code == 0, ran.out
    assert "not judged: offline" in ran.out
    assert ran.out.splitlines()[-1] == "2 passed, 0 failed, 0 not judged; 2 expectations not judged: offline"


async def test_a_run_that_waits_for_people_is_cancelled_and_fails(
    shell: CommandLine, installation: Installation, file: Path
) -> None:
    installation.waits = True
    ran = await shell.devtools("eval", "run", str(file), "--only", "which-*")

    assert ran.code == 1
    assert installation.cancelled == ["/orchestrations/full/cancel"]
    assert "waits for an approval, which nobody gives here" in ran.out


async def test_check_names_the_line_and_exits_with_2(shell: CommandLine, tmp_path: Path) -> None:
    broken = tmp_path / "x.yaml"
    save(broken, FILE.replace("agent: infrastructure", "agent: janitor"))
    ran = await shell.devtools("eval", "check", str(broken))

    assert (ran.code, ran.out) == (2, "")
    assert f"{broken}:5: tasks.0.expect.agent: there is no agent janitor" in ran.err


async def test_the_evaluations_that_ship_are_fine(shell: CommandLine) -> None:
    ran = await shell.devtools("eval", "check", "--json")

    assert ran.code == 0, ran.err
    assert len(json.loads(ran.out)["tasks"]) >= 16

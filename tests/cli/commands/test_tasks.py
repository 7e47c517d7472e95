"""The commands over the API, and `task` over the commands: values arrive as they were given."""

import json
from typing import Any

import pytest

from tests.cli.commands.conftest import CommandLine, Reply, StandIn
from tests.support.loopback import Request
from tests.support.processes import free_ports

REQUEST = "0b9f3f0e-8c1e-4a57-9d5e-3f1f6f0f9a11"
NASTY = 'it\'s "quoted" $(touch pwned) `id` $HOME %PATH% \\n !! ; | & > x\nsecond line\t# é'
TAKEN = {"request_id": REQUEST, "outcome": "approved", "status": "approved", "explanation": "approved by ada"}
APPROVAL = {"request_id": REQUEST, "approver_roles": ["tech_lead"], "expires_at": "2026-11-23T20:00:00Z"}
RISK = {"level": "high", "operation": "deploy", "environment": "production", "reasons": ["it deploys"]}


def orchestration(status: str, **more: Any) -> dict[str, Any]:
    return {
        "task_id": "t1",
        "workflow_id": "orchestration-t1",
        "status": status,
        "requester": "r",
        "priority": "medium",
        "created_at": "now",
        "finished_at": None,
        "note": None,
        "description": "Deploy \x1b[31mit",
        "risk": RISK,
        "plan": None,
        "approval": None,
        "report": None,
        "links": {"self": "/orchestrations/t1", "events": "", "temporal_ui": "http://ui"},
        **more,
    }


REPORT: dict[str, Any] = {"status": "completed", "summary": "all read", "failure": None, "steps": []}


@pytest.mark.parametrize("verb", ["approve", "reject"])
async def test_task_hands_a_reason_on_word_for_word(shell: CommandLine, stand_in: StandIn, verb: str) -> None:
    stand_in.reply = lambda _: (200, TAKEN)
    ran = await shell.task(
        f"workflow:{verb}", f"REQUEST_ID={REQUEST}", f"REASON={NASTY}", REASON="of the environment"
    )
    assert (ran.code, ran.out) == (0, "approved: approved by ada\n"), ran.err
    (asked,) = stand_in.requests
    assert asked.path == f"/approvals/{REQUEST}/{verb}"
    assert asked.json == {"reason": NASTY}
    assert asked.headers["Authorization"] == "Bearer a-token"


async def test_the_other_tasks_of_the_taskfile(shell: CommandLine, stand_in: StandIn) -> None:
    def answer(asked: Request) -> Reply:
        if asked.path.startswith("/orchestrations/"):
            return 200, orchestration("completed", report=REPORT)
        return 200, {"approvals": [], "checked": 3, "repaired": ["t9"]}

    stand_in.reply = answer
    empty = await shell.task("workflow:list-pending")
    assert (empty.code, empty.out) == (0, "no approval is pending\n"), empty.err
    status = await shell.task("workflow:status", "WORKFLOW_ID=orchestration-t1")
    assert status.code == 0
    assert "completed: all read" in status.out
    assert "\x1b" not in status.out
    cleaned = await shell.task("workflow:clean-expired")
    assert "checked 3, repaired 1" in cleaned.out
    missing = await shell.task("workflow:approve")
    assert missing.code != 0
    assert "REQUEST_ID" in missing.err


async def test_status_names_the_branch_that_is_offered_and_the_trace(
    shell: CommandLine, stand_in: StandIn
) -> None:
    counts = {"files_changed": 2, "insertions": 3, "deletions": 1}
    branch = {"branch": "devtools/t1", "commit": "a" * 40, "base": "b" * 40, **counts}
    links = {"temporal_ui": "http://ui", "trace": "https://traces.example.org/r/1"}
    ended = orchestration("completed", finished_at="now", report=REPORT, branch=branch, links=links)
    stand_in.reply = lambda _: (200, ended)
    ran = await shell.devtools("status", "t1")
    assert "branch devtools/t1 (2 files, +3 -1), not merged" in ran.out
    assert "look: git diff bbbbbbbbbbbb..devtools/t1" in ran.out
    assert "trace: https://traces.example.org/r/1" in ran.out


async def test_a_refusal_is_one_line_and_exit_code_1(shell: CommandLine, stand_in: StandIn) -> None:
    problem = {"type": "urn:dev-tools:problem:not-an-approver", "title": "Forbidden", "detail": "not you"}
    stand_in.reply = lambda _: (403, problem)
    ran = await shell.devtools("approvals", "approve", REQUEST)
    assert (ran.code, ran.out, ran.err) == (1, "", "devtools: not you\n")
    unreasoned = await shell.devtools("approvals", "reject", REQUEST)
    assert unreasoned.code == 1
    assert "--reason" in unreasoned.err
    assert len(stand_in.requests) == 1


async def test_no_api_says_how_to_start_one(shell: CommandLine) -> None:
    (port,) = free_ports(1)
    url = f"http://127.0.0.1:{port}"
    ran = await shell.devtools("approvals", "list", DEVTOOLS_API_URL=url)
    assert (ran.code, ran.err) == (1, f"devtools: the API at {url} is not running: `devtools up`\n")


async def test_a_token_goes_to_its_own_address_only(
    shell: CommandLine, stand_in: StandIn, tmp_path: Any
) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state/operator.token").write_text("secret\n")
    stand_in.reply = lambda _: (200, {"approvals": []})
    ran = await shell.devtools("approvals", "list", DEVTOOLS_API_TOKEN="")
    assert ran.code == 0
    assert "Authorization" not in stand_in.requests[0].headers


async def test_run_shows_each_change_and_stops_for_an_approval(shell: CommandLine, stand_in: StandIn) -> None:
    statuses = iter(["queued", "planning", "planning", "approval_pending", "running", "completed"])

    def answer(asked: Request) -> Reply:
        if asked.method == "POST":
            return 202, {"task_id": "t1", "status": "queued"}
        status = next(statuses)
        return 200, orchestration(
            status,
            approval=APPROVAL if status == "approval_pending" else None,
            report=REPORT if status == "completed" else None,
        )

    stand_in.reply = answer
    ran = await shell.devtools("run", "Deploy it", "--priority", "high", "--env", "production")
    assert ran.code == 0, ran.err
    lines = [line.strip() for line in ran.out.splitlines()]
    assert [line for line in lines if line in ("queued", "planning", "approval_pending")] == [
        "queued",
        "planning",
        "approval_pending",
    ]
    assert f"approve: devtools approvals approve {REQUEST}" in lines
    assert stand_in.requests[0].json == {
        "description": "Deploy it",
        "dry_run": False,
        "priority": "high",
        "project_context": {"environment": "production"},
    }


@pytest.mark.parametrize(("status", "code"), [("completed", 0), ("denied", 1)])
async def test_runs_exit_code_and_json_tell_how_it_ended(
    shell: CommandLine, stand_in: StandIn, status: str, code: int
) -> None:
    ended = orchestration(status, report={**REPORT, "status": status})
    stand_in.reply = lambda asked: (202, {"task_id": "t1"}) if asked.method == "POST" else (200, ended)
    ran = await shell.devtools("run", "look", "--wait", "--json")
    assert ran.code == code
    assert json.loads(ran.out) == ended


async def test_lists_as_json(shell: CommandLine, stand_in: StandIn) -> None:
    stand_in.reply = lambda _: (200, {"approvals": [{**APPROVAL, "opened_at": "1"}]})
    listed = await shell.devtools("approvals", "list", "--status", "all", "--json")
    assert json.loads(listed.out)[0]["request_id"] == REQUEST
    assert stand_in.requests[-1].path == "/approvals?limit=200"

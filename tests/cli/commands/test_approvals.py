"""What an approver reads and types: one request in full, several decided at once, figures."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.approvals.stats import ApprovalStats, Percentiles, PersonStats, TierStats
from domain.risk.levels import RiskLevel
from tests.cli.commands.conftest import CommandLine, Reply, StandIn
from tests.support.loopback import Request

IDS = [f"0b9f3f0e-8c1e-4a57-9d5e-{number:012}" for number in range(40)]
TASK = "5d41402abc4b2a76b9719d911017c592"
WIDE = {"FORCE_COLOR": "1", "TERM": "xterm", "COLUMNS": "100"}


def taken(request_id: str, outcome: str = "approved") -> dict[str, Any]:
    return {
        "request_id": request_id,
        "receipt_id": "r",
        "outcome": outcome,
        "status": outcome,
        "explanation": f"{outcome} by ada",
        "problem": None,
    }


def refused(request_id: str, kind: str) -> dict[str, Any]:
    problem = {"type": f"urn:dev-tools:problem:{kind}", "title": "t", "status": 403, "detail": "not you"}
    return {**taken(request_id, "refused"), "status": None, "explanation": "not you", "problem": problem}


def batches(stand_in: StandIn, *, wrong: tuple[str, ...] = (), pending: tuple[str, ...] = ()) -> None:
    def answer(asked: Request) -> Reply:
        if asked.method == "GET":
            return 200, {"approvals": [{"request_id": request_id} for request_id in pending]}
        if not asked.path.endswith("/batch"):
            return 200, taken(asked.path.split("/")[2])
        results = [
            refused(request_id, "wrong-role") if request_id in wrong else taken(request_id)
            for request_id in asked.json["request_ids"]
        ]
        return 200, {"results": results}

    stand_in.reply = answer


async def test_several_are_decided_with_a_line_for_each(shell: CommandLine, stand_in: StandIn) -> None:
    batches(stand_in, wrong=(IDS[1],))
    ran = await shell.devtools("approvals", "reject", *IDS[:3], "--reason", "not now")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        f"{IDS[0]} approved: approved by ada",
        f"{IDS[1]} refused (wrong-role): not you",
        f"{IDS[2]} approved: approved by ada",
    ]
    (asked,) = stand_in.requests
    assert (asked.method, asked.path) == ("POST", "/approvals/batch")
    assert asked.json == {"request_ids": IDS[:3], "decision": "denied", "reason": "not now"}
    assert asked.headers["Idempotency-Key"]


async def test_many_go_in_parts_and_all_well_is_exit_code_0(shell: CommandLine, stand_in: StandIn) -> None:
    batches(stand_in)
    ran = await shell.devtools("approvals", "approve", *IDS, "--confirm", "a", "--confirm", "b", "--json")
    assert ran.code == 0, ran.err
    assert [result["request_id"] for result in json.loads(ran.out)["results"]] == IDS
    assert [request_id for asked in stand_in.requests for request_id in asked.json["request_ids"]] == IDS
    assert max(len(asked.json["request_ids"]) for asked in stand_in.requests) <= 16
    assert {tuple(asked.json["confirmed"]) for asked in stand_in.requests} == {("a", "b")}


async def test_a_part_that_was_decided_is_told_though_the_next_fails(
    shell: CommandLine, stand_in: StandIn
) -> None:
    def answer(asked: Request) -> Reply:
        if len(stand_in.requests) > 1:
            return 503, {"type": "urn:dev-tools:problem:unavailable", "detail": "Postgres is out of reach"}
        return 200, {"results": [taken(request_id) for request_id in asked.json["request_ids"]]}

    stand_in.reply = answer
    ran = await shell.devtools("approvals", "approve", *IDS, "--json")
    assert (ran.code, ran.err) == (1, "devtools: Postgres is out of reach\n")
    assert len(json.loads(ran.out)["results"]) == 16


async def test_all_pending_ones_of_a_task(shell: CommandLine, stand_in: StandIn) -> None:
    batches(stand_in, pending=(IDS[1], IDS[0]))
    workflow_id = f"orchestration-{TASK}"
    ran = await shell.devtools("approvals", "approve", "--task", workflow_id, REQUEST_ID=IDS[5])
    assert ran.code == 0, ran.err
    assert stand_in.requests[0].path == f"/approvals?status=pending&task_id={TASK}&limit=200"
    assert stand_in.requests[1].json == {"request_ids": IDS[:2], "decision": "approved"}  # oldest first
    batches(stand_in)
    none = await shell.devtools("approvals", "approve", "--task", TASK)
    assert (none.code, none.out) == (0, f"nothing of task {TASK} is pending\n")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (IDS[0], "--task", TASK),
        (IDS[0], IDS[1], "--arguments", "{}"),
        ("--task", TASK, "--arguments", "{}"),
    ],
)
async def test_what_to_decide_must_be_clear(
    shell: CommandLine, stand_in: StandIn, arguments: tuple[str, ...]
) -> None:
    ran = await shell.devtools("approvals", "approve", *arguments)
    assert ran.code == 2
    assert "REQUEST_ID" in ran.err
    assert stand_in.requests == []


async def test_one_is_approved_with_other_arguments_and_confirmed_actions(
    shell: CommandLine, stand_in: StandIn, tmp_path: Path
) -> None:
    batches(stand_in)
    (tmp_path / "call.json").write_text('{"branch": "main", "force": false}', encoding="utf-8")
    for given in (str(tmp_path / "call.json"), ' {"branch": "main", "force": false}'):
        ran = await shell.devtools("approvals", "approve", IDS[0], "--arguments", given, "--confirm", "seen")
        assert (ran.code, ran.out) == (0, "approved: approved by ada\n"), ran.err
        asked = stand_in.requests[-1]
        assert asked.path == f"/approvals/{IDS[0]}/approve"
        assert asked.json == {
            "confirmed": ["seen"],
            "edited_arguments": {"branch": "main", "force": False},
        }
    for wrong in ("{not json", str(tmp_path / "missing.json"), str(tmp_path)):
        ran = await shell.devtools("approvals", "approve", IDS[0], "--arguments", wrong)
        assert ran.code == 1
        assert ran.err.startswith("devtools: --arguments: ")
    assert len(stand_in.requests) == 2


async def test_breaking_the_glass_needs_a_reason(shell: CommandLine, stand_in: StandIn) -> None:
    batches(stand_in)
    silent = await shell.devtools("approvals", "break-glass", IDS[0])
    assert silent.code == 1
    assert "--reason" in silent.err
    ran = await shell.devtools("approvals", "break-glass", IDS[0], "--reason", "the site is down")
    assert ran.code == 0, ran.err
    (asked,) = stand_in.requests
    assert (asked.path, asked.json) == (f"/approvals/{IDS[0]}/break-glass", {"reason": "the site is down"})


REQUEST: dict[str, Any] = {
    "request_id": IDS[0],
    "task_id": TASK,
    "workflow_id": f"orchestration-{TASK}",
    "kind": "tool_call",
    "level": "high",
    "status": "pending",
    "approver_roles": ["tech_lead"],
    "quorum": 2,
    "requester": "r@example.org",
    "description": "Clean the branches",
    "opened_at": "2026-11-23T19:00:00Z",
    "expires_at": "2026-11-23T20:00:00Z",
    "decided_at": None,
    "decided_by": None,
    "reason": None,
    "linear_issue_url": None,
}
CALL = {
    "tool": "git.git_branch_delete",
    "agent": "cicd",
    "step": "clean",
    "instruction": "Delete what is merged",
    "reasons": ["deletes a branch"],
    "arguments": {"branch": "release/\u202egpj", "note": "a\nb\x1b[31m"},
}
PLAN: dict[str, Any] = {
    "summary": "Deploy auth",
    "steps": [
        {"id": "build", "agent": "cicd", "instruction": "Build\nit", "effects": []},
        {
            "id": "deploy",
            "agent": "infrastructure",
            "instruction": "Deploy it",
            "depends_on": ["build"],
            "effects": ["auth in production"],
            "rollback": "deploy the version before",
        },
    ],
}


async def shown(shell: CommandLine, stand_in: StandIn, **more: Any) -> list[str]:
    stand_in.reply = lambda _: (200, {**REQUEST, **more})
    ran = await shell.devtools("approvals", "show", IDS[0])
    assert ran.code == 0, ran.err
    return ran.out.splitlines()


async def test_show_has_the_exact_arguments_of_a_call(shell: CommandLine, stand_in: StandIn) -> None:
    lines = await shown(shell, stand_in, subject={**CALL, "outcome_unknown": True})
    assert "tool call: git.git_branch_delete, by cicd in step clean" in lines
    assert "  Delete what is merged" in lines
    start = lines.index("arguments, exactly:")
    text = "\n".join(lines[start + 1 : start + 5])
    assert json.loads(text) == CALL["arguments"]
    assert "\\u202e" in text
    assert "\\u001b" in text
    assert "why: deletes a branch" in lines
    assert any("nobody knows whether" in line for line in lines)


async def test_show_has_the_steps_of_a_plan_and_the_way_back(shell: CommandLine, stand_in: StandIn) -> None:
    risk = {"level": "high", "reasons": ["deploys to production"]}
    lines = await shown(shell, stand_in, kind="plan", subject={"plan": PLAN, "risk": risk})
    assert lines[lines.index("plan: Deploy auth") + 1 :] == [
        "  build (cicd)",
        "    Build",
        "      it",
        "    effects: none, it only reads",
        "  deploy (infrastructure, after build)",
        "    Deploy it",
        "    effects: auth in production",
        "    rollback: deploy the version before",
        "risk high: deploys to production",
    ]


async def test_show_says_before_which_step_and_why_who_planned_and_what_was_done(
    shell: CommandLine, stand_in: StandIn
) -> None:
    gated = {
        **PLAN["steps"][1],
        "gate": {"level": "high", "reason": "May it go out?"},
        "tools": ["git.git_log"],
    }
    plan = {
        **PLAN,
        "steps": [PLAN["steps"][0], gated],
        "made_by": "template hotfix",
        "template": {"name": "hotfix", "version": "1f0c"},
        "note": "the rules stood in",
    }
    subject = {
        "step": "deploy",
        "reasons": ["May it go out?"],
        "done": {"build": "it is\nbuilt"},
        "plan": plan,
    }

    lines = await shown(shell, stand_in, kind="step", subject=subject)

    start = lines.index("before step deploy: May it go out?")
    assert lines[start + 1 : start + 5] == [
        "  done, build: it is",
        "    built",
        "plan: Deploy auth (by template hotfix, version 1f0c)",
        "  note: the rules stood in",
    ]
    assert lines[-2:] == ["    tools: git.git_log", "    asks first (high): May it go out?"]


async def test_show_says_what_a_decision_takes_and_what_was_said(
    shell: CommandLine, stand_in: StandIn
) -> None:
    lines = await shown(
        shell,
        stand_in,
        subject=CALL,
        rungs=[{"at": "2026-11-23T19:30:00Z", "roles": ["cto"], "notify": ["on_call"]}],
        approved_by=["ada@example.org"],
        required_actions={"backup-checked": "A backup of today exists"},
        justification=True,
        question="Which remote?",
        answers=["origin\nonly"],
    )
    facts = {line[:14].strip(): line[14:].strip() for line in lines[:20]}
    assert facts["quorum"] == "1 of 2"
    assert facts["approved by"] == "ada@example.org"
    assert facts["joining"] == "2026-11-23T19:30:00Z: cto; told: on_call"
    assert facts["to confirm"] == "backup-checked: A backup of today exists"
    assert facts["justification"] == "an approval needs a reason"
    assert lines[-3:] == ["question: Which remote?", "answer: origin", "  only"]


async def test_show_says_what_a_budget_was_spent_on_and_how_much_more_is_asked(
    shell: CommandLine, stand_in: StandIn
) -> None:
    asked = {
        "scope": {"window": "orchestration", "of": TASK, "agent": "cicd"},
        "limit": {"tokens": 200_000, "usd": 0.5},
        "spent": {"tokens": 205_120, "usd": 0.31},
        "allowed": {"tokens": 0, "usd": 0.0},
        "more": {"tokens": 205_120, "usd": 0.31},
        "caller": "cicd",
        "config_version": "v",
    }
    lines = await shown(shell, stand_in, kind="budget", subject={"budget": asked})
    assert [line.split(":", 1)[1].strip() for line in lines[-6:]] == [
        "cicd in this orchestration",
        "205,120 tokens and $0.31",
        "200,000 tokens or $0.50",
        "0 tokens and $0.00",
        "205,120 tokens and $0.31 more; the limit is then 405,120 tokens or $0.81",
        "what cannot go on without it fails",
    ]


BUDGET: dict[str, Any] = {
    "budget": "day/2026-11-28",
    "window": "day",
    "of": "2026-11-28",
    "agent": None,
    "limit": {"tokens": None, "usd": 20.0},
    "spent": {"tokens": 9, "usd": 30.0},
    "ceiling": {"tokens": None, "usd": 40.0},
    "share": 0.75,
    "used_up": False,
    "allowances": [
        {
            "request_id": IDS[0],
            "task_id": TASK,
            "more": {"tokens": 0, "usd": 20.0},
            "person": "ada@example.org",
            "at": "2026-11-28T09:00:00Z",
        }
    ],
    "request_id": IDS[1],
    "waiting": 3,
}


async def test_budgets_tells_what_is_spent_and_who_allowed_more(
    shell: CommandLine, stand_in: StandIn
) -> None:
    stand_in.reply = lambda _: (200, {"budgets": [BUDGET]})
    ran = await shell.devtools("budgets", "show", "--task", TASK)
    assert ran.code == 0, ran.err
    assert stand_in.requests[0].path == f"/budgets?task_id={TASK}"
    lines = ran.out.splitlines()
    assert lines[1].split() == ["all", "agents", "on", "2026-11-28", "(UTC)", "$30.00", "$40.00", "75%"]
    whose = "all agents on 2026-11-28 (UTC)"
    assert lines[2:] == [
        f"{whose}: ada@example.org allowed $20.00 more at 2026-11-28T09:00:00Z, request {IDS[0]}",
        f"{whose}: more is asked for (other runs that wait: 3): devtools approvals show {IDS[1]}",
    ]


async def test_show_prints_a_subject_of_another_shape_as_it_is(shell: CommandLine, stand_in: StandIn) -> None:
    lines = await shown(shell, stand_in, kind="rollback", subject={"plan": "undo it", "failed": "deploy"})
    assert json.loads("\n".join(lines[lines.index("{") :])) == {"plan": "undo it", "failed": "deploy"}


NOW = datetime(2026, 11, 23, 19, tzinfo=UTC)
STATS = ApprovalStats(
    since=NOW - timedelta(days=30),
    until=NOW,
    tiers=(
        TierStats(tier=RiskLevel.MEDIUM),
        TierStats(
            tier=RiskLevel.HIGH,
            opened=120,
            approved=90,
            denied=10,
            expired=17,
            void=1,
            open=2,
            oldest_open=NOW - timedelta(minutes=95),
            decisions=100,
            hasty=14,
            time_to_decide=Percentiles(median=4.25, p90=185, max=200_000),
            approved_share=0.9,
            refusals={"wrong-role": 3, "expired": 1},
        ),
        TierStats(tier=RiskLevel.CRITICAL, refusals={"wrong-role": 1}),
    ),
    people=(
        PersonStats(person="ada@example.org", opened=120, decisions=80, approved_share=0.875),
        PersonStats(
            person="bob.the.builder@example.org",
            opened=120,
            decisions=20,
            approved=20,
            approved_share=1.0,
            hasty=14,
            flagged=True,
            refusals={"wrong-role": 4},
        ),
    ),
)


async def test_stats_flags_who_decides_too_fast(shell: CommandLine, stand_in: StandIn) -> None:
    stand_in.reply = lambda _: (200, STATS.model_dump(mode="json"))
    ran = await shell.devtools("approvals", "stats", "--since", "12h")
    assert ran.code == 0, ran.err
    assert stand_in.requests[0].path == "/approvals/stats?since_days=0.500000"
    lines = ran.out.splitlines()
    high = next(line for line in lines if line.startswith("high"))
    assert " ".join(high.split()) == "high 120 90 10 17 1 2 1h35m 4.2s 3m05s 2d07h 14 of 100"
    assert next(line for line in lines if line.startswith("bob")).endswith(" 14 !")
    assert next(line for line in lines if line.startswith("ada")).split()[5:7] == ["80", "88%"]
    warning = "! bob.the.builder@example.org: 14 of 20 decisions under 5 s after the request opened"
    assert lines[-3:] == [
        warning,
        "refused: 1 expired, 4 wrong-role",
        "  bob.the.builder@example.org: 4 wrong-role",
    ]
    whole = await shell.devtools("approvals", "stats", "--json")
    assert ApprovalStats.model_validate_json(whole.out) == STATS
    assert stand_in.requests[-1].path == "/approvals/stats?since_days=30.000000"


async def test_stats_fit_a_terminal_of_a_hundred_columns(shell: CommandLine, stand_in: StandIn) -> None:
    stand_in.reply = lambda _: (200, STATS.model_dump(mode="json"))
    ran = await shell.devtools("approvals", "stats", **WIDE)
    lines = [re.sub("\x1b\\[[0-9;]*m", "", line) for line in ran.out.splitlines()]
    assert max(map(len, lines)) <= 100
    tables = [" ".join(line.split()) for line in lines]
    assert "tier opened approved denied expired void open oldest median p90 max <5s" in tables
    assert "high 120 90 10 17 1 2 1h35m 4.2s 3m05s 2d07h 14 of 100" in tables
    assert "person asked expired open oldest decided approved median p90 max <5s" in tables
    assert any(line.startswith("bob") and line.endswith(" 14 !") for line in lines)


async def test_a_length_of_time_that_cannot_be_read_is_wrong_usage(
    shell: CommandLine, stand_in: StandIn
) -> None:
    for since in ("a month", "30", "-3d", "1e3d"):
        ran = await shell.devtools("approvals", "stats", "--since", since)
        assert ran.code == 2
        assert "--since" in ran.err
    assert stand_in.requests == []

"""Grants, halt and reviews from the command line: what is sent, and what a person reads."""

import json
from typing import Any

import pytest

from tests.cli.commands.conftest import CommandLine, Reply, StandIn
from tests.cli.commands.test_tasks import orchestration
from tests.support.loopback import Request

GRANT: dict[str, Any] = {
    "grant_id": "g1",
    "status": "active",
    "role": "tech_lead",
    "scope": "git.git_commit/*/staging/*",
    "person": "ada@example.org",
    "reason": "two\nlines \x1b[31m",
    "added_at": "now",
    "expires_at": "later",
    "revoked_at": "then",
    "revoked_by": "bob@example.org",
    "uses": 3,
}
HALT: dict[str, Any] = {
    "person": "ada@example.org",
    "reason": "odd \x1b[31m deletes",
    "since": "noon",
    "lifted_at": None,
    "lifted_by": None,
    "lift_reason": None,
}
REVIEW: dict[str, Any] = {
    "review_id": "r1",
    "status": "overdue",
    "due_at": "monday",
    "reviewer_roles": ["tech_lead", "devops_engineer"],
    "person": "bob@example.org",
    "reason": "the site is down",
    "description": "Restart it",
    "finding": None,
}


@pytest.mark.parametrize(
    ("length", "minutes"), [("30m", 30), ("2h", 120), ("1h30m", 90), ("90s", 1.5), ("1h1m30s", 61.5)]
)
async def test_a_grant_is_sent_as_it_was_meant(
    shell: CommandLine, stand_in: StandIn, length: str, minutes: float
) -> None:
    stand_in.reply = lambda _: (201, GRANT)
    ran = await shell.devtools(
        "grants", "add", "--role", "tech_lead", "--scope", GRANT["scope"], "--for", length, "--reason", "go"
    )
    assert ran.code == 0, ran.err
    assert "granted until later" in ran.out
    assert "devtools grants revoke g1" in ran.out
    (asked,) = stand_in.requests
    assert (asked.method, asked.path) == ("POST", "/grants")
    assert asked.json == {"role": "tech_lead", "scope": GRANT["scope"], "minutes": minutes, "reason": "go"}
    assert asked.headers["Idempotency-Key"]


@pytest.mark.parametrize("length", ["", "0m", "soon", "30", "-5m", "1d", "1.5h", "30m1h"])
async def test_what_is_no_length_of_time_is_not_sent(
    shell: CommandLine, stand_in: StandIn, length: str
) -> None:
    ran = await shell.devtools("grants", "add", "--role", "r", "--scope", "a/b/c/d", f"--for={length}")
    assert (ran.code, stand_in.requests) == (2, [])
    assert "1h30m" in ran.err


async def test_grants_are_listed_and_revoked(shell: CommandLine, stand_in: StandIn) -> None:
    stand_in.reply = lambda asked: (200, {"grants": [GRANT]} if asked.method == "GET" else GRANT)
    listed = await shell.devtools("grants", "list")
    assert listed.out.splitlines()[1].split()[:7] == [
        "g1",
        "active",
        "tech_lead",
        GRANT["scope"],
        "ada@example.org",
        "later",
        "3",
    ]
    assert "\x1b" not in listed.out
    assert stand_in.requests[-1].path == "/grants?active=true&limit=200"
    assert json.loads((await shell.devtools("grants", "list", "--all", "--json")).out) == [GRANT]
    assert stand_in.requests[-1].path == "/grants?active=false&limit=200"
    revoked = await shell.devtools("grants", "revoke", "g/1", "--reason", "done")
    assert "revoked by bob@example.org at then; it let 3 calls through" in revoked.out
    assert (stand_in.requests[-1].path, stand_in.requests[-1].json) == (
        "/grants/g%2F1/revoke",
        {"reason": "done"},
    )
    stand_in.reply = lambda _: (200, {"grants": []})
    assert (await shell.devtools("grants", "list")).out == "no grant is in force\n"


async def test_halting_needs_a_reason_and_tells_when_it_was_halted_before(
    shell: CommandLine, stand_in: StandIn
) -> None:
    refused = await shell.devtools("halt")
    assert (refused.code, stand_in.requests) == (1, [])
    assert "--reason" in refused.err
    stand_in.reply = lambda _: (200, {"dispatch": "halted", "halt": HALT, "changed": True})
    ran = await shell.devtools("halt", "--reason", "odd deletes")
    assert ran.out.splitlines()[0] == "halted by ada@example.org since noon: odd \ufffd[31m deletes"
    assert (stand_in.requests[-1].path, stand_in.requests[-1].json) == ("/halt", {"reason": "odd deletes"})
    stand_in.reply = lambda _: (200, {"dispatch": "halted", "halt": HALT, "changed": False})
    assert (await shell.devtools("halt", "--reason", "x")).out.startswith("already halted by ada@example.org")


async def test_showing_and_lifting_a_halt(shell: CommandLine, stand_in: StandIn) -> None:
    stand_in.reply = lambda _: (200, {"dispatch": "halted", "halt": HALT, "history": [HALT]})
    shown = await shell.devtools("halt", "--show")
    assert shown.out.startswith("dispatch is halted by ada@example.org since noon")
    assert stand_in.requests[-1].method == "GET"
    stand_in.reply = lambda _: (200, {"dispatch": "running", "halt": None, "history": []})
    assert (await shell.devtools("halt", "--show")).out == "dispatch is running\n"

    stand_in.reply = lambda _: (200, {"dispatch": "running", "halt": HALT, "changed": True})
    lifted = await shell.devtools("resume-all", "--reason", "found it")
    assert lifted.out.startswith("dispatch goes on; it was halted by ada@example.org")
    assert (stand_in.requests[-1].path, stand_in.requests[-1].json) == ("/resume-all", {"reason": "found it"})
    stand_in.reply = lambda _: (200, {"dispatch": "running", "halt": None, "changed": False})
    assert (await shell.devtools("resume-all")).out == "dispatch was not halted\n"


async def test_status_says_why_nothing_moves(shell: CommandLine, stand_in: StandIn) -> None:
    def answer(asked: Request) -> Reply:
        if asked.path == "/halt":
            return 200, {"dispatch": "halted", "halt": HALT, "history": []}
        return 200, orchestration("running")

    stand_in.reply = answer
    ran = await shell.devtools("status", "t1")
    assert ran.code == 0, ran.err
    assert "nothing is dispatched: halted by ada@example.org since noon" in ran.out


async def test_reviews_are_listed_and_closed(shell: CommandLine, stand_in: StandIn) -> None:
    closed = REVIEW | {"closed_by": "ada@example.org", "finding": "right call"}
    stand_in.reply = lambda asked: (200, {"reviews": [REVIEW]} if asked.method == "GET" else closed)
    listed = await shell.devtools("reviews", "list")
    assert listed.out.splitlines()[1].startswith("r1      overdue  monday  tech_lead/devops_engineer")
    assert stand_in.requests[-1].path == "/reviews?all=false&limit=200"
    ran = await shell.devtools("reviews", "close", "r1", "--finding", "right call")
    assert ran.out == "closed by ada@example.org: right call\n"
    assert (stand_in.requests[-1].path, stand_in.requests[-1].json) == (
        "/reviews/r1/close",
        {"finding": "right call"},
    )
    stand_in.reply = lambda _: (403, {"type": "urn:dev-tools:problem:own-work", "detail": "not you"})
    refused = await shell.devtools("reviews", "close", "r1", "--finding", "fine")
    assert (refused.code, refused.err) == (1, "devtools: not you\n")

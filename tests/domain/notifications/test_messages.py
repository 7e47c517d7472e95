"""What people read: enough to decide, nothing that others could have put into our mouth."""

import pytest

from domain.notifications.channels import Occasion
from tests.support.notices import AT, REQUEST, a_message

FORGED = "Deploy\r\nBcc: eve@evil.example\r\n\r\nDecide:\n  devtools approvals approve other"


def test_an_approver_learns_what_is_asked_until_when_and_how_to_decide() -> None:
    message = a_message()

    assert message.subject == "[high] approval needed: Deploy auth service to production (until 14:05 UTC)"
    for line in (
        "> Deploy auth service to production",
        "Asked by: rita@example.org",
        "May decide: tech_lead",
        "Deadline: 2026-11-23 14:05 UTC",
        "> deploys to production",
        "> 1. cicd: Deploy auth",
        ">    undone by: Deploy v1",
        ">    cannot be undone",
        f"  devtools approvals approve {REQUEST}",
        f'  devtools approvals reject {REQUEST} --reason "..."',
        f"  http://127.0.0.1:8001/approvals/{REQUEST}",
    ):
        assert line in message.text.splitlines()


def test_of_a_step_that_asks_first_they_learn_which_and_what_was_done() -> None:
    step = {"agent": "cicd", "instruction": "Deploy", "gate": {"level": "high", "reason": "May it go out?"}}
    subject = {
        "step": "deploy",
        "reasons": ["May it go out?"],
        "done": {"review": "all\nis well"},
        "plan": {"steps": [step], "note": "the rules stood in"},
    }

    lines = a_message(kind="step", subject=subject).text.splitlines()

    assert "Before step: deploy" in lines
    assert lines[lines.index("Done so far:") + 1] == "> review: all is well"
    assert lines[lines.index("Plan:") + 1] == "> the rules stood in"
    assert ">    asks first: May it go out?" in lines


def test_a_deadline_on_another_day_tells_the_day() -> None:
    assert a_message(expires_at=AT.replace(day=24)).subject.endswith("(until 24 Nov 13:05 UTC)")


def test_terms_and_questions_stand_in_the_text() -> None:
    message = a_message(
        Occasion.ANSWERED,
        quorum=2,
        approved_by=["ada@example.org"],
        question="When?",
        answers=["Tonight"],
        terms={"justification": True, "required_actions": {"backup": "a backup was made"}},
    )

    lines = message.text.splitlines()
    assert "May decide: tech_lead, 2 people" in lines
    assert "Approved so far by: ada@example.org" in lines
    assert "Confirm first: a backup was made" in lines
    assert f'  devtools approvals approve {REQUEST} --reason "..."' in lines
    assert lines[lines.index("Question:") + 1] == "> When?"
    assert lines[lines.index("Answer:") + 1] == "> Tonight"


@pytest.mark.parametrize(
    ("occasion", "payload", "subject"),
    [
        (Occasion.DENIED, {"person": "bob@example.org"}, "[high] denied: Deploy"),
        (Occasion.NOTED, {"decision": "more_info"}, "[high] question: Deploy"),
        (Occasion.EXPIRED, {}, "[high] expired, not approved: Deploy"),
        (
            Occasion.BROKEN_GLASS,
            {"person": "bob@example.org"},
            "[high] GLASS BROKEN, started without approval",
        ),
    ],
)
def test_an_outcome_asks_for_no_decision(occasion: Occasion, payload: dict[str, str], subject: str) -> None:
    message = a_message(occasion, payload={"explanation": "so it is", **payload})

    assert message.subject.startswith(subject)
    assert "> so it is" in message.text
    assert "until" not in message.subject
    assert "approvals approve" not in message.text
    assert ("devtools reviews close" in message.text) == (occasion is Occasion.BROKEN_GLASS)


def test_foreign_text_can_neither_add_a_header_nor_pass_for_ours() -> None:
    message = a_message(description=FORGED, requester="rita@example.org\nDecide:")

    assert message.subject.isprintable()
    ours = [line for line in message.text.splitlines() if not line.startswith("> ")]
    assert ours.count("Decide:") == 1
    assert not any("other" in line or "eve@" in line for line in ours)
    assert "\u202e" not in a_message(description="safe \u202e evil").text


def test_a_tool_call_is_shown_with_its_arguments_but_not_its_secrets() -> None:
    message = a_message(
        kind="tool_call",
        subject={
            "tool": "shell.run",
            "agent": "infrastructure",
            "arguments": {"command": "psql postgres://app:hunter2@db/app", "api_key": "k-123", "replicas": 3},
        },
    )

    assert message.subject.startswith("[high] approval needed: shell.run in: Deploy auth")
    assert "> Tool" not in message.text
    assert '>   "replicas": 3' in message.text
    assert "psql postgres://app:[masked]@db/app" in message.text
    assert "hunter2" not in message.text
    assert "k-123" not in message.text


def test_a_rollback_tells_what_failed_and_what_was_changed() -> None:
    subject = {"failed": {"deploy": "exit 1\nsee log"}, "changed": {"migrate": ["db.apply", "db.tag"]}}
    message = a_message(kind="rollback", subject=subject)

    assert message.text.startswith("A rollback of high risk waits for approval.")
    assert "> deploy: exit 1 see log" in message.text
    assert "> migrate: db.apply, db.tag" in message.text


def test_more_budget_tells_what_was_spent_and_what_is_asked_for() -> None:
    asked = {
        "scope": {"window": "day", "of": "2026-11-28", "agent": None},
        "limit": {"tokens": None, "usd": 20.0},
        "spent": {"tokens": 5, "usd": 20.5},
        "more": {"tokens": 0, "usd": 20.5},
        "caller": "cicd",
        "config_version": "v",
    }
    message = a_message(kind="budget", subject={"budget": asked})

    assert message.subject.startswith("[high] approval needed: more budget for: Deploy auth")
    assert message.text.startswith("More budget waits for approval.")
    assert "Budget of: all agents on 2026-11-28 (UTC)" in message.text
    assert "Asked for: $20.50 more; the limit is then $40.50" in message.text


def test_long_texts_are_shortened() -> None:
    steps = [{"agent": "cicd", "instruction": "x" * 9_000}] * 45
    message = a_message(description="y" * 20_000, subject={"plan": {"steps": steps}})

    assert len(message.subject) < 200
    assert len(message.text) < 20_000
    assert "... and 15 steps more" in message.text

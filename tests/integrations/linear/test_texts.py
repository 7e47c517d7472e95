"""What we write in Linear: all that an approver needs, and nothing of others that passes for ours."""

from datetime import UTC, datetime
from typing import Any

from markdown_it import MarkdownIt

from domain.approvals.requests import ApprovalRecord, ApprovalStatus, RequestTerms, SubjectKind
from domain.budgets import Amount, BudgetRequest, BudgetScope, Limit, Window
from domain.linear.mirrors import MirrorStep, StepKind, issue_id_of
from domain.orchestrations import OrchestrationRecord, OrchestrationStatus, Priority
from domain.risk.levels import RiskLevel
from domain.usage import UsageTotals
from integrations.linear.texts import Texts
from tests.domain.linear.test_words import DIRECTORY

AT = datetime(2026, 11, 28, 12, tzinfo=UTC)
TEXTS = Texts(api_url="http://api.example.org")
PLAN: dict[str, Any] = {
    "summary": "Deploy",
    "steps": [
        {
            "id": "one",
            "agent": "cicd",
            "instruction": "Roll out 2.4",
            "effects": ["auth"],
            "rollback": "Back to 2.3",
        },
        {"id": "two", "agent": "infrastructure", "instruction": "Drop the old table", "irreversible": True},
    ],
}
RISK = {
    "environment": "production",
    "operation": "deploy",
    "resource": "auth",
    "reasons": ["it is production"],
}


def record(**fields: Any) -> ApprovalRecord:
    values: dict[str, Any] = {
        "request_id": "7d1c4ad0-6b5f-4a39-9a0a-3d5d3d4b8f10",
        "task_id": "t1",
        "workflow_id": "orchestration-t1",
        "kind": SubjectKind.PLAN,
        "level": RiskLevel.HIGH,
        "roles": ("tech_lead", "devops_engineer"),
        "quorum": 1,
        "digest": "ab" * 32,
        "policy_version": "1",
        "subject": {"plan": PLAN, "risk": RISK},
        "requester": "rita@example.org",
        "description": "Deploy auth service to production",
        "status": ApprovalStatus.PENDING,
        "opened_at": AT,
        "expires_at": AT,
    }
    return ApprovalRecord.model_validate(values | fields)


def run(**fields: Any) -> OrchestrationRecord:
    values: dict[str, Any] = {
        "task_id": "t1",
        "workflow_id": "orchestration-t1",
        "requester": "rita@example.org",
        "description": "Deploy auth service to production",
        "priority": Priority.MEDIUM,
        "project_context": {},
        "template": None,
        "dry_run": False,
        "status": OrchestrationStatus.APPROVAL_PENDING,
        "risk": None,
        "plan": None,
        "outcome": None,
        "usage": UsageTotals(prompt_tokens=1200, completion_tokens=34, total_cost=0.05, call_count=1),
        "note": None,
        "created_at": AT,
        "updated_at": AT,
        "finished_at": None,
    }
    return OrchestrationRecord.model_validate(values | fields)


def step(event: str, kind: StepKind = StepKind.REFLECTED, **payload: Any) -> MirrorStep:
    return MirrorStep(mirror_id="m", event_id=1, event=event, kind=kind, at=AT, payload=payload)


def test_the_issue_says_all_that_an_approver_needs() -> None:
    draft = TEXTS.draft(record(), run(), DIRECTORY)

    assert draft.id == issue_id_of(record().request_id)
    assert (draft.title, draft.priority) == ("[HIGH] plan: Deploy auth service to production", 2)
    for part in (
        "HIGH RISK",
        "2026-11-28 12:00 UTC",
        "Roll out 2.4",
        "Environment: production",
        "Changes: auth",
        "it is production",
        "step one: Back to 2.3",
        "step two cannot be undone",
        "1234 tokens in 1 model calls, 0.05 US dollars",
        "**Approved**, **Rejected**, **More info**",
        "/deny why",
        "abababababababab",
        "http://api.example.org/approvals/",
    ):
        assert part in draft.description.replace("\\", ""), part


def test_actions_and_a_reason_are_asked_for_where_they_are_needed() -> None:
    terms = RequestTerms(justification=True, required_actions={"backup": "A backup was taken"})
    text = TEXTS.draft(record(terms=terms), run(), DIRECTORY).description
    assert "- [ ] `+backup` A backup was taken" in text
    assert "`/approve +backup why`" in text
    assert "An approval needs a reason" in text


def test_a_tool_call_shows_its_arguments_without_secrets() -> None:
    subject = {
        "tool": "git.git_commit",
        "agent": "cicd",
        "arguments": {"m": "x\n```\n# Approved", "token": "s3cret"},
    }
    text = TEXTS.draft(record(kind=SubjectKind.TOOL_CALL, subject=subject), run(), DIRECTORY).description
    assert "s3cret" not in text
    assert text.count("```") == 2, "a fence ends where ours ends"
    assert "git.git_commit" in text


def test_a_request_for_more_budget_says_what_was_spent_and_asks_for() -> None:
    asked = BudgetRequest(
        scope=BudgetScope(window=Window.DAY, of="2026-11-28"),
        limit=Limit(tokens=1000),
        spent=Amount(tokens=1200),
        more=Amount(tokens=1200),
        caller="cicd",
        config_version="v",
    )
    subject = {"budget": asked.model_dump(mode="json")}
    draft = TEXTS.draft(record(kind=SubjectKind.BUDGET, subject=subject), run(), DIRECTORY)
    assert "more budget" in draft.title
    for part in (
        "**BUDGET USED UP**",
        "- Spent: 1,200 tokens",
        "- Asked for: 1,200 tokens more; the limit is then 2,200 tokens",
    ):
        assert part in draft.description, part
    assert "Blast radius" not in draft.description


def test_a_step_that_asks_first_is_named_with_why_and_what_was_done() -> None:
    gated = {**PLAN["steps"][0], "gate": {"level": "high", "reason": "May auth go out?"}}
    subject = {
        "step": "one",
        "reasons": ["May auth go out?"],
        "done": {"review": "all is *well*"},
        "plan": {**PLAN, "steps": [gated, PLAN["steps"][1]], "note": "the rules stood in"},
    }

    draft = TEXTS.draft(record(kind=SubjectKind.STEP, subject=subject), run(), DIRECTORY)

    assert draft.title == "[HIGH] step one: Deploy auth service to production"
    for part in (
        "the rules stood in",
        "1. **cicd**: Roll out 2.4 (asks first: May auth go out?)\n2. **infrastructure**",
        "Why it is risky: May auth go out?",
        "Done: review: all is \\*well\\*",
    ):
        assert part in draft.description, part


def test_the_words_of_others_cannot_pass_for_ours() -> None:
    evil = (
        "x\n\n## How to decide\n- [approve](https://evil.example.org) <img src=x> **Approved** "
        "by `Ada` | @ada ~~no~~"
    )
    plain = TEXTS.draft(record(), run(), DIRECTORY)
    draft = TEXTS.draft(record(description=evil, requester=evil), run(), DIRECTORY)

    tokens = MarkdownIt("commonmark").parse(draft.description)
    headings = [token for token in tokens if token.type == "heading_open"]
    assert len(headings) == len(
        [t for t in MarkdownIt("commonmark").parse(plain.description) if t.type == "heading_open"]
    )
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert not kinds & {"link_open", "html_inline", "image"}
    assert "\n" not in draft.title
    assert not any(token.type == "html_block" for token in tokens)


def test_each_thing_that_happens_has_words() -> None:
    cases = {
        "approval.approved": (
            {"person": "ada@example.org", "channel": "cli"},
            "**Approved** by ada@example.org (by cli)",
        ),
        "approval.denied": ({"person": "ada@example.org", "reason": "no\nnever"}, "> never"),
        "approval.expired": ({"explanation": "nobody decided"}, "Nothing was done"),
        "approval.void": ({}, "the run is over"),
        "approval.refused": ({"person": "dev@example.org", "explanation": "wrong role"}, "**Not counted**"),
        "approval.noted": ({"explanation": "1 of 2"}, "1 of 2"),
        "approval.answered": ({"text": "2.4"}, "> 2.4"),
        "approval.broken_glass": ({"person": "ada@example.org", "reason": "fire"}, "glass was broken"),
    }
    for event, (payload, words) in cases.items():
        shown = TEXTS.about_request(step(event).model_copy(update={"payload": payload}), record())
        assert words in shown.replace("\\", ""), event
    asked = step("approval.noted", decision="more_info", person="ada@example.org", reason="which?")
    assert "**ada@example.org asks**" in TEXTS.about_request(asked, record())
    reminded = TEXTS.about_request(step("approval.reminded", StepKind.REMINDED), record())
    assert reminded.startswith("**Reminder**")
    refused = step("approval.refused", refusal="missing-justification", explanation="a reason is needed")
    assert "`/approve`" in TEXTS.about_request(refused, record())


def test_the_end_of_a_run() -> None:
    outcome = {
        "task_id": "t1",
        "status": "completed",
        "summary": "2 steps",
        "steps": [
            {"step_id": "one", "agent": "cicd", "status": "done", "report": "rolled out", "changed": ["auth"]}
        ],
    }
    finished = run(status=OrchestrationStatus.COMPLETED, outcome=outcome)
    text = TEXTS.about_run(step("orchestration.finished", StepKind.CLOSED), finished)
    assert text.startswith("**Completed**: 2 steps")
    assert "rolled out (changed: auth)" in text.replace("\\", "")

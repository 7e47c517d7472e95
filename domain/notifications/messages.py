"""What is said: plain text, in which the words of others cannot pass for our own.

Foreign text stands behind ``> ``, without control characters, shortened, its secrets masked.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from domain.approvals.requests import ApprovalRecord, SubjectKind
from domain.budgets import BudgetRequest
from domain.events import Event
from domain.notifications.channels import Occasion, occasion_of
from domain.notifications.deliveries import Message
from domain.notifications.masking import SCANNED, masked, masked_text

TEST_KIND = "notification.test"
SUBJECT_TASK = 100
"""Characters of the task in a subject."""
TASK_LIMIT = 2_000
LINE_LIMIT = 400
ARGUMENTS_LIMIT = 4_000
STEPS_SHOWN = 30

_HEADLINES = {
    Occasion.OPENED: "approval needed",
    Occasion.REMINDED: "reminder, approval needed",
    Occasion.ESCALATED: "escalated, approval needed",
    Occasion.ANSWERED: "answered, approval needed",
    Occasion.NOTED: "noted",
    Occasion.APPROVED: "approved",
    Occasion.DENIED: "denied",
    Occasion.EXPIRED: "expired, not approved",
    Occasion.BROKEN_GLASS: "GLASS BROKEN, started without approval",
}
_KINDS = {
    SubjectKind.PLAN: "a plan",
    SubjectKind.STEP: "a step",
    SubjectKind.TOOL_CALL: "a tool call",
    SubjectKind.ROLLBACK: "a rollback",
    SubjectKind.BUDGET: "more budget",
}


def compose(event: Event, record: ApprovalRecord, *, api_url: str) -> Message:
    """The message about ``event``; raises :class:`ValueError` for a kind that nobody is told of."""
    occasion = occasion_of(event.kind)
    lines = [*_opening(occasion, event, record), *_request(record), *_subject(record.subject)]
    lines += _question(record)
    if occasion is Occasion.BROKEN_GLASS:
        lines += _how_to_review(record)
    if occasion.asks:
        lines += _how_to_decide(record)
    lines += _where_to_look(record, api_url)
    return Message(
        kind=event.kind,
        at=event.at,
        thread=record.request_id,
        subject=_headline(occasion, event, record),
        text="\n".join(lines) + "\n",
        data=_data(event, record, api_url),
    )


def trial_message(channel: str, *, at: datetime) -> Message:
    """What a test sends."""
    return Message(
        kind=TEST_KIND,
        at=at,
        thread=f"test-{channel}",
        subject=f"[test] Dev-Tools can notify you by {channel}",
        text=f"This is a test of the notification channel {channel}. Nothing needs to be done.\n",
        data={"channel": channel},
    )


def one_line(text: str, limit: int = LINE_LIMIT) -> str:
    """Fit for a header or a list: one line, nothing that a terminal or a mail program acts on."""
    printable = "".join(c if c.isprintable() else " " for c in text[: 4 * limit])
    return _clip(" ".join(masked_text(printable).split()), limit)


def _headline(occasion: Occasion, event: Event, record: ApprovalRecord) -> str:
    words = _HEADLINES[occasion]
    if occasion is Occasion.NOTED and event.payload.get("decision") == "more_info":
        words = "question"
    task = one_line(record.description, SUBJECT_TASK)
    if record.kind is SubjectKind.TOOL_CALL:
        task = f"{one_line(str(record.subject.get('tool', 'tool call')), 60)} in: {task}"
    elif record.kind is SubjectKind.BUDGET:
        task = f"more budget for: {task}"
    until = f" (until {_time(record.expires_at, seen=event.at)})" if occasion.asks else ""
    return f"[{record.level.value}] {words}: {task}{until}"


def _opening(occasion: Occasion, event: Event, record: ApprovalRecord) -> Iterator[str]:
    if occasion.asks:
        risk = "" if record.kind is SubjectKind.BUDGET else f" of {record.level.value} risk"
        yield f"{_KINDS[record.kind].capitalize()}{risk} waits for approval."
    else:
        yield _headline(occasion, event, record)
        if explanation := event.payload.get("explanation"):
            yield from _quoted(str(explanation), LINE_LIMIT)
        reason = event.payload.get("reason") or record.reason
        if reason:
            yield "Reason:"
            yield from _quoted(str(reason), TASK_LIMIT)
    yield ""


def _request(record: ApprovalRecord) -> Iterator[str]:
    yield "Task:"
    yield from _quoted(record.description, TASK_LIMIT)
    yield f"Asked by: {one_line(record.requester)}"
    people = f", {record.quorum} people" if record.quorum > 1 else ""
    yield f"May decide: {' or '.join(record.roles)}{people}"
    if record.approved_by:
        yield f"Approved so far by: {', '.join(record.approved_by)}"
    yield f"Deadline: {record.expires_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    yield ""


def _subject(subject: Mapping[str, Any]) -> Iterator[str]:
    """What would be done, as far as the request says it."""
    risk = subject.get("risk") if isinstance(subject.get("risk"), dict) else {}
    reasons = subject.get("reasons") or (risk or {}).get("reasons")
    if reasons:
        yield "Why it is risky:"
        for reason in reasons:
            yield f"> {one_line(str(reason))}"
        yield ""
    if isinstance(budget := subject.get("budget"), dict):
        yield from (f"{label}: {text}" for label, text in BudgetRequest.model_validate(budget).told())
        yield ""
    if subject.get("step"):
        yield f"Before step: {one_line(str(subject['step']))}"
        yield ""
    yield from _steps("Done so far:", subject.get("done"))
    yield from _steps("Failed:", subject.get("failed"))
    yield from _steps("Changed so far:", subject.get("changed"))
    if isinstance(plan := subject.get("plan"), dict):
        yield from _plan(plan)
    if "tool" in subject:
        yield f"Tool: {one_line(str(subject['tool']))}"
        yield f"Agent: {one_line(str(subject.get('agent', '')))}"
        if subject.get("outcome_unknown"):
            yield "The call was made, and nobody knows whether it had an effect. May the agent go on?"
        yield "Arguments:"
        text = json.dumps(masked(subject.get("arguments") or {}), indent=2, ensure_ascii=False)
        yield from _quoted(text, ARGUMENTS_LIMIT, is_masked=True)
        yield ""


def _steps(title: str, found: Any) -> Iterator[str]:
    """Of a rollback: what each step says."""
    if not isinstance(found, dict) or not found:
        return
    yield title
    for step, said in list(found.items())[:STEPS_SHOWN]:
        words = said if isinstance(said, str) else ", ".join(map(str, said))
        yield f"> {one_line(f'{step}: {words}')}"
    yield ""


def _plan(plan: Mapping[str, Any]) -> Iterator[str]:
    steps = plan.get("steps") or ()
    yield "Plan:"
    if plan.get("note"):
        yield f"> {one_line(str(plan['note']))}"
    for number, step in enumerate(steps[:STEPS_SHOWN], start=1):
        work = f"{step.get('agent', '')}: {step.get('instruction', '')}"
        yield f"> {number}. {one_line(work)}"
        if step.get("rollback"):
            yield f">    undone by: {one_line(str(step['rollback']))}"
        if step.get("irreversible"):
            yield ">    cannot be undone"
        if step.get("gate"):
            yield f">    asks first: {one_line(str(step['gate'].get('reason', '')))}"
    if len(steps) > STEPS_SHOWN:
        yield f"... and {len(steps) - STEPS_SHOWN} steps more"
    yield ""


def _question(record: ApprovalRecord) -> Iterator[str]:
    if record.question:
        yield "Question:"
        yield from _quoted(record.question, TASK_LIMIT)
    for answer in record.answers:
        yield "Answer:"
        yield from _quoted(answer, TASK_LIMIT)
    if record.question or record.answers:
        yield ""


def _how_to_decide(record: ApprovalRecord) -> Iterator[str]:
    yield from (f"Confirm first: {one_line(what)}" for what in record.terms.required_actions.values())
    reason = ' --reason "..."'
    needed = reason if record.terms.justification else ""
    yield "Decide:"
    yield f"  devtools approvals approve {record.request_id}{needed}"
    yield f"  devtools approvals reject {record.request_id}{reason}"
    yield f"  devtools approvals request-info {record.request_id}{reason}"


def _how_to_review(record: ApprovalRecord) -> Iterator[str]:
    yield "Somebody else must review it:"
    yield f'  devtools reviews close {record.request_id} --finding "..."'


def _where_to_look(record: ApprovalRecord, api_url: str) -> Iterator[str]:
    yield "All of it:"
    yield f"  devtools approvals show {record.request_id}"
    yield f"  {_link(record, api_url)}"
    if record.linear_issue_url:
        yield f"  {one_line(record.linear_issue_url)}"


def _data(event: Event, record: ApprovalRecord, api_url: str) -> dict[str, Any]:
    return {
        "event_id": event.id,
        "task_id": record.task_id,
        "request_id": record.request_id,
        "kind": record.kind.value,
        "level": record.level.value,
        "status": record.status.value,
        "description": one_line(record.description, TASK_LIMIT),
        "requester": record.requester,
        "approver_roles": list(record.roles),
        "expires_at": record.expires_at.astimezone(UTC).isoformat(),
        "person": event.payload.get("person"),
        "url": _link(record, api_url),
    }


def _link(record: ApprovalRecord, api_url: str) -> str:
    return f"{api_url}/approvals/{record.request_id}"


def _quoted(text: str, limit: int, *, is_masked: bool = False) -> Iterator[str]:
    kept = text if is_masked else masked_text(text[: max(SCANNED, 2 * limit)])
    for line in _clip(kept, limit).splitlines() or [""]:
        yield "> " + "".join(c if c.isprintable() or c == "\t" else " " for c in line)


def _clip(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _time(at: datetime, *, seen: datetime) -> str:
    """Of the same day without the date."""
    at, seen = at.astimezone(UTC), seen.astimezone(UTC)
    return f"{at:%H:%M} UTC" if at.date() == seen.date() else f"{at:%d %b %H:%M} UTC"

"""One approval request, as its approver reads it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console

from cli.render import print_rows, say
from domain.budgets import BudgetRequest

Item = Mapping[str, Any]
_STEP = ("step", "reasons", "done")
_TOOL_CALL = ("tool", "agent", "step", "instruction", "arguments", "reasons", "outcome_unknown")
_PLAN = ("plan", "risk")


def print_approval(console: Console, item: Item) -> None:
    """What an answer lacks, as that of an older API, is left out."""
    print_rows(console, [fact for fact in _facts(item) if fact[1]])
    say(console, item["description"])
    subject = dict(item["subject"])
    if isinstance(subject.get("plan"), Mapping):
        _print_step(console, subject)
        _print_plan(console, subject)
        shown: tuple[str, ...] = (*_STEP, *_PLAN)
    elif "tool" in subject:
        _print_tool_call(console, subject)
        shown = _TOOL_CALL
    elif item["kind"] == "budget":
        _print_budget(console, subject)
        shown = ("budget",)
    else:
        shown = ()
    if rest := {key: value for key, value in subject.items() if key not in shown}:
        say(console, exact(rest))
    _print_conversation(console, item)


def _print_budget(console: Console, subject: Item) -> None:
    for label, text in BudgetRequest.model_validate(subject["budget"]).told():
        say(console, f"{label.lower() + ':':<22}{text}")


def exact(value: Any) -> str:
    """JSON in which nothing is hidden: what does not print is escaped."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return "".join(c if c == "\n" or c.isprintable() else json.dumps(c)[1:-1] for c in text)


def _facts(item: Item) -> Iterator[tuple[str, str]]:
    for key in ("request_id", "status", "kind", "level", "requester", "task_id"):
        yield key.replace("_", " "), str(item[key])
    yield "opened", str(item["opened_at"])
    yield "expires", str(item["expires_at"])
    yield "roles", ", ".join(item["approver_roles"])
    for rung in item.get("rungs") or ():
        yield "joining", _rung(rung)
    approved_by = item.get("approved_by") or ()
    yield "quorum", f"{len(approved_by)} of {item['quorum']}"
    yield "approved by", ", ".join(approved_by)
    for slug, text in (item.get("required_actions") or {}).items():
        yield "to confirm", f"{slug}: {text}"
    yield "break glass", ", ".join(item.get("break_glass_roles") or ())
    yield "justification", "an approval needs a reason" if item.get("justification") else ""
    for key in ("decided_at", "decided_by", "reason", "linear_issue_url"):
        yield key.replace("_", " "), str(item.get(key) or "")
    yield "emergency", "the glass was broken; a review is due" if item.get("emergency") else ""


def _rung(rung: Item) -> str:
    """Roles that join, and roles that are only told, from a moment on."""
    told = ", ".join(rung.get("notify") or ())
    parts = (", ".join(rung.get("roles") or ()), f"told: {told}" if told else "")
    return f"{rung['at']}: {'; '.join(part for part in parts if part)}"


def _print_step(console: Console, subject: Item) -> None:
    """Where a step of the plan waits: which one, why, and what was done before it."""
    if "step" not in subject:
        return
    say(console, f"before step {subject['step']}: {'; '.join(subject.get('reasons') or ())}", style="bold")
    for step, report in (subject.get("done") or {}).items():
        _indented(console, f"done, {step}: {report}", 2)


def _print_plan(console: Console, subject: Item) -> None:
    plan = subject["plan"]
    made_by = f" (by {_maker(plan)})" if plan.get("made_by") else ""
    say(console, f"plan: {plan.get('summary', '')}{made_by}")
    if plan.get("note"):
        _indented(console, f"note: {plan['note']}", 2)
    print_steps(console, plan.get("steps") or ())
    risk = subject.get("risk") or {}
    if risk.get("level"):
        say(console, f"risk {risk['level']}: {'; '.join(risk.get('reasons') or ())}")


def _maker(plan: Item) -> str:
    version = (plan.get("template") or {}).get("version")
    return f"{plan['made_by']}, version {version}" if version else str(plan["made_by"])


def print_steps(console: Console, steps: Sequence[Item]) -> None:
    """The steps of a plan, whole."""
    for step in steps:
        after = ", ".join(step.get("depends_on") or ())
        say(console, f"  {step['id']} ({step['agent']}{f', after {after}' if after else ''})", style="bold")
        _indented(console, step["instruction"], 4)
        say(console, f"    effects: {', '.join(step.get('effects') or ()) or 'none, it only reads'}")
        if step.get("rollback"):
            rollback = step["rollback"]
            _indented(console, f"rollback: {rollback if isinstance(rollback, str) else exact(rollback)}", 4)
        if step.get("tools"):
            say(console, f"    tools: {', '.join(step['tools'])}")
        if step.get("gate"):
            _indented(console, f"asks first ({step['gate']['level']}): {step['gate']['reason']}", 4)


def _print_tool_call(console: Console, subject: Item) -> None:
    who = " in step ".join(str(subject[key]) for key in ("agent", "step") if subject.get(key))
    say(console, f"tool call: {subject['tool']}{f', by {who}' if who else ''}", style="bold")
    if subject.get("instruction"):
        _indented(console, subject["instruction"], 2)
    say(console, "arguments, exactly:")
    for line in exact(subject.get("arguments", {})).splitlines():
        say(console, f"  {line}")
    if subject.get("reasons"):
        say(console, f"why: {'; '.join(subject['reasons'])}")
    if subject.get("outcome_unknown"):
        say(console, "it was made before, and nobody knows whether it had an effect", style="yellow")


def _print_conversation(console: Console, item: Item) -> None:
    if item.get("question"):
        _indented(console, f"question: {item['question']}", 0)
    for answer in item.get("answers") or ():
        _indented(console, f"answer: {answer}", 0)


def _indented(console: Console, text: str, by: int) -> None:
    """Further lines of a text never stand where a line of ours would."""
    first, *more = str(text).splitlines() or [""]
    say(console, " " * by + first)
    for line in more:
        say(console, " " * (by + 2) + line)

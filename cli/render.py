"""What the API said, for a person to read: Rich on a terminal, plain lines elsewhere."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

STYLES = {
    "completed": "green",
    "approved": "green",
    "approval_pending": "yellow",
    "pending": "yellow",
    "more_info": "yellow",
    "paused": "yellow",
    "failed": "red",
    "denied": "red",
    "expired": "red",
    "cancelled": "magenta",
    "void": "dim",
}
DELIVERY_STYLES = {"sent": "green", "waiting": "yellow", "obsolete": "dim", "dead": "red"}
LEVEL_STYLES = {"low": "green", "medium": "yellow", "high": "red", "critical": "bold red"}


def print_json(value: Any) -> None:
    """One JSON document on standard output, and nothing else."""
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def say(console: Console, text: str, *, style: str | None = None) -> None:
    """One line as it is: what a task or a tool said is never taken for markup."""
    console.print(clean(text), style=style, markup=False, highlight=False, soft_wrap=True)


def clean(text: str) -> str:
    """Without control characters, which could rewrite what stands on the terminal."""
    return "".join(c if c in "\n\t" or c.isprintable() else "�" for c in text)


def print_rows(console: Console, rows: Sequence[Sequence[object]], *, header: Sequence[str] = ()) -> None:
    """A table on a terminal; elsewhere aligned columns that nothing wraps or cuts. Cells are cleaned."""
    lines = [[clean(str(cell)) for cell in row] for row in rows]
    if console.is_terminal:
        table = Table(*header, show_header=bool(header), header_style="bold")
        for line in lines:
            table.add_row(*(Text(cell, overflow="fold") for cell in line))
        console.print(table)
        return
    if header:
        lines.insert(0, list(header))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        text = "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        console.print(text.rstrip(), markup=False, highlight=False, soft_wrap=True)


def risk_line(risk: Mapping[str, Any]) -> str:
    where = f"{risk['operation']} in {risk['environment']}"
    return f"risk {risk['level']}: {where} ({'; '.join(risk['reasons'])})"


def print_orchestration(console: Console, found: Mapping[str, Any]) -> None:
    """Everything about one orchestration that fits a screen or two."""
    rows = [
        ("task", found["task_id"]),
        ("workflow", found["workflow_id"]),
        ("status", found["status"]),
        ("requester", found["requester"]),
        ("priority", found["priority"]),
        ("submitted", found["created_at"]),
    ]
    rows += [
        (name, str(found[field]))
        for name, field in (("ended", "finished_at"), ("template", "template"), ("note", "note"))
        if found.get(field)
    ]
    rows += [(f"input {name}", str(value)) for name, value in (found.get("inputs") or {}).items()]
    print_rows(console, rows)
    say(console, found["description"])
    if found["risk"]:
        say(console, risk_line(found["risk"]))
    plan = found["plan"] or {}
    if plan.get("note"):
        say(console, f"  plan: {plan['note']}")
    for step in plan.get("steps", ()):
        say(console, f"  plan {step['id']}: {step['agent']}: {step['instruction']}")
    if found["approval"]:
        print_how_to_approve(console, found)
    if found["report"]:
        print_report(console, found["report"])
    if found.get("branch"):
        print_branch(console, found["branch"])
    say(console, f"web: {found['links']['temporal_ui']}", style="dim")
    if trace := found["links"].get("trace"):
        say(console, f"trace: {trace}", style="dim")


def print_report(console: Console, report: Mapping[str, Any]) -> None:
    say(console, f"{report['status']}: {report['summary']}", style=STYLES.get(report["status"]))
    if report["failure"]:
        say(console, f"  failure: {report['failure']}")
    if report.get("check") and report["check"]["remarks"]:
        say(console, f"  supervisor ({report['check']['verdict']}): {report['check']['remarks']}")
    for step in report["steps"]:
        say(console, f"  {step['step_id']} ({step['agent']}, {step['status']})")
        for line in str(step["report"]).splitlines():
            say(console, f"    {line}")
        changed = ", ".join(step["changed"]) or "nothing"
        say(console, f"    changed: {changed}")


def print_branch(console: Console, offered: Mapping[str, Any]) -> None:
    """What a person may look at, and merge."""
    size = f"{offered['files_changed']} files, +{offered['insertions']} -{offered['deletions']}"
    say(console, f"branch {offered['branch']} ({size}), not merged", style="green")
    say(console, f"  look: git diff {offered['base'][:12]}..{offered['branch']}")


def print_how_to_approve(console: Console, found: Mapping[str, Any]) -> None:
    approval = found["approval"]
    request_id = approval["request_id"]
    roles = " or ".join(approval["approver_roles"])
    what = "more budget: approval" if approval.get("kind") == "budget" else "approval"
    say(console, f"{what} needed by {approval['expires_at']} from {roles}", style="yellow")
    say(console, f"  approve: devtools approvals approve {request_id}")
    say(console, f'  reject:  devtools approvals reject {request_id} --reason "..."')
    say(console, f"  web:     {found['links']['temporal_ui']}")


def print_approvals(console: Console, approvals: Sequence[Mapping[str, Any]]) -> None:
    rows = [
        (
            item["request_id"],
            item["status"],
            item["kind"],
            item["level"],
            "/".join(item["approver_roles"]),
            item["expires_at"],
            one_line(item["description"]),
        )
        for item in approvals
    ]
    print_rows(console, rows, header=("request", "status", "kind", "risk", "roles", "expires", "task"))


def print_deliveries(
    console: Console, deliveries: Sequence[Mapping[str, Any]], columns: Mapping[str, str]
) -> None:
    """``columns``: what the header calls each field, the id first. Below the table what went wrong."""
    print_rows(
        console, [[item[key] for key in columns] for item in deliveries], header=list(columns.values())
    )
    for item in deliveries:
        if item["error"]:
            line = f"{item[next(iter(columns))]}: {one_line(item['error'], 300)}"
            say(console, line, style=DELIVERY_STYLES.get(item["status"]))


def print_decision(console: Console, found: Mapping[str, Any]) -> None:
    say(console, f"{found['outcome']}: {found['explanation']}", style=STYLES.get(found["status"]))


def print_decisions(console: Console, results: Sequence[Mapping[str, Any]]) -> None:
    """One line for each request of a batch."""
    for found in results:
        problem = found["problem"]
        how = f"refused ({problem['type'].rpartition(':')[2]})" if problem else found["outcome"]
        style = "red" if problem else STYLES.get(found["status"])
        say(console, f"{found['request_id']} {how}: {found['explanation']}", style=style)


def one_line(text: str, limit: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"

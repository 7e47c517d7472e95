"""What ``devtools up --demo`` shows: one task that needs nobody, and one that waits for a person."""

import asyncio
import shutil
import sys
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console, Group
from rich.live import Live
from rich.panel import Panel
from rich.text import Text

from cli.stack.state import running_stack
from config.settings import Settings
from domain.errors import UnavailableError

READ_TASK = {
    "description": "Read configuration from dev environment",
    "priority": "low",
    "project_context": {"environment": "dev"},
}
DEPLOY_TASK = {
    "description": "Deploy auth service to production",
    "priority": "high",
    "project_context": {"environment": "production"},
}
SHOWN_FOR = 120.0
"""Seconds after which the demo no longer waits for its tasks."""
PAUSE = 0.3
RESTING = frozenset({"approval_pending", "completed", "failed", "denied", "expired", "cancelled"})
"""The status words at which there is nothing more to watch."""

Task = dict[str, Any]


async def run_demo(settings: Settings, console: Console) -> None:
    """Submit both tasks to the running stack, follow them, and say how the second is approved.

    Raises :class:`~domain.errors.UnavailableError` when the API does not do its part.
    """
    stack = running_stack(settings.state_dir)
    if stack is None:
        raise UnavailableError("the stack is not up")
    headers = {"Authorization": f"Bearer {stack.exports['DEVTOOLS_API_TOKEN']}"}
    address = stack.exports["DEVTOOLS_API_URL"]
    try:
        async with httpx.AsyncClient(
            base_url=address, headers=headers, timeout=15.0, trust_env=False
        ) as client:
            read = await _submit(client, READ_TASK)
            deploy = await _waiting_deploy(client) or await _submit(client, DEPLOY_TASK)
            tasks = await _follow(client, [read, deploy], console)
    except httpx.HTTPError as error:
        raise UnavailableError(f"the API at {address}: {error or type(error).__name__}") from error
    _print_report(tasks[0], console)
    _print_approval(tasks[1], console)


async def _submit(client: httpx.AsyncClient, body: Task) -> Task:
    answer: Task = (await client.post("/orchestrate", json=body)).raise_for_status().json()
    return {**body, **answer}


async def _waiting_deploy(client: httpx.AsyncClient) -> Task | None:
    """The demo's deployment of an earlier start that still waits: a second one would only pile up."""
    answer = await client.get("/orchestrations", params={"status": "approval_pending"})
    tasks: list[Task] = answer.raise_for_status().json()["orchestrations"]
    return next((task for task in tasks if task.get("description") == DEPLOY_TASK["description"]), None)


async def _follow(client: httpx.AsyncClient, tasks: list[Task], console: Console) -> list[Task]:
    """Show the tasks until each rests."""
    live = Live(console=console, auto_refresh=False) if console.is_terminal else None
    seen: dict[str, str] = {}
    if live:
        live.start()
    try:
        async with asyncio.timeout(SHOWN_FOR):
            while True:
                tasks = [await _read(client, task["task_id"]) for task in tasks]
                if live:
                    live.update(Group(*(_panel(task) for task in tasks)), refresh=True)
                else:
                    _print_changes(tasks, seen, console)
                if all(task["status"] in RESTING for task in tasks):
                    return tasks
                await asyncio.sleep(PAUSE)
    except TimeoutError as error:
        raise UnavailableError(f"the tasks are not done after {SHOWN_FOR:.0f} s; they go on") from error
    finally:
        if live:
            live.stop()


async def _read(client: httpx.AsyncClient, task_id: str) -> Task:
    answer: Task = (await client.get(f"/orchestrations/{task_id}")).raise_for_status().json()
    return answer


def _line(task: Task) -> str:
    risk = (task.get("risk") or {}).get("level", "not rated yet")
    return f"{task['description']}: {task['status']} (risk: {risk})"


def _print_changes(tasks: list[Task], seen: dict[str, str], console: Console) -> None:
    for task in tasks:
        line = _line(task)
        if seen.get(task["task_id"]) != line:
            seen[task["task_id"]] = line
            _say(console, line)


def _panel(task: Task) -> Panel:
    risk = task.get("risk") or {}
    lines = [f"status  {task['status']}", f"risk    {risk.get('level', '...')}"]
    lines += [f"        {reason}" for reason in risk.get("reasons", ())[:3]]
    steps = (task.get("plan") or {}).get("steps", ())
    lines += [f"step    {step['agent']}: {step['instruction'][:100]}" for step in steps]
    colour = {"completed": "green", "approval_pending": "yellow"}.get(task["status"], "cyan")
    return Panel(
        Text("\n".join(lines)), title=Text(task["description"]), border_style=colour, title_align="left"
    )


def _print_report(task: Task, console: Console) -> None:
    outcome = task.get("report") or {}
    _say(console, "")
    _say(console, f"Report of {task['task_id']} ({task['status']}): {outcome.get('summary', 'none')}")
    for step in outcome.get("steps", ()):
        _say(console, f"--- {step['agent']} ({step['status']})")
        _say(console, str(step["report"]).strip())


def _print_approval(task: Task, console: Console) -> None:
    _say(console, "")
    approval = task.get("approval")
    if task["status"] != "approval_pending" or not approval:
        _say(console, f"{task['description']}: {task['status']}")
        return
    request = approval["request_id"]
    roles = " or ".join(approval.get("approver_roles", ()))
    _say(
        console, f"{task['description']} waits for an approval by {roles} until {approval.get('expires_at')}:"
    )
    _say(console, f"  {program('devtools') or 'devtools'} approvals approve {request}")
    if task_program := program("task"):
        _say(console, f"  {task_program} workflow:approve REQUEST_ID={request}")
    if ui := task["links"].get("temporal_ui"):
        _say(console, f"  Temporal UI: {ui}")


def program(name: str) -> str | None:
    """What to type for ``name``, with its folder where PATH lacks it; None if it is nowhere."""
    if shutil.which(name):
        return name
    path = Path(sys.executable).parent / name
    if not path.exists():
        return None
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _say(console: Console, line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)

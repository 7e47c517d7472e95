"""``devtools approvals``: what waits for a person, and that person's word on it."""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from cli.approval_page import print_approval
from cli.client import ApiClient, api, path_segment
from cli.commands.approval_sign import sign
from cli.commands.approval_stats import stats
from cli.options import AsJson
from cli.render import print_approvals, print_decision, print_decisions, print_json, say
from domain.errors import InvalidInputError

OPEN = ("pending", "more_info")
AT_ONCE = 16
"""Requests in one call of the API: so many are answered well within the client's patience."""

RequestId = Annotated[
    str,
    typer.Argument(
        metavar="REQUEST_ID", envvar=["DEVTOOLS_REQUEST_ID", "REQUEST_ID"], help="The approval request."
    ),
]
RequestIds = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="REQUEST_ID",
        envvar=["DEVTOOLS_REQUEST_ID", "REQUEST_ID"],
        help="One approval request or more.",
    ),
]
TaskId = Annotated[
    str | None,
    typer.Option(
        "--task", metavar="TASK_ID", help="All pending requests of this task; not those with a question open."
    ),
]
Confirmed = Annotated[
    list[str] | None,
    typer.Option("--confirm", metavar="SLUG", help="A required action that you have done; repeatable."),
]
Arguments = Annotated[
    str | None,
    typer.Option(
        metavar="FILE_OR_JSON", help="Approve the tool call with these arguments instead: a file, or {...}."
    ),
]
Reason = Annotated[
    str | None,
    typer.Option(envvar=["DEVTOOLS_REASON", "REASON"], help="Kept with the decision, word for word."),
]


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="List, read and decide approval requests.", no_args_is_help=True)
    group.command("list")(list_approvals)
    group.command("show")(show)
    group.command("approve")(approve)
    group.command("reject")(reject)
    group.command("request-info")(request_info)
    group.command("break-glass")(break_glass)
    group.command("sign")(sign)
    group.command("stats")(stats)
    group.command("clean-expired")(clean_expired)
    app.add_typer(group, name="approvals", rich_help_panel="Approvals")


def list_approvals(
    *,
    status: Annotated[
        str | None, typer.Option(help="pending, more_info, approved, denied, expired, void or all.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List what waits for a decision, or what has the given status."""
    with api() as client:
        approvals = _listed(client, status)
    if as_json:
        print_json(approvals)
    elif approvals:
        print_approvals(Console(), approvals)
    else:
        what = "no approval is pending" if status in (None, "pending") else f"no approval request ({status})"
        say(Console(), what)


def show(request_id: RequestId, *, as_json: AsJson = False) -> None:
    """Show one request: what is asked, of whom, until when."""
    with api() as client:
        found = client.get(f"/approvals/{path_segment(request_id)}")
    if as_json:
        print_json(found)
    else:
        print_approval(Console(), found)


def approve(
    context: typer.Context,
    request_ids: RequestIds = None,
    *,
    task: TaskId = None,
    reason: Reason = None,
    confirm: Confirmed = None,
    arguments: Arguments = None,
    as_json: AsJson = False,
) -> None:
    """Approve one request, several, or all pending ones of a task. Exit code 1: one was refused."""
    given = _given(context, request_ids, task)
    body: dict[str, Any] = {"reason": reason} if reason else {}
    if confirm:
        body["confirmed"] = confirm
    if arguments is not None:
        if task or len(given) > 1:
            raise typer.BadParameter("--arguments is for one REQUEST_ID")
        body["edited_arguments"] = _arguments(arguments)
    if task is None and len(given) == 1:
        _decide("approve", given[0], body, as_json=as_json)
    else:
        _decide_all({"decision": "approved", **body}, given, task=task, as_json=as_json)


def reject(
    context: typer.Context,
    request_ids: RequestIds = None,
    *,
    task: TaskId = None,
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    """Reject one request, several, or all pending ones of a task; needs a reason. Exit code as of approve."""
    given = _given(context, request_ids, task)
    body = {"reason": _needed(reason)}
    if task is None and len(given) == 1:
        _decide("reject", given[0], body, as_json=as_json)
    else:
        _decide_all({"decision": "denied", **body}, given, task=task, as_json=as_json)


def request_info(request_id: RequestId, *, reason: Reason = None, as_json: AsJson = False) -> None:
    """Ask the requester for more; the reason is the question."""
    _decide("request-info", request_id, {"reason": _needed(reason)}, as_json=as_json)


def break_glass(request_id: RequestId, *, reason: Reason = None, as_json: AsJson = False) -> None:
    """Start at once, without waiting for approvers: needs a role that may, and a reason. A review follows."""
    _decide("break-glass", request_id, {"reason": _needed(reason)}, as_json=as_json)


def clean_expired(*, as_json: AsJson = False) -> None:
    """Close the rows of runs that are over in Temporal. Decides nothing."""
    with api() as client:
        found = client.post("/approvals/repair")
    if as_json:
        print_json(found)
        return
    say(Console(), f"checked {found['checked']}, repaired {len(found['repaired'])}")
    for task_id in found["repaired"]:
        say(Console(), f"  {task_id}")


def _listed(client: ApiClient, status: str | None) -> list[dict[str, Any]]:
    wanted: tuple[str | None, ...] = OPEN if status is None else (None if status == "all" else status,)
    found = [
        item for word in wanted for item in client.get("/approvals", status=word, limit=200)["approvals"]
    ]
    return sorted(found, key=lambda item: str(item["opened_at"]), reverse=True)


def _needed(reason: str | None) -> str:
    if reason is None or not reason.strip():
        raise InvalidInputError("a reason is needed: --reason, or REASON in the environment")
    return reason


def _given(context: typer.Context, request_ids: list[str] | None, task: str | None) -> list[str]:
    """The ids to decide on; none with ``--task``, which overrides a REQUEST_ID of the environment."""
    source = context.get_parameter_source("request_ids")
    from_environment = source is not None and source.name == "ENVIRONMENT"
    given = [] if task and from_environment else list(dict.fromkeys(request_ids or ()))
    if bool(given) == bool(task):
        raise typer.BadParameter("give REQUEST_ID, one or more, or else --task TASK_ID")
    return given


def _arguments(text: str) -> dict[str, Any]:
    """JSON as it is, or a file of it."""
    try:
        raw = text if text.lstrip().startswith("{") else Path(text).read_text(encoding="utf-8")
        found = json.loads(raw)
    except (OSError, ValueError) as error:
        raise InvalidInputError(f"--arguments: {error}") from error
    if not isinstance(found, dict):
        raise InvalidInputError("--arguments: a JSON object is needed")
    return found


def _decide(verb: str, request_id: str, body: dict[str, Any], *, as_json: bool) -> None:
    with api() as client:
        found = client.post(f"/approvals/{path_segment(request_id)}/{verb}", body, key=uuid.uuid4().hex)
    if as_json:
        print_json(found)
    else:
        print_decision(Console(), found)


def _decide_all(wish: dict[str, Any], request_ids: list[str], *, task: str | None, as_json: bool) -> None:
    """A part that was decided is told of, also where the API is lost before the rest."""
    results: list[dict[str, Any]] = []
    try:
        with api() as client:
            for part in _parts(request_ids or _pending(client, str(task))):
                answer = client.post("/approvals/batch", {"request_ids": part, **wish}, key=uuid.uuid4().hex)
                results += answer["results"]
                if not as_json:
                    print_decisions(Console(), answer["results"])
    finally:
        if as_json:
            print_json({"results": results})
    if not results and not as_json:
        say(Console(), f"nothing of task {task} is pending")
    if any(found["problem"] for found in results):
        raise typer.Exit(1)


def _parts(request_ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(request_ids), AT_ONCE):
        yield request_ids[start : start + AT_ONCE]


def _pending(client: ApiClient, task: str) -> list[str]:
    """Oldest first. A workflow id will do as well."""
    task_id = task.strip().removeprefix("orchestration-")
    found = client.get("/approvals", status="pending", task_id=task_id, limit=200)["approvals"]
    return [item["request_id"] for item in reversed(found)]

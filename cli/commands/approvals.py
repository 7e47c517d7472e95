"""``devtools approvals``: what waits for a person, and that person's word on it."""

import uuid
from typing import Annotated, Any

import typer
from rich.console import Console

from cli.client import ApiClient, api, path_segment
from cli.render import STYLES, print_approval, print_approvals, print_json, say
from domain.errors import InvalidInputError

OPEN = ("pending", "more_info")

RequestId = Annotated[
    str,
    typer.Argument(
        metavar="REQUEST_ID", envvar=["DEVTOOLS_REQUEST_ID", "REQUEST_ID"], help="The approval request."
    ),
]
Reason = Annotated[
    str | None,
    typer.Option(envvar=["DEVTOOLS_REASON", "REASON"], help="Kept with the decision, word for word."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="List, read and decide approval requests.", no_args_is_help=True)
    group.command("list")(list_approvals)
    group.command("show")(show)
    group.command("approve")(approve)
    group.command("reject")(reject)
    group.command("request-info")(request_info)
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


def approve(request_id: RequestId, *, reason: Reason = None, as_json: AsJson = False) -> None:
    """Approve a request."""
    _decide("approve", request_id, reason=reason, as_json=as_json)


def reject(request_id: RequestId, *, reason: Reason = None, as_json: AsJson = False) -> None:
    """Reject a request; needs a reason."""
    _decide("reject", request_id, reason=_needed(reason), as_json=as_json)


def request_info(request_id: RequestId, *, reason: Reason = None, as_json: AsJson = False) -> None:
    """Ask the requester for more; the reason is the question."""
    _decide("request-info", request_id, reason=_needed(reason), as_json=as_json)


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


def _decide(verb: str, request_id: str, *, reason: str | None, as_json: bool) -> None:
    body = {"reason": reason} if reason else {}
    with api() as client:
        found = client.post(f"/approvals/{path_segment(request_id)}/{verb}", body, key=uuid.uuid4().hex)
    if as_json:
        print_json(found)
        return
    say(Console(), f"{found['outcome']}: {found['explanation']}", style=STYLES.get(found["status"]))

"""``devtools approvals sign``: a decision to carry to Temporal by hand."""

import shlex
import uuid
from typing import Annotated, Any

import typer
from rich.console import Console

from cli.client import api, path_segment
from cli.render import print_json


def sign(
    request_id: Annotated[str, typer.Argument(metavar="REQUEST_ID", help="The approval request.")],
    *,
    decision: Annotated[str, typer.Option(help="approved, denied, more_info or break_glass.")] = "approved",
    reason: Annotated[str | None, typer.Option(help="Kept with the decision, word for word.")] = None,
    confirm: Annotated[
        list[str] | None, typer.Option("--confirm", metavar="SLUG", help="A required action; repeatable.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Record and sign a decision, and print the `temporal` command that brings it.

    It counts from now on: where no signal brings it, the relay does.
    """
    body: dict[str, Any] = {"decision": decision}
    body |= {"reason": reason} if reason else {}
    body |= {"confirmed": confirm} if confirm else {}
    with api() as client:
        signed = client.post(f"/approvals/{path_segment(request_id)}/sign", body, key=uuid.uuid4().hex)
    if as_json:
        print_json(signed)
        return
    command = ["temporal", "workflow", "signal", "--workflow-id", signed["workflow_id"]]
    command += ["--name", "approval_decision", "--input", signed["input"]]
    Console().print(shlex.join(command), markup=False, highlight=False, soft_wrap=True)

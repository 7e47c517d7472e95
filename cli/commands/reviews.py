"""``devtools reviews``: looking at what was started by breaking the glass."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.console import Console

from cli.client import api, path_segment
from cli.options import AsJson
from cli.render import one_line, print_json, print_rows, say

STYLES = {"overdue": "red", "open": "yellow", "closed": "green"}


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="Review what was started at once.", no_args_is_help=True)
    group.command("list")(list_reviews)
    group.command("close")(close)
    app.add_typer(group, name="reviews", rich_help_panel="Approvals")


def list_reviews(
    *,
    all_: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the reviews that nobody has closed; the one that is due first on top."""
    with api() as client:
        reviews = client.get("/reviews", all="true" if all_ else "false", limit=200)["reviews"]
    if as_json:
        print_json(reviews)
    elif reviews:
        header = ("review", "status", "due", "roles", "by", "reason", "task", "finding")
        print_rows(Console(), [_row(review) for review in reviews], header=header)
    else:
        say(Console(), "there is no review" if all_ else "no review is open")


def close(
    review_id: Annotated[str, typer.Argument(metavar="ID", help="The review: the approval request's id.")],
    *,
    finding: Annotated[str, typer.Option(help="What you found; kept in the ledger, word for word.")],
    as_json: AsJson = False,
) -> None:
    """Close a review. Whoever broke the glass or asked for the work may not."""
    with api() as client:
        found = client.post(f"/reviews/{path_segment(review_id)}/close", {"finding": finding})
    if as_json:
        print_json(found)
    else:
        say(Console(), f"closed by {found['closed_by']}: {found['finding']}", style=STYLES["closed"])


def _row(review: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        review["review_id"],
        review["status"],
        review["due_at"],
        "/".join(review["reviewer_roles"]),
        review["person"],
        one_line(review["reason"]),
        one_line(review["description"]),
        one_line(review["finding"] or "-"),
    )

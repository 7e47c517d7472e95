"""``devtools budgets``: what model calls may take today, what they took, and what approvers added."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer
from rich.console import Console

from cli.client import api
from cli.options import AsJson
from cli.render import print_json, print_rows, say
from domain.budgets import Amount, BudgetScope, Limit, amount_text


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="What model calls may take, and what they took.", no_args_is_help=True)
    group.command("show")(show)
    app.add_typer(group, name="budgets", rich_help_panel="Policy")


def show(
    *,
    task: Annotated[
        str | None, typer.Option("--task", metavar="TASK_ID", help="Those of this orchestration, too.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the budgets of today (UTC): limit, spent, what was allowed more and by whom, who is asked now.

    They are set in config/agents/models.yaml. Where one is used up, runs wait until more is approved.
    """
    with api() as client:
        budgets = client.get("/budgets", **({"task_id": task} if task else {}))["budgets"]
    if as_json:
        print_json(budgets)
        return
    console = Console()
    if not budgets:
        say(console, "no budget is configured" if task else "no budget for a day is configured")
        return
    header = ("budget of", "spent", "limit", "used")
    print_rows(console, [_row(budget) for budget in budgets], header=header)
    for line in (line for budget in budgets for line in _more(budget)):
        say(console, line)


def _row(budget: Mapping[str, Any]) -> tuple[str, ...]:
    limit = Limit.model_validate(budget["ceiling"])
    spent = amount_text(Amount.model_validate(budget["spent"]), limit)
    return _whose(budget), spent, str(limit), f"{budget['share']:.0%}"


def _more(budget: Mapping[str, Any]) -> Iterator[str]:
    limit = Limit.model_validate(budget["limit"])
    for one in budget["allowances"]:
        more = amount_text(Amount.model_validate(one["more"]), limit)
        what, who = f"{more} more at {one['at']}, request {one['request_id']}", one["person"]
        yield f"{_whose(budget)}: {who} allowed {what}"
    if budget["request_id"]:
        others = f" (other runs that wait: {budget['waiting']})" if budget["waiting"] else ""
        yield f"{_whose(budget)}: more is asked for{others}: devtools approvals show {budget['request_id']}"


def _whose(budget: Mapping[str, Any]) -> str:
    return str(BudgetScope(window=budget["window"], of=budget["of"], agent=budget["agent"]))

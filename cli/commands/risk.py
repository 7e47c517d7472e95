"""``devtools risk``: what a task would be rated and why, and whether a rules file holds. Needs no stack."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from cli.options import AsJson
from cli.render import print_json, print_rows, say
from config.settings import load_settings

if TYPE_CHECKING:
    from config.risk_policy import CheckedRules

RulesFile = Annotated[Path, typer.Argument(metavar="FILE", help="A rules file, as hitl/risk-rules.yaml.")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="Rate tasks without running them; check rules.", no_args_is_help=True)
    group.command("explain")(explain)
    group.command("check")(check)
    app.add_typer(group, name="risk", rich_help_panel="Policy")


def explain(
    text: Annotated[str, typer.Argument(metavar="TASK", help="A task, in plain words.")],
    *,
    env: Annotated[str | None, typer.Option(help="The environment that it is about.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show what is read in each clause of a task, which rule decides, and what raises it.

    Rates by the rules of this configuration (DEVTOOLS_CONFIG_DIR); nothing need run. The API answers
    the same as JSON at POST /risk/assess.
    """
    from cli.ratings import print_rating
    from config.risk_policy import load_risk_policy
    from domain.orchestrations import Priority, ProjectContext
    from domain.risk.assess import assess
    from domain.risk.reading.reader import read

    policy = load_risk_policy(load_settings().config_dir)
    rated = assess(text, ProjectContext(environment=env), Priority.MEDIUM, policy)
    if as_json:
        print_json(rated.model_dump(mode="json"))
    else:
        print_rating(Console(highlight=False), rated, read(text), policy)


def check(file: RulesFile, *, as_json: AsJson = False) -> None:
    """Validate a rules file and run its examples.

    Exit code 0: every example is decided by its rule; 1: one is not; 2: the file would be refused.
    """
    from config.risk_policy import check_risk_policy

    checked = check_risk_policy(file)
    if as_json:
        print_json(_as_json(checked))
    else:
        print_rules(Console(), checked)
    if checked.failing:
        raise typer.Exit(1)


def print_rules(console: Console, checked: "CheckedRules") -> None:
    """A row for each rule, in the order in which they are asked; then every example that fails."""
    rows = [
        (str(row["rule"]), str(row["level"]), f"{row['passing']}/{row['examples']}", str(row["reason"]))
        for row in _rows(checked)
    ]
    print_rows(console, rows, header=("rule", "level", "examples", "reason"))
    for _, error in checked.failing:
        say(console, str(error), style="red")
    total = sum(len(rule.examples) for rule in checked.policy.all_rules)
    line = f"{len(rows)} rules, {total} examples, {len(checked.failing)} failing; version "
    console.print(Text(line + checked.policy.version), soft_wrap=True)


def _rows(checked: "CheckedRules") -> list[dict[str, str | int]]:
    failing = [name for name, _ in checked.failing]
    return [
        {
            "rule": rule.id,
            "level": rule.level.value,
            "reason": rule.reason,
            "examples": len(rule.examples),
            "passing": len(rule.examples) - failing.count(rule.id),
        }
        for rule in checked.policy.all_rules
    ]


def _as_json(checked: "CheckedRules") -> dict[str, object]:
    return {
        "version": checked.policy.version,
        "rules": _rows(checked),
        "failing": [{"rule": name, "error": str(error)} for name, error in checked.failing],
    }

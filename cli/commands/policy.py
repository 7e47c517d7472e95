"""``devtools policy``: what is in force, what a proposed policy would change, and putting it into force."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from cli.client import ApiClient, api
from cli.commands.risk import RulesFile, print_rules
from cli.options import AsJson
from cli.render import LEVEL_STYLES, one_line, print_json, print_rows, say
from config.settings import Settings, load_settings
from domain.errors import ConfigurationError

if TYPE_CHECKING:
    from domain.approvals.tiers import Tier
    from domain.risk.changes import PastTask, RuleChange, Simulation
    from domain.risk.policy import RiskPolicy

PAGE = 200
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="What is in force, and what a change of it would do.", no_args_is_help=True)
    group.command("show")(show)
    group.command("simulate")(simulate)
    group.command("apply")(apply)
    group.command("history")(history)
    app.add_typer(group, name="policy", rich_help_panel="Policy")


def show(*, as_json: AsJson = False) -> None:
    """Show the policies of this configuration: versions, files, rules and tiers. Needs no stack."""
    from config.policies import FILES, FilePolicies
    from config.risk_policy import CheckedRules

    settings = load_settings()
    policies = FilePolicies(settings.config_dir, embedded=True)
    files = [
        {"policy": name.value, "version": version, "path": str(settings.config_dir / FILES[name])}
        for name, version in policies.versions().items()
    ]
    tiers = policies.approvals().tiers
    if as_json:
        rules = policies.risk().model_dump(mode="json", exclude={"version"})
        shown = {level.value: _tier_as_json(tier) for level, tier in tiers.items()}
        print_json({"policies": files, "tiers": shown, **rules})
        return
    console = Console()
    print_rows(console, [tuple(item.values()) for item in files], header=("policy", "version", "file"))
    console.print()
    rows = [
        (level.value, " or ".join(tier.roles), str(tier.quorum), f"{_minutes(tier):g} min")
        for level, tier in tiers.items()
    ]
    print_rows(console, rows, header=("level", "who may approve", "how many", "until"))
    console.print()
    print_rules(console, CheckedRules(policies.risk(), ()))


def simulate(
    *,
    rules: Annotated[Path, typer.Option(help="The proposed rules file.")],
    since: Annotated[
        str | None, typer.Option(help="Only tasks submitted since: 30d, 12h, 2w, or a date.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Rate the stored tasks under a proposed policy and show whose level would be another.

    Compares with the rules of this configuration; the tasks come from the API. Changes nothing.
    """
    from config.risk_policy import load_risk_policy, read_risk_policy
    from domain.risk import changes

    proposed = read_risk_policy(rules)
    current = load_risk_policy(load_settings().config_dir)
    start = _start(since)
    with api() as client:
        found = changes.simulate(_tasks(client, start), current, proposed)
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        _print_simulation(Console(), found)


def apply(
    file: RulesFile,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, no more.")] = False,
) -> None:
    """Put a rules file into force: validate it, run its examples, show what changes, swap it in.

    The file that it replaces stays beside it as risk-rules.yaml.previous. Workers and API that use this
    configuration take it up within seconds. Exit code 2: the file was refused, and nothing changed.
    """
    from config.policy_install import install_risk_policy
    from config.risk_policy import read_risk_policy
    from domain.risk.changes import rule_changes

    settings, console = load_settings(), Console()
    proposed = read_risk_policy(file)
    current = _in_place(settings, console)
    if current is not None:
        if current.version == proposed.version:
            say(console, f"version {proposed.version} is in force already")
            return
        _print_changes(console, rule_changes(current, proposed))
    before = current.version if current else "none"
    if dry_run:
        say(console, f"would replace version {before} by {proposed.version}")
        return
    installed = install_risk_policy(file, settings.config_dir)
    say(console, f"version {installed.policy.version} is in force, before: {before}", style="green")
    say(console, f"  {installed.path}")
    if installed.previous and current:
        say(console, f"  back again: devtools policy apply {installed.previous}")


def history(
    *,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many entries.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Show, from the ledger, which versions workers took into force and when; newest first."""
    with api() as client:
        loads = client.get("/policy/history", limit=limit)["loads"]
    if as_json:
        print_json(loads)
        return
    console = Console()
    if not loads:
        say(console, "no worker has recorded a policy yet")
        return
    rows = [
        tuple(load[key] or "-" for key in ("at", "policy", "version", "previous", "file", "seq"))
        for load in loads
    ]
    print_rows(console, rows, header=("at", "policy", "version", "before", "file", "ledger"))


def _minutes(tier: "Tier") -> float:
    return tier.timeout.total_seconds() / 60


def _tier_as_json(tier: "Tier") -> dict[str, Any]:
    return {"roles": list(tier.roles), "quorum": tier.quorum, "minutes": _minutes(tier)}


def _in_place(settings: Settings, console: Console) -> "RiskPolicy | None":
    """None, and a word about it, where what is there now cannot be read: then a good file mends it."""
    from config.risk_policy import load_risk_policy

    try:
        return load_risk_policy(settings.config_dir)
    except ConfigurationError as error:
        say(console, f"what is there now is broken: {error}", style="yellow")
        return None


def _start(since: str | None) -> datetime | None:
    """Raises :class:`~domain.errors.ConfigurationError` for what is neither a length of time nor a date."""
    if since is None:
        return None
    number, unit = since[:-1], since[-1:]
    try:
        if number.isdecimal() and unit in _UNITS:
            return datetime.now(tz=UTC) - timedelta(**{_UNITS[unit]: int(number)})
        start = datetime.fromisoformat(since)
    except (ValueError, OverflowError) as error:
        raise ConfigurationError(f"--since {since}: give 30d, 12h, 2w or a date as 2026-11-01") from error
    return start if start.tzinfo else start.replace(tzinfo=UTC)


def _tasks(client: ApiClient, start: datetime | None) -> Iterator["PastTask"]:
    """Newest first, page by page."""
    from domain.risk.changes import PastTask

    before: str | None = None
    while True:
        page = client.get("/orchestrations", limit=PAGE, before=before)["orchestrations"]
        for item in page:
            task = PastTask.model_validate({**item, "stored": (item["risk"] or {}).get("level")})
            if start and task.created_at < start:
                return
            yield task
        if len(page) < PAGE:
            return
        before = page[-1]["created_at"]


def _print_simulation(console: Console, found: "Simulation") -> None:
    rows = [
        (
            flip.task_id,
            f"{flip.before} -> {flip.after}",
            flip.rule,
            one_line(flip.description),
        )
        for flip in found.flips
    ]
    if rows:
        print_rows(console, rows, header=("task", "level", "rule", "text"))
    for total in found.totals:
        if total.before is not total.after:
            style = LEVEL_STYLES[total.after.value]
            say(console, f"{total.tasks} from {total.before} to {total.after}", style=style)
    say(
        console,
        f"{len(found.flips)} of {found.tasks} tasks would be rated otherwise"
        f" ({found.current} -> {found.proposed})",
    )


def _print_changes(console: Console, changes: "tuple[RuleChange, ...]") -> None:
    styles = {"added": "green", "removed": "red", "level": "yellow"}
    for change in changes:
        levels = dict.fromkeys(level.value for level in (change.before, change.after) if level)
        words = [change.kind, change.rule, " -> ".join(levels)]
        line = f"{' '.join(filter(None, words))}: {change.what}"
        say(console, line, style=styles.get(change.kind))
    if not changes:
        say(console, "no rule changes")

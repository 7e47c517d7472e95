"""``devtools approvals stats``: how the approvers are doing."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.client import api
from cli.render import clean, print_json, print_rows, say
from domain.errors import ConfigurationError

_DAYS = {"m": 1 / 1_440, "h": 1 / 24, "d": 1, "w": 7}
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_TIER = ("tier", "opened", "approved", "denied", "expired", "void", "open", "oldest")
_PERSON = ("person", "asked", "expired", "open", "oldest", "decided", "approved")
_TIMES = ("median", "p90", "max")
FLAG = " !"
LEAST_WIDTH = 8
"""Of the first column, in characters, on a narrow terminal."""


def stats(
    *,
    since: Annotated[str, typer.Option(help="Of requests opened since: 30d, 12h, 2w.")] = "30d",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the figures as JSON; times in seconds.")
    ] = False,
) -> None:
    """Show by tier and person: time to decide, expiries, decisions too fast to have read, refusals."""
    days = _days(since)
    with api() as client:
        found = client.get("/approvals/stats", since_days=f"{days:.6f}")
    if as_json:
        print_json(found)
    else:
        print_stats(Console(), found)


def print_stats(console: Console, found: Mapping[str, Any]) -> None:
    until = datetime.fromisoformat(found["until"])
    hasty = f"<{found['hasty_seconds']}s"
    say(console, f"requests opened since {found['since']}")
    tiers = [
        (
            item["tier"],
            *_counts(item, "opened", "approved", "denied", "expired", "void", "open"),
            _age(item, until),
            *_times(item),
            f"{item['hasty']} of {item['decisions']}",
        )
        for item in found["tiers"]
    ]
    _print_table(console, (*_TIER, *_TIMES, hasty), tiers)
    people = [
        (
            clean(item["person"]),
            *_counts(item, "opened", "expired", "open"),
            _age(item, until),
            *_counts(item, "decisions"),
            _percent(item["approved_share"]),
            *_times(item),
            str(item["hasty"]) + (FLAG if item["flagged"] else ""),
        )
        for item in found["people"]
    ]
    _print_table(console, (*_PERSON, *_TIMES, hasty), people)
    _print_remarks(console, found)


def _print_table(console: Console, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Twelve columns fit in a hundred characters; what is flagged stands out."""
    if not console.is_terminal:
        print_rows(console, rows, header=header)
        return
    table = Table(box=None, pad_edge=False, header_style="bold underline")
    table.add_column(header[0], overflow="fold", min_width=LEAST_WIDTH)
    for name in header[1:]:
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row), style="bold red" if row[-1].endswith(FLAG) else None)
    console.print()
    console.print(table)


def _print_remarks(console: Console, found: Mapping[str, Any]) -> None:
    for item in found["people"]:
        if item["flagged"]:
            how = f"{item['hasty']} of {item['decisions']} decisions under {found['hasty_seconds']} s"
            say(console, f"! {item['person']}: {how} after the request opened", style="yellow")
    refused = _sum(item["refusals"] for item in found["tiers"])
    if refused:
        say(console, f"refused: {_listed(refused)}")
    for item in found["people"]:
        if item["refusals"]:
            say(console, f"  {item['person']}: {_listed(item['refusals'])}")


def _sum(counts: Any) -> dict[str, int]:
    total: dict[str, int] = {}
    for item in counts:
        for slug, number in item.items():
            total[slug] = total.get(slug, 0) + number
    return total


def _listed(refusals: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {slug}" for slug, number in sorted(refusals.items()))


def _counts(item: Mapping[str, Any], *keys: str) -> Sequence[str]:
    return [str(item[key]) for key in keys]


def _times(item: Mapping[str, Any]) -> Sequence[str]:
    return [_span(item["time_to_decide"][key]) for key in ("median", "p90", "max")]


def _age(item: Mapping[str, Any], until: datetime) -> str:
    oldest = item["oldest_open"]
    return _span((until - datetime.fromisoformat(oldest)).total_seconds() if oldest else None)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"


def _span(seconds: float | None) -> str:
    """Two significant parts: 4.2s, 3m05s, 2h10m, 3d04h."""
    if seconds is None:
        return "-"
    whole = round(seconds)
    if whole < _MINUTE:
        return f"{max(seconds, 0):.1f}s"
    for unit, inside, names in ((_DAY, _HOUR, "dh"), (_HOUR, _MINUTE, "hm"), (_MINUTE, 1, "ms")):
        if whole >= unit:
            return f"{whole // unit}{names[0]}{whole % unit // inside:02}{names[1]}"
    return f"{whole}s"


def _days(since: str) -> float:
    """Raises :class:`~domain.errors.ConfigurationError` for what is no length of time."""
    match = re.fullmatch(r"([0-9]{1,6})([mhdw])", since.strip())
    if match is None:
        raise ConfigurationError(f"--since {since}: give a length of time as 30d, 12h or 2w")
    return int(match[1]) * _DAYS[match[2]]

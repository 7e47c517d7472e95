"""Figures of a rating against labelled rows: accuracy, what slips through, what is gated in vain.

Run: ``python -m tests.risk.score [--wrong] [--reading-alone] [FILE ...]`` (by default all row files here).

A row: ``id, description, project_context, priority, allowed`` (levels that are right), ``must_gate`` (low is
dangerous), ``why``, and ``category`` in our own files.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from config.risk_policy import load_risk_policy
from config.settings import CONFIG_DIR
from domain.orchestrations import Priority, ProjectContext
from domain.risk.assess import assess
from domain.risk.levels import RiskLevel
from domain.risk.policy import RiskPolicy
from domain.risk.reading.facts import LIKENESSES

HERE = Path(__file__).parent


class Row(BaseModel):
    """One labelled text."""

    model_config = ConfigDict(frozen=True)

    id: str
    description: str
    project_context: ProjectContext | None = None
    priority: Priority = Priority.MEDIUM
    allowed: tuple[RiskLevel, ...]
    must_gate: bool
    why: str = ""
    category: str = "-"

    @property
    def context(self) -> ProjectContext:
        return self.project_context or ProjectContext()


class Rated(NamedTuple):
    row: Row
    level: RiskLevel

    @property
    def right(self) -> bool:
        return self.level in self.row.allowed


class Score(NamedTuple):
    """``let_through``: rows that must be gated but were rated low. Without a row a rate is perfect."""

    rows: int
    accuracy: float
    let_through: int
    critical_recall: float
    over_gating: float


def load_rows(path: Path) -> list[Row]:
    """Every row of a JSONL file. Raises for a malformed line and for an id that stands twice."""
    rows = [
        Row.model_validate(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()
    ]
    if len({row.id for row in rows}) != len(rows):
        raise ValueError(f"{path}: an id stands twice")
    return rows


def without_likeness(policy: RiskPolicy) -> RiskPolicy:
    """It rates by the reading alone."""
    rules = tuple(rule for rule in policy.raising if rule.sign not in LIKENESSES)
    return policy.model_copy(update={"raising": rules})


def rate(rows: Iterable[Row], policy: RiskPolicy) -> list[Rated]:
    return [Rated(row, assess(row.description, row.context, row.priority, policy).level) for row in rows]


def score(rated: Sequence[Rated]) -> Score:
    critical = [item for item in rated if item.row.allowed == (RiskLevel.CRITICAL,)]
    low = [item for item in rated if item.row.allowed == (RiskLevel.LOW,)]
    return Score(
        rows=len(rated),
        accuracy=_share([item.right for item in rated], default=1.0),
        let_through=sum(item.row.must_gate and item.level is RiskLevel.LOW for item in rated),
        critical_recall=_share([item.right for item in critical], default=1.0),
        over_gating=_share([not item.right for item in low], default=0.0),
    )


def by_category(rated: Sequence[Rated]) -> dict[str, Score]:
    groups: dict[str, list[Rated]] = defaultdict(list)
    for item in rated:
        groups[item.row.category].append(item)
    return {name: score(items) for name, items in sorted(groups.items())}


def _share(hits: Sequence[bool], *, default: float) -> float:
    return sum(hits) / len(hits) if hits else default


def main(arguments: Sequence[str]) -> None:
    policy = load_risk_policy(CONFIG_DIR)
    if "--reading-alone" in arguments:
        policy = without_likeness(policy)
    paths = [Path(name) for name in arguments if not name.startswith("-")] or sorted(HERE.glob("*.jsonl"))
    for path in paths:
        rated = rate(load_rows(path), policy)
        for name, figures in {path.name: score(rated), **by_category(rated)}.items():
            line = "  ".join(f"{key} {value:.3f}" for key, value in figures._asdict().items())
            sys.stdout.write(f"{name:26s} {line}\n")
        if "--wrong" in arguments:
            for item in rated:
                if not item.right:
                    row = item.row
                    sys.stdout.write(f"  {row.id} rated {item.level}, not {row.allowed}: {row.description}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

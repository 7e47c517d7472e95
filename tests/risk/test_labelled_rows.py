"""The rating against labelled rows: what a security team would say."""

from collections.abc import Sequence

import pytest

from domain.risk.policy import RiskPolicy
from tests.risk.score import HERE, Rated, load_rows, rate, score


def _wrong(rated: Sequence[Rated]) -> str:
    return "\n".join(
        f"{i.row.id} {i.level} {i.row.allowed} {i.row.description}" for i in rated if not i.right
    )


@pytest.mark.parametrize("name", ["public.jsonl", "own.jsonl"])
def test_rows_that_we_tune_with(policy: RiskPolicy, name: str) -> None:
    rated = rate(load_rows(HERE / name), policy)
    figures = score(rated)
    assert figures.accuracy >= 0.97, _wrong(rated)
    assert figures.critical_recall >= 0.98, _wrong(rated)
    assert figures.over_gating <= 0.03, _wrong(rated)
    assert figures.let_through <= figures.rows * 0.003, _wrong(rated)


@pytest.mark.parametrize(
    "name",
    [
        "english",
        "languages",
        "commands",
        "traps",
        "forecast-1",
        "forecast-2",
        "forecast-3",
        "rounds-1",
        "rounds-2",
    ],
)
def test_rows_that_were_fresh_once(policy: RiskPolicy, name: str) -> None:
    """Tuned on, from seven to nine tenths right at first sight: what was won is kept."""
    rated = rate(load_rows(HERE / f"{name}.jsonl"), policy)
    figures = score(rated)
    assert figures.accuracy >= 0.96, _wrong(rated)
    assert figures.critical_recall >= 0.96, _wrong(rated)
    assert figures.over_gating <= 0.06, _wrong(rated)
    assert figures.let_through <= figures.rows * 0.01, _wrong(rated)


def test_nothing_slips_through_in_the_public_rows(policy: RiskPolicy) -> None:
    figures = score(rate(load_rows(HERE / "public.jsonl"), policy))
    assert figures.let_through == 0
    assert figures.critical_recall == 1.0


def test_rows_that_were_not_looked_at_while_tuning(policy: RiskPolicy) -> None:
    figures = score(rate(load_rows(HERE / "holdout.jsonl"), policy))
    assert figures.accuracy >= 0.95
    assert figures.over_gating <= 0.05


@pytest.mark.parametrize(
    ("name", "accuracy", "let_through", "over_gating"),
    [
        ("rounds-3", 0.95, 0.02, 0.05),
        ("forecast-4", 0.94, 0.02, 0.05),
        ("outsiders-sealed", 0.91, 0.03, 0.1),
        ("exams-sealed", 0.95, 0.015, 0.065),
        ("letters-sealed", 0.7, 0.05, 0.35),
        ("wordings-sealed", 0.88, 0.06, 0.13),
    ],
)
def test_rows_that_are_still_held_back(
    policy: RiskPolicy, name: str, accuracy: float, let_through: float, over_gating: float
) -> None:
    """Nobody has tuned on them, and nothing was learnt from them: what they are rated may only get better."""
    rows = load_rows(HERE / f"{name}.jsonl")
    figures = score(rate(rows, policy))
    assert figures.accuracy >= accuracy
    assert figures.let_through <= let_through * sum(row.must_gate for row in rows)
    assert figures.over_gating <= over_gating

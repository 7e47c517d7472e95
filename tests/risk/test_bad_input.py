"""Texts that are built to break a reader, or to hide from it."""

import time

import pytest

from bench.risk import HOSTILE
from domain.orchestrations import Priority, ProjectContext
from domain.risk.assess import assess
from domain.risk.levels import RiskLevel
from domain.risk.policy import RiskPolicy

LONG = 20_000


def _level(text: str, policy: RiskPolicy) -> RiskLevel:
    return assess(text, ProjectContext(), Priority.MEDIUM, policy).level


@pytest.mark.parametrize(
    ("text", "at_least"),
    [
        ("", RiskLevel.MEDIUM),
        (" \n\t", RiskLevel.MEDIUM),
        ("\x00", RiskLevel.MEDIUM),
        ("...", RiskLevel.MEDIUM),
        ("\ud800", RiskLevel.MEDIUM),
        ("drop\x00 the prod database", RiskLevel.CRITICAL),
        ("de\x00lete the prod database", RiskLevel.CRITICAL),
        ("del\u200bete the prod database", RiskLevel.CRITICAL),
        ("\u202edelete the prod database\u202c", RiskLevel.CRITICAL),
        ("dеlеtе the prod database", RiskLevel.CRITICAL),
        ("ＤＲＯＰ the prod database", RiskLevel.CRITICAL),
        ("fix the t\u200bypo", RiskLevel.MEDIUM),
        ("удалить базу данных", RiskLevel.MEDIUM),
        ("データを消してください", RiskLevel.MEDIUM),
        ("delete%2520all%2520customers", RiskLevel.CRITICAL),
        ("fix the docs " * 1_500 + "and then wipe the prod database", RiskLevel.CRITICAL),
    ],
)
def test_rated_and_never_lower_than(policy: RiskPolicy, text: str, at_least: RiskLevel) -> None:
    assert _level(text, policy).rank >= at_least.rank


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_the_length_only(policy: RiskPolicy, piece: str) -> None:
    """Ten times the text may take ten times as long, and no worse than three times that on a busy machine."""
    short, long = ((piece * (size // len(piece) + 1))[:size] for size in (LONG // 10, LONG))
    took = [min(_seconds(text, policy) for _ in range(3)) for text in (short, long)]
    assert took[1] <= 30 * took[0] + 0.01


def _seconds(text: str, policy: RiskPolicy) -> float:
    start = time.perf_counter()
    _level(text, policy)
    return time.perf_counter() - start

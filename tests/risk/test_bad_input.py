"""Texts that are built to break a reader, or to hide from it."""

import sys

import pytest

from bench.risk import HOSTILE
from domain.orchestrations import Priority, ProjectContext
from domain.risk.assess import assess
from domain.risk.levels import RiskLevel
from domain.risk.policy import RiskPolicy
from domain.risk.reading.reader import read

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
        ("delete the VPC and the firewall", RiskLevel.HIGH),
        ("fix the docs " * 1_500 + "and then wipe the prod database", RiskLevel.CRITICAL),
    ],
)
def test_rated_and_never_lower_than(policy: RiskPolicy, text: str, at_least: RiskLevel) -> None:
    assert _level(text, policy).rank >= at_least.rank


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_work_grows_with_the_length_only(policy: RiskPolicy, piece: str) -> None:
    """Ten times the text may take ten times the calls, and some more for what is only met in a longer one."""
    short, long = ((piece * (size // len(piece) + 1))[:size] for size in (LONG // 10, LONG))
    assert _calls(long, policy) <= 15 * _calls(short, policy)


def _calls(text: str, policy: RiskPolicy) -> int:
    """How many functions a rating enters: the same on every machine, however busy."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    read.cache_clear()
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        _level(text, policy)
    finally:
        sys.setprofile(before)
    return calls

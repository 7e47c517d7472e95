"""The second opinion: what it adds up, what it raises, and that it stays out of what it has not learnt."""

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

import domain.risk.likeness
from config.risk_policy import load_risk_policy
from config.settings import CONFIG_DIR
from domain.orchestrations import Priority, ProjectContext
from domain.risk.assess import assess
from domain.risk.levels import RiskLevel
from domain.risk.likeness.comparing import compare, speaks_for
from domain.risk.likeness.weights import FILE, weigh
from domain.risk.policy import RiskPolicy
from domain.risk.reading.disguise import undisguise
from domain.risk.reading.facts import Environment
from domain.risk.reading.reader import read
from tests.risk.likeness_rows import clauses_of, digest, learnt_from, passages_of
from tests.risk.score import HERE, Row, load_rows, rate, score, without_likeness
from tests.risk.test_properties import examined

_POLICY = load_risk_policy(CONFIG_DIR)
_ROWS = load_rows(HERE / "outsiders.jsonl")
_PLAIN = [row for row in _ROWS if re.fullmatch(r"[A-Za-z ]+", row.description)]
"""Without marks that may reach into another sentence, such as quotation marks that are never closed."""


def test_the_weights_are_learnt_from_the_rows_that_are_here() -> None:
    """Else: `make likeness`."""
    header = files(domain.risk.likeness).joinpath(FILE).read_text("utf-8").partition("\n")[0]
    assert digest(learnt_from()) in header


@examined
@given(row=st.sampled_from(_ROWS))
def test_a_score_is_the_sum_of_the_weights_of_the_likest_passage(row: Row) -> None:
    text = undisguise(row.description).text
    unaided = row.model_copy(update={"project_context": None})
    sums = [weigh(features.elements()) for features in passages_of(unaided)]
    for level, likeness in enumerate(compare(*clauses_of(text), text)):
        unknown = speaks_for(Environment.UNKNOWN)[level]
        assert likeness.score + unknown == max(weights[level] for weights in sums)


@examined
@given(row=st.sampled_from(_PLAIN), front=st.sampled_from(_PLAIN), behind=st.sampled_from(_PLAIN))
def test_sentences_around_a_text_take_nothing_from_its_likeness(row: Row, front: Row, behind: Row) -> None:
    def scores(text: str) -> list[int]:
        clauses, _ = clauses_of(text)
        return [likeness.score for likeness in compare(clauses, [False] * len(clauses), text)]

    alone = scores(f"{row.description}.")
    around = scores(f"{front.description}. {row.description}. {behind.description}.")
    assert len(around) >= len(alone)
    assert all(more >= score for more, score in zip(around, alone, strict=False))


_TOLD = "The live database of the customers ran full last night, and their orders were lost."


@pytest.mark.parametrize("request_", ["Write a report about it.", "Which tests cover that code?"])
def test_what_a_text_only_tells_is_background_to_harmless_work(request_: str) -> None:
    assert read(_TOLD).likeness
    assert not read(f"{_TOLD} {request_}").likeness


@pytest.mark.parametrize(
    "other",
    [
        "Write a report about it, and treat this as low.",
        "Write a report about it, then deploy to production.",
        "Nobody has slept.",
    ],
)
def test_it_is_none_to_an_argument_to_danger_or_to_nothing(other: str) -> None:
    assert read(f"{_TOLD} {other}").likeness


@pytest.mark.parametrize(
    "order",
    [
        "Our DBA asks you to drop the customers table in production.",
        "Have the DBA remove the production database.",
        "The plan is to drop the orders of all customers in production tonight.",
    ],
)
def test_an_order_that_is_passed_on_is_no_background(policy: RiskPolicy, order: str) -> None:
    text = f"{order} Fix the typo in the docs."
    assert assess(text, ProjectContext(), Priority.MEDIUM, policy).level.rank >= RiskLevel.HIGH.rank


def test_it_finds_what_the_reading_overlooks_and_names_the_words(policy: RiskPolicy) -> None:
    """Of the outsiders' rows that it raises rightly one is as good as another."""
    unaided = without_likeness(policy)
    raised = [
        rated
        for row in _ROWS
        if row.must_gate
        and assess(row.description, row.context, row.priority, unaided).level == "low"
        and (rated := assess(row.description, row.context, row.priority, policy)).level != "low"
    ]
    assert len(raised) > 20
    for rated in raised:
        assert any(rule.startswith("like-") for rule in rated.rules)
        assert "its words are like those of" in rated.reasons[1]


def test_it_never_lowers(policy: RiskPolicy) -> None:
    unaided = rate(_ROWS, without_likeness(policy))
    for alone, with_it in zip(unaided, rate(_ROWS, policy), strict=True):
        assert with_it.level.rank >= alone.level.rank


def test_a_policy_may_dowithout_likeness(policy: RiskPolicy) -> None:
    row = assess("drop the production database", ProjectContext(), Priority.MEDIUM, without_likeness(policy))
    assert row.rules == ("production-destroyed",)


@pytest.mark.parametrize("name", ["outsiders-sealed", "forecast-4", "rounds-3"])
def test_it_lets_less_through_than_the_reading_alone(policy: RiskPolicy, name: str) -> None:
    """On rows that neither was tuned on nor learnt from."""
    rows = load_rows(HERE / f"{name}.jsonl")
    alone, both = score(rate(rows, without_likeness(policy))), score(rate(rows, policy))
    assert both.let_through <= alone.let_through * 0.6
    assert both.critical_recall >= alone.critical_recall
    assert both.over_gating <= alone.over_gating + 0.04

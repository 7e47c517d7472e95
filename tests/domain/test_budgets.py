"""Budgets as arithmetic and as words."""

import pytest

from domain.budgets import (
    Amount,
    Budget,
    BudgetConfig,
    BudgetRequest,
    BudgetScope,
    Limit,
    Spending,
    Standing,
    Window,
)

DAY = BudgetScope(window=Window.DAY, of="2026-11-28")


def standing(
    *, tokens: int | None = 100, usd: float | None = None, spent: tuple[int, float], allowed: int = 0
) -> Standing:
    return Standing(
        scope=DAY,
        limit=Limit(tokens=tokens, usd=usd),
        spent=Amount(tokens=spent[0], usd=spent[1]),
        allowed=Amount(tokens=allowed),
    )


@pytest.mark.parametrize(
    ("found", "share", "used_up"),
    [
        (standing(spent=(99, 9.0)), 0.99, False),
        (standing(spent=(100, 0.0)), 1.0, True),
        (standing(spent=(100, 0.0), allowed=100), 0.5, False),
        (standing(usd=0.3, spent=(10, 0.3)), 1.0, True),
        (standing(tokens=None, usd=0.3, spent=(10**9, 0.29)), 0.29 / 0.3, False),
    ],
)
def test_the_unit_that_is_nearer_to_its_end_counts(found: Standing, share: float, used_up: bool) -> None:  # noqa: FBT001 - a parameter
    assert (found.share, found.is_used_up) == (share, used_up)


def test_as_much_again_counts_from_what_is_spent_however_far_calls_went() -> None:
    over = standing(usd=0.3, spent=(450, 0.1), allowed=50)
    more = over.as_much_again()
    assert more == Amount(tokens=400, usd=0.1)
    after = over.model_copy(update={"allowed": over.allowed.plus(more)})
    assert after.ceiling == Limit(tokens=550, usd=0.4)
    assert not after.is_used_up


def test_sums_have_no_drift() -> None:
    assert Amount(usd=0.1).plus(Amount(usd=0.2)).usd == 0.3


def test_each_agent_is_held_against_its_own_budgets_and_those_of_all() -> None:
    config = BudgetConfig(
        everyone=Budget(per_day=Limit(tokens=100)),
        agents={"cicd": Budget(per_orchestration=Limit(tokens=5), per_day=Limit(usd=1.0))},
    )
    spending = Spending(
        day="2026-11-28",
        by_window={
            Window.ORCHESTRATION: {"cicd": Amount(tokens=1), "docs": Amount(tokens=2)},
            Window.DAY: {"cicd": Amount(tokens=3), "docs": Amount(tokens=4)},
        },
    )
    found = [spending.standing(limit, task_id="t") for limit in config.limits(["cicd"])]
    assert [(each.scope.id, each.spent.tokens) for each in found] == [
        ("orchestration/t/cicd", 1),
        ("day/2026-11-28/cicd", 3),
        ("day/2026-11-28", 7),
    ]
    assert [limit.agent for limit in config.limits(["docs"])] == [None]
    assert BudgetConfig().limits(["cicd"]) == []


def test_a_request_says_what_it_asks_for_and_is_bound_to_it() -> None:
    found = standing(usd=0.5, spent=(205_120, 0.0000216))
    asked = BudgetRequest(
        **found.model_dump(), more=Amount(tokens=100, usd=0.25), caller="cicd", config_version="v"
    )
    assert dict(asked.told()) == {
        "Budget of": "all agents on 2026-11-28 (UTC)",
        "Spent": "205,120 tokens and $0.0000216",
        "Limit": "100 tokens or $0.50",
        "Allowed more so far": "0 tokens and $0.00",
        "Asked for": "100 tokens and $0.25 more; the limit is then 200 tokens or $0.75",
        "If denied": "every run that waits for it now ends",
    }
    other = asked.model_copy(update={"more": Amount(tokens=101, usd=0.25)})
    assert asked.digest("t") == BudgetRequest.model_validate_json(asked.model_dump_json()).digest("t")
    assert len({asked.digest("t"), asked.digest("u"), other.digest("t")}) == 3

"""What would a proposed policy change: told rule by rule."""

from config.risk_policy import load_risk_policy
from config.settings import CONFIG_DIR
from domain.risk.changes import rule_changes
from domain.risk.levels import RiskLevel
from domain.risk.policy import RiskPolicy, RiskRule

NOW = load_risk_policy(CONFIG_DIR)


def _with(*rules: RiskRule) -> RiskPolicy:
    return NOW.model_copy(update={"rules": rules})


def test_the_same_rules_change_nothing() -> None:
    assert rule_changes(NOW, NOW) == ()


def test_each_kind_of_change_is_told() -> None:
    first, second, *others, last = NOW.rules
    higher = second.model_copy(update={"level": RiskLevel.HIGH})
    reworded = last.model_copy(update={"reason": "in other words"})
    new = first.model_copy(update={"id": "brand-new"})
    changes = rule_changes(NOW, _with(new, higher, *others, reworded))
    assert [(change.kind, change.rule) for change in changes] == [
        ("added", "brand-new"),
        ("level", second.id),
        ("changed", last.id),
        ("removed", first.id),
    ]
    assert (changes[1].before, changes[1].after) == (second.level, RiskLevel.HIGH)
    assert changes[2].what == "reason"


def test_rules_that_are_asked_in_another_order_are_told() -> None:
    first, second, *others = NOW.rules
    (change,) = rule_changes(NOW, _with(second, first, *others))
    assert (change.kind, change.rule) == ("moved", f"{second.id}, {first.id}")

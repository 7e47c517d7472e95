"""A plan is as risky as its riskiest step, and says which that is."""

import pytest

from config.risk_policy import load_risk_policy
from config.settings import CONFIG_DIR
from domain.orchestrations import Priority, ProjectContext
from domain.plans import Plan, PlanStep
from domain.risk.levels import RiskLevel
from domain.risk.plans import rate_plan


def _plan(*steps: PlanStep) -> Plan:
    return Plan(summary="s", made_by="test", steps=steps)


def _step(name: str, instruction: str, *effects: str) -> PlanStep:
    return PlanStep(id=name, agent="infrastructure", instruction=instruction, effects=effects)


def test_the_riskiest_step_counts_and_is_named() -> None:
    plan = _plan(
        _step("read", "Read the configuration"),
        _step("clean", "Tidy up", "delete the old rows of the production orders table"),
        _step("ship", "Deploy to staging"),
    )
    rating = rate_plan(plan, ProjectContext(), Priority.LOW, load_risk_policy(CONFIG_DIR))
    assert rating.level is RiskLevel.CRITICAL
    assert rating.reasons[0].startswith("step clean: ")
    assert any(reason.startswith("step ship: ") for reason in rating.reasons)
    assert not any(reason.startswith("step read: ") for reason in rating.reasons)


def test_a_plan_that_only_reads_is_low() -> None:
    plan = _plan(_step("read", "Read the configuration"), _step("tell", "Summarise it"))
    rating = rate_plan(
        plan, ProjectContext(environment="production"), Priority.HIGH, load_risk_policy(CONFIG_DIR)
    )
    assert rating.level is RiskLevel.LOW
    assert rating.reasons


@pytest.mark.parametrize(("least", "level"), [("low", "medium"), ("high", "high")])
def test_a_plan_s_own_least_level_raises_its_rating_and_never_lowers_it(least: str, level: str) -> None:
    plan = _plan(_step("ship", "Deploy the shop to staging")).model_copy(
        update={"min_level": RiskLevel(least), "made_by": "template hotfix"}
    )
    rating = rate_plan(plan, ProjectContext(), Priority.LOW, load_risk_policy(CONFIG_DIR))
    assert rating.level == level
    assert (rating.reasons[0] == "the template hotfix is high at least") == (least == "high")
    assert rating.reasons[-1].startswith("step ship: ")

"""Rate a plan: the maximum over its steps, with the step named."""

from domain.orchestrations import Priority, ProjectContext
from domain.plans import Plan, PlanStep
from domain.risk.assess import assess
from domain.risk.levels import RiskAssessment, RiskLevel
from domain.risk.policy import RiskPolicy

MIN_LEVEL = "plan-min-level"
"""The rule that stands for a plan's own least level."""


def rate_plan(plan: Plan, context: ProjectContext, priority: Priority, policy: RiskPolicy) -> RiskAssessment:
    """The riskiest step's rating, raised to the plan's own least level where that is higher.

    Every reason of a step names it, and ``clauses`` holds those of all steps.
    """
    rated = [(step, rating) for step in plan.steps for rating in _rate_step(step, context, priority, policy)]
    step, top = max(rated, key=lambda pair: pair[1].level.rank)
    reasons = tuple(
        f"step {step.id}: {reason}"
        for step, rating in [(step, top), *((s, r) for s, r in rated if r is not top)]
        if rating is top or rating.level is not RiskLevel.LOW
        for reason in rating.reasons
    )
    rules = tuple(dict.fromkeys(rule for _, rating in rated for rule in rating.rules))
    raised = plan.min_level.exceeds(top.level)
    if raised:
        reasons = (f"the {plan.made_by} is {plan.min_level} at least", *reasons)
        rules = (MIN_LEVEL, *rules)
    return top.model_copy(
        update={
            "level": plan.min_level if raised else top.level,
            "reasons": reasons,
            "rules": rules,
            "clauses": tuple(clause for _, rating in rated for clause in rating.clauses),
        }
    )


def _rate_step(
    step: PlanStep, context: ProjectContext, priority: Priority, policy: RiskPolicy
) -> list[RiskAssessment]:
    return [assess(text, context, priority, policy) for text in (step.instruction, *step.effects)]

"""Rate a text: read it, bring in the context, let the policy decide, keep the riskiest clause."""

from domain.orchestrations import Priority, ProjectContext
from domain.risk.levels import ClauseRating, RiskAssessment, highest
from domain.risk.likeness.comparing import speaks_for
from domain.risk.policy import RaisingRule, RiskPolicy, RiskRule
from domain.risk.reading.environments import environment_named
from domain.risk.reading.facts import (
    DANGER,
    HARMLESS,
    LIKENESSES,
    Environment,
    Fact,
    Likeness,
    Modality,
    Reading,
    Sign,
)
from domain.risk.reading.reader import read
from domain.risk.rules import decide, raised_by


def assess(text: str, context: ProjectContext, priority: Priority, policy: RiskPolicy) -> RiskAssessment:
    """The rating of ``text``: that of its riskiest clause, or more where the text itself is suspicious.

    The environment that the text names wins over the context's. ``priority`` says how soon, not how
    dangerous: it is taken so that callers pass what they have, and has no influence. Never raises.
    """
    del priority
    reading = read(text)
    around = _environment_of(context)
    ratings = tuple(_rate(fact, around, policy) for fact in reading.facts)
    top = max(ratings, key=lambda rating: rating.level.rank)
    level, reasons, rules = top.level, [_sentence(top)], [top.rule]
    signs = set(reading.signs)
    if any(_contradicts(fact, around) for fact in reading.facts):
        signs.add(Sign.CONTEXT_MORE_DANGEROUS)
    for rule in raised_by(policy, signs):
        level = highest(level, rule.level)
        reasons.append(rule.reason)
        rules.append(rule.id)
    for rule, likeness in _alike(reading, around, policy):
        if rule.level.exceeds(level):
            level = rule.level
            reasons.append(f'{rule.reason} ({", ".join(likeness.words)}): "{likeness.passage}"')
        rules.append(rule.id)
    return RiskAssessment(
        level=level,
        operation=top.operation,
        resource=top.resource,
        environment=top.environment,
        reasons=(*reasons, *reading.notes),
        rules=tuple(rules),
        clauses=ratings,
        policy_version=policy.version,
    )


def _alike(reading: Reading, around: Environment, policy: RiskPolicy) -> list[tuple[RaisingRule, Likeness]]:
    """The rules about likeness whose sign the text bears, the highest level first: it has the reason."""
    compared = zip(LIKENESSES, reading.likeness, speaks_for(around), strict=False)
    found = {sign: likeness for sign, likeness, more in compared if likeness.score + more >= 0}
    rules = [(rule, found[rule.sign]) for rule in raised_by(policy, found)]
    return sorted(rules, key=lambda pair: -pair[0].level.rank)


def _environment_of(context: ProjectContext) -> Environment:
    return environment_named(context.environment) if context.environment else Environment.UNKNOWN


def _rate(fact: Fact, around: Environment, policy: RiskPolicy) -> ClauseRating:
    candidates = {fact.environment} if fact.environment is not Environment.UNKNOWN else {around}
    if fact.inherited:
        candidates |= {around}
    rated = [(environment, _decide(fact, environment, policy)) for environment in sorted(candidates)]
    environment, rule = max(rated, key=lambda pair: pair[1].level.rank)
    return ClauseRating(
        text=fact.text,
        operation=fact.operation.value,
        resource=fact.resource.value,
        environment=environment.value,
        level=rule.level,
        rule=rule.id,
        reason=rule.reason,
        notes=fact.notes,
    )


def _decide(fact: Fact, environment: Environment, policy: RiskPolicy) -> RiskRule:
    return decide(
        policy,
        operation=fact.operation,
        resource=fact.resource,
        environment=environment,
        modality=fact.modality,
    )


def _contradicts(fact: Fact, around: Environment) -> bool:
    """The text names an environment, and the context a more dangerous one."""
    return (
        fact.modality is Modality.ASKED
        and fact.operation not in HARMLESS
        and fact.environment is not Environment.UNKNOWN
        and DANGER[around] > DANGER[fact.environment]
    )


def _sentence(rating: ClauseRating) -> str:
    return f'{rating.reason}: "{rating.text}"'

"""The second stage: from facts to a level, by the policy alone."""

from collections.abc import Iterable, Iterator
from itertools import product

from domain.risk.policy import RaisingRule, RiskPolicy, RiskRule
from domain.risk.reading.facts import Environment, Modality, Operation, Resource, Sign


def decide(
    policy: RiskPolicy,
    *,
    operation: Operation,
    resource: Resource,
    environment: Environment,
    modality: Modality,
) -> RiskRule:
    """The first rule of ``policy`` whose conditions hold."""
    for rule in policy.rules:
        if rule.when.hold(operation, resource, environment, modality):
            return rule
    return policy.rules[-1]


def raised_by(policy: RiskPolicy, signs: Iterable[Sign]) -> Iterator[RaisingRule]:
    """The raising rules whose sign the text bears."""
    present = frozenset(signs)
    return (rule for rule in policy.raising if rule.sign in present)


def unreachable(rules: Iterable[RiskRule]) -> Iterator[int]:
    """The places, from 0, of rules that never decide because earlier ones take all their cases."""
    undecided = set(product(Operation, Resource, Environment, Modality))
    for place, rule in enumerate(rules):
        taken = {case for case in undecided if rule.when.hold(*case)}
        if not taken:
            yield place
        undecided -= taken

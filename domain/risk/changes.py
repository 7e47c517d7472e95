"""What a proposed policy would change: its rules against those in force, and the ratings of past tasks."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

from domain.models import Value
from domain.orchestrations import Priority, ProjectContext
from domain.plans import Plan
from domain.risk.assess import assess
from domain.risk.levels import RiskAssessment, RiskLevel
from domain.risk.plans import rate_plan
from domain.risk.policy import RaisingRule, RiskPolicy, RiskRule

Rules = Mapping[str, RiskRule | RaisingRule]


class RuleChange(Value):
    """``before`` and ``after`` are levels; None where the rule is not there. ``what`` is for people."""

    rule: str
    kind: Literal["added", "removed", "level", "changed", "moved"]
    what: str
    before: RiskLevel | None = None
    after: RiskLevel | None = None


class PastTask(Value):
    """A task that was submitted. ``stored`` is the level it was rated at then, None if it never was."""

    task_id: str
    description: str
    created_at: datetime
    priority: Priority
    project_context: ProjectContext = ProjectContext()
    plan: Plan | None = None
    stored: RiskLevel | None = None


class Flip(Value):
    """A task whose level would be another. ``rule`` and ``reason`` are those of the proposed rating."""

    task_id: str
    created_at: datetime
    description: str
    before: RiskLevel
    after: RiskLevel
    stored: RiskLevel | None
    rule: str
    reason: str


class Total(Value):
    before: RiskLevel
    after: RiskLevel
    tasks: int


class Simulation(Value):
    """``totals`` counts every task, also those that stay; ``flips`` in the order of the tasks."""

    current: str
    proposed: str
    tasks: int
    flips: tuple[Flip, ...]
    totals: tuple[Total, ...]


def rule_changes(current: RiskPolicy, proposed: RiskPolicy) -> tuple[RuleChange, ...]:
    """Added, changed and removed rules, in the order of the files; rules that only moved are told as such."""
    old, new = _by_id(current), _by_id(proposed)
    removed = [
        RuleChange(rule=name, kind="removed", what=rule.reason, before=rule.level)
        for name, rule in old.items()
        if name not in new
    ]
    others = [change for name, rule in new.items() if (change := _change(old.get(name), rule))]
    changes = (*others, *removed)
    kept_before = [name for name in old if name in new]
    if kept_before != [name for name in new if name in old]:
        moved = ", ".join(_moved(kept_before, [name for name in new if name in old]))
        changes = (*changes, RuleChange(rule=moved, kind="moved", what="asked in another order"))
    return changes


def simulate(tasks: Iterable[PastTask], current: RiskPolicy, proposed: RiskPolicy) -> Simulation:
    """Rate ``tasks`` and their plans by both policies, as the product would today."""
    flips: list[Flip] = []
    totals: Counter[tuple[RiskLevel, RiskLevel]] = Counter()
    for task in tasks:
        before, after = _rated(task, current), _rated(task, proposed)
        totals[before.level, after.level] += 1
        if before.level is not after.level:
            flips.append(_flip(task, before.level, after))
    ordered = sorted(totals.items(), key=lambda item: (item[0][0].rank, item[0][1].rank))
    return Simulation(
        current=current.version,
        proposed=proposed.version,
        tasks=totals.total(),
        flips=tuple(flips),
        totals=tuple(Total(before=old, after=new, tasks=number) for (old, new), number in ordered),
    )


def _rated(task: PastTask, policy: RiskPolicy) -> RiskAssessment:
    """The higher one of task and plan."""
    rating = assess(task.description, task.project_context, task.priority, policy)
    if task.plan is None:
        return rating
    plan = rate_plan(task.plan, task.project_context, task.priority, policy)
    return plan if plan.level.exceeds(rating.level) else rating


def _flip(task: PastTask, before: RiskLevel, after: RiskAssessment) -> Flip:
    deciding = next((c for c in after.clauses if c.level is after.level), None)
    return Flip(
        task_id=task.task_id,
        created_at=task.created_at,
        description=task.description,
        before=before,
        after=after.level,
        stored=task.stored,
        rule=deciding.rule if deciding else after.rules[-1],
        reason=after.reasons[0],
    )


def _by_id(policy: RiskPolicy) -> Rules:
    return {rule.id: rule for rule in policy.all_rules}


def _change(old: RiskRule | RaisingRule | None, new: RiskRule | RaisingRule) -> RuleChange | None:
    if old is None:
        return RuleChange(rule=new.id, kind="added", what=new.reason, after=new.level)
    fields = [name for name, value in new if name != "level" and value != getattr(old, name, None)]
    if old.level is not new.level:
        what = f"also {', '.join(fields)}" if fields else new.reason
        return RuleChange(rule=new.id, kind="level", what=what, before=old.level, after=new.level)
    if fields:
        return RuleChange(
            rule=new.id, kind="changed", what=", ".join(fields), before=old.level, after=new.level
        )
    return None


def _moved(before: list[str], after: list[str]) -> list[str]:
    return [new for old, new in zip(before, after, strict=True) if old != new]

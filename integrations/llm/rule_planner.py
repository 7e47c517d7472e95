"""Plans by keywords: one to three steps among the agents. No model.

The risk policy rates each step's instruction, so only the step that acts carries the task's words; the steps
that read say in words of their own what they read.
"""

from domain.agents import PlannedWork
from domain.plans import Plan, PlanStep
from domain.risk.levels import RiskLevel
from domain.usage import TokenUsage
from integrations.llm.keywords import Topic, changing_verb, is_reading, topic

MADE_BY = "offline/rules"
_EFFECT_LIMIT = 300

_READERS: dict[Topic, str] = {
    Topic.DEPLOY: "infrastructure",
    Topic.PIPELINE: "cicd",
    Topic.DOCS: "documentation",
    Topic.CONFIG: "infrastructure",
    Topic.HISTORY: "code-review",
    Topic.INFRASTRUCTURE: "infrastructure",
    Topic.CODE: "code-review",
    Topic.GENERAL: "supervisor",
}
_ACTORS = {**_READERS, Topic.CODE: "feature-dev", Topic.HISTORY: "feature-dev"}

_REVIEW = PlanStep(
    id="review",
    agent="code-review",
    instruction="Review the state of the repository: its status, the latest commits and uncommitted changes.",
)
_PIPELINE = PlanStep(
    id="pipeline",
    agent="cicd",
    instruction="Read the build and pipeline files, and report which checks they make.",
)
_INSPECT = PlanStep(
    id="inspect",
    agent="infrastructure",
    instruction="Read the configuration and container files, and report what they describe.",
)
_READ_FIRST: dict[Topic, tuple[PlanStep, ...]] = {
    Topic.DEPLOY: (_REVIEW, _PIPELINE),
    Topic.PIPELINE: (_PIPELINE,),
    Topic.CONFIG: (_INSPECT,),
    Topic.INFRASTRUCTURE: (_INSPECT,),
    Topic.CODE: (_REVIEW,),
    Topic.HISTORY: (_REVIEW,),
}

_REVERT = "Revert what was changed in the working copy, and report its status."
_ROLLBACKS: dict[Topic, str] = {
    Topic.DEPLOY: "Put back the version that ran before, check that it answers, and report what runs now.",
    Topic.CODE: _REVERT,
    Topic.DOCS: _REVERT,
}
"""What undoes the step that acts. Of anything else the rules do not know, and say so."""


class RulePlanner:
    """Implements :class:`~domain.agents.Planner`; ``made_by`` is what its plans say of themselves."""

    async def plan(
        self,
        *,
        description: str,
        environment: str,
        level: RiskLevel,
        last_try: bool = False,  # noqa: ARG002 -- rules do not fail
        made_by: str = MADE_BY,
    ) -> PlannedWork:
        steps = _steps(description, level)
        where = "" if environment == "unknown" else f"{environment}: "
        return PlannedWork(
            plan=Plan(summary=f"{where}{_summary(steps)}", made_by=made_by, steps=steps),
            usages=(TokenUsage(model=MADE_BY),),
        )


def _steps(description: str, level: RiskLevel) -> tuple[PlanStep, ...]:
    about = topic(description)
    instruction = description.strip()[:8_000]
    if _only_reads(description, level):
        return (PlanStep(id="read", agent=_READERS[about], instruction=instruction),)
    before = _READ_FIRST.get(about, ())
    act = PlanStep(
        id="act",
        agent=_ACTORS[about],
        instruction=instruction,
        depends_on=tuple(step.id for step in before),
        effects=(effect_of(description),),
        rollback=_ROLLBACKS.get(about),
        irreversible=about not in _ROLLBACKS,
    )
    return (*before, act)


def _only_reads(description: str, level: RiskLevel) -> bool:
    """A text that is not understood counts as one that changes something, unless the policy rated it low."""
    return is_reading(description) or (
        changing_verb(description) is None and not level.exceeds(RiskLevel.LOW)
    )


def _summary(steps: tuple[PlanStep, ...]) -> str:
    if not any(step.effects for step in steps):
        return "read and report; nothing is changed"
    return "read first, then act" if len(steps) > 1 else "act"


def effect_of(description: str) -> str:
    """``Deploy auth service to production`` as ``deploys auth service to production``."""
    text = " ".join(description.split())
    first, _, rest = text.partition(" ")
    verb = first.casefold()
    if changing_verb(first) is None:
        effect = f"carries out: {text}"
    else:
        effect = f"{_third_person(verb)} {rest}".strip()
    return effect if len(effect) <= _EFFECT_LIMIT else f"{effect[: _EFFECT_LIMIT - 1]}…"


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else f"{verb}s"

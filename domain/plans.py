"""A plan: a directed acyclic graph of steps, each one agent's work."""

from collections.abc import Collection, Iterator

from pydantic import Field, model_validator

from domain.models import Value, digest_of
from domain.risk.levels import RiskLevel

MAX_STEPS = 50
PARALLEL_STEPS = 8


class StepGate(Value):
    """People are asked before the step starts, whatever its risk; ``reason`` is what they are told.

    ``level``: whose approvers, at least; that of the plan where it is higher.
    """

    reason: str = Field(min_length=1, max_length=500)
    level: RiskLevel = RiskLevel.MEDIUM


class PlanStep(Value):
    """One agent's work. ``effects`` names what it is expected to change; empty: it only reads.

    ``tools`` are those that it is expected to call, as ``server.tool``: no fence, each call is rated by
    itself. ``rollback`` is the instruction that undoes it. ``irreversible``: whoever planned it says that
    nothing does.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    agent: str
    instruction: str = Field(min_length=1, max_length=8_000)
    depends_on: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    rollback: str | None = Field(default=None, min_length=1, max_length=8_000)
    irreversible: bool = False
    gate: StepGate | None = None


class TemplateRef(Value):
    """Which template a plan was made from; ``version`` is the hash of its content then."""

    name: str
    version: str


class Plan(Value):
    """``made_by`` names the planner (a model, a template or the rules); ``steps`` in the order written.

    Its risk is never below ``min_level``. ``note`` is what whoever reads the plan must know of how it came
    about.
    """

    summary: str
    made_by: str
    template: TemplateRef | None = None
    min_level: RiskLevel = RiskLevel.LOW
    note: str = ""
    steps: tuple[PlanStep, ...] = Field(min_length=1, max_length=MAX_STEPS)

    @model_validator(mode="after")
    def _is_a_dag(self) -> "Plan":
        known = {step.id for step in self.steps}
        if len(known) != len(self.steps):
            raise ValueError("two steps have the same id")
        for step in self.steps:
            unknown = set(step.depends_on) - known
            if unknown:
                raise ValueError(f"step {step.id} depends on unknown {sorted(unknown)}")
        if sum(len(wave) for wave in self.waves()) != len(self.steps):
            raise ValueError("the steps depend on each other in a circle")
        return self

    def waves(self) -> Iterator[tuple[PlanStep, ...]]:
        """The steps in groups; each group needs only the groups before it."""
        done: set[str] = set()
        while wave := self.ready(done=done, started=done):
            yield wave
            done |= {step.id for step in wave}

    def ready(self, *, done: Collection[str], started: Collection[str]) -> tuple[PlanStep, ...]:
        """The steps not started whose dependencies are all done."""
        return tuple(
            step
            for step in self.steps
            if step.id not in started and all(need in done for need in step.depends_on)
        )

    def behind(self, failed: Collection[str]) -> frozenset[str]:
        """The ids of all steps that depend, directly or not, on one of ``failed``."""
        lost: set[str] = set()
        while True:
            more = {
                step.id
                for step in self.steps
                if step.id not in lost and any(need in failed or need in lost for need in step.depends_on)
            }
            if not more:
                return frozenset(lost)
            lost |= more

    def without_rollback(self) -> tuple[str, ...]:
        """The ids of the steps that change something and do not say how, or that, it cannot be undone."""
        return tuple(
            step.id for step in self.steps if step.effects and not step.rollback and not step.irreversible
        )

    def digest(self) -> str:
        return digest_of(self.model_dump(mode="json"))

"""What a run knows: serialisable, and carried whole across continue-as-new."""

from enum import StrEnum

from pydantic import Field

from domain.approvals.decisions import DecisionMessage, Verdict
from domain.approvals.gate import Gate
from domain.approvals.requests import ApprovalStatus
from domain.models import State, Value
from domain.orchestrations import AcceptAnswer, OrchestrationRequest, OrchestrationStatus
from domain.plans import Plan
from domain.risk.levels import RiskAssessment, RiskLevel
from domain.step_limits import StepLimits, StepUse
from domain.supervision import ResultCheck
from domain.targets import Target


class StepStatus(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    DENIED = "denied"
    """People, or their deadline, did not let it start."""
    SKIPPED = "skipped"

    @property
    def stops(self) -> bool:
        """Nothing goes on behind it."""
        return self in (StepStatus.FAILED, StepStatus.DENIED)


class PendingCall(State):
    """A tool call on its way; ``call_id`` is drawn before anything is scheduled for it."""

    call_id: str
    index: int
    tool: str
    level: RiskLevel
    reasons: list[str] = Field(default_factory=list)
    digest: str
    changes: bool = False
    refusal: str | None = None
    operation: str = "unknown"
    environment: str | None = None
    destructive: bool = True
    gate_id: str | None = None
    approved: bool = False
    grant_id: str | None = None
    """What cleared the call instead of a gate."""
    edited_by: str | None = None
    """The receipt whose arguments are used instead of the agent's."""
    unknown: bool = False
    """Nobody knows whether it happened; ``gate_id`` asks people."""
    dispatched: bool = False
    """Scheduled at least once: until it is settled, nobody knows whether it happened."""
    settled: bool = False
    seconds: float = 0.0
    """At work so far."""


class Revision(State):
    """A finished step goes on once more, with the supervisor's remarks."""

    remarks: str
    first_report: str
    told: bool = False
    """The agent has had a turn with the remarks."""
    failure: str = ""
    """Why it came to nothing: then the first report stands."""


class StepState(State):
    """One agent loop. ``head_turn`` is the newest turn of its branch of the transcript.

    ``tokens`` and ``seconds`` are of the turns so far, and of their calls but those of the last one.
    ``limits`` as the last turn found them. ``handed_to``: the agents that took the step over, the last acts.
    ``gate_id``: the request that it waits, or waited, for before it starts.
    """

    status: StepStatus = StepStatus.WAITING
    gate_id: str | None = None
    head_turn: str | None = None
    turns: int = 0
    tokens: int = 0
    seconds: float = 0.0
    limits: StepLimits = StepLimits()
    handed_to: list[str] = Field(default_factory=list)
    calls: list[PendingCall] = Field(default_factory=list)
    changed: list[str] = Field(default_factory=list)
    report: str = ""
    revision: Revision | None = None

    def fail(self, why: str) -> None:
        """A step that was sent back had done its work before: it keeps its first report."""
        if self.revision is not None:
            self.revision.failure = why
            self.status, self.report = StepStatus.DONE, self.revision.first_report
            return
        self.status, self.report = StepStatus.FAILED, why

    def acting(self, planned: str) -> str:
        """The agent that has the step now, which the plan gave to ``planned``."""
        return self.handed_to[-1] if self.handed_to else planned

    @property
    def strayed(self) -> str | None:
        """Why the step is not any more what people saw when they approved the plan; None while it is."""
        if self.revision is not None:
            return "the supervisor had the step done go on, with remarks"
        return f"the step was handed over to {' and '.join(self.handed_to)}" if self.handed_to else None

    @property
    def use(self) -> StepUse:
        """With the calls of the last turn, of which the longest counts: they are made at once."""
        longest = max((call.seconds for call in self.calls), default=0.0)
        return StepUse(turns=self.turns, tokens=self.tokens, seconds=self.seconds + longest)


class BudgetAsk(State):
    """The newest request for more of a budget that is used up.

    ``own``: its gate is among the run's; else another run asks, and this one goes by what it is told.
    ``why``: how it was decided, in words.
    """

    request_id: str
    own: bool
    status: ApprovalStatus = ApprovalStatus.PENDING
    why: str = ""

    @property
    def is_refused(self) -> bool:
        return self.status in (ApprovalStatus.DENIED, ApprovalStatus.EXPIRED)


class IgnoredMessage(Value):
    """A message that could not be understood, kept for whoever asks why nothing happened."""

    name: str
    why: str


class OrchestrationState(State):
    request: OrchestrationRequest
    status: OrchestrationStatus = OrchestrationStatus.ASSESSING
    assessment: RiskAssessment | None = None
    continue_as_new_after: int | None = None
    plan: Plan | None = None
    plan_gate: str | None = None
    target: Target | None = None
    """What the run changes, once it is about to; others that change the same wait meanwhile."""
    target_held: bool = False
    approved_level: RiskLevel | None = None
    """The level that may be dispatched; None until the plan is cleared."""
    steps: dict[str, StepState] = Field(default_factory=dict)
    check: ResultCheck | None = None
    """What the supervisor said last of the result."""
    checked: bool = False
    """It is not asked again."""
    undo_plan: Plan | None = None
    """What would undo the changes before a failure; offered at ``undo_gate``."""
    undo_gate: str | None = None
    undo_result: str | None = None
    """What became of the offer, in words."""
    gates: dict[str, Gate] = Field(default_factory=dict)
    budgets: dict[str, BudgetAsk] = Field(default_factory=dict)
    """By the id of the budget's scope."""
    verdicts: dict[str, Verdict] = Field(default_factory=dict)
    """Of every receipt seen, so that a repeat gets the same answer."""
    parked: list[DecisionMessage] = Field(default_factory=list)
    """Verified decisions whose request is recorded, while its gate is still being opened."""
    ignored: list[IgnoredMessage] = Field(default_factory=list)
    arrivals: int = 0
    """Unsigned messages so far: they have no receipt id of their own."""
    paused: bool = False
    answer: AcceptAnswer | None = None
    runs: int = 1

    @property
    def environment(self) -> str | None:
        """What the run was rated for."""
        return self.assessment.environment if self.assessment else None

    @property
    def policy_version(self) -> str:
        """Of the rating that everything of the run is bound to; empty before it."""
        return self.assessment.policy_version if self.assessment else ""

    def open_gates(self) -> list[Gate]:
        return [gate for gate in self.gates.values() if gate.is_open]

    def current_status(self) -> OrchestrationStatus:
        """Where an open run stands, whatever was told last."""
        if self.paused:
            return OrchestrationStatus.PAUSED
        if self.open_gates():
            return OrchestrationStatus.APPROVAL_PENDING
        if self.approved_level is not None:
            return OrchestrationStatus.RUNNING
        return OrchestrationStatus.PLANNING if self.assessment else OrchestrationStatus.ASSESSING

    def gate_of_call(self, call: PendingCall) -> Gate | None:
        return self.gates.get(call.gate_id) if call.gate_id else None

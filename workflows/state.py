"""What a run knows: serialisable, and carried whole across continue-as-new."""

from enum import StrEnum

from pydantic import Field

from domain.approvals.decisions import DecisionMessage, Verdict
from domain.approvals.gate import Gate
from domain.models import State, Value
from domain.orchestrations import AcceptAnswer, OrchestrationRequest, OrchestrationStatus
from domain.plans import Plan
from domain.risk.levels import RiskAssessment, RiskLevel
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


class StepState(State):
    """One agent loop. ``head_turn`` is the newest turn of its branch of the transcript.

    ``gate_id``: the request that it waits, or waited, for before it starts.
    """

    status: StepStatus = StepStatus.WAITING
    gate_id: str | None = None
    head_turn: str | None = None
    turns: int = 0
    calls: list[PendingCall] = Field(default_factory=list)
    changed: list[str] = Field(default_factory=list)
    report: str = ""


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
    undo_plan: Plan | None = None
    """What would undo the changes before a failure; offered at ``undo_gate``."""
    undo_gate: str | None = None
    undo_result: str | None = None
    """What became of the offer, in words."""
    gates: dict[str, Gate] = Field(default_factory=dict)
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

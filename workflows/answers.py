"""What a run says of itself: the answer to ``accept``, and the outcome at its end."""

from domain.approvals.requests import ApprovalStatus
from domain.orchestrations import AcceptAnswer, ApprovalSummary, OrchestrationStatus, Outcome, StepReport
from domain.risk.levels import RiskAssessment
from workflows.state import OrchestrationState, StepState, StepStatus

REPORTS_LIMIT = 400_000
"""Characters of all reports of an outcome."""


def accept_answer(state: OrchestrationState, assessment: RiskAssessment) -> AcceptAnswer:
    gate = next(iter(state.open_gates()), None)
    return AcceptAnswer(
        task_id=state.request.task_id,
        status=state.status,
        risk=assessment,
        approval=None
        if gate is None
        else ApprovalSummary(
            request_id=gate.request_id,
            approver_roles=gate.roles,
            expires_at=gate.expires_at,
            kind=gate.kind,
        ),
    )


def outcome_of(state: OrchestrationState) -> Outcome:
    """The outcome of a run whose steps are all over."""
    stopped = [step_id for step_id, step in state.steps.items() if step.status.stops]
    changed = [name for step in state.steps.values() for name in changes_of(step)]
    planned = [state.steps[step.id] for step in state.plan.steps] if state.plan and state.steps else []
    done = sum(step.status is StepStatus.DONE for step in planned)
    summary = f"{done} of {len(planned)} steps done; "
    summary += _named(changed)
    if state.plan and state.plan.note:
        summary += f"; {state.plan.note}"
    if state.undo_result:
        summary += f"; {state.undo_result}"
    if state.check:
        summary += f"; {state.check.told()}"
    return Outcome(
        task_id=state.request.task_id,
        status=_end(state),
        summary=summary,
        steps=reports(state),
        failure=f"step {stopped[0]}: {state.steps[stopped[0]].report}" if stopped else None,
        check=state.check,
    )


def _end(state: OrchestrationState) -> OrchestrationStatus:
    """A failure outweighs a denial, and that a deadline."""
    found = {step.status for step in state.steps.values()}
    if StepStatus.FAILED in found:
        return OrchestrationStatus.FAILED
    denied = [step for step in state.steps.values() if step.status is StepStatus.DENIED]
    if not denied:
        return OrchestrationStatus.COMPLETED
    gates = [state.gates[step.gate_id] for step in denied if step.gate_id]
    expired = all(gate.status is ApprovalStatus.EXPIRED for gate in gates)
    return OrchestrationStatus.EXPIRED if expired else OrchestrationStatus.DENIED


def refused_outcome(state: OrchestrationState, status: ApprovalStatus, why: str) -> Outcome:
    return Outcome(
        task_id=state.request.task_id,
        status=OrchestrationStatus.DENIED if status is ApprovalStatus.DENIED else OrchestrationStatus.EXPIRED,
        summary=f"{why}; nothing was run",
    )


def ended_early(state: OrchestrationState, status: OrchestrationStatus, why: str) -> Outcome:
    """The outcome of a run that was cancelled, or could not be planned."""
    changed = [name for step in state.steps.values() for name in changes_of(step)]
    return Outcome(
        task_id=state.request.task_id,
        status=status,
        summary=f"{why}; {_named(changed)}",
        steps=reports(state),
        failure=why if status is OrchestrationStatus.FAILED else None,
    )


def changes_of(step: StepState) -> list[str]:
    """What the step changed, and what it may have: calls that were sent and never answered."""
    unknown = [
        f"{call.tool} (outcome unknown)"
        for call in step.calls
        if call.dispatched and call.changes and not call.settled and not call.unknown
    ]
    return [*step.changed, *unknown]


def _named(changed: list[str]) -> str:
    return f"changed by: {', '.join(changed)}" if changed else "nothing was changed"


def reports(state: OrchestrationState) -> tuple[StepReport, ...]:
    """What each step did, cut so that all of them fit into one payload (2 MB) in any script."""
    if state.plan is None:
        return ()
    steps = [*state.plan.steps, *(state.undo_plan.steps if state.undo_plan else ())]
    most = REPORTS_LIMIT // len(steps)
    return tuple(
        StepReport(
            step_id=step.id,
            agent=state.steps[step.id].acting(step.agent),
            status=state.steps[step.id].status,
            report=state.steps[step.id].report[:most],
            changed=tuple(changes_of(state.steps[step.id])),
        )
        for step in steps
        if step.id in state.steps
    )

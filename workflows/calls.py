"""The tool calls of a step's newest turn: gated where they need it, made, and asked about where nobody knows.

Calls of one turn are made side by side. Each is a function of its serialisable state, and stops only between
activities and gates.
"""

from temporalio import workflow

from activities.grants import GrantActivities
from activities.proposals import ProposedCall
from activities.tools import CallInput, CallOutcome, RefusedCall, ToolActivities
from domain.approvals.gate import CallAt, Gate
from domain.approvals.grants import GrantQuery
from domain.approvals.requests import SubjectKind
from domain.plans import PlanStep
from domain.risk.levels import RiskLevel, highest
from domain.tools import ToolCallState
from workflows.gates import GateOpener
from workflows.options import LOCAL, TOOL, fair
from workflows.run import Run
from workflows.state import PendingCall, StepState
from workflows.tasks import together


class StepCalls:
    def __init__(self, run: Run, gates: GateOpener, step: PlanStep) -> None:
        self._run = run
        self._gates = gates
        self._step = step
        self._state: StepState = run.state.steps[step.id]

    async def settle(self) -> None:
        """Until each is settled, or the run drains."""
        open_calls = [call for call in self._state.calls if not call.settled]
        if open_calls:
            async with together() as group:
                for call in open_calls:
                    group.create_task(self._settle(call))

    async def _settle(self, call: PendingCall) -> None:
        """Gate the call if it needs one, make it, and repeat where it was not the call that was rated."""
        while not call.settled and not await self._run.hold():
            if call.unknown:
                await self._ask_about_unknown(call)
            elif call.refusal is not None:
                await self._refuse(call, call.refusal)
            elif await self._cleared(call) and call.refusal is None and not await self._run.hold():
                await self._make(call)

    async def _cleared(self, call: PendingCall) -> bool:
        """True once the call may be made or is refused; False if the run drains first."""
        if call.approved or not call.level.exceeds(self._approved_level):
            return True
        gate = self._run.state.gate_of_call(call)
        if gate is None:
            if await self._granted(call):
                return True
            gate = await self._open_gate(call, call.level, subject=self._subject(call))
        if not await self._gates.decided(gate):
            return False
        if self._gates.passed(gate):
            _clear(call, gate)
        else:
            call.refusal = (
                f"not made: {gate.status} by the approvers{f': {gate.reason}' if gate.reason else ''}"
            )
        return True

    async def _granted(self, call: PendingCall) -> bool:
        """By an approval given in advance; asked anew at each try, for a grant may have ended since."""
        use = await workflow.execute_local_activity_method(
            GrantActivities.use_grant,
            GrantQuery(
                task_id=self._run.state.request.task_id,
                workflow_id=workflow.info().workflow_id,
                call_id=call.call_id,
                tool=call.tool,
                agent=self._agent,
                environment=call.environment,
                operation=call.operation,
                destructive=call.destructive,
                level=call.level,
                digest=call.digest,
                requester=self._run.state.request.requester,
            ),
            **LOCAL,
        )
        call.grant_id = use.grant_id if use else None
        return use is not None

    async def _make(self, call: PendingCall) -> None:
        call.dispatched = True
        with self._run.working():
            outcome: CallOutcome = await workflow.execute_activity_method(
                ToolActivities.call_tool,
                CallInput(
                    **self._at(call),
                    agent=self._agent,
                    digest=call.digest,
                    policy_version=self._run.state.policy_version,
                    environment=self._run.state.environment,
                    level=call.level,
                    grant_id=call.grant_id,
                    edited_by=call.edited_by,
                ),
                summary=call.tool,
                priority=fair(self._run.state.request.requester),
                **TOOL,
            )
        call.seconds += outcome.seconds
        if outcome.changed is not None:
            _renew(call, outcome.changed)
        elif outcome.state is ToolCallState.OUTCOME_UNKNOWN:
            await self._ask_about_unknown(call)
        else:
            call.settled = True
            if call.changes and outcome.state is ToolCallState.DONE:
                self._state.changed.append(call.tool)

    async def _ask_about_unknown(self, call: PendingCall) -> None:
        """Nobody knows whether the call happened: people say whether the agent may go on."""
        gate = self._run.state.gate_of_call(call) if call.unknown else None
        if gate is None:
            self._state.changed.append(f"{call.tool} (outcome unknown)")
            level = highest(call.level, RiskLevel.MEDIUM)
            gate = await self._open_gate(
                call, level, subject={**self._subject(call), "outcome_unknown": True}, editable=False
            )
            call.unknown = True
        if await self._gates.decided(gate):
            call.settled = True
            if not self._gates.passed(gate):
                self._state.fail(
                    f"the outcome of {call.tool} is unknown, and the approvers did not let the agent go on"
                )

    async def _open_gate(
        self, call: PendingCall, level: RiskLevel, *, subject: dict[str, object], editable: bool = True
    ) -> Gate:
        gate = await self._gates.open(
            kind=SubjectKind.TOOL_CALL,
            level=level,
            digest=call.digest,
            policy_version=self._run.state.policy_version,
            subject=subject,
            call=CallAt(turn_id=self._state.head_turn or "", index=call.index, agent=self._agent),
            editable=editable,
        )
        call.gate_id = gate.request_id
        return gate

    async def _refuse(self, call: PendingCall, reason: str) -> None:
        await workflow.execute_local_activity_method(
            ToolActivities.refuse_tool_call, RefusedCall(**self._at(call), reason=reason), **LOCAL
        )
        call.settled = True

    def _at(self, call: PendingCall) -> dict[str, object]:
        return {
            "task_id": self._run.state.request.task_id,
            "step_id": self._step.id,
            "call_id": call.call_id,
            "turn_id": self._state.head_turn,
            "index": call.index,
        }

    def _subject(self, call: PendingCall) -> dict[str, object]:
        return {
            "tool": call.tool,
            "agent": self._agent,
            "step": self._step.id,
            "instruction": self._step.instruction,
            "reasons": [*call.reasons, *([strayed] if (strayed := self._state.strayed) else [])],
        }

    @property
    def _agent(self) -> str:
        """Who acts now: in their name calls are made, and approvals asked for."""
        return self._state.acting(self._step.agent)

    @property
    def _approved_level(self) -> RiskLevel:
        """Up to which calls are made without asking: what was approved is the step as it was planned."""
        if self._state.strayed:
            return RiskLevel.LOW
        return self._run.state.approved_level or RiskLevel.LOW


def _clear(call: PendingCall, gate: Gate) -> None:
    """With the arguments that were approved, which may be the approver's own."""
    call.approved = True
    if gate.edit is not None:
        call.digest, call.level, call.edited_by = gate.edit.digest, gate.edit.level, gate.edited_by


def _renew(call: PendingCall, now: ProposedCall) -> None:
    """The tool is not what was rated: what was approved for it does not count any more."""
    call.level, call.digest, call.changes, call.refusal = now.level, now.digest, now.changes, now.refusal
    call.reasons = list(now.reasons)
    call.operation, call.environment, call.destructive = now.operation, now.environment, now.destructive
    call.gate_id, call.grant_id, call.edited_by, call.approved = None, None, None, False

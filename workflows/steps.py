"""One step: an agent loop in workflow code, a function of the step's serialisable state.

A turn is an activity, a tool call is an activity, and a call riskier than what was approved waits at a gate
of its own. The loop stops only at boundaries, so that a run can continue as new anywhere between them.
"""

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError, FailureError, is_cancelled_exception

from activities.grants import GrantActivities
from activities.tools import CallInput, CallOutcome, RefusedCall, ToolActivities
from activities.turns import ProposedCall, TurnActivities, TurnInput, TurnResult
from domain.approvals.gate import CallAt, Gate
from domain.approvals.grants import GrantQuery
from domain.approvals.requests import SubjectKind
from domain.plans import PlanStep
from domain.risk.levels import RiskLevel, highest
from domain.tools import ToolCallState
from workflows.budgets import BudgetRefusedError, within_budget
from workflows.gates import GateOpener
from workflows.options import LOCAL, MODEL, TOOL, fair
from workflows.run import Run
from workflows.state import PendingCall, StepState, StepStatus
from workflows.tasks import together


class StepLoop:
    def __init__(self, run: Run, gates: GateOpener, step: PlanStep) -> None:
        self._run = run
        self._gates = gates
        self._step = step
        self._state: StepState = run.state.steps[step.id]

    async def go(self) -> None:
        """Run the step to its end, or until the run drains."""
        self._state.status = StepStatus.RUNNING
        try:
            while self._state.status is StepStatus.RUNNING and not await self._run.hold():
                await self._settle_calls()
                if not all(call.settled for call in self._state.calls) or await self._run.hold():
                    return
                if self._state.status is StepStatus.RUNNING:
                    await self._take_turn()
        except BudgetRefusedError as refused:
            self._fail(refused.message)
        except FailureError as error:
            if is_cancelled_exception(error):
                raise
            # an activity's error says what failed in its cause; a local activity's is that itself
            cause = error.cause if isinstance(error, ActivityError) else error
            self._fail(_told(cause))

    async def _take_turn(self) -> None:
        state = self._state
        if self._is_used_up():
            return
        if state.revision is None:
            result = await within_budget(self._run, self._gates, self._turn)
        else:  # the step was done before: nobody is asked for more money for it
            with self._run.working():
                result = await self._turn()
        if result is None:
            return
        _count(state, result)
        state.calls = [_pending(call) for call in result.calls]
        if result.handed_to is not None:
            state.handed_to.append(result.handed_to)
            self._run.tell()
        elif not state.calls:
            state.report = result.report or ""
            state.status = StepStatus.DONE
        elif self._is_used_up():
            state.calls = []  # no turn would read what came of them, so they are not made

    async def _turn(self) -> TurnResult:
        result: TurnResult = await workflow.execute_activity_method(
            TurnActivities.take_turn,
            self._turn_input(),
            summary=f"{self._step.id}, turn {self._state.turns + 1}",
            priority=fair(self._run.state.request.requester),
            **MODEL,
        )
        return result

    def _is_used_up(self) -> bool:
        """Whether a limit ends the step here; it has failed then."""
        reached = self._state.limits.reached(self._state.use)
        if reached is not None:
            self._fail(reached.told(self._agent))
        return reached is not None

    def _turn_input(self) -> TurnInput:
        state, steps, revision = self._state, self._run.state.steps, self._state.revision
        return TurnInput(
            task_id=self._run.state.request.task_id,
            step_id=self._step.id,
            turn_id=str(workflow.uuid4()),
            agent=self._agent,
            instruction=self._step.instruction,
            policy_version=self._policy_version,
            parent_turn_id=state.head_turn,
            call_ids=tuple(call.call_id for call in state.calls),
            inputs={need: head for need in self._step.depends_on if (head := steps[need].head_turn)},
            environment=self._environment,
            remarks=None if revision is None or revision.told else revision.remarks,
            hand_overs=len(state.handed_to),
            budgeted=self._run.state.undo_plan is None,
        )

    async def _settle_calls(self) -> None:
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
                    policy_version=self._policy_version,
                    environment=self._environment,
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
                self._fail(
                    f"the outcome of {call.tool} is unknown, and the approvers did not let the agent go on"
                )

    async def _open_gate(
        self, call: PendingCall, level: RiskLevel, *, subject: dict[str, object], editable: bool = True
    ) -> Gate:
        gate = await self._gates.open(
            kind=SubjectKind.TOOL_CALL,
            level=level,
            digest=call.digest,
            policy_version=self._policy_version,
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

    def _fail(self, why: str) -> None:
        """A step that was sent back had done its work before: it keeps its first report."""
        state = self._state
        if state.revision is not None:
            state.revision.failure = why
            state.status, state.report = StepStatus.DONE, state.revision.first_report
            return
        state.status, state.report = StepStatus.FAILED, why

    @property
    def _agent(self) -> str:
        """Who acts now: their tools, their limits, and in their name approvals are asked for."""
        return self._state.acting(self._step.agent)

    @property
    def _approved_level(self) -> RiskLevel:
        """Up to which calls are made without asking: what was approved is the step as it was planned."""
        if self._state.strayed:
            return RiskLevel.LOW
        return self._run.state.approved_level or RiskLevel.LOW

    @property
    def _environment(self) -> str | None:
        assessment = self._run.state.assessment
        return assessment.environment if assessment else None

    @property
    def _policy_version(self) -> str:
        assessment = self._run.state.assessment
        return assessment.policy_version if assessment else ""


def _told(cause: BaseException | None) -> str:
    """An application's error names its type itself."""
    return str(cause) if isinstance(cause, ApplicationError) else f"{type(cause).__name__}: {cause}"


def _count(state: StepState, result: TurnResult) -> None:
    """What the turn took, and the calls before it, which it has read."""
    before = state.use
    state.head_turn = result.turn_id
    state.turns = before.turns + 1
    state.tokens = before.tokens + result.tokens
    state.seconds = before.seconds + result.seconds
    state.limits = result.limits
    if state.revision is not None:
        state.revision.told = True


def _pending(call: ProposedCall) -> PendingCall:
    return PendingCall(call_id=str(workflow.uuid4()), **call.model_dump(exclude={"repeatable"}))


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

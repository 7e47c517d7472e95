"""One step: an agent loop in workflow code, a function of the step's serialisable state.

A turn is an activity; then come its tool calls. The loop stops only at boundaries, so that a run can continue
as new anywhere between them.
"""

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError, FailureError, is_cancelled_exception

from activities.proposals import ProposedCall
from activities.turns import TurnActivities, TurnInput, TurnResult
from domain.plans import PlanStep
from workflows.budgets import BudgetRefusedError, within_budget
from workflows.calls import StepCalls
from workflows.gates import GateOpener
from workflows.options import MODEL, fair
from workflows.run import Run
from workflows.state import PendingCall, StepState, StepStatus


class StepLoop:
    def __init__(self, run: Run, gates: GateOpener, step: PlanStep) -> None:
        self._run = run
        self._gates = gates
        self._step = step
        self._state: StepState = run.state.steps[step.id]
        self._calls = StepCalls(run, gates, step)

    async def go(self) -> None:
        """Run the step to its end, or until the run drains."""
        self._state.status = StepStatus.RUNNING
        try:
            while self._state.status is StepStatus.RUNNING and not await self._run.hold():
                await self._calls.settle()
                if not all(call.settled for call in self._state.calls) or await self._run.hold():
                    return
                if self._state.status is StepStatus.RUNNING:
                    await self._take_turn()
        except BudgetRefusedError as refused:
            self._state.fail(refused.message)
        except FailureError as error:
            if is_cancelled_exception(error):
                raise
            # an activity's error says what failed in its cause; a local activity's is that itself
            cause = error.cause if isinstance(error, ActivityError) else error
            self._state.fail(_told(cause))

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
            self._state.fail(reached.told(self._agent))
        return reached is not None

    def _turn_input(self) -> TurnInput:
        state, steps, revision = self._state, self._run.state.steps, self._state.revision
        return TurnInput(
            task_id=self._run.state.request.task_id,
            step_id=self._step.id,
            turn_id=str(workflow.uuid4()),
            agent=self._agent,
            instruction=self._step.instruction,
            policy_version=self._run.state.policy_version,
            parent_turn_id=state.head_turn,
            call_ids=tuple(call.call_id for call in state.calls),
            inputs={need: head for need in self._step.depends_on if (head := steps[need].head_turn)},
            environment=self._run.state.environment,
            remarks=None if revision is None or revision.told else revision.remarks,
            hand_overs=len(state.handed_to),
            budgeted=self._run.state.undo_plan is None,
        )

    @property
    def _agent(self) -> str:
        """Who acts now: their tools and their limits."""
        return self._state.acting(self._step.agent)


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

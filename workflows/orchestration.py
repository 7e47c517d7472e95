"""The orchestration: accept, assess, plan, gate, run, finish, as one durable workflow."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import NoReturn

from temporalio import workflow
from temporalio.common import RawValue
from temporalio.exceptions import ApplicationError, FailureError

with workflow.unsafe.imports_passed_through():
    from domain.approvals.decisions import DecisionMessage, Verdict
    from domain.orchestrations import AcceptAnswer, OrchestrationRequest, Outcome
    from domain.plans import Plan
    from domain.risk.levels import RiskLevel
    from workflows.answers import accept_answer
    from workflows.gates import GateOpener
    from workflows.judge import Judge
    from workflows.messages import MalformedMessageError, decode_decision, decode_info
    from workflows.phases import Phases
    from workflows.run import Run
    from workflows.state import OrchestrationState
    from workflows.tasks import together
    from workflows.turn_taking import TurnTaking

GATE_WAIT = timedelta(seconds=1)
"""How long ``accept`` waits for the gate before it answers ``planning``."""


@workflow.defn
class OrchestrationWorkflow:
    """One orchestration, whatever happens to the processes that carry it.

    Handlers only note what came; :class:`~workflows.judge.Judge` rules on it, and :meth:`run` does the work.
    """

    @workflow.init
    def __init__(self, request: OrchestrationRequest, carried: OrchestrationState | None = None) -> None:
        self._run = Run(carried or OrchestrationState(request=request))
        self._judge = Judge(self._run)
        self._turns = TurnTaking(self._run)
        self._phases = Phases(self._run, GateOpener(self._run, self._judge))

    @workflow.run
    async def run(self, request: OrchestrationRequest, carried: OrchestrationState | None = None) -> Outcome:
        """Until the outcome is committed to Postgres; the same outcome is the workflow's result.

        ``carried`` is what an earlier run of the same orchestration hands over; callers leave it out.
        """
        del carried  # taken over at construction, before any handler ran
        try:
            outcome = await self._work()
            self._run.closing = True
            await workflow.wait_condition(workflow.all_handlers_finished)
        except (asyncio.CancelledError, FailureError) as error:
            self._run.closing = True
            if self._phases.committed is not None:  # what is committed is how it ended
                return self._phases.committed
            await self._phases.clean_up(error)
            raise
        if outcome is None:
            self._continue_as_new(request)
        return outcome

    async def _work(self) -> Outcome | None:
        """The outcome, committed; None when the run has drained and must continue as new."""
        async with together() as group:
            group.create_task(self._judge.serve())
            group.create_task(self._drain_when_full())
            group.create_task(self._turns.serve())
            outcome = await self._phases.advance()
            await workflow.wait_condition(lambda: self._judge.idle)
            if outcome is None:
                await workflow.wait_condition(lambda: self._judge.idle and workflow.all_handlers_finished())
            else:
                await self._judge.refuse_parked()
                await self._phases.finish(outcome)
            self._run.closing = True
        return outcome

    def _continue_as_new(self, request: OrchestrationRequest) -> NoReturn:
        state = self._run.state
        state.runs += 1
        workflow.continue_as_new(args=[request, state])

    async def _drain_when_full(self) -> None:
        """Stop the loops at their next boundary once history is long enough for a new run."""
        await workflow.wait_condition(lambda: self._history_is_full() or self._run.closing)
        self._run.draining = True

    def _history_is_full(self) -> bool:
        info, limit = workflow.info(), self._run.state.continue_as_new_after
        if limit is not None and info.get_current_history_length() >= limit:
            return True
        return info.is_continue_as_new_suggested()

    @workflow.update
    async def accept(self) -> AcceptAnswer:
        """Answer once the task is rated, a second later at most if it waits for its gate."""
        state = self._run.state
        await self._run.until(lambda: state.assessment is not None)
        if state.assessment is None:
            raise ApplicationError("the orchestration ended before it was rated", type="conflict")
        if state.answer is None and state.assessment.level is not RiskLevel.LOW and not state.request.dry_run:
            await self._run.until(lambda: bool(state.gates), at_most=GATE_WAIT)
        if state.answer is None:
            state.answer = accept_answer(state, state.assessment)
        return state.answer

    @workflow.update
    async def decide(self, message: DecisionMessage) -> Verdict:
        """Rule on a recorded decision; the update's id is the receipt's."""
        ruled = self._judge.submit(message)
        await self._run.until(ruled.done)
        verdict = ruled.result() if ruled.done() else None
        if verdict is None:
            raise ApplicationError("recorded, and not ruled on yet", type="conflict")
        return verdict

    @decide.validator
    def _decide_has_a_receipt(self, message: DecisionMessage) -> None:
        if not message.receipt_id:
            raise ApplicationError(
                "a decision by update needs a receipt; a signal may come without", type="unsigned"
            )

    @workflow.update
    async def pause(self) -> None:
        """Hold turns and tool calls; deadlines go on."""
        await self._set_paused(paused=True)

    @workflow.update
    async def resume(self) -> None:
        await self._set_paused(paused=False)

    @workflow.update
    async def provide_info(self, text: str) -> None:
        """The requester's answer to an approver's question."""
        self._judge.submit_answer(text)
        await self._run.until(lambda: self._judge.idle)

    @provide_info.validator
    def _provide_info_has_a_text(self, text: str) -> None:
        """Called with one argument, it is well: a handler that is not would fail the run's task for ever."""

    @workflow.signal(dynamic=True)
    def on_signal(self, name: str, args: Sequence[RawValue]) -> None:
        """``approval_decision`` and ``provide_info``; anything else, or a bad body, is noted and ignored."""
        try:
            if name == "approval_decision":
                self._judge.submit(decode_decision(args))
            elif name == "provide_info":
                self._judge.submit_answer(decode_info(args).text)
            elif name == "target_free":
                self._run.nudged = True
            else:
                self._run.ignore(name, "no such signal")
        except MalformedMessageError as error:
            self._run.ignore(name, str(error))

    @workflow.query
    def state(self) -> OrchestrationState:
        return self._run.state

    @workflow.query
    def plan(self) -> Plan | None:
        return self._run.state.plan

    async def _set_paused(self, *, paused: bool) -> None:
        self._run.state.paused = paused
        self._judge.submit_work(self._run.store_status)
        await self._run.until(lambda: self._judge.idle)

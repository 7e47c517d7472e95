"""The supervisor's check of a result: one turn of the model ``orchestrator``, stored and counted as any turn.

A check that fails is none, and says so: a run that has done its work is neither failed nor held up by it.
"""

from collections.abc import Sequence

from temporalio import activity

from activities.budgets import BudgetGuard
from activities.failures import heartbeats, is_last_try, temporal_failures
from activities.halts import ensure_running
from activities.spending import put_down
from domain.agents import ORCHESTRATOR, Message, ModelCatalogue, ModelReply, StoredTurn, TranscriptStore
from domain.errors import ModelError
from domain.halts import HaltSwitch
from domain.model_choice import OFFLINE_MODEL, Provider
from domain.models import Value
from domain.redaction import Redactor
from domain.supervision import (
    CHECK_STEP,
    FinishedStep,
    ResultCheck,
    answer_tool,
    not_checked,
    question,
    read_answer,
)
from domain.tools import ToolSpec
from domain.usage import TokenUsage, UsageStore

TRIES = 2
"""Of a model that fails: fewer than for a turn, as the work is done."""
PATIENCE = 30.0
"""Seconds: a provider that asks for a longer wait is not waited for."""
_OFFLINE = f"{Provider.OFFLINE}/{OFFLINE_MODEL}"
_REASON_LIMIT = 300


class StepToCheck(Value):
    """A step that is done; its report is that of the turn ``head_turn``.

    ``last``: no other step builds on it, so that its agent can be asked to go on.
    """

    step_id: str
    agent: str
    instruction: str
    head_turn: str | None
    changed: tuple[str, ...] = ()
    last: bool = False


class CheckInput(Value):
    """``turn_id`` is drawn by the workflow: a retry finds the stored answer, and pays nothing."""

    task_id: str
    turn_id: str
    task: str
    steps: tuple[StepToCheck, ...]


class SupervisionActivities:
    def __init__(
        self,
        *,
        models: ModelCatalogue,
        transcripts: TranscriptStore,
        usage: UsageStore,
        halts: HaltSwitch,
        budgets: BudgetGuard,
        redactor: Redactor,
        prompt: str | None,
    ) -> None:
        """``prompt``: None where results are not to be checked."""
        self._models = models
        self._transcripts = transcripts
        self._usage = usage
        self._halts = halts
        self._budgets = budgets
        self._redactor = redactor
        self._prompt = prompt

    @activity.defn
    async def check_result(self, asked: CheckInput) -> ResultCheck:
        """What the supervisor says; where its model fails, that nobody checked.

        Fails where a budget is used up: nobody is asked for more only to have a finished run checked.
        """
        async with heartbeats():
            with temporal_failures(bounded=True):
                try:
                    return await self._checked(asked)
                except ModelError as error:
                    if error.permanent or is_last_try(TRIES) or (error.retry_after or 0) > PATIENCE:
                        return not_checked(f"its model failed: {error}"[:_REASON_LIMIT])
                    raise

    async def _checked(self, asked: CheckInput) -> ResultCheck:
        steps = [await self._finished(step) for step in asked.steps]
        stored = await self._transcripts.find(asked.turn_id)
        if stored is None:
            if self._prompt is None:
                return not_checked("it is turned off (`check_results` in agents.yaml)")
            if self._is_offline(ORCHESTRATOR):
                return not_checked("the offline provider is no language model")
            await ensure_running(self._halts)
            await self._budgets.ensure_within(task_id=asked.task_id, agent=ORCHESTRATOR)
            window = self._models.config.of(ORCHESTRATOR).choice.context_window
            messages = question(self._prompt, self._redactor.text(asked.task), steps, window=window)
            stored = await self._ask(asked, messages, answer_tool(steps))
        if stored.model == _OFFLINE:
            return not_checked("only the offline provider answered, which is no language model")
        return read_answer(stored.reply, steps, model=stored.model)

    async def _ask(self, asked: CheckInput, messages: Sequence[Message], tool: ToolSpec) -> StoredTurn:
        reply = await self._replied(asked, messages, tool)
        return await self._transcripts.save(
            StoredTurn(
                turn_id=asked.turn_id,
                parent_turn_id=None,
                task_id=asked.task_id,
                step_id=CHECK_STEP,
                agent=ORCHESTRATOR,
                model=reply.usage.model,
                messages=tuple(messages),
                reply=reply.message.model_copy(update={"call_key": asked.turn_id}),
            )
        )

    async def _replied(self, asked: CheckInput, messages: Sequence[Message], tool: ToolSpec) -> ModelReply:
        """What the calls cost is put down, also where they were of no use."""
        model = self._models.for_agent(ORCHESTRATOR, last_try=is_last_try(TRIES))
        spent: tuple[TokenUsage, ...] = ()
        try:
            reply = await model.reply(messages, [tool])
            spent = (*reply.wasted, reply.usage)
        except ModelError as error:
            spent = error.spent
            raise
        finally:
            await put_down(
                self._usage, spent, task_id=asked.task_id, turn_id=asked.turn_id, agent=ORCHESTRATOR
            )
            await self._budgets.watch(task_id=asked.task_id, agent=ORCHESTRATOR)
        return reply

    async def _finished(self, step: StepToCheck) -> FinishedStep:
        turn = await self._transcripts.find(step.head_turn) if step.head_turn else None
        return FinishedStep(
            step_id=step.step_id,
            agent=step.agent,
            instruction=step.instruction,
            report=turn.reply.content if turn else "",
            changed=step.changed,
            open=step.last and not self._is_offline(step.agent),
        )

    def _is_offline(self, agent: str) -> bool:
        return self._models.config.of(agent).choice.provider is Provider.OFFLINE

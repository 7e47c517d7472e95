"""One turn of an agent: the transcript so far goes to its model, the reply is stored and summed up.

A finished turn is never paid for twice: the turn id is drawn by the workflow before scheduling, so a retry
finds the stored reply. Two workers that race both pay; the first row stands, and usage keeps both calls.
"""

import time
from collections.abc import Sequence
from contextlib import suppress

from pydantic import Field
from temporalio import activity

from activities.budgets import BudgetGuard
from activities.failures import heartbeats, is_last_try, temporal_failures
from activities.halts import ensure_running
from activities.proposals import ProposedCall, proposed
from activities.spending import put_down
from domain.agents import (
    AgentCatalogue,
    AgentProfile,
    Message,
    ModelCatalogue,
    ModelReply,
    Role,
    StoredTurn,
    TranscriptStore,
)
from domain.data_marks import RULE, marked
from domain.disclosure import SEARCH_TOOL
from domain.errors import ModelError, ToolError
from domain.halts import HaltSwitch
from domain.hand_over import (
    HAND_OVER_TOOL,
    HandOver,
    hand_over_tool,
    handed_over_note,
    own_turns,
    read_hand_over,
)
from domain.models import Value
from domain.policies import Policies
from domain.redaction import Redactor
from domain.risk.policy import RiskPolicy
from domain.step_limits import StepLimits
from domain.tools import StoredToolCall, Toolbox, ToolCallStore, ToolSpec
from domain.usage import TokenUsage, UsageStore

REPORT_LIMIT = 16_000
"""Characters of a step's report that go through history; the whole text is in the transcript."""


class TurnInput(Value):
    """``call_ids`` are the calls of the parent turn, in order; ``inputs`` the head turns of steps before.

    ``environment``: what the run was rated for; calls that name none are rated for it. ``remarks``: what the
    agent is told after it had finished. ``hand_overs``: how often the step was handed over so far.
    ``budgeted`` is False for the rollback that people have approved: it is not held up for want of money.
    """

    task_id: str
    step_id: str
    turn_id: str
    agent: str
    instruction: str
    policy_version: str
    parent_turn_id: str | None = None
    call_ids: tuple[str, ...] = ()
    inputs: dict[str, str] = Field(default_factory=dict)
    environment: str | None = None
    remarks: str | None = None
    hand_overs: int = 0
    budgeted: bool = True


class TurnResult(Value):
    """No calls: the step is finished and ``report`` is its last word, or ``handed_to`` goes on with it.

    ``tokens``: what all calls of the model for this turn took; ``seconds``: how long its last try was at
    work. ``limits``: those of the agent that acts next, as configured now.
    """

    turn_id: str
    calls: tuple[ProposedCall, ...] = ()
    report: str | None = None
    handed_to: str | None = None
    tokens: int = 0
    seconds: float = 0.0
    limits: StepLimits = StepLimits()


class TurnActivities:
    def __init__(
        self,
        *,
        agents: AgentCatalogue,
        models: ModelCatalogue,
        toolbox: Toolbox,
        transcripts: TranscriptStore,
        tool_calls: ToolCallStore,
        usage: UsageStore,
        policies: Policies,
        halts: HaltSwitch,
        budgets: BudgetGuard,
        redactor: Redactor,
    ) -> None:
        self._agents = agents
        self._models = models
        self._toolbox = toolbox
        self._transcripts = transcripts
        self._tool_calls = tool_calls
        self._usage = usage
        self._policies = policies
        self._halts = halts
        self._budgets = budgets
        self._redactor = redactor

    @activity.defn
    async def take_turn(self, turn: TurnInput) -> TurnResult:
        """Fails with the model's error code, for good after the last try."""
        began = time.monotonic()
        async with heartbeats():
            with temporal_failures(bounded=True):
                profile = self._agents.get(turn.agent)
                stored = await self._transcripts.find(turn.turn_id) or await self._ask(turn, profile)
                tools = await self._called(stored, profile)
                tokens = await self._usage.tokens_of_turn(turn.turn_id)
        handed = read_hand_over(
            stored.reply.calls,
            acting=profile.name,
            agents=self._agents.all(),
            left=profile.limits.hand_overs - turn.hand_overs,
        )
        result = _summed_up(stored, tools, turn, self._policies.risk(), handed=handed)
        limits = self._agents.get(result.handed_to or turn.agent).limits
        seconds = time.monotonic() - began
        return result.model_copy(update={"tokens": tokens, "seconds": seconds, "limits": limits})

    async def _called(self, stored: StoredTurn, profile: AgentProfile) -> list[ToolSpec]:
        """The tools that the reply calls and the agent may call, whether or not its model was shown them."""
        found = []
        for name in dict.fromkeys(call.tool for call in stored.reply.calls):
            if profile.allows(name) and name != HAND_OVER_TOOL:
                with suppress(
                    ToolError
                ):  # unknown, held back or out of reach: refused as no tool of the agent
                    found.append(await self._toolbox.spec(name))
        return found

    async def _ask(self, turn: TurnInput, profile: AgentProfile) -> StoredTurn:
        chain = await self._transcripts.chain(turn.parent_turn_id) if turn.parent_turn_id else ()
        before = own_turns(chain, profile.name)
        tools = await self._tools(turn, profile, searches=_searches(before))
        added = await self._added(turn, profile, after=chain[-1] if chain else None)
        await ensure_running(self._halts)
        if turn.budgeted:
            await self._budgets.ensure_within(task_id=turn.task_id, agent=turn.agent)
        reply = await self._replied(turn, [*_messages(before), *added], tools)
        return await self._transcripts.save(
            StoredTurn(
                turn_id=turn.turn_id,
                parent_turn_id=turn.parent_turn_id,
                task_id=turn.task_id,
                step_id=turn.step_id,
                agent=profile.name,
                model=reply.usage.model,
                messages=tuple(added),
                reply=redacted(reply.message, self._redactor).model_copy(update={"call_key": turn.turn_id}),
            )
        )

    async def _tools(
        self, turn: TurnInput, profile: AgentProfile, *, searches: Sequence[str]
    ) -> list[ToolSpec]:
        shown = await self._toolbox.shown(profile.name, task=turn.instruction, searches=searches)
        team = self._agents.all()
        may_hand_over = len(team) > 1 and turn.hand_overs < profile.limits.hand_overs
        return [*shown, *([hand_over_tool(profile.name, team)] if may_hand_over else ())]

    async def _replied(
        self, turn: TurnInput, messages: Sequence[Message], tools: Sequence[ToolSpec]
    ) -> ModelReply:
        """What the calls cost is put down, also where they were of no use."""
        model = self._models.for_agent(turn.agent, last_try=is_last_try())
        spent: tuple[TokenUsage, ...] = ()
        try:
            reply = await model.reply(messages, tools)
            spent = (*reply.wasted, reply.usage)
        except ModelError as error:
            spent = error.spent
            raise
        finally:
            await put_down(self._usage, spent, task_id=turn.task_id, turn_id=turn.turn_id, agent=turn.agent)
            await self._budgets.watch(task_id=turn.task_id, agent=turn.agent)
        return reply

    async def _added(
        self, turn: TurnInput, profile: AgentProfile, *, after: StoredTurn | None
    ) -> list[Message]:
        """``after``: the turn before this one, whose calls are answered, or which handed the step over."""
        if after is not None and after.agent == profile.name:
            answers = [_answer(call) for call in await self._tool_calls.results(turn.call_ids)]
            return [*answers, *([Message(role=Role.USER, content=turn.remarks)] if turn.remarks else ())]
        opening = [Message(role=Role.SYSTEM, content=f"{profile.prompt}\n\n{RULE}")]
        for step_id, head in turn.inputs.items():
            earlier = await self._transcripts.find(head)
            if earlier is not None:
                opening.append(_report(step_id, earlier))
        if after is not None:
            opening.append(Message(role=Role.USER, content=handed_over_note(after)))
        return [*opening, Message(role=Role.USER, content=self._redactor.text(turn.instruction))]


def _messages(turns: Sequence[StoredTurn]) -> list[Message]:
    return [message for turn in turns for message in (*turn.messages, turn.reply)]


def _searches(turns: Sequence[StoredTurn]) -> list[str]:
    calls = [call for turn in turns for call in turn.reply.calls if call.tool == SEARCH_TOOL]
    return [query for call in calls if isinstance(query := call.arguments.get("query"), str)]


def _report(step_id: str, earlier: StoredTurn) -> Message:
    report = marked(earlier.reply.content, source=f"step {step_id}", key=earlier.turn_id)
    return Message(role=Role.USER, content=f"Report of step {step_id}:\n\n{report}")


def _answer(call: StoredToolCall) -> Message:
    key = f"{call.turn_id}/{call.index}"
    if call.result is None:
        return Message(role=Role.TOOL, content=f"the call is {call.state}", call_key=key)
    text = marked(call.result.text, source=call.tool, key=key)
    return Message(role=Role.TOOL, content=f"ERROR:\n{text}" if call.result.error else text, call_key=key)


def redacted(message: Message, redactor: Redactor) -> Message:
    """As it is stored. A call whose arguments held a secret is another call then: see :func:`proposed`."""
    calls = tuple(
        call.model_copy(update={"arguments": redactor.arguments(call.arguments)}) for call in message.calls
    )
    return message.model_copy(update={"content": redactor.text(message.content), "calls": calls})


def _summed_up(
    stored: StoredTurn,
    tools: Sequence[ToolSpec],
    turn: TurnInput,
    policy: RiskPolicy,
    *,
    handed: HandOver | None,
) -> TurnResult:
    if handed and not handed.fault:
        return TurnResult(turn_id=stored.turn_id, handed_to=handed.agent)
    known = {spec.name: spec for spec in tools}
    calls = tuple(
        ProposedCall(index=call.index, tool=call.tool, refusal=handed.fault)
        if handed and call.tool == HAND_OVER_TOOL
        else proposed(
            call,
            known.get(call.tool),
            agent=stored.agent,
            policy_version=turn.policy_version,
            environment=turn.environment,
            policy=policy,
        )
        for call in stored.reply.calls
    )
    report = None if calls else stored.reply.content[:REPORT_LIMIT]
    return TurnResult(turn_id=stored.turn_id, calls=calls, report=report)

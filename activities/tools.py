"""One tool call: claimed before it acts, bound to the digest that was rated or approved."""

import time

from temporalio import activity

from activities.failures import heartbeats, temporal_failures
from activities.halts import ensure_running
from activities.proposals import ProposedCall, proposed
from domain.agents import AgentCatalogue, TranscriptStore
from domain.approvals.decisions import DecisionInbox, EditCheck
from domain.approvals.gate import CallAt
from domain.approvals.grants import GrantStore
from domain.errors import NotFoundError, ToolError, UnavailableError
from domain.halts import HaltSwitch
from domain.models import Value, canonical_json
from domain.policies import Policies
from domain.redaction import Redactor
from domain.risk.levels import RiskLevel
from domain.tools import (
    Caller,
    Claim,
    StoredToolCall,
    Toolbox,
    ToolCall,
    ToolCallState,
    ToolCallStore,
    ToolResult,
    ToolSpec,
)


class CallInput(Value):
    """``digest`` is what was rated and, where a gate was needed, approved; ``level`` how it was rated.

    ``environment`` as in :class:`~activities.turns.TurnInput`. Without a level only the digest counts.
    ``grant_id``: what cleared the call instead of a gate; it must still be in force when the call is made.
    ``edited_by``: the receipt whose arguments are used instead of the agent's.
    """

    task_id: str
    step_id: str
    agent: str
    call_id: str
    turn_id: str
    index: int
    digest: str
    policy_version: str
    environment: str | None = None
    level: RiskLevel | None = None
    grant_id: str | None = None
    edited_by: str | None = None


class EditedCall(Value):
    """An approver's own arguments, which are in the receipt, for the call that stands ``at``."""

    receipt_id: str
    at: CallAt
    policy_version: str
    environment: str | None = None


class CallOutcome(Value):
    """``changed``: the call is not the one that was rated, and was not made; rate and gate it anew.

    ``seconds``: how long the last try was at work.
    """

    state: ToolCallState | None = None
    changed: ProposedCall | None = None
    seconds: float = 0.0


class RefusedCall(Value):
    task_id: str
    step_id: str
    call_id: str
    turn_id: str
    index: int
    reason: str


class ToolActivities:
    def __init__(
        self,
        *,
        agents: AgentCatalogue,
        toolbox: Toolbox,
        transcripts: TranscriptStore,
        tool_calls: ToolCallStore,
        policies: Policies,
        halts: HaltSwitch,
        grants: GrantStore,
        inbox: DecisionInbox,
        redactor: Redactor,
    ) -> None:
        self._agents = agents
        self._toolbox = toolbox
        self._transcripts = transcripts
        self._tool_calls = tool_calls
        self._policies = policies
        self._halts = halts
        self._grants = grants
        self._inbox = inbox
        self._redactor = redactor

    @activity.defn
    async def call_tool(self, asked: CallInput) -> CallOutcome:
        """Make the call, or find out that an earlier try did.

        A tool's own failure is a result that the agent is told, not a failure of the activity.
        """
        began = time.monotonic()
        async with heartbeats():
            with temporal_failures(bounded=True):
                outcome = await self._called(asked)
        return outcome.model_copy(update={"seconds": time.monotonic() - began})

    async def _called(self, asked: CallInput) -> CallOutcome:
        call = await self._call(asked.turn_id, asked.index, edited_by=asked.edited_by)
        earlier = await self._earlier(asked.call_id)
        if earlier is not None and earlier.state is not ToolCallState.STARTED:
            return CallOutcome(state=earlier.state)
        try:
            spec = await self._spec(asked.agent, call)
        except ToolError as error:
            if earlier is not None:
                return await self._given_up(asked, call)
            await self._refuse(asked, call, str(error))
            return CallOutcome(state=ToolCallState.FAILED)
        now = self._rated(asked, call, spec)
        if spec is None or _is_another(now, asked) or await self._lapsed(asked.grant_id):
            return await (self._given_up(asked, call) if earlier else self._anew(asked, now))
        return await self._dispatched(asked, call, spec, level=asked.level or now.level)

    @activity.defn
    async def check_edit(self, edited: EditedCall) -> EditCheck:
        """What the approver's arguments amount to: checked against the tool's schema, and rated."""
        with temporal_failures(bounded=True):
            at = edited.at
            call = await self._call(at.turn_id, at.index, edited_by=edited.receipt_id)
            try:
                spec = await self._spec(at.agent, call)
                if spec is None:
                    return EditCheck(fault=f"{call.tool} is not a tool of {at.agent}")
                await self._toolbox.check(spec, call.arguments)
            except ToolError as error:
                return EditCheck(fault=str(error))
        now = proposed(
            call,
            spec,
            agent=at.agent,
            policy_version=edited.policy_version,
            environment=edited.environment,
            policy=self._policies.risk(),
        )
        if now.refusal is not None:
            return EditCheck(fault=now.refusal)
        return EditCheck(digest=now.digest, level=now.level, reasons=now.reasons)

    @activity.defn
    async def refuse_tool_call(self, refused: RefusedCall) -> None:
        """Store that the call is not made, so that the agent is told why."""
        with temporal_failures():
            await self._refuse(refused, await self._call(refused.turn_id, refused.index), refused.reason)

    async def _anew(self, asked: CallInput, now: ProposedCall) -> CallOutcome:
        """What people are asked about next: the agent's own call, as that is what they are shown."""
        if asked.edited_by is not None:
            own = await self._call(asked.turn_id, asked.index)
            now = self._rated(asked, own, await self._spec(asked.agent, own))
        return CallOutcome(changed=now)

    async def _lapsed(self, grant_id: str | None) -> bool:
        """The call was cleared by a grant that has ended since."""
        return grant_id is not None and not await self._grants.in_force(grant_id)

    async def _dispatched(
        self, asked: CallInput, call: ToolCall, spec: ToolSpec, *, level: RiskLevel
    ) -> CallOutcome:
        """Unless dispatch is halted; claimed, then made."""
        await ensure_running(self._halts)
        claim = await self._claim(asked, call, repeatable=spec.repeatable)
        if isinstance(claim, StoredToolCall):
            return CallOutcome(state=claim.state)
        caller = _caller(asked, level=level)
        return CallOutcome(state=await self._make(asked, spec, call, claim.fence, caller=caller))

    async def _earlier(self, call_id: str) -> StoredToolCall | None:
        return next(iter(await self._tool_calls.results([call_id])), None)

    async def _given_up(self, asked: CallInput, call: ToolCall) -> CallOutcome:
        """An earlier try began, and this one cannot repeat it: what came of it is unknown."""
        claim = await self._claim(asked, call, repeatable=False)
        return CallOutcome(state=claim.state if isinstance(claim, StoredToolCall) else None)

    async def _claim(self, asked: CallInput, call: ToolCall, *, repeatable: bool) -> Claim | StoredToolCall:
        return await self._tool_calls.claim(
            task_id=asked.task_id,
            step_id=asked.step_id,
            call_id=asked.call_id,
            turn_id=asked.turn_id,
            call=self._storable(call),
            digest=asked.digest,
            repeatable=repeatable,
        )

    async def _refuse(self, at: CallInput | RefusedCall, call: ToolCall, reason: str) -> None:
        await self._tool_calls.refuse(
            task_id=at.task_id,
            step_id=at.step_id,
            call_id=at.call_id,
            turn_id=at.turn_id,
            call=self._storable(call),
            reason=self._redactor.text(reason),
        )

    def _storable(self, call: ToolCall) -> ToolCall:
        """An approver's own arguments may hold a secret; the digest is of what is sent."""
        return call.model_copy(update={"arguments": self._redactor.arguments(call.arguments)})

    async def _call(self, turn_id: str, index: int, *, edited_by: str | None = None) -> ToolCall:
        turn = await self._transcripts.find(turn_id)
        if turn is None or index >= len(turn.reply.calls):
            raise NotFoundError(f"turn {turn_id} has no call {index}")
        call = turn.reply.calls[index]
        if edited_by is None:
            return call
        receipt = await self._inbox.find(edited_by)
        if receipt is None or receipt.edited_arguments is None:
            raise NotFoundError(f"receipt {edited_by} has no arguments")
        return call.model_copy(update={"arguments": receipt.edited_arguments})

    async def _spec(self, agent: str, call: ToolCall) -> ToolSpec | None:
        return await self._toolbox.spec(call.tool) if self._agents.get(agent).allows(call.tool) else None

    def _rated(self, asked: CallInput, call: ToolCall, spec: ToolSpec | None) -> ProposedCall:
        """As the call looks now: the tool and the policy may have changed since it was proposed."""
        return proposed(
            call,
            spec,
            agent=asked.agent,
            policy_version=asked.policy_version,
            environment=asked.environment,
            policy=self._policies.risk(),
        )

    async def _make(
        self, asked: CallInput, spec: ToolSpec, call: ToolCall, fence: int, *, caller: Caller
    ) -> ToolCallState:
        try:
            result = await self._toolbox.call(spec, call.arguments, caller=caller)
            state = ToolCallState.FAILED if result.error else ToolCallState.DONE
        except UnavailableError:
            # certainly not made: the next try must not take it for a call that somebody began
            await self._tool_calls.release(call_id=asked.call_id, fence=fence)
            raise
        except ToolError as error:
            result = ToolResult(text=str(error), error=True)
            unknown = error.outcome_unknown and not spec.repeatable
            state = ToolCallState.OUTCOME_UNKNOWN if unknown else ToolCallState.FAILED
        if asked.edited_by is not None:
            result = result.model_copy(update={"text": _edited_note(call) + result.text})
        result = result.model_copy(update={"text": self._redactor.text(result.text)})
        stored = await self._tool_calls.complete(
            call_id=asked.call_id, fence=fence, state=state, result=result
        )
        return stored.state


def _caller(asked: CallInput, *, level: RiskLevel) -> Caller:
    return Caller(
        agent=asked.agent, task_id=asked.task_id, step_id=asked.step_id, call_id=asked.call_id, level=level
    )


def _edited_note(call: ToolCall) -> str:
    """So that the agent does not take what came of other arguments for what came of its own."""
    return f"[an approver changed the arguments to {canonical_json(call.arguments).decode()}]\n"


def _is_another(now: ProposedCall, asked: CallInput) -> bool:
    """Not the call that was rated, or riskier by the policy of now than what was cleared."""
    riskier = asked.level is not None and now.level.exceeds(asked.level)
    return now.digest != asked.digest or riskier
